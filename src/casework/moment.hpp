#pragma once
// When a moment of the language is, for one instance of a duty or a right: the trees of policy/moment.hpp
// worked out over the marks of one request. It tells the same as calendar::deadline without its words, and
// allocates nothing. A moment that counts from what has not happened is not known yet; it is never guessed.

#include <optional>
#include <span>

#include "casework/case.hpp"
#include "casework/rule_book.hpp"
#include "casework/term.hpp"

namespace assent::casework {

// What a day stands for: its first second where something opens, its last one where something is due.
enum class Edge : std::uint8_t { First, Last };

// Where days are counted: on the calendar of a term's origin, in the zone of its program, and in the reading
// of a local time that the clocks show twice: a duty of ours takes the earlier, all else the later.
struct Ground {
    const WorkingDays& days;
    const calendar::Zone& zone;
    calendar::Reading reading;

    Instant at(calendar::Date day, std::chrono::seconds time) const {
        return zone.to_instant(day, time, reading);
    }
    Instant edge_of(calendar::Date day, Edge edge) const;

    // So many minutes, hours, days or months after or before `from`; `span` is an After or a Before. Minutes
    // and hours to the second; days and months to an edge of the last day, the day of `from` being day 0.
    // Nothing when the calendar has no such working day.
    std::optional<Instant> counted(const policy::MomentNode& span, Instant from, Edge edge) const;
};
Ground ground_of(const RuleBook& book, const policy::TermDef& term);

// An instance as its moments see it. What is referred to outlives it.
struct Standpoint {
    const Case& of;
    const RuleBook& book;
    std::uint16_t term = 0;
    RequestNo request = no_request;         // no_request: what counts from marks is not known
    Instant start{};                        // when the instance began
    std::uint32_t next = ~std::uint32_t{0}; // the event that began the next instance of the same term
    std::span<const Term> others = {};      // instances of the terms it depends on
    const std::vector<Known>* facts =
        nullptr; // told with a request that is not of the case yet; they go first

    std::optional<Instant> at(policy::MomentId moment, Edge edge) const;
    // When the event happened last; the start of the day when it is a day.
    std::optional<Instant> happened(const policy::EventRef& event) const;
};

// Whether the mark is such an event.
inline bool is(const Mark& mark, const policy::EventRef& event) {
    return mark.what == event.what && (event.which == policy::any_object || event.which == mark.which);
}

// Whether both belong to one circle of terms, which do not begin one another.
inline bool in_a_circle(const RuleBook& book, std::uint16_t term, std::uint16_t other) {
    return book.plan(term).circle == book.plan(other).circle;
}

// The latest mark of that event on the request before event number `next`; null when there is none.
const Mark* latest(const Case&, RequestNo, const policy::EventRef& event, std::uint32_t next);

// The value of a fact that holds a day or a moment: the start of that day. Nothing for any other fact.
std::optional<Instant> instant_of(const RuleBook&, const Known&, calendar::Reading);

// When an instance was missed, lapsed or opened; nothing when it did not by what its state says.
std::optional<Instant> turned(const Term&, policy::Happening what);

} // namespace assent::casework
