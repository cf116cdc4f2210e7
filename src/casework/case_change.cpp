#include "casework/case_change.hpp"

#include "base/expects.hpp"

namespace assent::casework {

using policy::Happening;

Request& CaseChange::of(RequestNo request) {
    base::expects(request < case_.requests.size(), "an event is about a request of its case");
    return case_.requests[request];
}

Mark& CaseChange::mark(Happening what, RequestNo request) {
    return case_.marks.emplace_back(
        Mark{what, request, policy::any_object, policy::any_object, case_.events, event_.at, event_.by});
}

void CaseChange::erase_last(Happening what, RequestNo request) {
    const auto last = std::find_if(case_.marks.rbegin(), case_.marks.rend(), [&](const Mark& one) {
        return one.what == what && one.request == request;
    });
    if (last != case_.marks.rend()) case_.marks.erase(std::next(last).base());
}

// What a dispute was not about stays as it was, and is part of what is authorized now.
void CaseChange::keep_undisputed(Request& dispute) {
    const bool disputes = dispute.outcome == Overall::Upheld || dispute.outcome == Overall::Modified ||
                          dispute.outcome == Overall::Reversed;
    if (!disputes || dispute.about == no_request) return;
    const auto& before = case_.requests[dispute.about].lines;
    for (std::size_t i = 0; i < dispute.lines.size() && i < before.size(); ++i) {
        if (!dispute.lines[i].determined) dispute.lines[i] = before[i];
    }
}

void CaseChange::mark_told(RequestNo request, const std::vector<Known>& facts) {
    for (auto one = facts.begin(); one != facts.end(); ++one) {
        const bool first =
            std::none_of(facts.begin(), one, [&](const Known& k) { return k.fact == one->fact; });
        if (first) mark(Happening::Told, request).which = one->fact;
    }
}

void CaseChange::mark_notice(Happening what, std::uint32_t number, Instant at) {
    const NoticeState& notice = case_.notices[number - 1];
    Mark& made = mark(what, notice.request);
    made.which = notice.notice;
    made.detail = notice.line;
    made.at = at;
}

void CaseChange::deliver(std::uint32_t number, Delivery delivery, Happening what, Instant at) {
    base::expects(number >= 1 && number <= case_.notices.size(), "a notice is composed before it is sent");
    NoticeState& notice = case_.notices[number - 1];
    notice.delivery = delivery;
    notice.at = at;
    mark_notice(what, number, at);
}

void CaseChange::name(const Participant& participant) {
    const auto same = [&](const Participant& other) {
        return other.party == participant.party && other.id == participant.id;
    };
    auto& all = case_.participants;
    if (std::none_of(all.begin(), all.end(), same)) all.push_back(participant);
}

// Who only claimed a request and gave it back took no part in it.
void CaseChange::took_part(Request& request) {
    if (event_.role != Role::Reviewer) return;
    auto& all = request.took_part;
    if (std::find(all.begin(), all.end(), event_.by) == all.end()) all.push_back(event_.by);
}

void CaseChange::complete(Request& request, Instant at) {
    request.completed = at;
    if (request.state != State::Pended && request.state != State::Suspended) return;
    request.state = State::InReview;
    request.awaited.reset();
}

void CaseChange::refer(RequestNo number, std::uint16_t from, std::uint16_t to, Instant at) {
    Request& request = of(number);
    request.state = State::InReview;
    request.level = to;
    request.reviewer = {};
    request.awaited.reset();
    Mark& made = mark(Happening::Referred, number);
    made.which = to;
    made.detail = from;
    made.at = at;
}

// What an effect moves. To tell somebody, to open a right or to bind a date moves nothing here: terms and
// notices follow from the marks.
void CaseChange::apply(const policy::Effect& effect, RequestNo number, Instant at) {
    Request& request = of(number);
    switch (effect.kind) {
        case policy::EffectKind::Suspend:
            request.state = State::Suspended;
            mark(Happening::Suspended, number).at = at;
            return;
        case policy::EffectKind::DecideOnWhatIsKnown:
            complete(request, at);
            mark(Happening::Completed, number).at = at;
            return;
        case policy::EffectKind::ReferTo: return refer(number, request.level, effect.object, at);
        case policy::EffectKind::LimitDatesToReceipt: request.dates_limited = true; return;
        case policy::EffectKind::Close: request.state = State::Closed; return;
        default: return;
    }
}

} // namespace assent::casework
