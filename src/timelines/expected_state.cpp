// What is expected of a request: its state, its level; of a duty or a right: its time, its state; and of
// somebody: what they must or may do.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "casework/authority.hpp"
#include "policy/term_text.hpp"
#include "timelines/expectation_reader.hpp"

namespace assent::timelines {
namespace {

using casework::EndedAs;
using casework::Overall;
using casework::State;
using policy::NameKind;

struct StateWords {
    std::string_view words;
    std::optional<State> state;
    std::optional<Overall> outcome;
    std::optional<EndedAs> ended;
    bool voided = false;
};
constexpr std::array states = {
    StateWords{"draft", State::Draft, {}, {}},
    StateWords{"received", State::Received, {}, {}},
    StateWords{"asked", State::Received, {}, {}},
    StateWords{"in review", State::InReview, {}, {}},
    StateWords{"pended", State::Pended, {}, {}},
    StateWords{"suspended", State::Suspended, {}, {}},
    StateWords{"decided", State::Decided, {}, {}},
    StateWords{"closed", State::Closed, {}, {}},
    StateWords{"approved", {}, Overall::Approved, {}},
    StateWords{"partially denied", {}, Overall::PartiallyDenied, {}},
    StateWords{"denied", {}, Overall::Denied, {}},
    StateWords{"upheld", {}, Overall::Upheld, {}},
    StateWords{"modified", {}, Overall::Modified, {}},
    StateWords{"reversed", {}, Overall::Reversed, {}},
    StateWords{"answered yes", {}, Overall::Yes, {}},
    StateWords{"answered no", {}, Overall::No, {}},
    StateWords{"not required", {}, {}, EndedAs::NotRequired},
    StateWords{"cancelled", {}, {}, EndedAs::Cancelled},
    StateWords{"returned", {}, {}, EndedAs::Returned},
    StateWords{"technically denied", {}, {}, EndedAs::TechnicallyDenied},
    StateWords{"refused", {}, {}, EndedAs::Refused},
    StateWords{"withdrawn", {}, {}, EndedAs::Withdrawn},
    StateWords{"converted", {}, {}, EndedAs::Converted},
    StateWords{"not reviewed", {}, {}, EndedAs::NotReviewed},
    StateWords{"voided", {}, {}, {}, true},
};

const StateWords* state_at(std::string_view text) {
    const auto found = std::find_if(states.begin(), states.end(), [text](const StateWords& one) {
        return policy::begins_with(text, one.words);
    });
    return found == states.end() ? nullptr : &*found;
}

std::vector<std::string> state_words() {
    std::vector<std::string> words;
    for (const StateWords& one : states) words.emplace_back(one.words);
    return words;
}

// What anybody can be expected to be able to do: rows of the authority table, and acts of levels.
std::vector<std::string> act_words() {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < casework::case_acts; ++i)
        words.emplace_back(to_text(static_cast<casework::CaseAct>(i)));
    for (std::size_t i = 0; i < policy::level_acts; ++i) {
        const std::string act(policy::to_text(static_cast<policy::LevelAct>(i)));
        if (std::find(words.begin(), words.end(), act) == words.end()) words.push_back(act);
    }
    return words;
}

const std::vector<std::string> term_states = {"waiting",   "open",   "running", "paused", "done",
                                              "done late", "missed", "lapsed",  "over"};

std::string_view without_is(std::string_view text) {
    return policy::begins_with(text, "is") ? base::trim(text.substr(2)) : text;
}

} // namespace

bool ExpectationReader::of_request() {
    if (line_.sees("request") && !line_.beyond(7).empty() && line_.beyond(7).front() >= '0' &&
        line_.beyond(7).front() <= '9') {
        line_.accept("request");
        made_.request = line_.ordinal("request");
        return made_.request && state();
    }
    if (const auto term = line_.lexicon().names.at(NameKind::Term, line_.left())) {
        const std::string_view after = line_.beyond(term->length);
        const std::string_view plain = without_is(after);
        const bool timed = policy::begins_with(after, "due") || policy::begins_with(after, "until");
        if (timed || !longest_of(plain, term_states).empty()) return of_term(term->index, after);
    }
    const auto type = line_.lexicon().names.at(NameKind::Request, line_.left());
    if (type && policy::begins_with(line_.beyond(type->length), "open from")) {
        line_.skip(type->length);
        return window(type->index, true);
    }
    if (type) { // the right to submit one
        const std::string_view after = line_.beyond(type->length);
        if (!longest_of(without_is(after), term_states).empty())
            return of_term(line_.lexicon().program.requests[type->index].submit, after);
    }
    const std::string_view plain = without_is(line_.left());
    const bool stated = plain.size() < line_.left().size() || policy::begins_with(plain, "not") ||
                        policy::begins_with(plain, "at") || policy::begins_with(plain, "held") ||
                        state_at(plain);
    return stated ? state() : by_somebody();
}

bool ExpectationReader::of_term(std::uint16_t term, std::string_view after) {
    line_.skip(line_.left().size() - after.size());
    if (line_.sees("open from")) return window(term, false);
    made_.object = term;
    if (line_.accept("due") || line_.accept("until")) {
        made_.kind = Kind::Due;
        made_.terms = {term};
        return due();
    }
    made_.kind = Kind::TermIs;
    line_.accept("is");
    made_.term_state = std::string(longest_of(line_.left(), term_states));
    return line_.accept(*made_.term_state);
}

bool ExpectationReader::window(std::uint16_t object, bool of_type) {
    made_.kind = Kind::Window;
    made_.object = object;
    made_.of_type = of_type;
    line_.accept("open from");
    made_.from = line_.moment(Sentence::DayMeans::Start);
    if (!made_.from) return false;
    if (line_.accept("to")) return due();
    line_.wrong("`to` and the end of the window expected", "write `open from 2026-11-04 to 2026-11-12`");
    return false;
}

bool ExpectationReader::state() {
    line_.accept("is");
    const StateWords* found = state_at(line_.left());
    if (!found && line_.accept("not")) {
        made_.not_so = true;
        found = state_at(line_.left());
    }
    if (!found && line_.accept("held")) {
        made_.kind = Kind::Held;
        return true;
    }
    if (!found && line_.sees("at")) return at_level();
    if (!found) {
        const auto known = state_words();
        line_.expected("a state", known, "states are " + base::listed(known));
        return false;
    }
    made_.kind = Kind::Is;
    made_.state = found->state;
    made_.outcome = found->outcome;
    made_.ended = found->ended;
    made_.voided = found->voided;
    made_.asked = found->words == "asked";
    line_.accept(found->words);
    return made_.state == State::InReview && line_.sees("at") ? at_level() : true;
}

// Alone, or after `in review`.
bool ExpectationReader::at_level() {
    if (!made_.state) made_.kind = Kind::AtLevel;
    line_.accept("at");
    const auto level = line_.named(NameKind::Level, "a level");
    made_.object = level.value_or(policy::any_object);
    return level.has_value();
}

bool ExpectationReader::by_somebody() {
    if (line_.left().find(" must ") != std::string_view::npos) return must();
    if (line_.left().find(" may ") == std::string_view::npos) return unknown();
    auto who = line_.who();
    return who && may(std::move(*who));
}

// One of the program's duties, by its sentence.
bool ExpectationReader::must() {
    made_.kind = Kind::Due;
    const auto party = line_.party();
    if (!party) return false;
    made_.who.party = *party;
    if (!line_.accept("must")) {
        line_.wrong("`must` expected", "write `PARTY must ACT by MOMENT`");
        return false;
    }
    const policy::Program& program = line_.lexicon().program;
    std::vector<std::string> acts;
    for (const policy::TermDef& term : program.terms) {
        const auto& parties = term.parties;
        if (term.kind == policy::TermKind::Duty &&
            std::find(parties.begin(), parties.end(), *party) != parties.end())
            acts.push_back(policy::to_text(program, term.act));
    }
    std::sort(acts.begin(), acts.end());
    acts.erase(std::unique(acts.begin(), acts.end()), acts.end());
    made_.act = longest_of(line_.left(), acts);
    if (made_.act.empty()) {
        line_.expected("what they must do", acts, "duties of theirs are to " + base::listed(acts, "or to"));
        return false;
    }
    for (std::size_t i = 0; i < program.terms.size(); ++i) {
        const policy::TermDef& term = program.terms[i];
        const bool theirs = std::find(term.parties.begin(), term.parties.end(), *party) != term.parties.end();
        if (theirs && term.kind == policy::TermKind::Duty && policy::to_text(program, term.act) == made_.act)
            made_.terms.push_back(static_cast<std::uint16_t>(i));
    }
    line_.accept(made_.act);
    if (line_.accept("by")) return due();
    line_.wrong("by when?", "write `PARTY must ACT by 2026-03-05`");
    return false;
}

bool ExpectationReader::may(Who who) {
    made_.who = std::move(who);
    if (!line_.accept("may")) {
        line_.wrong("`may` expected", "write `WHO may ACT` or `WHO may not ACT`");
        return false;
    }
    made_.kind = line_.accept("not") ? Kind::MayNot : Kind::May;
    static const std::vector<std::string> acts = act_words();
    made_.act = longest_of(line_.left(), acts);
    if (made_.act.empty()) {
        line_.expected("an act", acts, "acts are " + base::listed(acts));
        return false;
    }
    line_.accept(made_.act);
    if (made_.act != "submit" || line_.at_end()) return true;
    const auto type = line_.named(NameKind::Request, "a request");
    made_.object = type.value_or(policy::any_object);
    return type.has_value();
}

} // namespace assent::timelines
