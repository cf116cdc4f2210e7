#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "codes/packed_code.hpp"
#include "policy/day.hpp"
#include "policy/facts.hpp"
#include "policy/read_condition.hpp"

namespace assent::policy {
namespace {

std::optional<std::int64_t> packed(Kind kind, std::string_view code) {
    return kind == Kind::Diagnosis ? codes::packed_diagnosis(code) : codes::packed_procedure(code);
}

// "$250" or "$250.75" in cents.
std::optional<std::int64_t> dollars_in_cents(std::string_view amount) {
    if (!amount.starts_with('$')) return std::nullopt;
    amount.remove_prefix(1);
    const std::size_t point = amount.find('.');
    const auto whole = base::to_number(amount.substr(0, point));
    if (amount.starts_with('-') || !whole || *whole > 1'000'000'000'000) return std::nullopt;
    if (point == std::string_view::npos) return *whole * 100;
    const auto part = base::to_number(amount.substr(point + 1));
    if (!part || amount.size() - point != 3 || *part < 0) return std::nullopt;
    return *whole * 100 + *part;
}

// Amounts of one kind can be added; an amount can be multiplied by a number.
std::optional<Kind> kind_of_result(Op op, const Type& first, const Type& second) {
    const auto countable = [](Kind kind) { return kind == Kind::Number || kind == Kind::Money; };
    if (!countable(first.kind) || !countable(second.kind)) return std::nullopt;
    if (first.kind == second.kind)
        return op == Op::Times && first.kind == Kind::Money ? std::nullopt : std::optional(first.kind);
    return op == Op::Times ? std::optional(Kind::Money) : std::nullopt;
}

} // namespace

Operand ConditionReader::made(Op op, std::uint16_t ref, std::int64_t number,
                              const std::vector<NodeId>& children, const Piece& source, Type type) {
    return {program_.rules.add(op, ref, number, children, source), std::move(type)};
}

std::optional<Operand> ConditionReader::operand(Cursor& cursor, const Type* expected) {
    if (expected) {
        if (auto value = literal(cursor, *expected)) return value;
    }
    const std::string_view before = cursor.left();
    if (const auto fact = names_.at(NameKind::Fact, cursor.left())) {
        cursor.skip(fact->length);
        return fact_operand(cursor, fact->index);
    }
    if (cursor.accept("age from")) return age(cursor, before);
    if (cursor.accept("sum of")) return sum(cursor, before);
    if (cursor.accept("left in")) {
        const auto ledger = name(cursor, NameKind::Ledger, "a ledger");
        if (!ledger) return std::nullopt;
        return made(Op::Left, *ledger, 0, {}, cursor.since(before), Type{Kind::Number, false, {}, {}});
    }
    if (const auto date = calendar::parse_date(cursor.word())) {
        cursor.skip(cursor.word().size());
        return made(Op::Constant, 0, days_of(*date), {}, cursor.since(before),
                    Type{Kind::Date, false, {}, {}});
    }
    if (const auto money = dollars_in_cents(cursor.word())) {
        cursor.skip(cursor.word().size());
        program_.literals.push_back({cursor.since(before).text, cursor.since(before), construct_, owner_});
        return made(Op::Constant, 0, *money, {}, cursor.since(before), Type{Kind::Money, false, {}, {}});
    }
    if (cursor.sees_number()) return counted(cursor);
    std::vector<std::string> known = names_.all(NameKind::Fact);
    for (const std::string& ledger : names_.all(NameKind::Ledger)) known.push_back("left in " + ledger);
    if (expected && expected->kind == Kind::Word)
        known.insert(known.end(), expected->words.begin(), expected->words.end());
    if (criteria_) {
        for (std::string& criterion : names_.all(NameKind::Criterion)) known.push_back(std::move(criterion));
    }
    unknown_name(cursor, expected ? "a value" : "a fact", std::move(known));
    return std::nullopt;
}

// What can be written for a value of that type: a word of its set, yes or no, a code.
std::optional<Operand> ConditionReader::literal(Cursor& cursor, const Type& expected) {
    const std::string_view before = cursor.left();
    if (expected.kind == Kind::YesNo) {
        for (const std::string_view word : {"no", "yes"}) {
            if (cursor.accept(word))
                return made(Op::Constant, 0, word == "yes" ? 1 : 0, {}, cursor.since(before), expected);
        }
    }
    if (expected.kind == Kind::Word) {
        const std::string* longest = nullptr;
        for (const std::string& word : expected.words) {
            if (cursor.sees(word) && (!longest || word.size() > longest->size())) longest = &word;
        }
        if (!longest) return std::nullopt;
        cursor.skip(longest->size());
        return made(Op::Constant, 0, program_.words.find(*longest).value_or(no_code), {},
                    cursor.since(before), expected);
    }
    if (expected.is_code() && !names_.at(NameKind::Fact, cursor.left())) {
        const auto code = packed(expected.kind, cursor.word());
        if (!code) return std::nullopt;
        cursor.skip(cursor.word().size());
        return made(Op::Constant, 0, *code, {}, cursor.since(before), expected);
    }
    return std::nullopt;
}

std::optional<Operand> ConditionReader::fact_operand(Cursor& cursor, std::uint16_t index) {
    const FactDef& fact = program_.facts[index];
    Piece source = cursor.rest();
    source.text = fact.name.text;
    if (fact.type.many) {
        error(cursor, fmt::format("`{}` is a list", fact.name.text), "say `some` or `every` before it");
        return std::nullopt;
    }
    if (fact.judged) return judged(cursor, fact);
    uses_line_ |= fact.per_line;
    if (fact.is_derived && fact.derived == no_node)
        return std::nullopt; // what is wrong with it is told there
    if (fact.is_derived) return made(Op::Derived, index, 0, {fact.derived}, source, fact.type);
    return made(fact.per_line ? Op::LineFact : Op::Fact, fact.slot, index, {}, source, fact.type);
}

// A number, or so many days after a date.
std::optional<Operand> ConditionReader::counted(Cursor& cursor) {
    const std::string_view before = cursor.left();
    const std::string_view digits = cursor.word();
    const std::string_view after = base::trim(cursor.left().substr(digits.size()));
    constexpr std::array<std::string_view, 4> units = {"day", "week", "month", "year"};
    const bool is_span = std::any_of(units.begin(), units.end(),
                                     [&](std::string_view unit) { return after.starts_with(unit); });
    if (!is_span) {
        const auto value = number(cursor);
        if (!value) return std::nullopt;
        return made(Op::Constant, 0, *value, {}, cursor.since(before), Type{Kind::Number, false, {}, {}});
    }
    const auto length = span(cursor);
    if (!length) return std::nullopt;
    const bool back = cursor.accept("before");
    if (!back && !cursor.accept("after")) {
        error(cursor, "`after` or `before` expected after a span",
              "write for instance `30 days after member.discharged`");
        return std::nullopt;
    }
    const Type date{Kind::Date, false, {}, {}};
    const auto from = operand(cursor, &date);
    if (!from) return std::nullopt;
    if (from->type.kind != Kind::Date) {
        error(cursor, fmt::format("a span is counted from a date, not from {}", called(from->type)),
              "name a fact that is a date");
        return std::nullopt;
    }
    const Op op = length->unit == SpanUnit::Days ? Op::DaysAfter : Op::MonthsAfter;
    return made(op, 0, back ? -length->count : length->count, {from->node}, cursor.since(before), date);
}

std::optional<Operand> ConditionReader::age(Cursor& cursor, std::string_view begun) {
    const Type date{Kind::Date, false, {}, {}};
    const auto birth = operand(cursor, &date);
    if (!birth) return std::nullopt;
    if (!cursor.accept("on")) {
        error(cursor, "on which date?", "write `age from BIRTH DATE on DATE`");
        return std::nullopt;
    }
    const auto on = operand(cursor, &date);
    if (!on) return std::nullopt;
    if (birth->type.kind != Kind::Date || on->type.kind != Kind::Date) {
        error(cursor, "an age is counted from a date on a date", "name two facts that are dates");
        return std::nullopt;
    }
    const bool february = cursor.accept("with birthday on 28 February");
    return made(Op::Age, 0, february ? 1 : 0, {birth->node, on->node}, cursor.since(begun),
                Type{Kind::Number, false, {}, {}});
}

std::optional<Operand> ConditionReader::sum(Cursor& cursor, std::string_view begun) {
    const auto index = name(cursor, NameKind::Fact, "a fact of the service lines");
    if (!index) return std::nullopt;
    const FactDef& fact = program_.facts[*index];
    if (!fact.per_line || (fact.type.kind != Kind::Number && fact.type.kind != Kind::Money)) {
        error(cursor, fmt::format("`{}` cannot be summed over the lines", fact.name.text),
              "sum a number whose name begins with `line.`");
        return std::nullopt;
    }
    const bool outer = uses_line_;
    const auto each = fact_operand(cursor, *index);
    uses_line_ = outer;
    if (!each) return std::nullopt;
    return made(Op::Sum, 0, 0, {each->node}, cursor.since(begun), Type{fact.type.kind, false, {}, {}});
}

bool ConditionReader::key_fits(Cursor& cursor, const Operand& key, const ListDef& list) {
    const codes::KeyKind kind = codes::key_kind_of(list.columns.front().name);
    const bool fits = (kind == codes::KeyKind::DiagnosisCode && key.type.kind == Kind::Diagnosis) ||
                      (kind == codes::KeyKind::ProcedureCode && key.type.kind == Kind::Procedure) ||
                      (kind == codes::KeyKind::Text && key.type.kind == Kind::Word);
    if (!fits) {
        error(cursor,
              fmt::format("the rows of `{}` are found by `{}`, not by {}", list.name.text,
                          list.columns.front().name, called(key.type)),
              "look for a value of the kind of the list's first column");
    }
    return fits;
}

std::optional<std::uint16_t> ConditionReader::column_at(Cursor& cursor, const ListDef& list) {
    std::optional<std::uint16_t> longest;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
        const std::string& column = list.columns[i].name;
        names.push_back(column);
        if (cursor.sees(column) && (!longest || column.size() > list.columns[*longest].name.size()))
            longest = static_cast<std::uint16_t>(i);
    }
    if (!longest) {
        unknown_name(cursor, fmt::format("a column of `{}`", list.name.text), std::move(names));
        return std::nullopt;
    }
    cursor.skip(list.columns[*longest].name.size());
    return longest;
}

// `on DATE`: which day's rows count. Without it the rows of a dated list would count for ever.
std::optional<NodeId> ConditionReader::date_of_list(Cursor& cursor, std::uint16_t list) {
    if (!cursor.accept("on")) {
        error(cursor, fmt::format("on which day must the row of `{}` hold?", program_.lists[list].name.text),
              "add `on` and a date, for instance `on request.start`");
        return std::nullopt;
    }
    const Type date{Kind::Date, false, {}, {}};
    const auto on = operand(cursor, &date);
    if (!on) return std::nullopt;
    if (on->type.kind != Kind::Date) {
        error(cursor, fmt::format("a row holds on a date, not on {}", called(on->type)),
              "name a fact that is a date");
        return std::nullopt;
    }
    return on->node;
}

std::optional<Operand> ConditionReader::lookup(Cursor& cursor, const Type& expected) {
    const std::string_view before = cursor.left();
    const std::size_t of = cursor.left().find(" of ");
    const std::string_view column_name = base::trim(cursor.left().substr(0, of));
    Piece column_piece = cursor.rest();
    column_piece.text = column_name;
    cursor.skip(of);
    cursor.accept("of");
    const auto key = operand(cursor);
    if (!key) return std::nullopt;
    if (!cursor.accept("in")) {
        error(cursor, "in which list?", "write `COLUMN of FACT in LIST on DATE`");
        return std::nullopt;
    }
    const auto list = name(cursor, NameKind::List, "a list");
    if (!list) return std::nullopt;
    const ListDef& definition = program_.lists[*list];
    Cursor column_cursor = cursor_of(column_piece);
    const auto column = column_at(column_cursor, definition);
    if (!column || !key_fits(cursor, *key, definition)) return std::nullopt;
    // A list that has no rows yet can come to hold either.
    const bool holds_it = (definition.rows && definition.rows->rows().empty()) ||
                          (expected.kind == Kind::Number) == definition.columns[*column].numeric;
    if (!holds_it || (expected.kind != Kind::Number && expected.kind != Kind::Word)) {
        error(column_cursor.at_end() ? cursor_of(column_piece) : column_cursor,
              fmt::format("the column `{}` does not hold {}", column_name, called(expected)),
              "give the fact the type of the column");
        return std::nullopt;
    }
    const auto date = date_of_list(cursor, *list);
    if (!date) return std::nullopt;
    NodeId otherwise = nothing(cursor.since(before));
    if (cursor.accept_comma() && cursor.accept("otherwise")) {
        const auto value = operand(cursor, &expected);
        if (value && !comparable(value->type, expected)) {
            error(cursor, fmt::format("{} expected, and this is {}", called(expected), called(value->type)),
                  "give both ways the type of the fact");
        }
        if (!value || !comparable(value->type, expected)) return std::nullopt;
        otherwise = value->node;
    }
    return made(Op::Lookup, *list, *column, {key->node, *date, otherwise}, cursor.since(before), expected);
}

std::optional<Operand> ConditionReader::derivation(Cursor& cursor, const Type& expected) {
    const std::string_view before = cursor.left();
    const bool looks_up = !cursor.sees("sum of") && cursor.left().find(" of ") != std::string_view::npos &&
                          cursor.left().find(" in ") != std::string_view::npos;
    if (looks_up) return lookup(cursor, expected);
    auto first = operand(cursor, &expected);
    if (!first) return std::nullopt;
    for (const auto& [word, op] : {std::pair{"plus", Op::Plus}, {"minus", Op::Minus}, {"times", Op::Times}}) {
        if (!cursor.accept(word)) continue;
        const auto second = operand(cursor);
        if (!second) return std::nullopt;
        const auto kind = kind_of_result(op, first->type, second->type);
        if (!kind) {
            error(cursor,
                  fmt::format("{} {} {} is neither a number nor money", called(first->type), word,
                              called(second->type)),
                  "add and subtract values of one kind; multiply by a number");
            return std::nullopt;
        }
        return made(op, 0, 0, {first->node, second->node}, cursor.since(before), Type{*kind, false, {}, {}});
    }
    return first;
}

} // namespace assent::policy
