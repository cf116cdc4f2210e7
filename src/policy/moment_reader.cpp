#include "policy/moment_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace assent::policy {
namespace {

constexpr int deepest = 16;
constexpr std::size_t most_moments = 60'000; // they are numbered in sixteen bits

constexpr std::string_view moment_forms =
    "a moment is an event, `3 business days after EVENT`, `the earlier of MOMENT and MOMENT`, `end of the "
    "day of EVENT`, `the next business day after EVENT`, `the time to DUTY` or `at once`";

struct OfOne {
    std::string_view words;
    MomentOp op;
    std::int32_t count = 0;
};
constexpr std::array of_one_moment = {
    OfOne{"end of the day of", MomentOp::EndOfDay},
    OfOne{"start of the day of", MomentOp::StartOfDay},
    OfOne{"close of business of the day of", MomentOp::CloseOfBusiness},
    OfOne{"noon of the day of", MomentOp::Noon, 0},
    OfOne{"noon of the day after", MomentOp::Noon, 1},
    OfOne{"noon of the day before", MomentOp::Noon, -1},
    OfOne{"the next business day on or after", MomentOp::NextOpenOnOrAfter},
    OfOne{"the next working day on or after", MomentOp::NextOpenOnOrAfter},
    OfOne{"the next business day after", MomentOp::NextOpenAfter},
    OfOne{"the next working day after", MomentOp::NextOpenAfter},
};

MomentNode node_of(MomentOp op) {
    MomentNode node;
    node.op = op;
    return node;
}

} // namespace

std::optional<MomentId> MomentReader::add(MomentNode node, const Cursor& cursor, std::string_view begun) {
    Moments& moments = referents_.program.moments;
    if (moments.size() >= most_moments) {
        referents_.error(cursor, fmt::format("more than {} moments in one program", most_moments),
                         "put what belongs to another document into a program of its own");
        return std::nullopt;
    }
    if (!begun.empty()) node.source = cursor.since(begun);
    moments.push_back(std::move(node));
    return static_cast<MomentId>(moments.size() - 1);
}

std::optional<MomentId> MomentReader::start(const Cursor& cursor) {
    return add(node_of(MomentOp::Start), cursor, {});
}

void MomentReader::count_from(MomentId span, MomentId first) {
    referents_.program.moments[span].first = first;
}

std::optional<MomentId> MomentReader::moment(Cursor& cursor) {
    if (depth_ == deepest) {
        referents_.error(cursor, fmt::format("a moment made of more than {} moments in one another", deepest),
                         "declare a fact that holds the date, and count from it");
        return std::nullopt;
    }
    ++depth_;
    const auto read = moment_here(cursor);
    --depth_;
    return read;
}

std::optional<MomentId> MomentReader::moment_here(Cursor& cursor) {
    const std::string_view begun = cursor.left();
    if (cursor.accept("at once")) return add(node_of(MomentOp::Start), cursor, begun);
    if (cursor.accept("the earlier of")) return of_two(cursor, MomentOp::Earlier, begun);
    if (cursor.accept("the later of")) return of_two(cursor, MomentOp::Later, begun);
    for (const OfOne& one : of_one_moment) {
        if (!cursor.accept(one.words)) continue;
        MomentNode node = node_of(one.op);
        node.count = one.count;
        return of_one(cursor, node, begun);
    }
    if (cursor.accept("the time to")) {
        const auto term = duty(cursor);
        if (!term) return std::nullopt;
        MomentNode node = node_of(MomentOp::Due);
        node.term = *term;
        return add(node, cursor, begun);
    }
    if (sees_span(cursor)) return counted(cursor, false);
    if (!sees_moment(cursor)) return no_moment_here(cursor);
    const auto read = event(cursor);
    if (!read) return std::nullopt;
    MomentNode node = node_of(MomentOp::Event);
    node.event = *read;
    return add(node, cursor, begun);
}

std::optional<MomentId> MomentReader::no_moment_here(const Cursor& cursor) {
    if (referents_.names.at(NameKind::Term, cursor.left()) || cursor.sees("notice of")) {
        no_event(cursor);
        return std::nullopt;
    }
    const std::string_view word = cursor.at_end() ? "the end of the line" : cursor.word();
    std::string hint = base::did_you_mean(word, referents_.names.all(NameKind::Fact));
    if (hint.empty()) hint = moment_forms;
    referents_.error(cursor, fmt::format("a moment expected, and `{}` is none", word), std::move(hint));
    return std::nullopt;
}

std::optional<MomentId> MomentReader::of_two(Cursor& cursor, MomentOp op, std::string_view begun) {
    MomentNode node = node_of(op);
    const auto first = moment(cursor);
    if (!first) return std::nullopt;
    if (!cursor.accept("and")) {
        referents_.error(cursor, "`and` and a second moment expected",
                         "write `the earlier of MOMENT and MOMENT` or `the later of MOMENT and MOMENT`");
        return std::nullopt;
    }
    const auto second = moment(cursor);
    if (!second) return std::nullopt;
    node.first = *first;
    node.second = *second;
    return add(node, cursor, begun);
}

std::optional<MomentId> MomentReader::of_one(Cursor& cursor, MomentNode node, std::string_view begun) {
    const auto first = moment(cursor);
    if (!first) return std::nullopt;
    node.first = *first;
    return add(std::move(node), cursor, begun);
}

std::optional<MomentId> MomentReader::span_or_moment(Cursor& cursor) {
    return sees_span(cursor) ? counted(cursor, true) : moment(cursor);
}

// A span and what it counts from, which is left out only where it is from the start.
std::optional<MomentId> MomentReader::counted(Cursor& cursor, bool from_start) {
    const std::string_view begun = cursor.left();
    const auto length = span(cursor);
    if (!length || (from_start && cursor.at_end())) return length;
    const std::string words = cursor.since(begun).text;
    const bool back = cursor.accept("before");
    if (!back && !cursor.accept("after") && !cursor.accept("of")) {
        referents_.error(cursor, fmt::format("from what do the {} count?", words),
                         fmt::format("write `{0} after EVENT` (or `of`), or `{0} before EVENT`", words));
        return std::nullopt;
    }
    const auto first = moment(cursor);
    if (!first) return std::nullopt;
    count_from(*length, *first);
    MomentNode& node = referents_.program.moments[*length];
    if (back) node.op = MomentOp::Before;
    node.source = cursor.since(begun);
    return length;
}

std::optional<std::uint16_t> MomentReader::duty(Cursor& cursor) {
    const Cursor before = cursor;
    const auto term = referents_.at(cursor, NameKind::Term, "a duty");
    if (!term) return std::nullopt;
    const TermDef& found = referents_.program.terms[*term];
    if (found.kind == TermKind::Duty) return term;
    referents_.error(before, fmt::format("a duty expected, and `{}` is a right", found.name.text),
                     "name a duty; what a right allows has no time by which it must be done");
    return std::nullopt;
}

} // namespace assent::policy
