#include <fmt/format.h>

#include <algorithm>

#include "casework/deciding.hpp"
#include "casework/required_papers.hpp"

// Waiting: papers and information that come in, what makes a request complete, and what a due moment does
// when nothing came.

namespace assent::casework {
namespace {

using policy::Happening;

// Whether what came then was a copy of a paper that had come before: it made nothing complete.
bool is_later_copy(const std::vector<Paper>& papers, Instant at) {
    return std::any_of(papers.begin(), papers.end(), [&](const Paper& copy) {
        return copy.arrived == at && std::any_of(papers.begin(), papers.end(), [&](const Paper& first) {
                   return first.kind == copy.kind && first.arrived < at;
               });
    });
}

bool is_earlier_copy(const Request& request, const Paper& paper) {
    return request.completed && request.state == State::InReview &&
           std::any_of(request.papers.begin(), request.papers.end(), [&](const Paper& other) {
               return other.kind == paper.kind && paper.arrived < other.arrived;
           });
}

} // namespace

// Complete at the moment the last missing item arrived, not when somebody noticed; `anew` where it was taken
// to be complete without that.
void Deciding::complete_if_whole(RequestNo number, Instant arrived, bool anew) {
    const Request& one = request(number);
    const bool awaits = one.awaited && !one.awaited->items.empty();
    if ((one.completed && !anew) || awaits ||
        !missing_papers(case_, number, context_.book, context_.now).empty())
        return;
    Instant last = arrived;
    for (const Mark& mark : case_.marks) {
        const bool supplied = mark.request == number && mark.what == Happening::Supplied;
        if (supplied && !is_later_copy(one.papers, mark.at)) last = std::max(last, mark.at);
    }
    const bool suspended = one.state == State::Suspended;
    record(Completed{number, last, false});
    if (suspended) record(Reopened{number, last});
}

// What arrived before a due moment was in time for it, whenever it was linked: a suspension never was, and
// what counted as complete without it is complete anew. True when something came so.
bool Deciding::came_in_time(RequestNo number, Instant arrived) {
    if (request(number).state != State::Suspended && request(number).state != State::InReview) return false;
    bool in_time = false;
    for (const Term& term : terms(case_, context_.book, context_.now)) {
        const policy::TermDef& def = program().terms[term.key.term];
        const bool supply = term.key.request == number && def.act.deed == policy::Deed::Supply;
        if (!supply || !term.passed || !term.due || arrived > *term.due) continue;
        in_time = true;
        const bool suspends = std::any_of(
            def.effects.begin(), def.effects.end(),
            [](const policy::Effect& effect) { return effect.kind == policy::EffectKind::Suspend; });
        if (suspends) record(Revoked{term.key, "it had arrived in time, and was linked later"});
    }
    return in_time;
}

// A paper of which nobody says when it came, came now.
Refused Deciding::run(const File& told) {
    File file = told;
    if (file.paper.arrived == Instant{}) file.paper.arrived = context_.now;
    if (auto no = allowed(CaseAct::Supply, file.request)) return no;
    Supply supply;
    supply.request = file.request;
    supply.papers = {file.paper};
    supply.arrived = file.paper.arrived;
    supply.channel = file.paper.channel;
    const Request& one = request(file.request);
    const bool awaited = one.awaited && std::find(one.awaited->items.begin(), one.awaited->items.end(),
                                                  file.paper.kind) != one.awaited->items.end();
    if (awaited) {
        supply.items = {file.paper.kind};
        return run(supply);
    }
    if (file.paper.arrived > context_.now)
        return because(RefusalKind::Incomplete, "nothing arrives before it is here", "say when it arrived");
    const bool earlier_copy = is_earlier_copy(one, file.paper);
    const bool anew = came_in_time(file.request, file.paper.arrived) || earlier_copy;
    record(Filed{file.request, file.paper});
    if (anew) record(Supplied{file.request, {}, file.paper.arrived});
    if (request(file.request).received) complete_if_whole(file.request, file.paper.arrived, anew);
    return std::nullopt;
}

Refused Deciding::run(const Supply& supply) {
    if (auto no = allowed(CaseAct::Supply, supply.request)) return no;
    if (request(supply.request).state >= State::Decided)
        return because(RefusalKind::NotNow,
                       fmt::format("the request is {}", to_text(request(supply.request).state)),
                       "ask for another review, where one is open");
    if (auto no = not_told_rightly(supply.facts, request(supply.request).lines.size())) return no;
    if (auto no = not_for_askers(supply.facts)) return no;
    if (auto no = not_told_by_them(supply.facts, supply.request)) return no;
    const Instant arrived = supply.arrived.value_or(context_.now);
    if (auto no = not_here_yet(arrived, supply.papers)) return no;
    const bool anew = came_in_time(supply.request, arrived);
    for (Paper paper : supply.papers) {
        paper.arrived = arrived;
        record(Filed{supply.request, std::move(paper)});
    }
    if (!supply.facts.empty()) {
        record(Reported{supply.request, supply.facts, {}});
        if (auto no = not_submitted_so(supply.request)) return no;
    }
    const bool told = !supply.from.empty() || !supply.words.empty(); // somebody wrote it down for them
    if (anew || told || request(supply.request).awaited)
        record(Supplied{supply.request, supply.items, arrived, supply.channel, supply.from, supply.words});
    if (request(supply.request).received) complete_if_whole(supply.request, arrived, anew);
    return std::nullopt;
}

// Each due moment has its effect once, the earliest first; an effect may begin what is due in turn.
Refused Deciding::run(const Pass&) {
    if (context_.actor.role != Role::Timer && context_.actor.role != Role::System)
        return because(RefusalKind::NotAllowed, "time passes by itself", "wait");
    std::vector<Term> all;
    for (;;) {
        terms(case_, context_.book, context_.now, all);
        remind_of_openings(all);
        const Term* first = nullptr;
        for (const Term& term : all) {
            const policy::TermDef& def = program().terms[term.key.term];
            const bool late =
                term.state == TermState::Missed || (term.state == TermState::Lapsed && !def.effects.empty());
            const bool of_submission =
                def.request != policy::any_object; // it acts when something is submitted
            if (!late || term.passed || of_submission) continue;
            if (!first || *term.due < *first->due) first = &term;
        }
        if (!first) return std::nullopt;
        pass(*first);
    }
}

void Deciding::pass(const Term& term) {
    const policy::TermDef& def = program().terms[term.key.term];
    record(Passed{term.key, *term.due, def.effects});
    owe_notices({Happening::Missed, term.key.request, term.key.term, policy::any_object, case_.events,
                 context_.now, context_.actor.person});
    for (const policy::Effect& effect : def.effects) {
        if (effect.kind == policy::EffectKind::SendAgain) send_again(def, term.key.request);
    }
}

// The lines of the notice, by the channel of which nothing came back: those that are transmitted.
void Deciding::send_again(const policy::TermDef& duty, RequestNo number) {
    for (const policy::EventRef& start : duty.when) {
        const bool sending = start.what == Happening::Sent || start.what == Happening::Dated;
        if (!sending || start.which == policy::any_object) continue;
        for (const std::uint16_t line : program().notices[start.which].lines) {
            if (!goes_by(program().terms[line], policy::Channel::Transmission)) continue;
            const auto next = static_cast<std::uint32_t>(case_.notices.size() + 1);
            record(Composed{number, start.which, line, next, {}});
        }
    }
}

// A window that opens may owe a notice; it is composed once for each instance.
void Deciding::remind_of_openings(const std::vector<Term>& all) {
    for (const std::uint16_t notice : context_.book.owed_by(Happening::Opens)) {
        for (const Term& term : all) {
            if (!term.opens || *term.opens > context_.now || term.state != TermState::Open) continue;
            const bool told = std::any_of(case_.marks.begin(), case_.marks.end(), [&](const Mark& mark) {
                return mark.what == Happening::Dated && mark.which == notice &&
                       mark.request == term.key.request && mark.event > term.key.begun_by;
            });
            if (told) continue;
            owe_one_notice(notice, {Happening::Opens, term.key.request, term.key.term, policy::any_object,
                                    case_.events, context_.now, context_.actor.person});
        }
    }
}

} // namespace assent::casework
