#include "desk/wake.hpp"

#include <variant>

#include "base/expects.hpp"
#include "casework/case.hpp"
#include "desk/accounts.hpp"

namespace assent::desk {
namespace {

using casework::State;

constexpr int most_cases_woken = 1000;

void wake(store::Store& store, store::CaseQuery query, State state, calendar::Instant now,
          store::Batch& batch) {
    query.state = std::string(to_text(state));
    query.limit = most_cases_woken;
    for (const store::CaseRow& row : store.cases(query)) batch.alarms.push_back({row.stream, now});
}

} // namespace

bool can_wake(const Report& report) {
    return std::holds_alternative<Member>(report) || std::holds_alternative<Eligible>(report) ||
           std::holds_alternative<Person>(report) || std::holds_alternative<Held>(report) ||
           std::holds_alternative<Conflicted>(report);
}

void wake_cases_of(store::Store& store, const store::StreamId& standing, calendar::Instant now) {
    store::Batch batch;
    if (is_account(standing)) {
        wake(store, {.reviewer = person_of(standing).text}, State::InReview, now, batch);
    } else {
        const std::string member(standing.placement());
        for (const State state : {State::Received, State::InReview, State::Pended, State::Suspended})
            wake(store, {.member = member}, state, now, batch);
    }
    if (batch.alarms.empty()) return;
    base::expects(store.commit(batch).has_value(), "a batch without appends meets no conflict");
}

} // namespace assent::desk
