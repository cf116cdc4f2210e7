#include "casework/situation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "casework/case_facts.hpp"
#include "casework/event_words.hpp"
#include "casework/spoken.hpp"
#include "policy/decide.hpp"
#include "policy/questions.hpp"
#include "policy/term_text.hpp"

namespace assent::casework {
namespace {

using policy::Happening;

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

constexpr std::array outcome_words = {"Approved", "Partly denied", "Denied", "Upheld",
                                      "Modified", "Reversed",      "Yes",    "No"};
constexpr std::array ending_words = {"No authorization is needed",
                                     "Cancelled",
                                     "Returned to whoever asked",
                                     "Technically denied",
                                     "Not accepted",
                                     "Withdrawn",
                                     "Went on as another request",
                                     "Closed without a review"};
static_assert(outcome_words.size() == words_in<Overall> && ending_words.size() == words_in<EndedAs>);

// What follows when a duty is missed, as the end of a sentence; "" for what only the house is told.
std::string consequence(const policy::Program& program, const policy::Effects& effects) {
    std::string all;
    for (const policy::Effect& effect : effects) {
        std::string one;
        switch (effect.kind) {
            case policy::EffectKind::Suspend: one = "it is suspended"; break;
            case policy::EffectKind::DecideOnWhatIsKnown: one = "it is decided on what is known"; break;
            case policy::EffectKind::Refuse: one = "it is refused as late"; break;
            case policy::EffectKind::Accept: one = "it counts as accepted"; break;
            case policy::EffectKind::Close: one = "it is closed"; break;
            case policy::EffectKind::ReferTo:
                one = fmt::format("it goes to the {}", program.levels[effect.object].name.text);
                break;
            default: break;
        }
        if (!one.empty()) all += (all.empty() ? "" : " and ") + one;
    }
    return all.empty() ? all : fmt::format(" If that does not come, {}.", all);
}

template <typename Fits>
const Term* earliest(const policy::Program& program, const std::vector<Term>& terms, RequestNo request,
                     Fits fits) {
    const Term* found = nullptr;
    for (const Term& term : terms) {
        const bool runs = term.key.request == request && term.is_running() && term.due;
        if (runs && fits(program.terms[term.key.term]) && (!found || *term.due < *found->due)) found = &term;
    }
    return found;
}

class SituationTelling {
public:
    SituationTelling(const Case& of, const RuleBook& book, RequestNo number, const Reader& reader)
        : case_(of),
          book_(book),
          program_(book.program()),
          number_(number),
          request_(of.at(number)),
          authority_(book, of, reader.actor, reader.now),
          reader_(reader),
          terms_(terms(of, book, reader.now)) {}

    Situation tell() {
        made_.where = where();
        tell_next();
        tell_reader();
        return std::move(made_);
    }

private:
    // Seconds tell a reader nothing.
    std::string at(Instant moment) const {
        return book_.zone().to_text(std::chrono::floor<std::chrono::minutes>(moment));
    }

    // The latest of these happenings to the request.
    std::optional<Instant> last(std::initializer_list<Happening> which) const {
        std::optional<Instant> found;
        for (const Mark& mark : case_.marks) {
            const bool is_one = std::find(which.begin(), which.end(), mark.what) != which.end();
            if (mark.request == number_ && is_one) found = mark.at;
        }
        return found;
    }

    std::string since(std::initializer_list<Happening> which) const {
        const auto moment = last(which);
        return moment ? " since " + at(*moment) : "";
    }
    std::string on(std::initializer_list<Happening> which) const {
        const auto moment = last(which);
        return moment ? " on " + at(*moment) : "";
    }

    std::string awaited() const {
        if (!request_.awaited || request_.awaited->items.empty()) return "what was asked for";
        return base::listed(request_.awaited->items);
    }

    std::string where() const {
        switch (request_.state) {
            case State::Draft: return "Not submitted yet.";
            case State::Received: return fmt::format("Received{}{}.", on({Happening::Received}), untold());
            case State::InReview: return fmt::format("{}.", in_review());
            case State::Pended:
                return fmt::format("Waiting for {}{}.", awaited(), since({Happening::Pended}));
            case State::Suspended:
                return fmt::format("Suspended{}: {} did not come.", since({Happening::Suspended}), awaited());
            case State::Decided:
            case State::Ended:
            case State::Closed: break;
        }
        return over();
    }

    // Whose word it waits for before anybody can look at it.
    std::string untold() const {
        policy::Facts facts(program_);
        fill_facts(case_, number_, book_, facts);
        std::vector<std::string> from;
        for (const policy::Question& one :
             policy::questions_in_case(program_, facts, policy::decide(program_, facts))) {
            if (!one.from.empty() && std::find(from.begin(), from.end(), one.from) == from.end())
                from.push_back(one.from);
        }
        return from.empty() ? std::string()
                            : fmt::format(", and waits for what the {} tells", base::listed(from));
    }

    std::string in_review() const {
        const auto moments = {Happening::Received, Happening::Referred, Happening::Reopened,
                              Happening::Completed};
        if (request_.level >= program_.levels.size()) return "In review" + since(moments);
        return fmt::format("With the {}{}", program_.levels[request_.level].name.text, since(moments));
    }

    std::string over() const {
        if (request_.ended)
            return fmt::format("{}{}.", ending_words[static_cast<std::size_t>(*request_.ended)],
                               on({Happening::NotRequired, Happening::Cancelled, Happening::Returned,
                                   Happening::TechnicallyDenied, Happening::Refused, Happening::Withdrawn,
                                   Happening::Converted, Happening::NotReviewed}));
        if (!request_.outcome) return "Closed.";
        std::string text = fmt::format("{}{}", outcome_words[static_cast<std::size_t>(*request_.outcome)],
                                       on({Happening::Decided}));
        if (const auto through = certified_through())
            text += fmt::format(", certified through {}", day_text(*through));
        if (!request_.number.empty()) text += ", authorization " + request_.number;
        if (is_number_awaited()) text += ", and its authorization number is still to come";
        return text + (request_.voided ? ", and void since." : ".");
    }

    bool is_number_awaited() const {
        if (!request_.number.empty() || request_.voided) return false;
        return std::any_of(terms_.begin(), terms_.end(), [&](const Term& term) {
            const policy::TermDef& def = def_of(term);
            return term.key.request == number_ && (term.is_running() || term.state == TermState::Missed) &&
                   def.act.deed == policy::Deed::Report && def.act.object == book_.nouns().number_received;
        });
    }

    std::optional<calendar::Date> certified_through() const {
        std::optional<calendar::Date> last;
        for (const LineState& line : request_.lines) {
            if (line.granted && line.granted->through != calendar::Date{})
                last = std::max(last.value_or(line.granted->through), line.granted->through);
        }
        return last;
    }

    const policy::TermDef& def_of(const Term& term) const { return program_.terms[term.key.term]; }

    static bool is_ours(const policy::TermDef& def) {
        return def.parties.empty() ||
               std::find(def.parties.begin(), def.parties.end(), policy::us) != def.parties.end();
    }

    // Running, with a due moment, of this request.
    template <typename Fits>
    const Term* earliest(Fits fits) const {
        return casework::earliest(program_, terms_, number_, fits);
    }

    static bool is_duty_of_others(const policy::TermDef& def) {
        return def.kind == policy::TermKind::Duty && !is_ours(def) && def.notice == policy::any_object;
    }

    // What others owe goes first: while it is awaited, our own clock does not decide when it ends.
    void tell_next() {
        if (!request_.is_open()) return tell_further();
        const Term* theirs = earliest(is_duty_of_others);
        const Term* decision = earliest([](const policy::TermDef& def) {
            return def.kind == policy::TermKind::Duty && is_ours(def) && def.act.deed == policy::Deed::Decide;
        });
        if (theirs) add_next(owed(*theirs), *theirs->due);
        const Term* late = decision ? nullptr : late_decision();
        if (late)
            add_next(
                fmt::format("A decision was due by {}, and is late.", until_text(book_.zone(), *late->due)),
                *late->due);
        if (decision)
            add_next(fmt::format("A decision is due by {}.", until_text(book_.zone(), *decision->due)),
                     *decision->due);
    }

    const Term* late_decision() const {
        const Term* found = nullptr;
        for (const Term& term : terms_) {
            const policy::TermDef& def = def_of(term);
            const bool missed = term.key.request == number_ && term.state == TermState::Missed && term.due;
            if (missed && is_ours(def) && def.act.deed == policy::Deed::Decide &&
                (!found || *term.due < *found->due))
                found = &term;
        }
        return found;
    }

    // The reader is told what they owe as theirs, and then there is nothing more to ask of them.
    std::string owed(const Term& term) {
        const policy::TermDef& def = def_of(term);
        made_.waits_for_reader = is_outside(reader_.actor.role) && is_reader(def);
        const std::string who = made_.waits_for_reader
                                    ? "You are asked to " + policy::to_text(program_, def.act)
                                    : capital("the " + called(book_, def));
        return fmt::format("{} by {}.{}", who, until_text(book_.zone(), *term.due),
                           consequence(program_, def.effects));
    }

    // What may still be asked about it once it is over.
    void tell_further() {
        const Term* right = next_right(program_, terms_, number_);
        if (!right) return;
        const bool later = right->opens && *right->opens > reader_.now;
        add_next(fmt::format("{} may be asked for {}until {}.",
                             capital(program_.requests[def_of(*right).request].name.text),
                             later ? fmt::format("from {} ", from_text(book_.zone(), *right->opens)) : "",
                             until_text(book_.zone(), *right->due)),
                 *right->due);
    }

    void add_next(const std::string& sentence, Instant due) {
        made_.next += (made_.next.empty() ? "" : " ") + sentence;
        if (!made_.due || due < *made_.due) made_.due = due;
    }

    bool is_reader(const policy::TermDef& def) const {
        return std::any_of(def.parties.begin(), def.parties.end(),
                           [&](std::uint16_t party) { return authority_.is(party, number_); });
    }

    void tell_reader() {
        if (!is_outside(reader_.actor.role)) return tell_reviewer();
        if (made_.waits_for_reader) return;
        made_.waits_for_reader = may_send_what_is_awaited();
        made_.asked = may_ask_again()           ? "You can ask for it again, with what was wrong set right."
                      : !made_.waits_for_reader ? "Nothing is needed from you."
                      : request_.state == State::Suspended ? "You can still send it."
                                                           : "Please send what is asked for.";
    }

    // What was returned, by whoever may ask for it, unless the same was asked since.
    bool may_ask_again() const {
        if (request_.ended != EndedAs::Returned) return false;
        const auto later = case_.requests.begin() + number_ + 1;
        const auto same = [&](const Request& one) { return one.type == request_.type; };
        if (std::any_of(later, case_.requests.end(), same)) return false;
        return authority_.asker(request_.type, request_.about, policy::Channel::Portal).has_value();
    }

    // A clock need not run for it: not yet while the notice is under way, and no more once it was suspended.
    bool may_send_what_is_awaited() const {
        const bool waits = request_.state == State::Pended || request_.state == State::Suspended;
        return waits && request_.awaited && !earliest(is_duty_of_others) &&
               !authority_.refusal(CaseAct::Supply, number_);
    }

    void tell_reviewer() {
        made_.waits_for_reader = request_.state == State::InReview && !request_.reviewer.text.empty() &&
                                 request_.reviewer.text == reader_.actor.person.text;
        if (made_.waits_for_reader) made_.asked = "It is with you.";
    }

    const Case& case_;
    const RuleBook& book_;
    const policy::Program& program_;
    RequestNo number_;
    const Request& request_;
    Authority authority_;
    const Reader& reader_;
    std::vector<Term> terms_;
    Situation made_;
};

} // namespace

const Term* next_right(const policy::Program& program, const std::vector<Term>& terms, RequestNo request) {
    return earliest(program, terms, request, [](const policy::TermDef& def) {
        return def.kind == policy::TermKind::Right && def.request != policy::any_object;
    });
}

bool awaits_expediting(const Case& of, RequestNo number) {
    bool asked = false;
    for (const Mark& mark : of.marks) {
        if (mark.request != number) continue;
        asked |= mark.what == Happening::ExpediteAsked;
        asked &= mark.what != Happening::Expedited && mark.what != Happening::ExpediteRefused;
    }
    return asked;
}

std::string day_text(calendar::Date day) {
    const std::string text = calendar::Zone::utc().to_text(Instant(day)); // "Mon 2 Nov 2026 00:00 UTC"
    return text.substr(0, text.rfind(' ', text.rfind(' ') - 1));
}

std::string until_text(const calendar::Zone& zone, Instant moment) {
    const auto time = zone.to_local(moment).time_since_epoch() % std::chrono::days{1};
    if (time < std::chrono::days{1} - std::chrono::minutes{1})
        return zone.to_text(std::chrono::floor<std::chrono::minutes>(moment)); // "Mon 2 Nov 2026 09:00 CST"
    return day_text(zone.local_date(moment)) + ", end of day";
}

std::string from_text(const calendar::Zone& zone, Instant moment) {
    const auto time = zone.to_local(moment).time_since_epoch() % std::chrono::days{1};
    return time.count() == 0 ? day_text(zone.local_date(moment)) : zone.to_text(moment);
}

std::string to_text(const Situation& situation) {
    std::string all = situation.where;
    for (const std::string* one : {&situation.next, &situation.asked}) {
        if (!one->empty()) all += " " + *one;
    }
    return all;
}

Situation situation(const Case& of, const RuleBook& book, RequestNo number, const Reader& reader) {
    return SituationTelling(of, book, number, reader).tell();
}

} // namespace assent::casework
