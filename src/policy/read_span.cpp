// Spans and windows: so many of a unit, from when and until when.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "policy/moment_reader.hpp"

namespace assent::policy {
namespace {

struct UnitWord {
    std::string_view word;
    MomentUnit unit;
    std::int64_t most; // about a hundred years
};
constexpr std::array unit_words = {
    UnitWord{"minutes", MomentUnit::Minutes, 52'560'000}, UnitWord{"minute", MomentUnit::Minutes, 52'560'000},
    UnitWord{"hours", MomentUnit::Hours, 876'000},        UnitWord{"hour", MomentUnit::Hours, 876'000},
    UnitWord{"days", MomentUnit::CalendarDays, 36'500},   UnitWord{"day", MomentUnit::CalendarDays, 36'500},
    UnitWord{"months", MomentUnit::Months, 1'200},        UnitWord{"month", MomentUnit::Months, 1'200},
};
constexpr std::array kind_words = {std::string_view("business"), std::string_view("working"),
                                   std::string_view("calendar")};
constexpr std::array window_words = {std::string_view("within"), std::string_view("by"),
                                     std::string_view("before"), std::string_view("from"),
                                     std::string_view("at any time")};

std::int64_t most_of(MomentUnit unit) {
    if (unit == MomentUnit::WorkingDays) unit = MomentUnit::CalendarDays;
    const auto* found = std::find_if(unit_words.begin(), unit_words.end(),
                                     [unit](const UnitWord& one) { return one.unit == unit; });
    return found->most;
}

} // namespace

bool MomentReader::sees_window(const Cursor& cursor) {
    return std::any_of(window_words.begin(), window_words.end(),
                       [&](std::string_view word) { return cursor.sees(word); });
}

// A number, or a word in its place ("ten business days"), which is then told to be written in digits.
bool MomentReader::sees_span(const Cursor& cursor) const {
    if (cursor.at_end()) return false;
    if (cursor.sees_number()) return true;
    Cursor ahead = cursor;
    if (event_at(ahead, referents_.names)) return false; // "last day certified"
    ahead.skip(ahead.word().size());
    const auto stands = [&](std::string_view word) { return ahead.sees(word); };
    return std::any_of(kind_words.begin(), kind_words.end(), stands) ||
           std::any_of(unit_words.begin(), unit_words.end(),
                       [&](const UnitWord& one) { return stands(one.word); });
}

std::optional<MomentUnit> MomentReader::unit(Cursor& cursor) {
    std::string_view kind;
    for (const std::string_view word : kind_words) {
        if (kind.empty() && cursor.accept(word)) kind = word;
    }
    for (const UnitWord& one : unit_words) {
        if (!cursor.sees(one.word)) continue;
        if (!kind.empty() && one.unit != MomentUnit::CalendarDays) {
            referents_.error(cursor, fmt::format("there are no {} {}", kind, one.word),
                             "days are counted as business, working or calendar days; minutes and hours run "
                             "through nights and closed days");
            return std::nullopt;
        }
        cursor.accept(one.word);
        return kind.empty() || kind == "calendar" ? one.unit : MomentUnit::WorkingDays;
    }
    const std::string_view word = cursor.at_end() ? "the end of the line" : cursor.word();
    referents_.error(cursor, fmt::format("a unit of time expected, and `{}` is none", word),
                     "write minutes, hours, calendar days, business days or months; a week is 7 calendar "
                     "days, a year 12 months");
    return std::nullopt;
}

std::optional<MomentId> MomentReader::span(Cursor& cursor) {
    const Cursor before = cursor;
    const auto count = referents_.conditions.number(cursor);
    const auto its_unit = count ? unit(cursor) : std::nullopt;
    if (!its_unit) return std::nullopt;
    if (*count < 1 || *count > most_of(*its_unit)) {
        referents_.error(before, fmt::format("a span of {} {}", *count, to_text(*its_unit)),
                         fmt::format("write a number from 1 to {}", most_of(*its_unit)));
        return std::nullopt;
    }
    const auto from = start(cursor);
    if (!from) return std::nullopt;
    MomentNode node;
    node.op = MomentOp::After;
    node.unit = *its_unit;
    node.count = static_cast<std::int32_t>(*count);
    node.first = *from;
    return add(std::move(node), cursor, before.left());
}

std::optional<MomentId> MomentReader::within(Cursor& cursor) {
    const std::string_view begun = cursor.left();
    const auto length = span(cursor);
    if (!length) return std::nullopt;
    if (cursor.accept("of") || cursor.accept("after")) {
        const auto first = moment(cursor);
        if (!first) return std::nullopt;
        count_from(*length, *first);
        referents_.program.moments[*length].source = cursor.since(begun);
        return length;
    }
    const std::string words = cursor.since(begun).text;
    if (cursor.sees("before")) {
        referents_.error(
            cursor, "`within` counts forward",
            fmt::format("write `by {0} before MOMENT`, or `from {0} before MOMENT to MOMENT`", words));
        return std::nullopt;
    }
    if (sees_moment(cursor)) {
        referents_.error(cursor, "no `of` between a span and what it counts from",
                         fmt::format("write `within {} of {}`", words, cursor.left()));
        return std::nullopt;
    }
    return length;
}

std::optional<Window> MomentReader::window(Cursor& cursor) {
    const std::string_view begun = cursor.left();
    if (cursor.accept("at any time")) return Window{};
    if (cursor.accept("from")) return from_to(cursor);
    std::optional<MomentId> due;
    if (cursor.accept("within")) {
        due = within(cursor);
    } else if (cursor.accept("by")) {
        due = moment(cursor);
    } else if (cursor.accept("before")) {
        MomentNode node;
        node.op = MomentOp::LastSecondBefore;
        due = of_one(cursor, std::move(node), begun);
    } else {
        const std::string_view word = cursor.at_end() ? "the end of the line" : cursor.word();
        referents_.error(cursor, fmt::format("from when or until when expected, and `{}` is neither", word),
                         "write `within SPAN of EVENT`, `by MOMENT`, `before MOMENT`, `from MOMENT to "
                         "MOMENT`, `from N to N business days before MOMENT` or `at any time`");
    }
    if (!due) return std::nullopt;
    return Window{no_moment, *due};
}

std::optional<Window> MomentReader::from_to(Cursor& cursor) {
    Cursor ahead = cursor;
    ahead.skip(ahead.word().size());
    if (sees_span(cursor) && ahead.sees("to")) return countdown(cursor);
    const auto opens = moment(cursor);
    if (!opens) return std::nullopt;
    if (!cursor.accept("to")) return Window{*opens, no_moment};
    const auto due = moment(cursor);
    if (!due) return std::nullopt;
    return Window{*opens, *due};
}

// "15 to 10 business days before MOMENT"
std::optional<Window> MomentReader::countdown(Cursor& cursor) {
    const Cursor before = cursor;
    const auto most = referents_.conditions.number(cursor);
    if (!most || !cursor.accept("to")) return std::nullopt;
    const auto least = span(cursor);
    if (!least) return std::nullopt;
    MomentNode earlier = referents_.program.moments[*least];
    if (*most <= earlier.count || *most > most_of(earlier.unit)) {
        referents_.error(
            before,
            fmt::format("a window from {} to {} {} before", *most, earlier.count, to_text(earlier.unit)),
            "the earlier day comes first: `from 15 to 10 business days before MOMENT`");
        return std::nullopt;
    }
    if (!cursor.accept("before")) {
        referents_.error(cursor, "a window of two numbers ends before something",
                         "write `from 15 to 10 business days before MOMENT`, or `from MOMENT to MOMENT`");
        return std::nullopt;
    }
    const auto first = moment(cursor);
    if (!first) return std::nullopt;
    earlier.op = MomentOp::Before;
    earlier.count = static_cast<std::int32_t>(*most);
    earlier.first = *first;
    MomentNode& later = referents_.program.moments[*least];
    later.op = MomentOp::Before;
    later.first = *first;
    later.source = cursor.since(before.left());
    const auto opens = add(std::move(earlier), cursor, before.left());
    if (!opens) return std::nullopt;
    return Window{*opens, *least};
}

} // namespace assent::policy
