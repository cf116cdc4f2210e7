#pragma once
// What may follow a deed, as bits: which deeds take which is said in one table, and a word that does not go
// with its deed is told together with those that do.

namespace assent::timelines {

constexpr unsigned option_without = 1U << 0U; // a paper
constexpr unsigned option_with = 1U << 1U;
constexpr unsigned option_fact = 1U << 2U;
constexpr unsigned option_starting = 1U << 3U;
constexpr unsigned option_arrived = 1U << 4U;
constexpr unsigned option_by_channel = 1U << 5U;
constexpr unsigned option_by_criteria = 1U << 6U;
constexpr unsigned option_because = 1U << 7U;
constexpr unsigned option_about = 1U << 8U;
constexpr unsigned option_lacking = 1U << 9U; // "without criteria", "without rationale"

constexpr unsigned handed_in =
    option_without | option_with | option_fact | option_starting | option_arrived | option_by_channel;
constexpr unsigned decided = option_by_criteria | option_because | option_lacking;

} // namespace assent::timelines
