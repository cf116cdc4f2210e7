#include "portal/new_request/further.hpp"

#include <algorithm>

#include "portal/html.hpp"

namespace assent::portal {

std::vector<Further> further(const CaseSeen& seen, std::optional<policy::Channel> by) {
    std::vector<Further> all;
    const casework::Case& of = seen.file().now;
    for (std::size_t type = 0; type < seen.program().requests.size(); ++type) {
        if (seen.program().requests[type].opens_case) continue;
        for (std::size_t about = 0; about < of.requests.size(); ++about) {
            const Further one{static_cast<std::uint16_t>(type), static_cast<casework::RequestNo>(about), {}};
            if (of.requests[about].is_open() || !seen.may_ask(one.type, one.about, by)) continue;
            const auto window = casework::submit_window(of, seen.book(), one.type, one.about, {});
            const bool closed =
                (window.opens && *window.opens > seen.now()) || (window.due && *window.due < seen.now());
            if (!closed) all.push_back({one.type, one.about, window.due});
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Further& a, const Further& b) {
        return a.until.value_or(calendar::Instant::max()) < b.until.value_or(calendar::Instant::max());
    });
    return all;
}

std::string further_address(const CaseSeen& seen, std::uint16_t type, casework::RequestNo about) {
    return fmt::format("{}/new/{}/{}", seen.address(), in_address(seen.program().requests[type].name.text),
                       about + 1);
}

} // namespace assent::portal
