// What is expected of duties, rights and notices, and of who may do what.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "policy/term_text.hpp"
#include "timelines/expectations.hpp"
#include "timelines/told.hpp"

namespace assent::timelines {
namespace {

using casework::Term;

const policy::TermDef& def_of(const Term& term, const Outcome& now) {
    return now.program().terms[term.key.term];
}

bool is_meant(const Expectation& one, const Term& term) {
    return !one.request || term.key.request == *one.request;
}

std::string running(const Outcome& now) {
    std::vector<std::string> all;
    for (const Term& term : now.terms) {
        if (term.is_running() && def_of(term, now).kind == policy::TermKind::Duty)
            all.push_back(term_told(term, now.book));
    }
    return all.empty() ? "nothing due" : base::join(all, "; ");
}

Instead due(const Expectation& one, const Outcome& now) {
    std::vector<std::string> others;
    for (const Term& term : now.terms) {
        const bool named = std::find(one.terms.begin(), one.terms.end(), term.key.term) != one.terms.end();
        if (!named || !is_meant(one, term)) continue;
        if (!term.is_running()) continue;
        if (term.due && one.through && is_minute(now.book, *term.due, *one.through)) return std::nullopt;
        others.push_back(term.due ? term_told(term, now.book) : term_told(term, now.book) + ", no end");
    }
    return others.empty() ? "it does not run; " + running(now) : base::join(others, "; ");
}

// Since the step before; a new instance may have begun at once.
bool has_passed(const Expectation& one, const Outcome& now) {
    return std::any_of(now.since.begin(), now.since.end(), [&](const casework::Event& event) {
        const auto* passed = std::get_if<casework::Passed>(&event.what);
        const bool meant = passed && (!one.request || passed->term.request == *one.request);
        return meant && passed->term.term == one.object;
    });
}

// Of the instance that began last.
Instead state(const Expectation& one, const Outcome& now) {
    const Term* last = nullptr;
    for (const Term& term : now.terms) {
        if (term.key.term == one.object && is_meant(one, term)) last = &term;
    }
    if (!last) return "it never began";
    const std::string is(to_text(last->state));
    const bool just_now = one.term_state == "missed" || one.term_state == "lapsed";
    if (just_now && has_passed(one, now)) return std::nullopt;
    const bool so = one.term_state == "running" ? last->is_running() : one.term_state == is;
    if (so) return std::nullopt;
    return fmt::format("{} ({})", is, term_told(*last, now.book));
}

Instead none(const Expectation& one, const Outcome& now) {
    for (const Term& term : now.terms) {
        const bool duty = def_of(term, now).kind == policy::TermKind::Duty;
        const bool named = one.object == policy::any_object ? duty : term.key.term == one.object;
        if (named && term.is_running() && is_meant(one, term)) return term_told(term, now.book);
    }
    return std::nullopt;
}

// The latest request that a request of the type could be about, whoever asks.
RequestNo subject_of(std::uint16_t type, const Expectation& one, const Outcome& now) {
    const policy::RequestDef& def = now.program().requests[type];
    if (def.about.none() && def.about_types.empty()) return casework::no_request;
    if (one.request) return *one.request;
    RequestNo last = now.about;
    for (std::size_t i = 0; i < now.of.requests.size(); ++i) {
        const casework::Request& request = now.of.requests[i];
        if (request.outcome && request.type != type) last = static_cast<RequestNo>(i);
    }
    return last;
}

Instead window(const Expectation& one, const Outcome& now) {
    casework::SubmitWindow found;
    if (one.of_type) {
        found = submit_window(now.of, now.book, one.object, subject_of(one.object, one, now),
                              known(now.timeline.facts, now.program()));
    } else {
        for (const Term& term : now.terms) {
            if (term.key.term == one.object && is_meant(one, term))
                found = {term.opens, term.due, term.started};
        }
    }
    if (!found.opens) found.opens = found.begun;
    const auto is = [&](const std::optional<casework::Instant>& at,
                        const std::optional<calendar::LocalMoment>& said) {
        return !said || (at && is_minute(now.book, *at, *said));
    };
    if (is(found.opens, one.from) && is(found.due, one.through)) return std::nullopt;
    const auto shown = [&](const std::optional<casework::Instant>& at) {
        return at ? now.book.zone().to_text(*at) : std::string("no moment");
    };
    return fmt::format("open from {} to {}", shown(found.opens), shown(found.due));
}

Instead alerted(const Expectation& one, const Outcome& now) {
    std::vector<std::string> all;
    for (const casework::Event& event : now.since) {
        const auto* passed = std::get_if<casework::Passed>(&event.what);
        if (!passed) continue;
        for (const policy::Effect& effect : passed->effects) {
            if (effect.kind != policy::EffectKind::Alert) continue;
            if (base::to_lower(effect.words).find(base::to_lower(one.words)) != std::string::npos)
                return std::nullopt;
            all.push_back(effect.words);
        }
    }
    return all.empty() ? std::string("nobody was alerted") : "alerted " + base::listed(all);
}

bool goes_to(const policy::TermDef& line, const Expectation& one, const casework::Request* request) {
    const auto gets = [&](std::uint16_t party) {
        const bool asked = party == policy::requester && request && request->by_party == *one.to;
        return asked || party == *one.to;
    };
    if (one.to && std::none_of(line.to.begin(), line.to.end(), gets)) return false;
    if (!one.channel) return true;
    if (line.channels.none()) return request && request->channel == *one.channel;
    return line.channels.test(static_cast<std::size_t>(*one.channel));
}

const casework::Request* request_of(const Outcome& now, RequestNo number) {
    return now.has(number) ? &now.of.requests[number] : nullptr;
}

Instead notice_due(const Expectation& one, const Outcome& now) {
    std::vector<std::string> others;
    for (const Term& term : now.terms) {
        const policy::TermDef& def = def_of(term, now);
        if (def.notice != one.object || !goes_to(def, one, request_of(now, term.key.request))) continue;
        if (!is_meant(one, term)) continue;
        if (term.due && one.through && is_minute(now.book, *term.due, *one.through)) return std::nullopt;
        others.push_back(term_told(term, now.book));
    }
    return others.empty() ? "it is not owed" : base::join(others, "; ");
}

// What the actor could do as soon as they had taken what nobody has.
std::optional<casework::Refusal> why_not(const Expectation& one, const Outcome& now) {
    const casework::Actor actor = now.cast.actor(one.who);
    const RequestNo request = now.has(now.request(one)) ? now.request(one) : casework::no_request;
    casework::Case of = now.of;
    const bool free = request != casework::no_request && of.requests[request].reviewer.empty() &&
                      of.requests[request].state == casework::State::InReview;
    if (free && actor.role == casework::Role::Reviewer && one.act != "claim" && one.act != "see") {
        const auto events = decide(of, casework::Claim{request}, {now.now, actor, now.book, now.composer});
        for (const casework::Event& event : events.value_or(casework::Events{}))
            of = evolve(std::move(of), event);
    }
    const casework::Authority authority(now.book, of, actor, now.now);
    if (one.act == "submit" && one.object != policy::any_object) {
        const Scene scene{of, now.book, now.composer, now.cast, now.timeline, actor, now.now};
        const auto channel = usual_channel(one.object, one.who.party, now.program());
        const RequestNo about = one.request.value_or(asked_about(one.object, channel, scene));
        const auto asker = authority.asker(one.object, about, channel);
        return asker ? std::nullopt : std::optional(asker.error());
    }
    for (std::size_t i = 0; i < casework::case_acts; ++i) {
        const auto act = static_cast<casework::CaseAct>(i);
        if (to_text(act) == one.act) return authority.refusal(act, request);
    }
    for (std::size_t i = 0; i < policy::level_acts; ++i) {
        const auto act = static_cast<policy::LevelAct>(i);
        if (policy::to_text(act) == one.act) return authority.refusal_at_level(act, request);
    }
    return std::nullopt;
}

} // namespace

Instead unmet_term(const Expectation& one, const Outcome& now) {
    using Kind = Expectation::Kind;
    switch (one.kind) {
        case Kind::Due: return due(one, now);
        case Kind::TermIs: return state(one, now);
        case Kind::NoTerm: return none(one, now);
        case Kind::Window: return window(one, now);
        default: return alerted(one, now);
    }
}

Instead unmet_notice(const Expectation& one, const Outcome& now) {
    if (one.kind == Expectation::Kind::NoticeDue) return notice_due(one, now);
    std::vector<std::string> all;
    bool found = false;
    for (const casework::Event& event : now.since) {
        const auto* composed = std::get_if<casework::Composed>(&event.what);
        if (!composed) continue;
        all.push_back(notice_told(now.of.notices[composed->number - 1], now.program()));
        const bool named = one.object == policy::any_object || composed->notice == one.object;
        const bool meant = !one.request || *one.request == composed->request;
        found |= named && meant &&
                 goes_to(now.program().terms[composed->line], one, request_of(now, composed->request));
    }
    if (found == (one.kind == Expectation::Kind::Notice)) return std::nullopt;
    return all.empty() ? std::string("no notice") : "notice of " + base::listed(all);
}

Instead unmet_permission(const Expectation& one, const Outcome& now) {
    const auto refusal = why_not(one, now);
    if (refusal.has_value() == (one.kind == Expectation::Kind::MayNot)) return std::nullopt;
    return refusal ? to_text(*refusal) : fmt::format("they may {}", one.act);
}

} // namespace assent::timelines
