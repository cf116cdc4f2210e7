#include "policy/rules.hpp"

#include <algorithm>

#include "base/expects.hpp"

namespace assent::policy {

NodeId Rules::add(Op op, std::uint16_t ref, std::int64_t number, std::span<const NodeId> children,
                  const Piece& source) {
    base::expects(nodes_.size() < no_node && links_.size() + children.size() < no_node,
                  "a policy's rules to fit their pool");
    if (op == Op::Constant) {
        ref = static_cast<std::uint16_t>(constants_.size());
        constants_.push_back(Interval::exactly(number));
    }
    nodes_.push_back({op, ref, static_cast<std::uint16_t>(links_.size()),
                      static_cast<std::uint16_t>(children.size()), number});
    for (const NodeId child : children) {
        links_.push_back(child);
        workers_.push_back(nodes_[child].op == Op::Derived ? workers_[nodes_[child].first] : child);
    }
    std::uint64_t work = 1;
    for (const NodeId child : children) work = std::min<std::uint64_t>(work + work_[child], 1'000'000'000);
    work_.push_back(work);
    sources_.push_back(source);
    return static_cast<NodeId>(nodes_.size() - 1);
}

bool Rules::always_settled(const Node& node) const {
    if (node.op == Op::Recorded) return true;
    if (node.op != Op::Not && node.op != Op::Group) return false;
    const auto inner = std::span(workers_).subspan(node.first, node.count);
    return std::all_of(inner.begin(), inner.end(),
                       [&](NodeId child) { return always_settled(nodes_[child]); });
}

void Rules::set_number(NodeId id, std::int64_t number) {
    nodes_[id].number = number;
    if (nodes_[id].op == Op::Constant) constants_[nodes_[id].ref] = Interval::exactly(number);
}

} // namespace assent::policy
