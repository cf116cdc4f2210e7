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

// It was returned, and nobody has asked the same since.
bool is_to_be_asked_again(const casework::Case& of, const Further& what) {
    const auto same = [&](const casework::Request& one) { return one.type == what.type; };
    const auto returned = of.requests.begin() + what.after;
    return same(*returned) && returned->ended == casework::EndedAs::Returned &&
           std::none_of(returned + 1, of.requests.end(), same);
}

} // namespace

std::vector<Further> further(const CaseSeen& seen, std::optional<policy::Channel> by) {
    std::vector<Further> all;
    const casework::Case& of = seen.file().now;
    for (std::size_t type = 0; type < seen.program().requests.size(); ++type) {
        const bool opens_case = seen.program().requests[type].opens_case;
        for (std::size_t i = 0; i < of.requests.size(); ++i) {
            const auto after = static_cast<casework::RequestNo>(i);
            Further one{
                static_cast<std::uint16_t>(type), opens_case ? casework::no_request : after, {}, after};
            if (opens_case && !is_to_be_asked_again(of, one)) continue;
            if (of.requests[i].is_open() || !seen.may_ask(one.type, one.about, by)) continue;
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

std::string further_address(const CaseSeen& seen, std::uint16_t type, casework::RequestNo after) {
    return fmt::format("{}/new/{}/{}", seen.address(), in_address(seen.program().requests[type].name.text),
                       after + 1);
}

} // namespace assent::portal
