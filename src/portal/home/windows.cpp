#include "portal/home/windows.hpp"

#include "desk/published.hpp"
#include "portal/home/listed.hpp"
#include "portal/moments.hpp"
#include "portal/new_request/further.hpp"

namespace assent::portal {
namespace {

constexpr int most_windows = 25;

// Those of a case that close; what can be asked at any time is no window.
std::vector<Further> closing(const CaseSeen& seen) {
    std::vector<Further> all = further(seen);
    std::erase_if(all, [](const Further& one) { return !one.days.until; });
    return all;
}

Html row(const Listed& one, const Further& open) {
    const CaseSeen& seen = one.seen;
    return html(
        "<tr><th scope=\"row\"><a class=\"usa-link\" href=\"{}\">{}</a></th><td>{}</td><td>{}</td><td>{}</td>"
        "<td><a class=\"usa-link\" href=\"{}\">Start {}</a></td><td>{}</td></tr>",
        seen.address(), seen.number(), one.member, one.service, one.now.where,
        further_address(seen, open.type, open.after), seen.program().requests[open.type].name.text,
        until(seen.book().zone(), *open.days.until));
}

} // namespace

Html open_windows(const Visit& visit, const Services& services) {
    const auto name_of = desk::names_in(services.store);
    Html rows;
    for (const store::RightRow& right :
         services.store.rights(visit.actor().organization.text, visit.now, most_windows)) {
        auto file = services.desk.see(visit.actor().person, right.stream, visit.now);
        if (!file) continue;
        const Listed one = listed(CaseSeen(std::move(*file), visit.actor(), visit.now), name_of);
        for (const Further& open : closing(one.seen)) rows += row(one, open);
    }
    if (rows.empty()) return {};
    return html(
        "<table class=\"usa-table usa-table--borderless as-list\"><caption>Windows that are open</caption>"
        "<thead><tr><th scope=\"col\">Case</th><th scope=\"col\">Member</th><th scope=\"col\">Request</th>"
        "<th scope=\"col\">What is happening</th><th scope=\"col\">You may</th>"
        "<th scope=\"col\">Until</th></tr></thead><tbody>{}</tbody></table>",
        rows);
}

} // namespace assent::portal
