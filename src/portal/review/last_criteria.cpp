#include "portal/review/last_criteria.hpp"

#include "desk/record.hpp"

namespace assent::portal {
namespace {

// Of the visitor's, today; there may be others between them under other rules.
constexpr int most_decisions = 10, most_acts = 200;

} // namespace

casework::Criteria last_criteria(const Visit& visit, const Services& services, const CaseSeen& seen) {
    const calendar::Zone& zone = seen.book().zone();
    store::ActQuery query;
    query.person = visit.actor().person.text;
    query.kind = std::string(casework::kind_of(casework::What(casework::Determined{})));
    query.from =
        zone.to_instant(zone.local_date(visit.now), std::chrono::seconds{0}, calendar::Reading::Earlier);
    query.limit = most_decisions;
    query.look = most_acts;
    for (const store::Act& act : services.store.acts(query).found) {
        const auto events = services.store.read(act.of, 1);
        const auto place = static_cast<std::size_t>(act.sequence - 1);
        if (place >= events.size() || !events.front().payload || !events[place].payload) continue; // retired
        if (desk::opened_of(act.of, events.front()).hash != seen.file().rules->hash()) continue;
        const casework::Event event = desk::event_of(act.of, events[place]);
        return criteria_of(std::get<casework::Determined>(event.what).determination);
    }
    return {};
}

} // namespace assent::portal
