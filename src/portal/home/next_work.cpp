#include "portal/home/next_work.hpp"

#include <algorithm>

#include "desk/published.hpp"
#include "desk/worklist.hpp"
#include "portal/case_seen.hpp"

namespace assent::portal {
namespace {

Html link_to(const Visit& visit, const Services& services, desk::WaitingList list,
             const std::optional<store::StreamId>& but) {
    const auto next = std::find_if(list.all.begin(), list.all.end(),
                                   [&](const desk::Waits& one) { return !but || one.row.stream != *but; });
    if (next == list.all.end()) return {};
    const std::string of = desk::names_in(services.store)(next->row.member);
    const casework::RequestNo request = next->request;
    const CaseSeen seen(std::move(next->file), visit.actor(), visit.now);
    return html("<a class=\"usa-link\" href=\"{}\" data-key=\"n\">Next: {}, {}</a>", seen.address(), of,
                seen.type(request));
}

} // namespace

Html next_work(const Visit& visit, const Services& services, const std::optional<store::StreamId>& but) {
    if (desk::Worklist::refusal(visit.actor().role)) return {};
    const desk::Worklist worklist(services.store, services.desk.shelf(), visit.actor(), visit.now);
    const Html held = link_to(visit, services, worklist.held(2), but);
    return held.empty() ? link_to(visit, services, worklist.open(2), but) : held;
}

} // namespace assent::portal
