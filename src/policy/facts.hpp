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
    bool list_known(std::size_t slot) const { return list_parts()[slot].most >= 0; }
    std::span<const Interval> list(std::size_t slot) const {
        const Interval part = list_parts()[slot];
        return {items_.data() + part.least, static_cast<std::size_t>(part.most < 0 ? 0 : part.most)};
    }

private:
    // A list is kept as the place of its first item and their count, -1 while it is not known.
    static constexpr Interval unknown_list{0, -1};
    const Interval* list_parts() const { return request_.data() + first_list_; }

    std::vector<Interval> request_; // facts of the request, then the lists
    std::vector<Interval> line_values_, items_;
    std::size_t line_slots_, first_list_;
    std::size_t lines_ = 0;
    bool lines_known_ = false;
    std::vector<Interval> unknown_request_, unknown_line_;
};

// What stands for a code that has the shape of none, or is too long to be one: it is on no list.
constexpr std::int64_t no_code = -2;

} // namespace assent::policy
