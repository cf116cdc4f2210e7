#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "policy/program_reader.hpp"

namespace assent::policy {
namespace {

struct BoundWords {
    std::string_view words;
    Bounded what;
};

constexpr std::array bound_words = {
    BoundWords{"from at least", Bounded::From},        BoundWords{"through at most", Bounded::Through},
    BoundWords{"units at most", Bounded::Units},       BoundWords{"frequency at most", Bounded::Frequency},
    BoundWords{"duration at most", Bounded::Duration}, BoundWords{"exactly as requested", Bounded::Line},
};

bool begins_days(const Line& line) {
    return begins_with(line.rest.text, bound_words[0].words) ||
           begins_with(line.rest.text, bound_words[1].words);
}

} // namespace

// A limit on the days of an approval is about the request; one on amounts is about each line by itself.
void ProgramReader::read_limit(std::size_t index, const Block& block) {
    conditions_.begin(Construct::Limit, static_cast<std::uint16_t>(index));
    const std::vector<const Line*> bounds = block.all("");
    const bool of_days =
        std::any_of(bounds.begin(), bounds.end(), [](const Line* line) { return begins_days(*line); });
    conditions_.within_line(!of_days);
    LimitDef& limit = program_.limits[index];
    for (const Line& line : block.lines) {
        if (line.keyword == "when") limit.when = conditions_.condition(line).value_or(no_node);
        if (line.keyword == "unless") limit.unless = conditions_.condition(line).value_or(no_node);
        if (!line.keyword.empty()) continue;
        auto read = bound(line);
        if (read && of_days && !bounds_days(read->what)) {
            error(line.rest, "a bound of a line beside a bound of days",
                  "give each a limit of its own: the one is about a line, the other about the request");
        }
        if (read) limit.bounds.push_back(std::move(*read));
    }
    if (bounds.empty())
        error(block.name, fmt::format("the limit `{}` bounds nothing", block.name.text),
              "add a line such as `through at most 12 months from request.start`");
}

std::optional<Bound> ProgramReader::bound(const Line& line) {
    Bound made;
    made.source = line.rest;
    Cursor cursor = cursor_of(line.rest);
    const auto* const found = std::find_if(bound_words.begin(), bound_words.end(),
                                           [&](const BoundWords& one) { return cursor.accept(one.words); });
    if (found == bound_words.end()) {
        conditions_.error(cursor,
                          "a limit narrows an approval: `from at least` or `through at most` a day, `units`, "
                          "`frequency` or `duration at most` a number, or `exactly as requested`",
                          "write for instance `through at most 12 months from request.start`");
        return std::nullopt;
    }
    made.what = found->what;
    if (made.what == Bounded::Line) made.form = BoundForm::AsRequested;
    const bool read = made.what == Bounded::Line ||
                      (bounds_days(made.what) ? bound_value(cursor, made) : bound_number(cursor, made));
    if (!read || !conditions_.finished(cursor)) return std::nullopt;
    return made;
}

// A number, or a fact that is one: of the request, or of the line in hand.
bool ProgramReader::bound_number(Cursor& cursor, Bound& bound) {
    const Type number{Kind::Number, false, {}, {}};
    const auto value = conditions_.operand(cursor, &number);
    if (!value) return false;
    bound.date = value->node;
    if (value->type.kind == Kind::Number) return true;
    conditions_.error(cursor, fmt::format("a number expected, and this is {}", called(value->type)),
                      "write a number, or name a fact that is one");
    return false;
}

bool ProgramReader::bound_value(Cursor& cursor, Bound& bound) {
    if (cursor.accept("last day of")) return last_day_in_list(cursor, bound);
    if (cursor.accept("day")) { // "day 180 counted from FACT"
        const auto day = conditions_.number(cursor);
        bound.form = BoundForm::DayOf;
        bound.span = {day.value_or(1), SpanUnit::Days};
        if (!day || !cursor.accept("counted from")) {
            if (day)
                conditions_.error(cursor, "`counted from` expected",
                                  "write `day 180 counted from FACT`; the first day is day 1");
            return false;
        }
        bound.date = date_at(cursor);
        return bound.date != no_node;
    }
    const bool span = !cursor.at_end() && base::to_number(cursor.word()) &&
                      cursor.left().find(" from ") != std::string_view::npos;
    if (span) {
        const auto length = conditions_.span(cursor);
        if (!length) return false;
        bound.form = BoundForm::Span;
        bound.span = *length;
        if (!cursor.accept("from")) {
            conditions_.error(cursor, "`from` expected after the span",
                              "write `12 months from FACT`; the span ends on the day before its anniversary");
            return false;
        }
    }
    bound.date = date_at(cursor);
    return bound.date != no_node;
}

// "last day of request.diagnoses in LIST from request.start"
bool ProgramReader::last_day_in_list(Cursor& cursor, Bound& bound) {
    bound.form = BoundForm::LastDayInList;
    const auto fact = conditions_.name(cursor, NameKind::Fact, "a fact that is a code");
    if (!fact) return false;
    const FactDef& key = program_.facts[*fact];
    const bool codes =
        key.type.is_code() && !key.is_derived && !key.judged && (key.type.many || key.per_line);
    if (!codes || !cursor.accept("in")) {
        conditions_.error(cursor, "which codes, in which list?",
                          "write `last day of CODES in LIST from DATE`, the codes being a list of the "
                          "request or a code of the lines");
        return false;
    }
    bound.fact = *fact;
    if (key.type.many) bound.many = key.slot;
    if (!key.type.many) bound.key = program_.rules.add(Op::LineFact, key.slot, *fact, {}, key.name);
    const auto list = conditions_.name(cursor, NameKind::List, "a list");
    if (!list) return false;
    bound.list = *list;
    if (!cursor.accept("from")) {
        conditions_.error(cursor, "from which day on?", "write `last day of CODES in LIST from DATE`");
        return false;
    }
    bound.date = date_at(cursor);
    return bound.date != no_node;
}

} // namespace assent::policy
