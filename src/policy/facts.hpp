#pragma once
// What is known of one request, in the slots of a program: reusable, so that deciding one request
// after the other allocates nothing once the largest has been seen. A fact that nobody reported
// stays within the bounds its definition declares.

#include <cstdint>
#include <span>
#include <vector>

#include "policy/program.hpp"

namespace assent::policy {

class Facts {
public:
    explicit Facts(const Program&);

    void clear(); // nothing is known any more

    void set(const FactDef& fact, Interval value) { request_[fact.slot] = value; }
    void set_line(const FactDef& fact, std::size_t line, Interval value) {
        line_values_[line * line_slots_ + fact.slot] = value;
    }
    void set_list(const FactDef& fact, std::span<const Interval> items);
    void set_used(const LedgerDef& ledger, Interval used) { request_[ledger.slot] = used; }
    void set_lines(std::size_t count); // known to be so many, each with nothing known of it

    Interval value(std::size_t slot) const { return request_[slot]; }
    // Beyond the last line stands the line of which nothing is known.
    Interval line_value(std::size_t line, std::size_t slot) const {
        return line < lines_ ? line_values_[line * line_slots_ + slot] : unknown_line_[slot];
    }
    bool lines_known() const { return lines_known_; }
    std::size_t lines() const { return lines_; }
    bool list_known(std::size_t slot) const { return lists_[slot].known; }
    std::span<const Interval> list(std::size_t slot) const {
        return std::span(items_).subspan(lists_[slot].first, lists_[slot].count);
    }

private:
    struct ListPart {
        bool known = false;
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };

    std::vector<Interval> unknown_request_, unknown_line_;
    std::vector<Interval> request_, line_values_, items_;
    std::vector<ListPart> lists_;
    std::size_t line_slots_;
    std::size_t lines_ = 0;
    bool lines_known_ = false;
};

// What stands for a code that has the shape of none, or is too long to be one: it is on no list.
constexpr std::int64_t no_code = -2;

} // namespace assent::policy
