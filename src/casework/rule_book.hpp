#pragma once
// One version of a program as casework uses it: the program, the calendars its origins count on, its zone,
// and the numbers of the facts and parties that have a meaning to the engine. Made once when a version is
// loaded and shared by every case it governs; it never changes. In its program the opening and the lapse of a
// request are those of its submit line, so that only terms open and lapse.

#include <array>
#include <map>
#include <vector>

#include "calendar/zone.hpp"
#include "casework/working_days.hpp"
#include "policy/contact_source.hpp"
#include "policy/facts.hpp"
#include "policy/program.hpp"

namespace assent::casework {

// Facts that the engine reads or fills by their names, where a program declares them; any_object otherwise.
struct Nouns {
    std::uint16_t birth_date, retroactive;          // of the member
    std::uint16_t start, discipline;                // request.start, ...
    std::uint16_t code, units, frequency, duration; // of a line
    std::uint16_t type, received, complete, completed, reopened, suspended, pended_here, superseded,
        expedited;                                                    // of the request, from the case
    std::uint16_t earlier_through, earlier_number;                    // of what it is about
    std::uint16_t earlier_units, earlier_frequency, earlier_duration; // of the line of the same code
    std::uint16_t number_received;                                    // when the fiscal agent gave the number
};

// A fact that is told by the log of contacts.
struct ContactFact {
    policy::ContactSource source;
    std::uint16_t fact = 0;
};

// A fact that the member's record tells, of that day.
struct RecordFact {
    enum class What : std::uint8_t { BirthDate, Eligible, Determined, Retroactive };
    std::uint16_t fact = 0;
    What what = What::Eligible;
    policy::DayOfRecord as_of = {};
};

// What of a term is worked out once, for all cases.
struct TermPlan {
    std::uint64_t begun_by = 0; // the happenings that can begin it, a bit each
    bool on_completion = false; // one of its moments counts from complete information
    bool counts_events = false; // one of its moments counts from another event than its beginning
    std::uint16_t circle = 0;   // the same for terms that depend on each other: none of them begins another
};

class RuleBook {
public:
    // Requires: a calendar for each of the program's origins, in their order.
    RuleBook(policy::Program program, std::vector<calendar::BusinessCalendar> calendars, calendar::Zone zone);

    const policy::Program& program() const { return program_; }
    const calendar::Zone& zone() const { return zone_; }
    const calendar::BusinessCalendar& calendar(std::uint16_t origin = 0) const {
        return working_days_[origin].calendar();
    }
    const WorkingDays& working_days(std::uint16_t origin = 0) const { return working_days_[origin]; }
    const Nouns& nouns() const { return nouns_; }

    const std::vector<ContactFact>& contact_facts() const { return contact_facts_; }
    const std::vector<RecordFact>& record_facts() const { return record_facts_; }

    const TermPlan& plan(std::uint16_t term) const { return plans_[term]; }
    // Every term once, each behind those that it can begin with or be counted from.
    const std::vector<std::uint16_t>& order() const { return order_; }

    // The terms that an occurrence of this happening can begin, by their numbers.
    const std::vector<std::uint16_t>& begun_by(policy::Happening what) const {
        return begun_by_[static_cast<std::size_t>(what)];
    }
    // The notices that an occurrence of this happening owes.
    const std::vector<std::uint16_t>& owed_by(policy::Happening what) const {
        return owed_by_[static_cast<std::size_t>(what)];
    }

    calendar::Date day_of(calendar::Instant moment) const { return zone_.local_date(moment); }

private:
    policy::Program program_;
    std::vector<WorkingDays> working_days_;
    calendar::Zone zone_;
    Nouns nouns_{};
    std::vector<ContactFact> contact_facts_;
    std::vector<RecordFact> record_facts_;
    std::vector<TermPlan> plans_;
    std::vector<std::uint16_t> order_;
    std::array<std::vector<std::uint16_t>, policy::happenings> begun_by_, owed_by_;
};

} // namespace assent::casework
