#pragma once
// The reviewers of a supervisor's house as whoever gives them work thinks of them: what they have, how much
// they close a day, when they are away; and the programs at whose levels any of them fits. Who may look is
// for authority to say; what a reviewer may do with a request is asked of it each time.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/authority.hpp"
#include "desk/standing.hpp"
#include "portal/html.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

// Whether the visitor gives work to reviewers.
bool supervises(const Visit& visit);

http::Response not_for_them(const Visit& visit);

struct TeamMember {
    static constexpr std::size_t most_held = 100; // that are counted

    casework::PersonId person;
    std::string name;
    casework::Actor actor;
    desk::Standing standing;
    std::vector<store::CaseRow> held; // in review, the earliest due first; as far as they are counted

    std::string address() const; // "/board/reviewers/pat"
};

// "away until Fri 4 Dec 2026", or "" when they are there.
std::string away_in_words(const desk::Standing& standing, calendar::Date day);

// What somebody closed in the last ten business days before today, and on how many of them: those since the
// first on which they closed anything, without those on which they were away.
struct Pace {
    std::int64_t closed = 0, days = 0;

    std::int64_t tenths() const { return days > 0 ? closed * 10 / days : 0; } // a day, in tenths
};

class Team {
public:
    // The reviewers of the visitor's organization.
    Team(const Visit& visit, const Services& services);

    const std::vector<TeamMember>& all() const { return all_; }
    const TeamMember* find(const std::string& person) const;

    // The versions in force of the programs that have a level which one of them fits.
    const std::vector<const desk::Rules*>& programs() const { return programs_; }
    const desk::Rules* program(const std::string& id) const; // null for another

    // By level, then by person. Requires: one of those programs.
    using Paces = std::map<std::string, std::map<std::string, Pace>>;
    const Paces& paces(const desk::Rules& rules) const { return paces_.at(rules.id()); }

    // Of somebody at all levels of all programs.
    Pace pace(const TeamMember& one) const;

private:
    bool fits_any(const desk::Rules& rules) const;
    Paces read_paces(const desk::Rules& rules) const;
    static Pace since_first(const TeamMember& one, const std::map<calendar::Date, std::int64_t>& closed,
                            const std::vector<calendar::Date>& days);

    const Visit& visit_;
    const Services& services_;
    std::vector<TeamMember> all_;
    std::vector<const desk::Rules*> programs_;
    std::map<std::string, Paces> paces_; // by program
};

// The business days of a program: so many from a day on, the day itself included when it is one; and before.
std::vector<calendar::Date> business_days_from(const desk::Rules& rules, calendar::Date day, int count);
std::vector<calendar::Date> business_days_before(const desk::Rules& rules, calendar::Date day, int count);

std::string in_tenths(std::int64_t tenths); // "7.5"

} // namespace assent::portal
