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

    void set(const FactDef& fact, Interval value) { values_[fact.slot] = value; }
    void set_line(const FactDef& fact, std::size_t line, Interval value) {
        values_[first_line_ + line * line_slots_ + fact.slot] = value;
    }
    void set_list(const FactDef& fact, std::span<const Interval> items);
    void set_used(const LedgerDef& ledger, Interval used) { values_[ledger.slot] = used; }
    void set_lines(std::size_t count); // known to be so many, each with nothing known of it
    void forget_lines();               // how many there are is not known any more

    Interval value(std::size_t slot) const { return values_[slot]; }
    // Where the values stand in the order of their slots, for the evaluator. Beyond the last line
    // stands the line of which nothing is known.
    const Interval* request_values() const { return values_.data(); }
    const Interval* line_values(std::size_t line) const {
        return line < lines_ ? values_.data() + first_line_ + line * line_slots_ : unknown_line_.data();
    }
    bool lines_known() const { return lines_known_; }
    std::size_t lines() const { return lines_; }
    bool list_known(std::size_t slot) const { return values_[first_list_ + slot].most >= 0; }
    std::span<const Interval> list(std::size_t slot) const {
        const Interval part = values_[first_list_ + slot];
        const Interval* items = values_.data() + first_line_ + lines_ * line_slots_;
        return {items + part.least, static_cast<std::size_t>(part.most < 0 ? 0 : part.most)};
    }

private:
    // A list is kept as the place of its first item and their count, -1 while it is not known.
    static constexpr Interval unknown_list{0, -1};

    std::vector<Interval> values_; // of the request, then the lists, the lines, the items: one block
    std::size_t first_list_, first_line_, line_slots_;
    std::size_t lines_ = 0;
    bool lines_known_ = false;
    std::vector<Interval> unknown_request_, unknown_line_;
};

// What stands for a code that has the shape of none, or is too long to be one: it is on no list.
constexpr std::int64_t no_code = -2;

} // namespace assent::policy
