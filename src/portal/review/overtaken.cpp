#include "portal/review/overtaken.hpp"

#include <chrono>

#include "desk/published.hpp"
#include "desk/record.hpp"

namespace assent::portal {
namespace {

using casework::Event;
using casework::PersonId;
using casework::RequestNo;
using casework::State;

// What moves a request from one hand to another, or ends the work on it; "" for everything else.
std::string done_in(const Event& event, const letters::NameOf& name_of) {
    if (const auto* one = std::get_if<casework::Assigned>(&event.what)) {
        if (one->reviewer == event.by) return one->reason.empty() ? "took it" : "took it over";
        return "gave it to " + name_of(one->reviewer.text);
    }
    if (std::holds_alternative<casework::Released>(event.what)) return "put it back";
    if (std::holds_alternative<casework::Pended>(event.what)) return "pended it";
    if (std::holds_alternative<casework::Referred>(event.what)) return "referred it";
    if (std::holds_alternative<casework::Decided>(event.what)) return "decided it";
    if (const auto* one = std::get_if<casework::Ended>(&event.what))
        return one->as == casework::EndedAs::Withdrawn ? "withdrew it" : "ended it";
    return {};
}

std::string can_be_done(const casework::Request& request) {
    if (!request.is_open()) return "Nothing is left to decide.";
    if (request.state != State::InReview) return "It comes back to a reviewer when the answer is there.";
    if (request.reviewer.empty()) return "Take it on the page of the case, if you can go on with it.";
    return "Leave it to them, or step in for them with a reason.";
}

} // namespace

std::string overtaken(const Visit& visit, const Services& services, const CaseSeen& seen, RequestNo request) {
    const PersonId& reader = visit.actor().person;
    const casework::Request& now = seen.file().now.at(request);
    const bool theirs = now.state == State::InReview && now.reviewer == reader;
    if (theirs || is_outside(visit.actor().role)) return {};
    const letters::NameOf name_of = desk::names_in(services.store);
    std::string last;
    for (const store::Event& stored : services.store.read(seen.file().stream, 2)) {
        const Event event = desk::event_of(seen.file().stream, stored);
        if (casework::request_of(event.what) != request) continue;
        const std::string done = done_in(event, name_of);
        if (done.empty()) continue;
        last.clear();
        if (event.by.empty() || event.by == reader) continue;
        const std::string why(casework::reason_of(event.what));
        const auto minute = std::chrono::floor<std::chrono::minutes>(event.at);
        last = fmt::format("{} {} on {}{}{}", name_of(event.by.text), done,
                           seen.book().zone().to_text(minute), why.empty() ? "" : ": ", why);
    }
    if (last.empty()) return last;
    return fmt::format("{}{} {}", last, last.ends_with('.') ? "" : ".", can_be_done(now));
}

} // namespace assent::portal
