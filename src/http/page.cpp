#include "http/page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <vector>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "http/target.hpp"

namespace assent::http {
namespace {

constexpr std::size_t check_digits = 16;

// Everything by which one list differs from another.
std::string text_of(const store::CaseQuery& list) {
    std::string text;
    for (const auto* one :
         {&list.member, &list.number, &list.state, &list.level, &list.reviewer, &list.organization})
        text += *one ? fmt::format("{}:{}\n", (*one)->size(), **one) : "-\n";
    return text;
}

std::string check_of(const std::string& place, const store::CaseQuery& list) {
    return base::sha256_text(text_of(list) + place).substr(0, check_digits);
}

std::string hexadecimal(const std::string& text) {
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    return base::hex_text(bytes);
}

} // namespace

std::string mark_of(const store::CaseRow& last, const store::CaseQuery& list) {
    const auto [due, stream] = store::place_of(last, list);
    const std::string place =
        (due ? fmt::format("{}", due->time_since_epoch().count()) : "-") + " " + stream.text();
    return hexadecimal(place) + check_of(place, list);
}

std::optional<store::CasePlace> place_of(std::string_view mark, const store::CaseQuery& list) {
    if (mark.size() <= check_digits || mark.size() % 2 != 0) return std::nullopt;
    const std::size_t digits = mark.size() - check_digits;
    std::vector<std::uint8_t> bytes(digits / 2);
    if (!base::read_hex(mark.substr(0, digits), bytes)) return std::nullopt;
    const std::string place(bytes.begin(), bytes.end());
    if (mark.substr(digits) != check_of(place, list)) return std::nullopt;
    const std::string_view text = place;
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const auto stream = store::StreamId::parse(text.substr(blank + 1));
    const auto due = base::to_number(text.substr(0, blank));
    if (!stream || (!due && text.substr(0, blank) != "-")) return std::nullopt;
    store::CasePlace made{std::nullopt, *stream};
    if (due) made.due = calendar::Instant{std::chrono::seconds{*due}};
    return made;
}

void limit_to(const Days& days, const calendar::Zone& zone, store::ActQuery& query) {
    const auto midnight = [&](calendar::Date day) {
        return zone.to_instant(day, std::chrono::seconds{0}, calendar::Reading::Earlier);
    };
    if (days.from) query.from = midnight(*days.from);
    if (days.through) query.until = midnight(*days.through + std::chrono::days{1}) - std::chrono::seconds{1};
}

std::string next_page(const Request& request, std::string after) {
    Target target{request.path, request.query};
    target.query["after"] = std::move(after);
    return write_target(target);
}

std::string mark_of(const std::vector<store::Reading>& shown, const store::ReadingQuery& query) {
    const calendar::Instant at = shown.back().at;
    const auto of_moment =
        std::count_if(shown.begin(), shown.end(), [&](const store::Reading& one) { return one.at == at; });
    const auto before = at == query.until ? query.skipped : 0;
    return fmt::format("{}-{}", at.time_since_epoch().count(), before + of_moment);
}

bool go_on(std::string_view mark, store::ReadingQuery& query) {
    const std::size_t dash = mark.rfind('-');
    if (dash == std::string_view::npos) return false;
    const auto at = base::to_number(mark.substr(0, dash)), skipped = base::to_number(mark.substr(dash + 1));
    if (!at || !skipped || *skipped < 0 || *skipped > a_count.most) return false;
    query.until = calendar::Instant(std::chrono::seconds(*at));
    query.skipped = static_cast<int>(*skipped);
    return true;
}

} // namespace assent::http
