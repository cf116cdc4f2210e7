#pragma once
// The flat form of conditions: a pool of small nodes that refer to each other by number. A policy
// text is read straight into it, the evaluator walks it without allocating, the explanation walks
// the same nodes with the text each was read from, and a mutation changes one node of a copy.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "policy/block.hpp"
#include "policy/interval.hpp"

namespace assent::policy {

using NodeId = std::uint16_t;
constexpr NodeId no_node = 0xFFFF;

enum class Op : std::uint8_t {
    // Values that stand in a cell: see Cells. Their number is their place there.
    Constant, // number; ref: of the constant
    Fact,     // ref: slot of a fact of the request
    LineFact, // ref: slot of a fact of the service line in hand
    Element,  // the element in hand of a list fact
    // Values that are worked out
    Nothing, // what a lookup that finds no row gives
    Derived, // ref: fact whose value is the first child
    Age,     // children: birth date, date; number: 1 when the birthday of 29 February is 28 February
    Left,    // ref: ledger
    Lookup,  // ref: list, number: column; children: key, then date or none, then what else
    Sum,     // child, over all service lines
    Plus,
    Minus,
    Times,
    DaysAfter,
    MonthsAfter, // number, child: a date
    DayOf,       // child: a moment
    Choose,      // children: condition, value, condition, value, ..., value
    // Conditions
    Same,
    AtLeast,
    MoreThan, // two values
    Known,    // one value
    Recorded, // one value; or none, and then ref: slot of a list fact, number: the fact
    InList,   // ref: list; children: key, then date or none, then the values columns must have; `columns` in
              // number, one byte each
    InFact,   // ref: slot of a list fact; child: key
    SomeOf,
    EveryOf, // ref: slot of a list fact; child: a condition on the element
    SomeLine,
    EveryLine, // child: a condition on the service line
    Group,     // number: how many of the children at least
    Not,
    Criterion, // ref
    EveryCriterion,
    OnlyUnmet, // ref: the one criterion that is not met while all others are
};

struct Node {
    Op op = Op::Constant;
    std::uint16_t ref = 0;
    std::uint16_t first = 0; // into the links
    std::uint16_t count = 0;
    std::int64_t number = 0;
};

class Rules {
public:
    NodeId add(Op op, std::uint16_t ref, std::int64_t number, std::span<const NodeId> children,
               const Piece& source);

    const Node& operator[](NodeId id) const { return nodes_[id]; }
    NodeId child(const Node& node, std::size_t i) const { return links_[node.first + i]; }
    std::span<const NodeId> children(NodeId id) const {
        return std::span(links_).subspan(nodes_[id].first, nodes_[id].count);
    }
    // The child that does the work: where a derived fact stands, what it is made of.
    const Node& worker(const Node& node, std::size_t i) const { return nodes_[workers_[node.first + i]]; }
    // Whether a condition asks only what was recorded, so that it is never unknown.
    bool always_settled(const Node& node) const;
    const Interval* constants() const { return constants_.data(); }

    // One small change, for asking whether anybody would notice.
    void set_number(NodeId id, std::int64_t number);
    void set_op(NodeId id, Op op) { nodes_[id].op = op; }
    void drop_last_child(NodeId id) { --nodes_[id].count; }

    // How many nodes are visited to work it out, once for each service line.
    std::uint64_t work(NodeId id) const { return work_[id]; }
    const Piece& source(NodeId id) const { return sources_[id]; }
    NodeId size() const { return static_cast<NodeId>(nodes_.size()); }
    // One more line of the longest length might not fit.
    bool full() const { return nodes_.size() > 50'000 || links_.size() > 50'000; }

private:
    std::vector<Node> nodes_;
    std::vector<NodeId> links_, workers_;
    std::vector<Interval> constants_;
    std::vector<std::uint64_t> work_;
    std::vector<Piece> sources_; // the text a node was read from, and where it stands
};

} // namespace assent::policy
