#pragma once
// Reads the conditions and values of policy sentences into a program's rules: names of several
// words, the types on both sides, one line or a group of lines. It reports every mistake with its
// place and what to write instead, and goes on with the next line.

#include <optional>
#include <string>
#include <vector>

#include "policy/cursor.hpp"
#include "policy/names.hpp"
#include "policy/program.hpp"

namespace assent::policy {

// A value in a sentence: where it is worked out, and what it is.
struct Operand {
    NodeId node = no_node;
    Type type;
};

class ConditionReader {
public:
    ConditionReader(Program& program, const Names& names, base::Diagnostics& diagnostics)
        : program_(program), names_(names), diagnostics_(diagnostics) {}

    // Whose numbers the next ones are, for the check against its phrases.
    void begin(Construct construct, std::uint16_t owner);
    void allow_criteria(bool allowed) { criteria_ = allowed; }
    // Conditions that follow are about the one line in hand, not about every line.
    void within_line(bool within) { within_line_ = within; }

    // A whole line, or a group with its lines. About every service line, unless it says some.
    std::optional<NodeId> condition(const Line& line);
    std::optional<NodeId> condition(const Piece& text);
    // All lines must hold.
    std::optional<NodeId> all_of(const std::vector<const Line*>& lines, const Piece& source);

    // A condition at the cursor, up to a word it cannot take, as `then`.
    std::optional<NodeId> condition_at(Cursor& cursor);

    // One value; `expected` is the type of what it is compared with, where there is one.
    std::optional<Operand> operand(Cursor& cursor, const Type* expected = nullptr);
    // A fact's derivation: a value, a look-up in a list, or arithmetic on two values.
    std::optional<Operand> derivation(Cursor& cursor, const Type& expected);

    std::optional<std::int64_t> number(Cursor& cursor); // digits; remembered for the check
    std::optional<TimeSpan> span(Cursor& cursor);       // "12 months", "90 days", "2 years"
    std::optional<std::uint16_t> name(Cursor& cursor, NameKind kind, std::string_view what);
    NodeId nothing(const Piece& source) { return program_.rules.add(Op::Nothing, 0, 0, {}, source); }

    // Whether what was read since then uses facts of the service line in hand.
    void begin_value() { uses_line_ = false; }
    bool uses_line() const { return uses_line_; }
    void error(const Cursor& cursor, std::string message, std::string hint);
    bool finished(const Cursor& cursor); // complains about what is left of the line

private:
    std::optional<NodeId> about_lines(std::optional<NodeId> condition, const Piece& source);
    std::optional<NodeId> group(const Line& line);
    std::optional<NodeId> joined(Cursor& cursor);
    std::optional<NodeId> atom(Cursor& cursor);
    std::optional<NodeId> on_criteria(Cursor& cursor);
    std::optional<NodeId> recorded_list(Cursor& cursor, std::string_view begun);
    std::optional<NodeId> quantified(Cursor& cursor, bool every, std::string_view begun);
    std::nullopt_t judged(const Cursor& cursor, const FactDef& fact);
    std::optional<NodeId> test(Cursor& cursor, const Operand& subject, std::string_view begun);
    std::optional<NodeId> comparison(Cursor& cursor, Operand subject, std::string_view begun);
    void meet(Operand& one, const Operand& other);
    std::optional<NodeId> membership(Cursor& cursor, const Operand& subject, std::string_view begun);
    std::optional<NodeId> list_membership(Cursor& cursor, const Operand& subject, std::uint16_t list,
                                          std::string_view begun);

    std::optional<Operand> literal(Cursor& cursor, const Type& expected);
    std::optional<Operand> fact_operand(Cursor& cursor, std::uint16_t index);
    std::optional<Operand> counted(Cursor& cursor);
    std::optional<Operand> age(Cursor& cursor, std::string_view begun);
    std::optional<Operand> sum(Cursor& cursor, std::string_view begun);
    std::optional<Operand> lookup(Cursor& cursor, const Type& expected);
    std::optional<NodeId> date_of_list(Cursor& cursor, std::uint16_t list);
    std::optional<std::uint16_t> column_at(Cursor& cursor, const ListDef& list);
    bool key_fits(Cursor& cursor, const Operand& key, const ListDef& list);
    void unknown_name(Cursor& cursor, std::string_view what, std::vector<std::string> known);

    Cursor cursor_of(const Piece& piece) const { return {piece, program_.file_of(piece)}; }
    Operand made(Op op, std::uint16_t ref, std::int64_t number, const std::vector<NodeId>& children,
                 const Piece& source, Type type);

    Program& program_;
    const Names& names_;
    base::Diagnostics& diagnostics_;
    Construct construct_ = Construct::Criterion;
    std::uint16_t owner_ = 0;
    bool criteria_ = false;
    bool uses_line_ = false;
    bool within_line_ = false;
};

} // namespace assent::policy
