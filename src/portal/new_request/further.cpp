#include "portal/new_request/further.hpp"

#include <algorithm>

#include "portal/html.hpp"

namespace assent::portal {

namespace {

// Nothing when the program refuses it now.
std::optional<Days> days_of(const CaseSeen& seen, std::uint16_t type, casework::RequestNo about) {
    const auto window = casework::submit_window(seen.file().now, seen.book(), type, about, {});
    const bool early = window.opens && *window.opens > seen.now();
    const bool late = window.due && *window.due < seen.now();
    if (!early && !late) return Days{window.due, {}, {}};
    const policy::TermDef& right = seen.program().terms[seen.program().requests[type].submit];
    const policy::Effects& follows = late ? right.effects : right.early;
    const bool taken =
        !follows.empty() && std::none_of(follows.begin(), follows.end(), [](const policy::Effect& one) {
            return one.kind == policy::EffectKind::Refuse;
        });
    if (!taken) return std::nullopt;
    return late ? Days{{}, {}, window.due} : Days{{}, window.opens, {}};
}

} // namespace

std::vector<Further> further(const CaseSeen& seen, std::optional<policy::Channel> by) {
    std::vector<Further> all;
    const casework::Case& of = seen.file().now;
    for (std::size_t type = 0; type < seen.program().requests.size(); ++type) {
        if (seen.program().requests[type].opens_case) continue;
        for (std::size_t about = 0; about < of.requests.size(); ++about) {
            Further one{static_cast<std::uint16_t>(type), static_cast<casework::RequestNo>(about)};
            if (of.requests[about].is_open() || !seen.may_ask(one.type, one.about, by)) continue;
            const auto days = days_of(seen, one.type, one.about);
            if (!days) continue;
            one.days = *days;
            all.push_back(one);
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Further& a, const Further& b) {
        constexpr calendar::Instant never = calendar::Instant::max();
        return a.days.until.value_or(never) < b.days.until.value_or(never);
    });
    return all;
}

std::string further_address(const CaseSeen& seen, std::uint16_t type, casework::RequestNo about) {
    return fmt::format("{}/new/{}/{}", seen.address(), in_address(seen.program().requests[type].name.text),
                       about + 1);
}

} // namespace assent::portal
