#pragma once
// Who would get which work, with the reasons, as a form that gives it: worked out by casework/assignment from
// who fits, who is away, what each has already and how much each closes a day. It proposes; giving goes
// through the desk, case by case, and what was changed meanwhile is left as it is and said.

#include "casework/assignment.hpp"
#include "desk/worklist.hpp"
#include "portal/board/team.hpp"

namespace assent::portal {

class Proposal {
public:
    // Of these requests; `from` has them and is to have them no more. Looks at all for as long as it lives.
    Proposal(const Visit& visit, const Services& services, const Team& team, desk::WaitingList list,
             const TeamMember* from = nullptr);

    Proposal(const Proposal&) = delete; // its parts look at each other
    Proposal& operator=(const Proposal&) = delete;

    // The requests with whom each would go to and why not to the others, in a form that is sent to `action`.
    Html form(const std::string& action) const;

    bool empty() const { return list_.all.empty(); }

private:
    std::optional<std::string> excluded(const desk::Waits& waits, const TeamMember& one) const;
    std::vector<calendar::Instant> openings_of(const TeamMember& one) const;
    const std::string& name_of(const std::string& person) const;
    Html row(std::size_t place, const letters::NameOf& names) const;
    Html why_not(std::size_t place) const;

    const Visit& visit_;
    const Team& team_;
    letters::NameOf names_;
    desk::WaitingList list_;
    const TeamMember* from_;
    std::vector<casework::Work> works_;
    std::vector<casework::Candidate> candidates_;
    casework::OpenWork open_;
    casework::Assignment assignment_;
};

// Gives what the form asks for: all that is ticked, or one. What came of it, in words.
Html give(const Visit& visit, const Services& services, const Team& team);

} // namespace assent::portal
