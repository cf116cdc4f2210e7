#include "portal/units.hpp"

#include <algorithm>

#include "casework/case_facts.hpp"

namespace assent::portal {
namespace {

constexpr std::int64_t width = 120, height = 8;

// What claims have used of a line, by the accounts that it draws from.
std::optional<std::int64_t> used_of(const CaseSeen& seen, const casework::LedgerLine& line) {
    std::optional<std::int64_t> used;
    for (const desk::AccountFile& one : seen.file().accounts) {
        for (const casework::Ledger::Item& item : one.account.entries.items()) {
            if (item.line == line) used = used.value_or(0) + item.posted;
        }
    }
    return used;
}

void add(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& more) {
    if (more) sum = sum.value_or(0) + *more;
}

Html bar(std::int64_t whole, const char* kind, std::int64_t units) {
    const std::int64_t wide = std::clamp<std::int64_t>(units * width / whole, units > 0 ? 1 : 0, width);
    const bool narrow = std::string_view(kind) == "used";
    return html("<rect class=\"as-{}\" x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\"></rect>", kind,
                narrow ? height / 4 : 0, wide, narrow ? height / 2 : height);
}

} // namespace

Units units_of_line(const CaseSeen& seen, casework::RequestNo number, std::uint16_t line) {
    const casework::Request& request = seen.file().now.at(number);
    const casework::LineState& state = request.lines[line];
    Units made;
    const std::uint16_t fact = seen.book().nouns().units;
    if (fact == policy::any_object || !seen.is_shown(fact)) return made;
    made.asked = casework::asked(request, seen.book(), line).units;
    if (state.granted)
        made.certified = state.granted->units > 0 ? state.granted->units : made.asked; // as asked
    else if (state.determined)
        made.certified = 0;
    made.used = used_of(seen, {seen.file().now.id, number, line});
    return made;
}

Units units_of(const CaseSeen& seen, casework::RequestNo request) {
    Units sum;
    const std::size_t lines = seen.file().now.at(request).lines.size();
    for (std::size_t line = 0; line < lines; ++line) {
        const Units one = units_of_line(seen, request, static_cast<std::uint16_t>(line));
        sum.asked += one.asked;
        add(sum.certified, one.certified);
        add(sum.used, one.used);
    }
    return sum;
}

Html shown(const Units& units) {
    if (units.asked <= 0) return {};
    const std::int64_t whole = std::max({units.asked, units.certified.value_or(0), units.used.value_or(0)});
    Html words = html("{} asked", units.asked), bars = bar(whole, "asked", units.asked);
    if (units.certified) {
        words += html(", {} certified", *units.certified);
        bars += bar(whole, "certified", *units.certified);
    }
    if (units.used) {
        words += html(", {} used", *units.used);
        bars += bar(whole, "used", *units.used);
    }
    return html(
        "<span class=\"as-units\">{}<svg class=\"as-bar\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" "
        "aria-hidden=\"true\" focusable=\"false\">{}</svg></span>",
        words, width, height, width, height, bars);
}

} // namespace assent::portal
