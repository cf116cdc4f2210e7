#pragma once
// Works out values and conditions of a program for the facts of one request. Pure, allocates
// nothing, and never guesses: what is not known comes out as an interval or as Unknown, narrowed by
// whatever bounds there are.

#include <array>
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
    // Where the values that need no work stand: by operation, then by reference. So reading one is a
    // load, whatever it is.
    struct Cells {
        std::array<const Interval*, 4> at; // Constant, Fact, LineFact, Element
    };
    Cells cells(const Interval* line, const Interval* element) const {
        return {{rules_.constants(), facts_.request_values(), line, element}};
    }
    static Cells cells(const Cells& outer, const Interval* element) {
        return {{outer.at[0], outer.at[1], outer.at[2], element}};
    }

    Interval read(const Node& node, const Cells& cells) const;
    Interval worked_out(const Node& node, const Cells& cells) const;
    Interval age(const Node& node, const Cells& cells) const;
    Interval lookup(const Node& node, const Cells& cells) const;
    Interval sum(const Node& node) const;
    Interval choose(const Node& node, const Cells& cells) const;
    Interval later(const Node& node, const Cells& cells) const;
    Interval day_of_moment(const Node& node, const Cells& cells) const;
    Interval computed(const Node& node, const Cells& cells) const;
    Truth tested(const Node& node, const Cells& cells) const;
    Truth compared(const Node& node, const Cells& cells) const;
    Truth grouped(const Node& node, const Cells& cells) const;
    Truth in_list(const Node& node, const Cells& cells) const;
    Truth in_some_row(const Node& node, const Cells& cells, const ListTable& table) const;
    Truth in_row(const Node& node, const Cells& cells, const ListTable& table, const ListRow& row) const;
    Truth in_fact(const Node& node, const Cells& cells) const;
    Truth over_elements(const Node& node, const Cells& outer) const;
    Truth over_lines(const Node& node) const;
    Truth of_criteria(const Node& node) const;

    const Program& program_;
    const Rules& rules_;
    const Facts& facts_;
};

} // namespace assent::policy
