#pragma once
// Whether what was expected after a step is so, and what came instead in the same words. It looks at the
// case, its terms and its events; it asks the engine again where an expectation does (who may do what, when a
// window is open), and changes nothing.

#include <map>
#include <optional>
#include <string>

#include "timelines/accounts.hpp"
#include "timelines/commands_of.hpp"
#include "timelines/play.hpp"

namespace assent::timelines {

// How things stand after a step.
struct Outcome {
    const casework::Case& of;
    const casework::RuleBook& book;
    const casework::NoticeComposer& composer;
    const Cast& cast;
    const Timeline& timeline;
    const Played& played;                     // the step
    const casework::Events& since;            // the step before: of alarms as well
    const std::vector<casework::Term>& terms; // now
    const Accounts& accounts;
    RequestNo about = casework::no_request; // the request that the step was about
    const std::map<RequestNo, policy::Act>& screened;
    casework::Instant now{};

    const policy::Program& program() const { return book.program(); }
    RequestNo request(const Expectation& one) const { return one.request.value_or(about); }
    bool has(RequestNo request) const { return request < of.requests.size(); }
};

// What came instead; nothing when it is as expected.
using Instead = std::optional<std::string>;

Instead unmet(const Expectation&, const Outcome&);

// The kinds about duties, rights and notices, and about who may do what; `unmet` calls them.
Instead unmet_term(const Expectation&, const Outcome&);
Instead unmet_notice(const Expectation&, const Outcome&);
Instead unmet_permission(const Expectation&, const Outcome&);

// "partially denied; answer a pend, due ...": a request with what runs on it.
std::string situation(const Outcome&, RequestNo);

// To the minute, which is how a timeline speaks of time.
bool is_minute(const casework::RuleBook&, casework::Instant, calendar::LocalMoment);

} // namespace assent::timelines
