#pragma once
// Works out values and conditions of a program for the facts of one request. Pure, allocates
// nothing, and never guesses: what is not known comes out as an interval or as Unknown, narrowed by
// whatever bounds there are.

#include <span>

#include "policy/facts.hpp"
#include "policy/program.hpp"

namespace assent::policy {

// The line and the list element a node is read for.
struct Frame {
    static constexpr std::size_t any_line =
        ~std::size_t{0}; // no line in hand, or one of which nothing is known

    std::size_t line = any_line;
    Interval element;
};

class Evaluator {
public:
    Evaluator(const Program& program, const Facts& facts)
        : program_(program), rules_(program.rules), facts_(facts) {}
    Evaluator(const Program&, Facts&&) = delete; // it looks at the facts, it does not keep them

    Interval value(NodeId id, const Frame& frame = {}) const;
    Truth truth(NodeId id, const Frame& frame = {}) const;

    Interval left_in(const LedgerDef& ledger) const;
    const Facts& facts() const { return facts_; }

    // Conditions on criteria read these bits; they are set while the criteria are worked out.
    struct Criteria {
        std::uint64_t met = 0;
        std::uint64_t not_met = 0;
        std::uint64_t unknown = 0;
    };
    Criteria criteria;
    void evaluate_criteria();

private:
    Interval read(NodeId id, const Frame& frame) const;
    Interval worked_out(const Node& node, const Frame& frame) const;
    Interval age(const Node& node, const Frame& frame) const;
    Interval lookup(const Node& node, const Frame& frame) const;
    Interval sum(const Node& node) const;
    Interval choose(const Node& node, const Frame& frame) const;
    Interval later(const Node& node, const Frame& frame) const;
    Truth in_list(const Node& node, const Frame& frame) const;
    Truth in_columns(const Node& node, const Frame& frame, const ListTable& table, const ListRow& row) const;
    Truth in_fact(const Node& node, const Frame& frame) const;
    Truth over_elements(const Node& node, const Frame& frame) const;
    Truth over_lines(const Node& node) const;
    Truth of_criteria(const Node& node) const;

    const Program& program_;
    const Rules& rules_;
    const Facts& facts_;
};

} // namespace assent::policy
