#include "timelines/expectations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "casework/approvable.hpp"
#include "timelines/told.hpp"

namespace assent::timelines {
namespace {

using casework::State;

bool says(std::string_view text, std::string_view words) {
    return base::to_lower(text).find(base::to_lower(words)) != std::string::npos;
}

Instead unless(bool so, std::string instead) {
    if (so) return std::nullopt;
    return instead;
}

// The step was refused, or what it asked for was received and ended so.
Instead refused(const Expectation& one, const Outcome& now) {
    std::string why;
    if (now.played.refusal) why = to_text(*now.played.refusal);
    for (const casework::Event& event : now.played.events) {
        const auto* ended = std::get_if<casework::Ended>(&event.what);
        if (ended && ended->as == casework::EndedAs::Refused) why = "refused: " + ended->why;
    }
    if (why.empty()) return "it was done: " + situation(now, now.about);
    return unless(says(why, one.words), why);
}

bool is_so(const Expectation& one, const Outcome& now, RequestNo number) {
    const casework::Request& request = now.of.at(number);
    if (one.voided) return request.voided;
    if (one.outcome) return request.outcome == one.outcome && !request.voided;
    if (one.ended) return request.ended == one.ended;
    const auto screened = now.screened.find(number);
    const bool asked = screened != now.screened.end() && screened->second == policy::Act::Ask;
    if (one.asked && !asked) return false;
    return request.state == one.state && (one.object == policy::any_object || one.object == request.level);
}

bool is_at(const Expectation& one, const casework::Request& request) {
    const bool rests = request.state == State::InReview || request.state == State::Pended ||
                       request.state == State::Suspended;
    return rests && request.level == one.object;
}

Instead line(const Expectation& one, const casework::Request& request) {
    const std::uint16_t number = one.granted && one.granted->line ? *one.granted->line : std::uint16_t{0};
    if (number >= request.lines.size()) return line_told(request, number);
    const casework::LineState& state = request.lines[number];
    bool so = state.determined && state.granted.has_value();
    if (one.undecided) so = !state.determined;
    if (one.denied) so = state.determined && state.adverse && !state.granted;
    if (so && !one.undecided && !one.denied && one.granted) {
        const Grant& said = *one.granted;
        const casework::Granted& granted = *state.granted;
        so = said.units.value_or(granted.units) == granted.units &&
             said.frequency.value_or(granted.frequency) == granted.frequency &&
             said.from.value_or(granted.from) == granted.from &&
             said.through.value_or(granted.through) == granted.through;
    }
    return unless(so, line_told(request, number));
}

calendar::Date day_of(calendar::LocalMoment moment) {
    return calendar::Date{std::chrono::floor<std::chrono::days>(moment).time_since_epoch()};
}

// Of what is granted; of what could be, on a line that is open.
Instead first_day(const Expectation& one, const Outcome& now, RequestNo number) {
    const casework::Request& request = now.of.at(number);
    for (std::size_t i = 0; i < request.lines.size(); ++i) {
        const casework::LineState& state = request.lines[i];
        if (state.determined && !state.granted) continue;
        const auto possible = approvable(now.of, number, now.book, static_cast<std::uint16_t>(i));
        const auto granted = state.granted.value_or(possible);
        if (one.from && granted.from >= day_of(*one.from)) continue;
        return fmt::format("line {} from {}", i + 1, calendar::to_text(granted.from));
    }
    return std::nullopt;
}

Instead last_day(const Expectation& one, const casework::Request& request) {
    const auto last = casework::last_day_certified(request);
    return unless(last && one.through && *last == day_of(*one.through),
                  last ? "last day certified " + calendar::to_text(*last) : "no day is certified");
}

Instead flagged(const Expectation& one, const Outcome& now) {
    std::vector<std::string> all;
    for (const casework::Flagged& flag : now.of.flags) {
        if (says(flag.what, one.words)) return std::nullopt;
        all.push_back(flag.what);
    }
    return all.empty() ? std::string("nothing is flagged") : "flagged: " + base::join(all, "; ");
}

Instead thread(const Expectation& one, const Outcome& now) {
    const casework::Thread* last = nullptr;
    for (const casework::Thread& each : now.of.threads) {
        if (each.kind == one.thread) last = &each;
    }
    if (!last) return "nothing of the kind was asked";
    return unless(last->answered == (one.kind == Expectation::Kind::Answered),
                  last->answered ? "answered" : "open");
}

Instead events(const Expectation& one, const Outcome& now) {
    std::vector<std::string> kinds;
    for (std::size_t i = now.played.done_from; i < now.played.done_to; ++i)
        kinds.emplace_back(kind_of(now.played.events[i].what));
    return unless(kinds == one.events, kinds.empty() ? "no events" : "events " + base::join(kinds, ", "));
}

Instead left(const Expectation& one, const Outcome& now) {
    const auto units = now.accounts.left(one.object, one.year, now.book.day_of(now.now));
    return unless(units == one.amount, units ? fmt::format("{} left", *units) : "nobody knows what is left");
}

Instead of_request(const Expectation& one, const Outcome& now) {
    const RequestNo number = now.request(one);
    if (!now.has(number)) return unless(one.not_so, "there is no such request");
    const casework::Request& request = now.of.at(number);
    using Kind = Expectation::Kind;
    switch (one.kind) {
        case Kind::Is: return unless(is_so(one, now, number) != one.not_so, situation(now, number));
        case Kind::AtLevel: return unless(is_at(one, request) != one.not_so, situation(now, number));
        case Kind::Line: return line(one, request);
        case Kind::FirstDay: return first_day(one, now, number);
        case Kind::LastDay: return last_day(one, request);
        case Kind::Reviewer:
            return unless(request.reviewer.text == one.words, request.reviewer.empty()
                                                                  ? std::string("no reviewer")
                                                                  : "reviewer " + request.reviewer.text);
        default:
            return unless(request.number == one.words,
                          request.number.empty() ? "no number" : "number " + request.number);
    }
}

} // namespace

Instead unmet(const Expectation& one, const Outcome& now) {
    using Kind = Expectation::Kind;
    switch (one.kind) {
        case Kind::Refused: return refused(one, now);
        case Kind::Due:
        case Kind::TermIs:
        case Kind::NoTerm:
        case Kind::Window:
        case Kind::Alerted: return unmet_term(one, now);
        case Kind::Notice:
        case Kind::NoNotice:
        case Kind::NoticeDue: return unmet_notice(one, now);
        case Kind::May:
        case Kind::MayNot: return unmet_permission(one, now);
        case Kind::Flagged: return flagged(one, now);
        case Kind::Held: return unless(now.of.held != one.not_so, now.of.held ? "held" : "not held");
        case Kind::Left: return left(one, now);
        case Kind::Open:
        case Kind::Answered: return thread(one, now);
        case Kind::Events: return events(one, now);
        default: return of_request(one, now);
    }
}

std::string situation(const Outcome& now, RequestNo number) {
    std::string text = state_told(now.of, number, now.program());
    for (const casework::Term& term : now.terms) {
        const bool duty = now.program().terms[term.key.term].kind == policy::TermKind::Duty;
        if (duty && term.is_running() && term.key.request == number) text += "; " + term_told(term, now.book);
    }
    if (now.played.refusal) text += "; the step was refused: " + to_text(*now.played.refusal);
    return text;
}

bool is_minute(const casework::RuleBook& book, casework::Instant moment, calendar::LocalMoment said) {
    const auto minute = [](calendar::LocalMoment one) {
        return std::chrono::floor<std::chrono::minutes>(one);
    };
    return minute(book.zone().to_local(moment)) == minute(said);
}

} // namespace assent::timelines
