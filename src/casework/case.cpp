#include "casework/case.hpp"

#include <algorithm>
#include <array>

#include "base/expects.hpp"
#include "casework/case_change.hpp"
#include "policy/program.hpp"

namespace assent::casework {
namespace {

using policy::Happening;

constexpr std::array<Happening, 8> of_overall = {
    Happening::Approved, Happening::PartiallyDenied, Happening::Denied,   Happening::Upheld,
    Happening::Modified, Happening::Reversed,        Happening::Approved, Happening::Denied};

constexpr std::array<Happening, 8> of_ending = {
    Happening::NotRequired, Happening::Cancelled, Happening::Returned,  Happening::TechnicallyDenied,
    Happening::Refused,     Happening::Withdrawn, Happening::Converted, Happening::NotReviewed};

// Applies one event to the case in hand: an operator for each kind.
class Application : private CaseChange {
public:
    using CaseChange::CaseChange;

    void operator()(const Begun& begun) {
        base::expects(begun.request == case_.requests.size(), "requests are numbered as they begin");
        Request& made = case_.requests.emplace_back();
        made.type = begun.type;
        made.about = begun.about;
        made.version = begun.version;
        made.asked_by = event_.by;
        for (const Participant& participant : begun.participants) name(participant);
    }

    void operator()(const Submitted& submitted) {
        Request& request = of(submitted.request);
        request.by_party = submitted.by_party;
        request.asked_for = submitted.organization;
        request.channel = submitted.channel;
        request.lines.resize(submitted.lines);
        take(request.facts, submitted.facts);
        request.papers.insert(request.papers.end(), submitted.papers.begin(), submitted.papers.end());
        mark(Happening::Submitted, submitted.request);
        mark_told(submitted.request, submitted.facts);
    }

    void operator()(const Received& received) {
        Request& request = of(received.request);
        request.state = State::Received;
        request.received = received.arrived;
        request.counted_from = received.counted_from;
        request.dates_limited = received.dates_limited;
        mark(Happening::Received, received.request).at = received.counted_from;
    }

    void operator()(const Screened&) {}

    void operator()(const Assigned& assigned) {
        of(assigned.request).reviewer = assigned.reviewer;
        mark(Happening::Assigned, assigned.request).which = assigned.level;
    }

    void operator()(const Released& released) { of(released.request).reviewer = {}; }

    void operator()(const Reported& reported) {
        take(of(reported.request).facts, reported.facts);
        if (!reported.number.empty()) of(reported.request).number = reported.number;
        mark_told(reported.request, reported.facts);
    }

    void operator()(const Filed& filed) { of(filed.request).papers.push_back(filed.paper); }

    void operator()(const Supplied& supplied) {
        Request& request = of(supplied.request);
        if (request.awaited) {
            auto& items = request.awaited->items;
            const auto came = [&](const std::string& item) {
                return supplied.items.empty() ||
                       std::find(supplied.items.begin(), supplied.items.end(), item) != supplied.items.end();
            };
            items.erase(std::remove_if(items.begin(), items.end(), came), items.end());
        }
        // The pend is answered, though something else may be missing still.
        const bool answered =
            request.state == State::Pended && request.awaited && request.awaited->items.empty();
        if (answered) {
            request.state = State::InReview;
            request.awaited.reset();
        }
        Mark& made = mark(Happening::Supplied, supplied.request);
        made.at = supplied.arrived;
        if (answered) made.detail = 0; // all of what was asked for
    }

    void operator()(const Completed& completed) {
        complete(of(completed.request), completed.at);
        mark(Happening::Completed, completed.request).at = completed.at;
    }

    void operator()(const Pended& pended) {
        Request& request = of(pended.request);
        request.state = State::Pended;
        request.awaited = Awaited{pended.items, pended.level};
        request.completed.reset();
        took_part(request);
        mark(Happening::Pended, pended.request).which = pended.level;
    }

    void operator()(const Reopened& reopened) {
        of(reopened.request).reopened = true;
        mark(Happening::Reopened, reopened.request).at = reopened.at;
    }

    void operator()(const Referred& referred) {
        Request& request = of(referred.request);
        if (referred.from != policy::any_object) took_part(request);
        refer(referred.request, referred.from, referred.to, event_.at);
    }

    void operator()(const Determined& determined) {
        Request& request = of(determined.request);
        LineState& line = request.lines[determined.line];
        line.determined = true;
        line.adverse = is_adverse(determined.determination);
        if (request.state >= State::Decided) line.before = line.granted;
        const Granted* granted = granted_by(determined.determination);
        line.granted = granted ? std::optional(*granted) : std::nullopt;
        line.rationale = rationale_of(determined.determination);
        line.criteria = criteria_of(determined.determination);
        took_part(request);
        if (request.state >= State::Decided)
            mark(Happening::Reduced, determined.request).detail = request.level;
    }

    void operator()(const Decided& decided) {
        Request& request = of(decided.request);
        request.state = State::Decided;
        request.outcome = decided.outcome;
        keep_undisputed(request);
        mark(Happening::Decided, decided.request).detail = request.level;
        mark(of_overall[static_cast<std::size_t>(decided.outcome)], decided.request);
    }

    void operator()(const Ended& ended) {
        Request& request = of(ended.request);
        request.state = State::Ended;
        request.ended = ended.as;
        request.why = ended.why;
        request.because = ended.because;
        mark(of_ending[static_cast<std::size_t>(ended.as)], ended.request);
    }

    void operator()(const Composed& composed) {
        case_.notices.push_back(
            {composed.request, composed.notice, composed.line, Delivery::Composed, event_.at});
        mark_notice(Happening::Dated, composed.number, event_.at);
    }

    void operator()(const Sent& sent) { deliver(sent.notice, Delivery::Sent, Happening::Sent, event_.at); }
    void operator()(const Served& served) {
        deliver(served.notice, Delivery::Served, Happening::Served, served.at);
    }
    void operator()(const CameBack& back) {
        deliver(back.notice, Delivery::CameBack, Happening::CameBack, event_.at);
    }

    void operator()(const Passed& passed) {
        case_.passed.push_back(passed.term);
        const Instant after = passed.due + std::chrono::seconds{1};
        for (const policy::Effect& effect : passed.effects) apply(effect, passed.term.request, after);
    }

    // The suspension never was: what ended it had arrived in time.
    void operator()(const Revoked& revoked) {
        auto& passed = case_.passed;
        passed.erase(std::remove(passed.begin(), passed.end(), revoked.term), passed.end());
        Request& request = of(revoked.term.request);
        if (request.state == State::Suspended) request.state = State::Pended;
        erase_last(Happening::Suspended, revoked.term.request);
    }

    void operator()(const Contacted& contacted) {
        took_part(of(contacted.request));
        Mark& made = mark(Happening::Contacted, contacted.request);
        made.which = contacted.party;
        made.at = contacted.at;
    }

    void operator()(const Messaged& messaged) {
        case_.threads.push_back({messaged.kind, messaged.request, false, event_.by, messaged.organization,
                                 case_.events, messaged.arrived, event_.at});
        if (messaged.corrects) correct(*messaged.corrects, messaged.thread);
        Mark& made = mark(messaged.kind, messaged.request);
        made.which = static_cast<std::uint16_t>(messaged.thread);
        made.at = messaged.arrived;
    }

    void operator()(const Answered& answered) {
        Thread& thread = case_.threads[answered.thread];
        thread.answered = true;
        thread.answered_at = event_.at;
        mark(Happening::Answered, thread.request).which = static_cast<std::uint16_t>(answered.thread);
    }

    void operator()(const Flagged& flagged) {
        case_.flags.push_back(flagged);
        if (!flagged.hidden_from_provider) return;
        case_.raised.push_back({case_.events, event_.at, event_.by});
        mark(Happening::ConcernRaised, flagged.request);
    }
    void operator()(const Directed& directed) {
        case_.held = directed.direction == Direction::Hold;
        case_.raised.push_back({case_.events, event_.at, event_.by, policy::any_object, directed.direction});
    }

    void operator()(const ExpediteAsked& asked) { mark(Happening::ExpediteAsked, asked.request); }
    void operator()(const Expedited& expedited) {
        of(expedited.request).expedited = true;
        mark(Happening::Expedited, expedited.request);
    }
    void operator()(const ExpediteRefused& refused) { mark(Happening::ExpediteRefused, refused.request); }

    void operator()(const Extended& extended) {
        case_.extended.push_back(extended);
        mark(Happening::Extended, extended.term.request).which = extended.term.term;
    }

    void operator()(const Corrected& corrected) {
        take(of(corrected.request).facts, corrected.facts);
        mark_told(corrected.request, corrected.facts);
    }

    void operator()(const Named& named) {
        auto& all = case_.participants;
        all.erase(std::remove_if(all.begin(), all.end(),
                                 [&](const Participant& p) { return p.party == named.participant.party; }),
                  all.end());
        all.push_back(named.participant);
        for (Request& request : case_.requests) {
            if (request.by_party != named.participant.party) continue;
            request.asked_by.text = named.participant.id; // who had it before has no part in it any more
            request.asked_for.text = named.participant.id;
        }
    }

    void operator()(const Voided& voided) {
        of(voided.request).voided = true;
        mark(Happening::Voided, voided.request);
    }

    void operator()(const Counted& counted) {
        latest(of(counted.request).accounts, counted,
               [&](const Counted& other) { return other.ledger == counted.ledger; });
    }
    void operator()(const Reserved& reserved) {
        latest(of(reserved.request).reservations, reserved, [&](const Reserved& other) {
            return other.ledger == reserved.ledger && other.line == reserved.line;
        });
    }

    // The ending never was: it goes on from where it was received.
    void operator()(const Resumed& resumed) {
        Request& request = of(resumed.request);
        const Happening ending = of_ending[static_cast<std::size_t>(*request.ended)];
        erase_last(ending, resumed.request);
        request.state = State::Received;
        request.ended.reset();
        request.why.clear();
        request.because = 0;
    }

    void operator()(const Closed& closed) { of(closed.request).state = State::Closed; }

private:
    // Nobody is owed an answer to what was entered wrongly; to what was meant they are.
    void correct(std::uint32_t wrong, std::uint32_t meant) {
        Thread& thread = case_.threads[wrong];
        thread.corrected_by = meant;
        if (!thread.answered)
            mark(Happening::Answered, thread.request).which = static_cast<std::uint16_t>(wrong);
    }
};

} // namespace

std::string_view to_text(State state) {
    constexpr std::array<std::string_view, 8> words = {"draft",     "received", "in review", "pended",
                                                       "suspended", "decided",  "ended",     "closed"};
    return words[static_cast<std::size_t>(state)];
}

bool Case::is_open() const {
    return std::any_of(requests.begin(), requests.end(),
                       [](const Request& request) { return request.state != State::Closed; });
}

std::vector<Concern> concerns(const Case& of, const policy::Program& program) {
    std::vector<Concern> all = of.raised;
    for (const Mark& mark : of.marks) {
        if (mark.what == Happening::Told && !program.facts[mark.which].hidden_from.empty())
            all.push_back({mark.event, mark.at, mark.by, mark.which});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Concern& a, const Concern& b) { return a.event < b.event; });
    return all;
}

Case evolve(Case before, const Event& event) {
    std::visit(Application(before, event), event.what);
    ++before.events;
    return before;
}

Case replay(CaseId id, MemberId member, const Events& events) {
    Case made;
    made.id = std::move(id);
    made.member = std::move(member);
    for (const Event& event : events) made = evolve(std::move(made), event);
    return made;
}

} // namespace assent::casework
