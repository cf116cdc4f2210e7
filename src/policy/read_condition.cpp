#include "policy/read_condition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace assent::policy {
namespace {

struct Comparator {
    std::string_view words;
    Op op;
    bool negated; // of the operation's truth
    bool swapped; // the right side is the first child
};

// Longer words before shorter ones of the same beginning.
constexpr std::array comparators = {
    Comparator{"is not", Op::Same, true, false},
    Comparator{"is", Op::Same, false, false},
    Comparator{"at least", Op::AtLeast, false, false},
    Comparator{"at most", Op::AtLeast, false, true},
    Comparator{"more than", Op::MoreThan, false, false},
    Comparator{"less than", Op::MoreThan, false, true},
    Comparator{"on or after", Op::AtLeast, false, false},
    Comparator{"on or before", Op::AtLeast, false, true},
    Comparator{"after", Op::MoreThan, false, false},
    Comparator{"before", Op::MoreThan, false, true},
};

constexpr std::string_view condition_forms =
    "a condition is a name followed by `is`, `in`, `at least`, `at most`, `more than`, `less than`, `on or "
    "after`, `on or before`, "
    "`after`, `before`, `known` or `recorded`";

} // namespace

void ConditionReader::begin(Construct construct, std::uint16_t owner) {
    construct_ = construct;
    owner_ = owner;
    criteria_ = false;
    uses_line_ = false;
    within_line_ = false;
}

void ConditionReader::error(const Cursor& cursor, std::string message, std::string hint) {
    diagnostics_.error(cursor.place(), std::move(message), std::move(hint));
}

bool ConditionReader::finished(const Cursor& cursor) {
    if (cursor.at_end()) return true;
    error(cursor, fmt::format("`{}` is left over", cursor.left()),
          "end the line here, or join two conditions by `and`");
    return false;
}

void ConditionReader::unknown_name(Cursor& cursor, std::string_view what, std::vector<std::string> known) {
    const std::string_view word = cursor.at_end() ? std::string_view("the end of the line") : cursor.word();
    std::string hint = base::did_you_mean(cursor.left(), known);
    if (hint.empty()) hint = base::did_you_mean(word, known);
    if (hint.empty() && !known.empty() && known.size() <= 12)
        hint = fmt::format("declared are {}", base::listed(known));
    if (hint.empty()) hint = fmt::format("declare it with a block of its own");
    error(cursor, fmt::format("{} expected, and `{}` is none", what, word), std::move(hint));
}

std::optional<std::uint16_t> ConditionReader::name(Cursor& cursor, NameKind kind, std::string_view what) {
    const auto found = names_.at(kind, cursor.left());
    if (!found) {
        unknown_name(cursor, what, names_.all(kind));
        return std::nullopt;
    }
    cursor.skip(found->length);
    return found->index;
}

std::optional<std::int64_t> ConditionReader::number(Cursor& cursor) {
    const std::string_view before = cursor.left();
    const auto value = base::to_number(cursor.word());
    if (!value || *value > Interval::highest || *value < Interval::lowest) {
        error(cursor, fmt::format("a whole number expected, and `{}` is none", cursor.word()),
              "write it in digits, for instance 21");
        return std::nullopt;
    }
    cursor.skip(cursor.word().size());
    const Piece source = cursor.since(before);
    program_.literals.push_back({source.text, source, construct_, owner_});
    return value;
}

std::optional<TimeSpan> ConditionReader::span(Cursor& cursor) {
    const auto count = number(cursor);
    if (!count) return std::nullopt;
    if (*count < 0 || *count > 100'000) {
        error(cursor, "a span from 0 to 100000 expected",
              "spans count forward; say `before` for the other way");
        return std::nullopt;
    }
    for (const auto& [words, unit, each] : {std::tuple{"days", SpanUnit::Days, 1},
                                            {"day", SpanUnit::Days, 1},
                                            {"weeks", SpanUnit::Days, 7},
                                            {"week", SpanUnit::Days, 7},
                                            {"months", SpanUnit::Months, 1},
                                            {"month", SpanUnit::Months, 1},
                                            {"years", SpanUnit::Months, 12},
                                            {"year", SpanUnit::Months, 12}}) {
        if (cursor.accept(words)) return TimeSpan{*count * each, unit};
    }
    error(cursor, fmt::format("`{}` is not a unit of time", cursor.word()),
          "write days, weeks, months or years");
    return std::nullopt;
}

std::optional<NodeId> ConditionReader::about_lines(std::optional<NodeId> condition, const Piece& source) {
    if (within_line_) return condition;
    if (condition && uses_line_)
        condition = program_.rules.add(Op::EveryLine, 0, 0, std::array{*condition}, source);
    uses_line_ = false;
    return condition;
}

std::optional<NodeId> ConditionReader::condition(const Piece& text) {
    Cursor cursor = cursor_of(text);
    uses_line_ = false;
    const auto read = joined(cursor);
    if (!read || !finished(cursor)) return std::nullopt;
    return about_lines(read, text);
}

std::optional<NodeId> ConditionReader::condition(const Line& line) {
    if (line.group.empty()) return condition(line.rest);
    uses_line_ = false;
    return about_lines(group(line), line.rest);
}

std::optional<NodeId> ConditionReader::condition_at(Cursor& cursor) {
    uses_line_ = false;
    const std::string_view before = cursor.left();
    const auto read = joined(cursor);
    return about_lines(read, cursor.since(before));
}

std::optional<NodeId> ConditionReader::all_of(const std::vector<const Line*>& lines, const Piece& source) {
    std::vector<NodeId> children;
    bool whole = true;
    for (const Line* line : lines) {
        const auto read = condition(*line);
        whole &= read.has_value();
        if (read) children.push_back(*read);
    }
    if (!whole || children.empty()) return std::nullopt;
    if (children.size() == 1) return children.front();
    return program_.rules.add(Op::Group, 0, static_cast<std::int64_t>(children.size()), children, source);
}

std::optional<NodeId> ConditionReader::group(const Line& line) {
    Cursor cursor = cursor_of(line.rest);
    std::optional<std::int64_t> wanted;
    const bool all = cursor.accept("all of");
    if (!all && cursor.accept("any of")) wanted = 1;
    if (!all && !wanted && cursor.accept("at least")) {
        wanted = number(cursor);
        if (wanted && !cursor.accept("of")) wanted.reset();
    }
    if ((!all && !wanted) || !cursor.at_end()) {
        error(cursor, "a group begins with `all of`, `any of` or `at least N of`",
              "indent conditions deeper only under one of these");
        return std::nullopt;
    }
    std::vector<NodeId> children;
    bool whole = true;
    for (const Line& member : line.group) {
        Cursor inner = cursor_of(member.rest);
        const auto read = member.group.empty() ? joined(inner) : group(member);
        whole &= read && (!member.group.empty() || finished(inner));
        if (read) children.push_back(*read);
    }
    if (!whole) return std::nullopt;
    const auto count = static_cast<std::int64_t>(children.size());
    if (wanted && (*wanted < 1 || *wanted > count)) {
        error(cursor, fmt::format("at least {} of {} conditions", *wanted, count),
              fmt::format("write a number from 1 to {}", count));
        return std::nullopt;
    }
    return program_.rules.add(Op::Group, 0, wanted.value_or(count), children, line.rest);
}

std::optional<NodeId> ConditionReader::joined(Cursor& cursor) {
    const std::string_view before = cursor.left();
    std::vector<NodeId> parts;
    std::string_view joint;
    for (;;) {
        const auto part = atom(cursor);
        if (!part) return std::nullopt;
        parts.push_back(*part);
        const std::string_view next = cursor.sees("and") ? "and" : cursor.sees("or") ? "or" : "";
        if (next.empty()) break;
        if (!joint.empty() && joint != next) {
            error(cursor, "`and` and `or` on one line leave open which binds first",
                  "use `all of` and `any of` with a line for each condition");
            return std::nullopt;
        }
        joint = next;
        cursor.accept(next);
    }
    if (parts.size() == 1) return parts.front();
    const auto wanted = joint == "or" ? 1 : static_cast<std::int64_t>(parts.size());
    return program_.rules.add(Op::Group, 0, wanted, parts, cursor.since(before));
}

std::optional<NodeId> ConditionReader::atom(Cursor& cursor) {
    const std::string_view before = cursor.left();
    if (program_.rules.full()) {
        error(cursor, "more conditions than a program can hold",
              "put long enumerations of codes or words into a list");
        return std::nullopt;
    }
    if (cursor.accept("not")) {
        const auto inner = atom(cursor);
        if (!inner) return std::nullopt;
        return program_.rules.add(Op::Not, 0, 0, std::array{*inner}, cursor.since(before));
    }
    const bool on_criterion = cursor.sees("every criterion is met") || cursor.sees("only") ||
                              names_.at(NameKind::Criterion, cursor.left());
    if (on_criterion && !names_.at(NameKind::Fact, cursor.left())) return on_criteria(cursor);
    if (cursor.accept("some")) return quantified(cursor, false, before);
    if (cursor.accept("every")) return quantified(cursor, true, before);
    if (const auto list = recorded_list(cursor, before)) return list;
    const auto subject = operand(cursor);
    return subject ? test(cursor, *subject, before) : std::nullopt;
}

std::optional<NodeId> ConditionReader::on_criteria(Cursor& cursor) {
    const std::string_view before = cursor.left();
    if (!criteria_) {
        error(cursor, "a criterion cannot rest on another criterion",
              "write the condition itself, or say it in a decision");
        return std::nullopt;
    }
    if (cursor.accept("every criterion is met")) {
        return program_.rules.add(Op::EveryCriterion, 0, 0, {}, cursor.since(before));
    }
    const bool only = cursor.accept("only");
    const auto criterion = name(cursor, NameKind::Criterion, "a criterion");
    if (!criterion) return std::nullopt;
    const bool unmet = cursor.accept("is not met");
    if (only && !unmet) {
        error(cursor, "`only` goes with `is not met`", "write `only NAME is not met`");
        return std::nullopt;
    }
    if (only) return program_.rules.add(Op::OnlyUnmet, *criterion, 0, {}, cursor.since(before));
    if (!unmet) cursor.accept("is met");
    const NodeId node = program_.rules.add(Op::Criterion, *criterion, 0, {}, cursor.since(before));
    return unmet ? program_.rules.add(Op::Not, 0, 0, std::array{node}, cursor.since(before)) : node;
}

// `request.diagnoses recorded`: of a list that is asked only whether anybody told it.
std::optional<NodeId> ConditionReader::recorded_list(Cursor& cursor, std::string_view begun) {
    const auto found = names_.at(NameKind::Fact, cursor.left());
    if (!found) return std::nullopt;
    const FactDef& fact = program_.facts[found->index];
    if (!fact.type.many || fact.judged) return std::nullopt;
    const std::string_view after = base::trim(cursor.left().substr(found->length));
    const bool no = begins_with(after, "not recorded");
    if (!no && !begins_with(after, "recorded")) return std::nullopt;
    cursor.skip(found->length);
    cursor.accept(no ? "not recorded" : "recorded");
    const NodeId node = program_.rules.add(Op::Recorded, fact.slot, found->index, {}, cursor.since(begun));
    return no ? program_.rules.add(Op::Not, 0, 0, std::array{node}, cursor.since(begun)) : node;
}

std::optional<NodeId> ConditionReader::quantified(Cursor& cursor, bool every, std::string_view begun) {
    const std::string_view before = cursor.left();
    const auto index = name(cursor, NameKind::Fact, "a fact");
    if (!index) return std::nullopt;
    const FactDef& fact = program_.facts[*index];
    if (!fact.type.many && !fact.per_line) {
        error(cursor, fmt::format("`{}` is one value, not several", fact.name.text),
              "leave out `some` or `every`");
        return std::nullopt;
    }
    if (fact.judged) return judged(cursor, fact);
    const bool outer_line = uses_line_;
    Type each = fact.type;
    each.many = false;
    const Piece source = cursor.since(before);
    std::optional<Operand> subject;
    if (fact.type.many) {
        subject = made(Op::Element, 0, 0, {}, source, each);
    } else {
        subject = fact_operand(cursor, *index);
    }
    const auto inner = subject ? test(cursor, *subject, before) : std::nullopt;
    if (!inner) return std::nullopt;
    if (fact.type.many)
        return program_.rules.add(every ? Op::EveryOf : Op::SomeOf, fact.slot, *index, std::array{*inner},
                                  cursor.since(begun));
    uses_line_ = outer_line;
    return program_.rules.add(every ? Op::EveryLine : Op::SomeLine, 0, 0, std::array{*inner},
                              cursor.since(begun));
}

std::nullopt_t ConditionReader::judged(const Cursor& cursor, const FactDef& fact) {
    error(cursor, fmt::format("`{}` is judged by a person", fact.name.text),
          "use it at a level, not in what the software decides");
    return std::nullopt;
}

std::optional<NodeId> ConditionReader::test(Cursor& cursor, const Operand& subject, std::string_view begun) {
    const bool no = cursor.sees("not in") || cursor.sees("not known") || cursor.sees("not recorded");
    if (no) cursor.accept("not");
    std::optional<NodeId> read;
    if (cursor.accept("known")) {
        read = program_.rules.add(Op::Known, 0, 0, std::array{subject.node}, cursor.since(begun));
    } else if (cursor.accept("recorded")) {
        read = program_.rules.add(Op::Recorded, 0, 0, std::array{subject.node}, cursor.since(begun));
    } else if (cursor.accept("in")) {
        read = membership(cursor, subject, begun);
    } else {
        return comparison(cursor, subject, begun);
    }
    if (!read || !no) return read;
    return program_.rules.add(Op::Not, 0, 0, std::array{*read}, cursor.since(begun));
}

// A moment beside a date counts as its day.
void ConditionReader::meet(Operand& one, const Operand& other) {
    if (one.type.kind != Kind::Moment || other.type.kind != Kind::Date) return;
    one = made(Op::DayOf, 0, 0, {one.node}, program_.rules.source(one.node), other.type);
}

std::optional<NodeId> ConditionReader::comparison(Cursor& cursor, Operand subject, std::string_view begun) {
    const auto* found = std::find_if(comparators.begin(), comparators.end(),
                                     [&](const Comparator& c) { return cursor.accept(c.words); });
    if (found == comparators.end()) {
        if (subject.type.kind == Kind::YesNo) { // `need.at_once` alone means that it is yes
            const Operand yes = made(Op::Constant, 0, 1, {}, cursor.since(begun), subject.type);
            return program_.rules.add(Op::Same, 0, 0, std::array{subject.node, yes.node},
                                      cursor.since(begun));
        }
        error(cursor, fmt::format("nothing is said of {}", called(subject.type)),
              std::string(condition_forms));
        return std::nullopt;
    }
    auto other = operand(cursor, &subject.type);
    if (!other) return std::nullopt;
    meet(subject, *other);
    meet(*other, subject);
    if (!comparable(subject.type, other->type) || (found->op != Op::Same && !subject.type.is_ordered())) {
        error(cursor,
              fmt::format("{} cannot be compared by `{}` with {}", called(subject.type), found->words,
                          called(other->type)),
              "compare values of one kind; only numbers, dates and money have an order");
        return std::nullopt;
    }
    const auto pair =
        found->swapped ? std::array{other->node, subject.node} : std::array{subject.node, other->node};
    const NodeId node = program_.rules.add(found->op, 0, 0, pair, cursor.since(begun));
    return found->negated ? program_.rules.add(Op::Not, 0, 0, std::array{node}, cursor.since(begun)) : node;
}

} // namespace assent::policy
