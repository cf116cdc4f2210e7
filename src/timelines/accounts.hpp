#pragma once
// The member's accounts while a timeline is played: what its base says is left when it begins, and what the
// case sets aside from then on. An account of which the base says nothing is not known, as at a desk that has
// never seen the member.

#include <vector>

#include "casework/decide.hpp"
#include "casework/ledger.hpp"
#include "timelines/timeline.hpp"

namespace assent::timelines {

class Accounts {
public:
    Accounts(const Timeline& timeline, const casework::RuleBook& book);

    void record(const casework::CaseId& of, const casework::Event& event);

    // What is known of each account, in the year of the base and in the two around it.
    std::vector<casework::Balance> balances(calendar::Date today) const;
    // Of the year of the base, unless another is named; nothing when it is not known.
    std::optional<std::int64_t> left(std::uint16_t ledger, std::optional<std::int32_t> year,
                                     calendar::Date today) const;

private:
    struct Account {
        std::optional<std::int64_t> used; // in the year of the base, before the timeline
        casework::Ledger entries;
    };

    const policy::Program* program_;
    std::int32_t year_ = 0; // of the base's first day of service, else of the first step
    std::vector<Account> accounts_;
};

} // namespace assent::timelines
