#pragma once
// The steps of reading a program, in their order: names first, so that a rule may stand above what
// it uses, then the meaning of each block. Used by read_program() only.

#include "policy/names.hpp"
#include "policy/people_reader.hpp"
#include "policy/read_condition.hpp"
#include "policy/read_program.hpp"
#include "policy/term_reader.hpp"

namespace assent::policy {

class ProgramReader {
public:
    ProgramReader(const ProgramText& text, base::Diagnostics& diagnostics)
        : text_(text), diagnostics_(diagnostics), conditions_(program_, names_, diagnostics) {
        program_.file = text.policy.file;
        program_.origins.push_back({{}, {}, {}, text.policy.file, {}, {}});
    }

    Program read();

private:
    // Declarations
    void take_blocks(std::vector<Block> blocks);
    void take_block(const Block& block);
    void too_many(const Block& block);
    void declared_twice(const Piece& name);
    template <typename Definition>
    void declare_named(NameKind kind, std::vector<Definition>& definitions, const Block& block);
    bool declare(NameKind kind, const Piece& name, std::size_t index);
    void declare_fact(const Block& block);
    bool read_fact_line(const Piece& line, FactDef& fact);
    void check_fact(const FactDef& fact);
    void declare_list(const Block& block);
    void declare_ledger(const Block& block);
    void declare_assumption(const Block& block);
    void inherit(std::vector<Block>& blocks);
    Sources sources_of(const Block& block);

    // Included programs
    void include(const Piece& id);
    bool may_include(const Piece& id);
    bool joins(const Block& block);
    bool told_by_both(const Block& block) const;
    void read_origin(Origin& origin, const Block& block);
    void give_origins();

    // Meanings
    void read_block(std::size_t index, const Block& block);
    void read_header(const Block& block);
    struct Days {
        calendar::Date from{};
        std::optional<calendar::Date> through;
    };
    std::optional<Days> read_effective(const Line& line);
    void read_hours(const Line& line);
    void read_late_arrival(const Line& line);
    void read_scenarios();
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
    void read_account(LedgerDef& ledger, const Block& block);
    void read_counts(LedgerDef& ledger, const Line& line);
    void read_release(LedgerDef& ledger, const Line& line);
    void read_limit(std::size_t limit, const Block& block);
    std::optional<DecisionLine> decision_line(const Line& line);
    bool read_act(Cursor& cursor, DecisionLine& line);
    bool read_object(Cursor& cursor, DecisionLine& line);
    bool read_approval(Cursor& cursor, DecisionLine& line);
    std::optional<Bound> bound(const Line& line);
    bool bound_value(Cursor& cursor, Bound& bound);
    bool bound_number(Cursor& cursor, Bound& bound);
    bool last_day_in_list(Cursor& cursor, Bound& bound);
    NodeId date_at(Cursor& cursor);

    std::string quoted(const Piece& piece);
    Cursor cursor_of(const Piece& piece) const { return {piece, program_.file_of(piece)}; }
    void error(const Piece& at, std::string message, std::string hint) {
        diagnostics_.error(program_.place(at), std::move(message), std::move(hint));
    }

    const ProgramText& text_;
    base::Diagnostics& diagnostics_;
    Program program_;
    Names names_;
    ConditionReader conditions_;
    Referents referents_{program_, names_, conditions_, diagnostics_};
    TermReader terms_{referents_};
    PeopleReader people_{referents_, terms_};
    std::vector<Block> blocks_;
    std::vector<Piece> declared_; // the names, as far as they have been declared
    std::size_t next_term_ = 0;   // duties and rights are numbered together
};

// The checks that need the whole program: every number in a phrase, every name used, and so on.
void check_program(const Program&, base::Diagnostics&);
// Of these the ones about duties and notices: none is due by its own time, each notice is owed by something.
void check_terms(const Program&, base::Diagnostics&);

} // namespace assent::policy
