#include <fmt/format.h>

#include <set>

#include "policy/read_condition.hpp"

namespace assent::policy {
namespace {

constexpr std::size_t most_columns = 7; // their numbers travel as bytes of one word

// A column of whole numbers holds numbers; any other one words, those of its cells.
Type type_of_column(const ListDef& list, std::size_t column) {
    if (list.columns[column].numeric) return {Kind::Number, false, {}, {}};
    Type type{Kind::Word, false, {}, {}};
    std::set<std::string> words;
    if (!list.rows) return type; // its file has mistakes of its own
    for (const codes::Row& row : list.rows->rows()) words.insert(row.cells[column]);
    type.words.assign(words.begin(), words.end());
    return type;
}

} // namespace

std::optional<NodeId> ConditionReader::membership(Cursor& cursor, const Operand& subject,
                                                  std::string_view begun) {
    if (const auto list = names_.at(NameKind::List, cursor.left())) {
        cursor.skip(list->length);
        return list_membership(cursor, subject, list->index, begun);
    }
    const auto fact = names_.at(NameKind::Fact, cursor.left());
    if (!fact || !program_.facts[fact->index].type.many) {
        std::vector<std::string> known = names_.all(NameKind::List);
        for (const FactDef& candidate : program_.facts) {
            if (candidate.type.many) known.push_back(candidate.name.text);
        }
        unknown_name(cursor, "a list, or a fact that is one,", std::move(known));
        return std::nullopt;
    }
    const FactDef& many = program_.facts[fact->index];
    if (many.judged) return judged(cursor, many);
    if (!comparable(subject.type, many.type)) {
        error(cursor, fmt::format("{} cannot be in {}", called(subject.type), called(many.type)),
              "look for values of the same kind");
        return std::nullopt;
    }
    cursor.skip(fact->length);
    return program_.rules.add(Op::InFact, many.slot, fact->index, std::array{subject.node},
                              cursor.since(begun));
}

std::optional<NodeId> ConditionReader::list_membership(Cursor& cursor, const Operand& subject,
                                                       std::uint16_t list, std::string_view begun) {
    const ListDef& definition = program_.lists[list];
    if (!key_fits(cursor, subject, definition)) return std::nullopt;
    std::vector<NodeId> children{subject.node, no_node};
    std::int64_t columns = 0;
    while (cursor.accept(children.size() == 2 ? "where" : "and where")) {
        const auto column = column_at(cursor, definition);
        if (!column || !cursor.accept("is")) {
            if (column) error(cursor, "`is` expected after the column", "write `where COLUMN is VALUE`");
            return std::nullopt;
        }
        const Type of_column = type_of_column(definition, *column);
        if (children.size() == most_columns + 2) {
            error(cursor, fmt::format("more than {} columns of one list", most_columns),
                  "give the list a column for all of them");
            return std::nullopt;
        }
        const auto value = operand(cursor, &of_column);
        if (!value) return std::nullopt;
        if (!comparable(of_column, value->type)) {
            error(cursor, fmt::format("the column holds {}, not {}", called(of_column), called(value->type)),
                  "compare the column with a value of its kind");
            return std::nullopt;
        }
        columns |= static_cast<std::int64_t>(*column) << (8 * (children.size() - 2));
        children.push_back(value->node);
    }
    const auto date = date_of_list(cursor, list);
    if (!date) return std::nullopt;
    children[1] = *date;
    return program_.rules.add(Op::InList, list, columns, children, cursor.since(begun));
}

} // namespace assent::policy
