// When a request may be submitted: a right like any other, made of its `submit`, `late` and `early` lines.

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "policy/people_reader.hpp"

namespace assent::policy {
namespace {

using Events = std::initializer_list<Happening>;

// The determinations that make something that a request can be about.
Events events_of(Subject subject) {
    using enum Happening;
    static constexpr Events authorization = {Approved, PartiallyDenied, Modified, Reversed};
    static constexpr Events denial = {Denied, Upheld};
    static constexpr Events partial_denial = {PartiallyDenied, Modified};
    static constexpr Events technical_denial = {TechnicallyDenied};
    static constexpr Events ended_service = {Ended};
    static constexpr Events stay = {Received};
    switch (subject) {
        case Subject::Authorization: return authorization;
        case Subject::Denial: return denial;
        case Subject::PartialDenial: return partial_denial;
        case Subject::TechnicalDenial: return technical_denial;
        case Subject::CountedDenial: return {}; // each clock of the program has its own event
        case Subject::EndedService: return ended_service;
        case Subject::Stay: return stay;
    }
    return {};
}

void add(std::vector<EventRef>& all, EventRef event) {
    if (std::find(all.begin(), all.end(), event) == all.end()) all.push_back(event);
}

std::vector<EventRef> beginnings_of(const RequestDef& request) {
    std::vector<EventRef> all;
    for (std::size_t i = 0; i < subjects; ++i) {
        if (!request.about[i]) continue;
        for (const Happening what : events_of(static_cast<Subject>(i))) add(all, {what, any_object});
    }
    if (!request.about_types.empty()) add(all, {Happening::Received, any_object});
    return all;
}

std::vector<std::uint16_t> askers_of(const RequestDef& request) {
    std::vector<std::uint16_t> all;
    for (const AskedBy& by : request.by) {
        for (const std::uint16_t party : by.parties) {
            if (std::find(all.begin(), all.end(), party) == all.end()) all.push_back(party);
        }
    }
    return all;
}

bool counts_as_denial(const TermDef& term) {
    return std::any_of(term.effects.begin(), term.effects.end(),
                       [](const Effect& effect) { return effect.kind == EffectKind::CountsAsDenial; });
}

} // namespace

void PeopleReader::begin_with_counted_denials() {
    std::vector<TermDef>& terms = referents_.program.terms;
    std::vector<EventRef> denials;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const Happening ended = terms[i].kind == TermKind::Duty ? Happening::Missed : Happening::Lapsed;
        if (counts_as_denial(terms[i])) denials.push_back({ended, static_cast<std::uint16_t>(i)});
    }
    for (const RequestDef& request : referents_.program.requests) {
        if (!request.about[static_cast<std::size_t>(Subject::CountedDenial)]) continue;
        for (const EventRef& denial : denials) add(terms[request.submit].when, denial);
        if (denials.empty())
            error(request.name, "no clock of this program counts as a denial",
                  "let a duty be `missed counts as a denial`, or leave the subject out");
    }
}

void PeopleReader::read_submit(std::size_t index, const Block& block) {
    RequestDef& request = referents_.program.requests[index];
    TermDef term;
    term.name = request.name;
    term.kind = TermKind::Right;
    term.request = static_cast<std::uint16_t>(index);
    term.act.deed = Deed::Submit;
    term.act.object = term.request;
    term.sources = request.sources;
    term.parties = askers_of(request);
    term.when = beginnings_of(request);
    const Line* submit = block.first("submit");
    const bool read = !submit || read_window(term, *submit);
    if (submit && read) settle_start(term, *submit);
    if (const Line* late = block.first("late")) {
        term.effects = effects(*late).value_or(Effects{});
        if (read && term.due == no_moment)
            error(late->rest, "`late` where nothing ends", "write until when in a `submit` line");
    }
    if (const Line* early = block.first("early")) {
        term.early = effects(*early).value_or(Effects{});
        if (read && term.opens == no_moment)
            error(early->rest, "`early` where nothing has to open", "write from when in a `submit` line");
    }
    request.submit = static_cast<std::uint16_t>(referents_.program.terms.size());
    referents_.program.terms.push_back(std::move(term));
}

// A request about a determination counts from that; one that opens a case has nothing to count from.
void PeopleReader::settle_start(const TermDef& term, const Line& submit) {
    Moments& moments = referents_.program.moments;
    for (const MomentId id : {term.opens, term.due}) {
        if (id == no_moment) continue;
        if (term.when.size() == 1) begin_with(moments, id, term.when.front());
        if (!term.when.empty() || !counted_from(moments, id).start) continue;
        error(submit.rest, "a request that opens a case has no event to count from",
              "name what it counts from, for instance `within 12 months of FACT` or `before FACT`");
    }
}

// A window, and the condition under which it binds.
bool PeopleReader::read_window(TermDef& term, const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    const auto window = terms_.window(cursor);
    if (!window) return false;
    term.opens = window->opens;
    term.due = window->due;
    if (cursor.accept_comma()) {
        if (!cursor.accept("if")) {
            referents_.error(cursor, "`if` expected after the comma", "write `submit WINDOW, if CONDITION`");
            return false;
        }
        const auto condition = referents_.conditions.condition_at(cursor);
        if (!condition) return false;
        term.condition = *condition;
    }
    return referents_.finished(cursor, "write `submit WINDOW, if CONDITION`");
}

} // namespace assent::policy
