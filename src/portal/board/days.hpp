#pragma once
// What falls due at each level of a program in the next business days, against what its reviewers close a
// day. It foresees nothing but that they go on as before, and says so.

#include "portal/reports/figure.hpp"

namespace assent::portal {

// One business day, with the closed days that follow it: what falls due on those has to be done by then.
struct DueDay {
    calendar::Date day{}, through{};
    std::int64_t unassigned = 0, assigned = 0, waiting = 0; // open requests by the day their decision is due
    std::int64_t can_close = 0;                             // in tenths, by the reviewers who are there
    std::int64_t too_many = 0; // of all that is due by then, what is not closed at this pace
};

struct LevelDays {
    std::string level;
    std::int64_t overdue = 0; // late already
    bool paced = false;       // whether anybody closed anything lately
    std::vector<DueDay> days;
};

// The levels at which anything is due, late or closed.
std::vector<LevelDays> days_of(const Visit& visit, const Services& services, const Team& team,
                               const desk::Rules& rules);

// As a table, with bars for whoever sees them.
Html shown(const LevelDays& level, const desk::Rules& rules);

} // namespace assent::portal
