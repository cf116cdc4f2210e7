#pragma once
// The steps of reading a program, in their order: names first, so that a rule may stand above what
// it uses, then the meaning of each block. Used by read_program() only.

#include "policy/names.hpp"
#include "policy/read_condition.hpp"
#include "policy/read_program.hpp"

namespace assent::policy {

class ProgramReader {
public:
    ProgramReader(const ProgramText& text, base::Diagnostics& diagnostics)
        : text_(text),
          diagnostics_(diagnostics),
          conditions_(program_, names_, text.policy.file, diagnostics) {
        program_.file = text.policy.file;
    }

    Program read();

private:
    // Declarations
    void take_block(const Block& block);
    bool declare(NameKind kind, const Piece& name, std::size_t index);
    void declare_fact(const Block& block);
    bool read_fact_line(const Piece& line, FactDef& fact);
    void check_fact(const FactDef& fact);
    void declare_list(const Block& block);
    void declare_ledger(const Block& block);
    void declare_assumption(const Block& block);
    void inherit(std::vector<Block>& blocks);
    Sources sources_of(const Block& block);

    // Meanings
    void read_header(const Block& block);
    void read_effective(const Line& line);
    void read_version(const Line& line);
    void read_source(const Line& line);
    void read_list_rows(ListDef& list);
    void read_derivations();
    void read_in_order(std::size_t fact, const std::vector<const Block*>& blocks, std::vector<char>& state);
    void read_derivation(std::size_t fact, const Block& block);
    NodeId read_value(const Piece& text, const FactDef& fact);
    NodeId read_choice(const FactDef& fact, const Block& block);
    void read_criterion(std::size_t criterion, const Block& block);
    void read_decision(std::size_t decision, const Block& block);
    void read_ledger(std::size_t ledger, const Block& block);
    void read_limit(std::size_t limit, const Block& block);
    std::optional<DecisionLine> decision_line(const Line& line);
    bool read_act(Cursor& cursor, DecisionLine& line);
    bool read_object(Cursor& cursor, DecisionLine& line);
    bool read_approval(Cursor& cursor, DecisionLine& line);
    std::optional<Bound> bound(const Line& line);
    bool bound_value(Cursor& cursor, Bound& bound);
    bool last_day_in_list(Cursor& cursor, Bound& bound);
    NodeId date_at(Cursor& cursor);

    std::string quoted(const Piece& piece);
    base::Place place(const Piece& piece) const { return {program_.file, piece.line, piece.column, {}}; }
    void error(const Piece& at, std::string message, std::string hint) {
        diagnostics_.error(place(at), std::move(message), std::move(hint));
    }

    const ProgramText& text_;
    base::Diagnostics& diagnostics_;
    Program program_;
    Names names_;
    ConditionReader conditions_;
    std::vector<Block> blocks_;
};

// The checks that need the whole program: every number in a phrase, every name used, and so on.
void check_program(const Program&, base::Diagnostics&);

} // namespace assent::policy
