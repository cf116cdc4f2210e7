#include "http/transport_head.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace assent::http {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::uint64_t longest_number = 18; // digits that 64 bits always hold

using base::is_digit, base::is_letter_or_digit;

bool is_token_char(char c) {
    return is_letter_or_digit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

bool may_stand_in_value(char c) { return c == '\t' || (c != '\x7f' && static_cast<unsigned char>(c) >= ' '); }

// The characters of uri-host [ ":" port ]; a host of no characters is allowed.
bool may_stand_in_host(char c) {
    return is_letter_or_digit(c) || std::string_view("-._~%!$&'()*+;=:[]").find(c) != std::string_view::npos;
}

Method method_of(std::string_view word) {
    constexpr std::array known = {Method::Get, Method::Head,  Method::Post,
                                  Method::Put, Method::Patch, Method::Delete};
    const auto* const found =
        std::find_if(known.begin(), known.end(), [&](Method method) { return to_text(method) == word; });
    return found == known.end() ? Method::Other : *found;
}

bool holds_word(std::string_view list, std::string_view word) {
    const auto pieces = base::split(list, ',');
    return std::any_of(pieces.begin(), pieces.end(),
                       [&](std::string_view piece) { return base::to_lower(base::trim(piece)) == word; });
}

std::optional<Refused> read_version(std::string_view text, Head& head) {
    if (text.size() != 8 || !text.starts_with("HTTP/") || !is_digit(text[5]) || text[6] != '.' ||
        !is_digit(text[7]))
        return Refused::RequestLine;
    if (text != "HTTP/1.1" && text != "HTTP/1.0") return Refused::Version;
    head.old = text == "HTTP/1.0";
    return std::nullopt;
}

std::optional<Refused> read_request_line(std::string_view line, Head& head) {
    const auto words = base::split(line, ' ');
    if (words.size() != 3 || !is_token(words[0]) || words[1].empty()) return Refused::RequestLine;
    if (!std::all_of(words[1].begin(), words[1].end(),
                     [](char c) { return may_stand_in_value(c) && c != '\t'; }))
        return Refused::RequestLine;
    head.method = method_of(words[0]);
    head.target = words[1];
    return read_version(words[2], head);
}

// INTERPRETATION: A header that frames the request, or says for whom it is, comes once, even when both say
// the same; RFC 9112 leaves that to the server.
std::optional<Refused> read_header(std::string_view line, Head& head) {
    const std::size_t colon = std::min(line.find(':'), line.size());
    if (colon == line.size() || !is_token(line.substr(0, colon))) return Refused::HeaderLine;
    const std::string_view written = line.substr(colon + 1);
    if (!std::all_of(written.begin(), written.end(), may_stand_in_value)) return Refused::HeaderLine;
    const std::string_view value = base::trim(written);
    const std::string name = base::to_lower(line.substr(0, colon));
    const auto [place, is_new] = head.headers.emplace(name, value);
    if (is_new) return std::nullopt;
    if (name == "host") return Refused::Host;
    if (name == "content-length" || name == "transfer-encoding") return Refused::Framing;
    place->second += name == "cookie" ? "; " : ", ";
    place->second += value;
    return std::nullopt;
}

std::optional<Refused> check_host(const Head& head) {
    const auto host = head.headers.find("host");
    if (host == head.headers.end()) return head.old ? std::nullopt : std::optional(Refused::Host);
    const bool legal = std::all_of(host->second.begin(), host->second.end(), may_stand_in_host);
    return legal ? std::nullopt : std::optional(Refused::Host);
}

// Some clients write the whole address (RFC 9112, 3.2.2). Of the host that the header names it is the same
// target; of another one it stays what it is, and is none.
void shorten_target(Head& head) {
    const auto host = head.headers.find("host");
    const std::size_t scheme = head.target.find("://");
    if (head.target.starts_with('/') || scheme == std::string::npos || host == head.headers.end()) return;
    const std::string kind = base::to_lower(head.target.substr(0, scheme));
    const std::size_t begin = scheme + 3,
                      end = std::min(head.target.find_first_of("/?", begin), head.target.size());
    const bool same = base::to_lower(head.target.substr(begin, end - begin)) == base::to_lower(host->second);
    if ((kind != "http" && kind != "https") || end == begin || !same) return;
    const bool has_path = end < head.target.size() && head.target[end] == '/';
    head.target = (has_path ? "" : "/") + head.target.substr(end);
}

std::optional<Refused> read_length(std::string_view digits, Head& head) {
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return Refused::Framing;
    if (digits.size() > longest_number) return Refused::BodyTooLarge;
    head.length = static_cast<std::uint64_t>(*base::to_number(digits));
    return std::nullopt;
}

std::optional<Refused> read_coding(std::string_view codings, Head& head) {
    if (head.old) return Refused::Framing;
    head.chunked = base::to_lower(codings) == "chunked";
    if (head.chunked) return std::nullopt;
    const auto words = base::split(codings, ',');
    const auto chunked = std::count_if(words.begin(), words.end(), [](std::string_view word) {
        return base::to_lower(base::trim(word)) == "chunked";
    });
    const bool ends_with_it = base::to_lower(base::trim(words.back())) == "chunked";
    return chunked == 1 && ends_with_it ? Refused::Coding : Refused::Framing;
}

std::optional<Refused> read_framing(Head& head) {
    const auto length = head.headers.find("content-length");
    const auto coding = head.headers.find("transfer-encoding");
    if (length != head.headers.end() && coding != head.headers.end()) return Refused::Framing;
    if (length != head.headers.end()) return read_length(length->second, head);
    if (coding != head.headers.end()) return read_coding(coding->second, head);
    return std::nullopt;
}

std::optional<Refused> read_wishes(Head& head) {
    const auto connection = head.headers.find("connection");
    const std::string_view words =
        connection == head.headers.end() ? "" : std::string_view(connection->second);
    head.keeps_open = head.old ? holds_word(words, "keep-alive") : true;
    if (holds_word(words, "close")) head.keeps_open = false;
    const auto expect = head.headers.find("expect");
    if (expect == head.headers.end() || head.old) return std::nullopt;
    head.awaits_continue = base::to_lower(expect->second) == "100-continue";
    return head.awaits_continue ? std::nullopt : std::optional(Refused::Expectation);
}

std::optional<Refused> read_lines(std::string_view bytes, std::size_t most_headers, Head& head) {
    std::size_t headers = 0;
    for (bool first = true;; first = false) {
        const std::string_view line = bytes.substr(0, bytes.find(line_end));
        bytes.remove_prefix(std::min(bytes.size(), line.size() + line_end.size()));
        if (!first && line.empty()) return std::nullopt;
        if (!first && ++headers > most_headers) return Refused::TooManyHeaders;
        const auto wrong = first ? read_request_line(line, head) : read_header(line, head);
        if (wrong) return wrong;
    }
}

} // namespace

HeadSearch::Found HeadSearch::look(std::string_view bytes) {
    if (!bytes.empty() && !is_token_char(bytes.front())) return Found::Mistake;
    while (true) {
        const std::size_t end = bytes.find('\n', seen_);
        if (end == std::string_view::npos) break;
        if (end == line_ || bytes[end - 1] != '\r') return Found::Mistake;
        const bool empty = end == line_ + 1;
        line_ = seen_ = end + 1;
        if (empty) return Found::End;
    }
    seen_ = bytes.size();
    return Found::Nothing;
}

base::Expected<Head, Refused> read_head(std::string_view bytes, std::size_t most_headers) {
    Head head;
    auto wrong = read_lines(bytes, most_headers, head);
    if (!wrong) wrong = check_host(head);
    if (!wrong) wrong = read_framing(head);
    if (!wrong) wrong = read_wishes(head);
    if (wrong) return tl::unexpected(*wrong);
    shorten_target(head);
    return head;
}

} // namespace assent::http
