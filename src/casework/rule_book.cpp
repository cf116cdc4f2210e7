#include "casework/rule_book.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/expects.hpp"
#include "casework/term_order.hpp"

namespace assent::casework {
namespace {

using policy::EventRef;
using policy::Happening;
using policy::Program;

static_assert(policy::happenings <= 64, "the happenings that begin a term travel as bits of one word");

// The opening of a request is the opening of its submit line.
void speak_of_terms(const Program& program, EventRef& event) {
    const bool opens = event.what == Happening::RequestOpens;
    if (!opens && event.what != Happening::RequestLapsed) return;
    event = {opens ? Happening::Opens : Happening::Lapsed, program.requests[event.which].submit};
}

// A line of a notice begins and runs as its notice does, where it does not say otherwise itself.
void begin_with_its_notice(policy::TermDef& line, const policy::NoticeDef& notice) {
    if (line.when.empty()) line.when = notice.when;
    if (line.condition == policy::no_node) line.condition = notice.condition;
    if (line.unless == policy::no_node) line.unless = notice.unless;
}

// What lasts as long as a duty does begins with it: the right to extend it until its time.
void begin_with_its_duty(const Program& program, policy::TermDef& term) {
    if (!term.when.empty() || term.request != policy::any_object || term.due == policy::no_moment) return;
    const policy::CountedFrom from = policy::counted_from(program.moments, term.due);
    if (!from.events.empty() || from.start) return;
    for (const std::uint16_t duty : from.duties) {
        const auto& begun_by = program.terms[duty].when;
        term.when.insert(term.when.end(), begun_by.begin(), begun_by.end());
    }
}

Program in_terms_alone(Program program) {
    const auto all = [&](std::vector<EventRef>& events) {
        for (EventRef& event : events) speak_of_terms(program, event);
    };
    for (policy::MomentNode& node : program.moments) speak_of_terms(program, node.event);
    for (policy::NoticeDef& notice : program.notices) {
        all(notice.when);
        for (const std::uint16_t line : notice.lines) begin_with_its_notice(program.terms[line], notice);
    }
    for (policy::TermDef& term : program.terms) begin_with_its_duty(program, term);
    for (policy::TermDef& term : program.terms) {
        all(term.when);
        all(term.until);
        for (policy::Pause& pause : term.pauses) {
            speak_of_terms(program, pause.from);
            speak_of_terms(program, pause.to);
        }
    }
    return program;
}

struct Noun {
    std::string_view name;
    std::uint16_t Nouns::* number;
};
constexpr std::array noun_names = {
    Noun{"member.birth_date", &Nouns::birth_date},
    Noun{"member.retroactive", &Nouns::retroactive},
    Noun{"request.start", &Nouns::start},
    Noun{"request.discipline", &Nouns::discipline},
    Noun{"line.code", &Nouns::code},
    Noun{"line.units", &Nouns::units},
    Noun{"line.frequency", &Nouns::frequency},
    Noun{"line.duration", &Nouns::duration},
    Noun{"request.type", &Nouns::type},
    Noun{"request.received", &Nouns::received},
    Noun{"request.complete", &Nouns::complete},
    Noun{"request.completed", &Nouns::completed},
    Noun{"request.reopened", &Nouns::reopened},
    Noun{"request.suspended", &Nouns::suspended},
    Noun{"request.pended_here", &Nouns::pended_here},
    Noun{"request.superseded", &Nouns::superseded},
    Noun{"request.expedited", &Nouns::expedited},
    Noun{"earlier.through", &Nouns::earlier_through},
    Noun{"earlier.number", &Nouns::earlier_number},
    Noun{"line.earlier_units", &Nouns::earlier_units},
    Noun{"line.earlier_frequency", &Nouns::earlier_frequency},
    Noun{"line.earlier_duration", &Nouns::earlier_duration},
    Noun{"number.received", &Nouns::number_received},
};

Nouns nouns_of(const Program& program) {
    Nouns nouns{};
    for (const Noun& noun : noun_names) {
        const policy::FactDef* fact = program.fact(noun.name);
        nouns.*noun.number =
            fact ? static_cast<std::uint16_t>(fact - program.facts.data()) : policy::any_object;
    }
    return nouns;
}

std::vector<ContactFact> contact_facts_of(const Program& program) {
    std::vector<ContactFact> all;
    for (std::size_t fact = 0; fact < program.facts.size(); ++fact) {
        const auto source = policy::contact_source(program, program.facts[fact].from);
        if (source) all.push_back({*source, static_cast<std::uint16_t>(fact)});
    }
    return all;
}

// The birth date by its name; of what changes from day to day the program says of which day it is.
std::vector<RecordFact> record_facts_of(const Program& program, const Nouns& nouns) {
    std::vector<RecordFact> all;
    for (std::size_t i = 0; i < program.facts.size(); ++i) {
        const policy::FactDef& fact = program.facts[i];
        const auto number = static_cast<std::uint16_t>(i);
        if (number == nouns.birth_date) all.push_back({number, RecordFact::What::BirthDate});
        if (!fact.as_of || number == nouns.birth_date) continue;
        const RecordFact::What what = fact.type.kind == policy::Kind::Date ? RecordFact::What::Determined
                                      : number == nouns.retroactive        ? RecordFact::What::Retroactive
                                                                           : RecordFact::What::Eligible;
        all.push_back({number, what, *fact.as_of});
    }
    return all;
}

// By each happening, the numbers of the definitions that it is a beginning of.
template <typename Definition>
auto by_happening(const std::vector<Definition>& definitions) {
    std::array<std::vector<std::uint16_t>, policy::happenings> all;
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        for (const EventRef& event : definitions[i].when) {
            auto& those = all[static_cast<std::size_t>(event.what)];
            if (those.empty() || those.back() != i) those.push_back(static_cast<std::uint16_t>(i));
        }
    }
    return all;
}

} // namespace

RuleBook::RuleBook(Program program, std::vector<calendar::BusinessCalendar> calendars, calendar::Zone zone)
    : program_(in_terms_alone(std::move(program))),
      zone_(std::move(zone)),
      nouns_(nouns_of(program_)),
      contact_facts_(contact_facts_of(program_)),
      record_facts_(record_facts_of(program_, nouns_)),
      plans_(plans_of(program_)),
      order_(order_of(program_, plans_)),
      begun_by_(by_happening(program_.terms)),
      owed_by_(by_happening(program_.notices)) {
    base::expects(!calendars.empty() && calendars.size() >= program_.origins.size(),
                  "a rule book has a calendar for each origin");
    for (calendar::BusinessCalendar& one : calendars) working_days_.emplace_back(std::move(one));
}

} // namespace assent::casework
