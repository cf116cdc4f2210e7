#include "http/call.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "http/body_reader.hpp"
#include "http/problem.hpp"

namespace assent::http {

using casework::CaseAct;
using casework::Cell;
using store::StreamId;

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20;
constexpr std::size_t most_children = 1'000; // of one array or object
constexpr std::size_t longest_key = 200;

// "application/json", in UTF-8 if it says in what.
bool is_json(std::string_view type) {
    const auto parts = base::split(type, ';');
    if (base::to_lower(base::trim(parts[0])) != "application/json") return false;
    return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view one) {
        const std::string word = base::to_lower(base::trim(one));
        return !word.starts_with("charset=") || word == "charset=utf-8" || word == "charset=\"utf-8\"";
    });
}

// Some digits, with decimals or without, and no exponent.
bool is_usual(std::string_view number) {
    const auto whole = base::to_number(number.substr(0, number.find('.')));
    return number.find_first_of("eE") == std::string_view::npos && whole && *whole >= Bounds{}.least &&
           *whole <= Bounds{}.most;
}

void look_at(const base::JsonDocument& document, const base::JsonNode& node, base::Diagnostics& mistakes) {
    const auto complain = [&](std::string message, std::string hint) {
        mistakes.error({.file = {}, .line = 0, .column = 0, .pointer = document.pointer(node)},
                       std::move(message), std::move(hint));
    };
    const bool text = node.kind == base::JsonKind::String;
    if (is_too_long(node.key) || (text && is_too_long(node.text)))
        complain("too long a text", fmt::format("write at most {} characters", most_characters));
    if (node.key.find('\0') != std::string_view::npos ||
        (text && node.text.find('\0') != std::string_view::npos))
        complain("a text with the character U+0000", "leave it out");
    if (node.kind == base::JsonKind::Number && !is_usual(node.text))
        complain("a number that nothing here can be",
                 fmt::format("write digits, from {} to {}", Bounds{}.least, Bounds{}.most));
    std::size_t children = 0;
    for (const base::JsonNode& child : document.children(node)) {
        if (++children > most_children)
            return complain("too many members", fmt::format("write at most {}", most_children));
        if (mistakes.errors() < most_mistakes) look_at(document, child, mistakes);
    }
}

// What is not theirs is answered as what is not there.
Response no_such_case() {
    return problem(Problem::NotFound, "there is no such case", "look it up by its number");
}

std::optional<StreamId> stream_of(const Places& places) {
    if (!is_key(places[0]) || !is_key(places[1])) return std::nullopt;
    return StreamId::of_case(places[0], places[1]);
}

// The weight of a type that `Accept` names, in thousandths (RFC 9110): 0 for one that is not named.
std::int64_t weight_of(std::string_view accept, std::string_view type) {
    constexpr std::int64_t whole = 1000;
    for (const std::string_view range : base::split(accept, ',')) {
        const auto parts = base::split(range, ';');
        if (base::to_lower(base::trim(parts[0])) != type) continue;
        for (const std::string_view part : parts) {
            std::string word = base::to_lower(base::trim(part));
            if (!word.starts_with("q=")) continue;
            if (word.starts_with("q=1")) return whole;
            word = word.starts_with("q=0.") ? word.substr(4, 3) : "";
            word.resize(3, '0');
            return base::to_number(word).value_or(0);
        }
        return whole;
    }
    return 0;
}

bool is_among(std::string_view header, std::int64_t state, std::string_view before) {
    const auto tags = base::split(header, ',');
    return std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) {
        tag = base::trim(tag);
        if (tag.starts_with(before)) tag.remove_prefix(before.size());
        return tag == "*" || tag == etag(state);
    });
}

} // namespace

desk::Cause cause_of(const Call& call) { return {call.now, call.actor.person, call.actor.role}; }

std::optional<Response> wrong_body(const Request& request, base::JsonDocument& document) {
    if (!is_json(request.header("content-type")))
        return problem(Problem::WrongMedia, "the body is not said to be JSON",
                       "send it with `Content-Type: application/json`, in UTF-8");
    if (request.body.size() > most_bytes)
        return problem(Problem::TooLarge, "a body has at most 1 MiB", "send several requests");
    base::Diagnostics mistakes;
    if (document.read(request.body, mistakes)) look_at(document, document.root(), mistakes);
    if (mistakes.has_errors()) return problem(mistakes);
    return std::nullopt;
}

bool is_key(std::string_view text) { return text.size() <= longest_key && StreamId::is_key(text); }

bool is_key_of_member(std::string_view text) {
    return is_key(text) && desk::can_be_member(text) && text != "." && text != "..";
}

base::Expected<desk::CaseFile, Response> file_for(const Parts& parts, const Call& call) {
    if (cell(CaseAct::See, call.actor.role) == Cell::No)
        return tl::unexpected(problem(Problem::NotAllowed, "this account sees no cases"));
    const auto stream = stream_of(call.places);
    if (!stream) return tl::unexpected(no_such_case());
    auto file = parts.desk.see(call.actor.person, *stream, call.now);
    if (!file) return tl::unexpected(no_such_case());
    return std::move(*file);
}

base::Expected<desk::CaseFile, Response> file_to_act_on(const Parts& parts, const Call& call) {
    const casework::Role role = call.actor.role;
    const bool only_tells =
        cell(CaseAct::See, role) == Cell::No && cell(CaseAct::Report, role) == Cell::Facts;
    if (!only_tells) return file_for(parts, call);
    const auto stream = stream_of(call.places);
    auto file = stream ? desk::read_file(parts.store, parts.desk.shelf(), *stream) : std::nullopt;
    if (!file) return tl::unexpected(no_such_case());
    const casework::Authority authority(file->rules->book(), file->now, call.actor, call.now);
    if (!authority.may_know_of_it()) return tl::unexpected(no_such_case());
    return std::move(*file);
}

std::string etag(std::int64_t state) { return fmt::format("\"{}\"", state); }

bool prefers(const Request& request, std::string_view type, std::string_view usual) {
    const std::string_view accept = request.header("accept");
    const std::int64_t wanted = weight_of(accept, type);
    return wanted > 0 && wanted >= weight_of(accept, usual);
}

desk::HandedDocuments handed_documents(const Parts& parts) { return {parts.store, parts.documents}; }

bool names(std::string_view header, std::int64_t state) { return is_among(header, state, ""); }
bool knows(std::string_view header, std::int64_t state) { return is_among(header, state, "W/"); }

} // namespace assent::http
