#include "timelines/expectation_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace assent::timelines {
namespace {

using policy::Happening;
using policy::NameKind;

constexpr std::string_view expectation_forms =
    "expected can be: refused because WORDS; a state, as `in review at LEVEL`, `pended` or `approved`; "
    "`PARTY must ACT by MOMENT`; `DUTY due MOMENT`; `TYPE open from MOMENT to MOMENT`; `notice of NOTICE to "
    "PARTY by "
    "CHANNEL`; `no notice`; `nothing due`; `line 1 approved 12 units`; `no day before DATE`; `last day "
    "certified "
    "DATE`; `reviewer \"NAME\"`; `flagged WORDS`; `alerted WORDS`; `held`; `number \"X\"`; `N left in "
    "LEDGER`; `WHO may not "
    "ACT`; "
    "`question answered`; `events KIND, KIND`";

const std::vector<std::string>& event_kinds() {
    static const auto all = casework::event_kinds();
    return all;
}

} // namespace

std::optional<Expectation> ExpectationReader::read() {
    made_.place = line_.rest();
    if (!any()) return std::nullopt;
    if (!line_.finished("an expectation ends here; write the next one on a line of its own, after `expect`"))
        return std::nullopt;
    return std::move(made_);
}

bool ExpectationReader::any() {
    if (line_.at_end()) return unknown();
    if (line_.sees_digit()) return left();
    if (line_.accept("refused")) return refused();
    if (line_.sees("no")) return no();
    if (line_.accept("nothing due")) {
        made_.kind = Kind::NoTerm;
        return true;
    }
    if (line_.accept("notice")) return notice();
    if (line_.accept("line")) return service_line();
    if (line_.accept("last day certified")) return last_day();
    if (line_.accept("reviewer")) return reviewer();
    if (line_.accept("flagged")) return words_of(Kind::Flagged, "what is flagged");
    if (line_.accept("alerted")) return words_of(Kind::Alerted, "who or what is alerted");
    if (line_.accept("number")) return number();
    if (line_.accept("events")) return events();
    return thread();
}

bool ExpectationReader::refused() {
    made_.kind = Kind::Refused;
    if (!line_.accept("because")) return true;
    return words_of(Kind::Refused, "words of the refusal");
}

// In quotation marks, or to the end of the line, commas and all.
bool ExpectationReader::words_of(Kind kind, std::string_view what) {
    made_.kind = kind;
    if (line_.sees_quote()) {
        made_.words = line_.quoted(what).value_or("");
        return !made_.words.empty();
    }
    made_.words = policy::single_spaced(line_.left());
    line_.skip(line_.left().size());
    if (made_.words.empty()) line_.wrong(fmt::format("{} expected", what), "write a few words of it");
    return !made_.words.empty();
}

bool ExpectationReader::no() {
    const std::string_view next = line_.beyond(2);
    if (policy::begins_with(next, "notice")) return no_notice();
    line_.accept("no");
    if (line_.accept("reviewer")) {
        made_.kind = Kind::Reviewer;
        return true;
    }
    if (line_.accept("day before")) {
        made_.kind = Kind::FirstDay;
        const auto day = line_.day();
        if (day) made_.from = calendar::LocalMoment{day->time_since_epoch()};
        return day.has_value();
    }
    made_.kind = Kind::NoTerm;
    const auto type = line_.lexicon().names.at(NameKind::Request, line_.left()); // the right to submit one
    if (type && !line_.lexicon().names.at(NameKind::Term, line_.left())) {
        line_.skip(type->length);
        made_.object = line_.lexicon().program.requests[type->index].submit;
        return true;
    }
    const auto term = line_.named(NameKind::Term, "a duty or a right");
    made_.object = term.value_or(policy::any_object);
    return term.has_value();
}

bool ExpectationReader::no_notice() {
    line_.accept("no");
    line_.accept("notice");
    if (line_.at_end()) {
        made_.kind = Kind::NoNotice;
        return true;
    }
    if (!notice()) return false;
    if (made_.kind == Kind::Notice) made_.kind = Kind::NoNotice;
    return made_.kind == Kind::NoNotice || unknown();
}

bool ExpectationReader::notice() {
    line_.accept("of");
    made_.kind = Kind::Notice;
    const bool any_of_them = line_.sees("to") || line_.sees("by");
    const auto notice = any_of_them ? policy::any_object : line_.named(NameKind::Notice, "a notice");
    if (!notice) return false;
    made_.object = *notice;
    if (line_.accept("to")) {
        made_.to = line_.party();
        if (!made_.to) return false;
    }
    if (line_.accept("by")) {
        made_.channel = line_.channel();
        if (!made_.channel) return false;
    }
    if (!line_.accept("due")) return true;
    made_.kind = Kind::NoticeDue;
    return due();
}

bool ExpectationReader::due() {
    made_.through = line_.moment(Sentence::DayMeans::End);
    return made_.through.has_value();
}

bool ExpectationReader::service_line() {
    made_.kind = Kind::Line;
    made_.granted = Grant{};
    made_.granted->line = line_.ordinal("line");
    if (!made_.granted->line) return false;
    made_.denied = line_.accept("denied");
    made_.undecided = !made_.denied && line_.accept("open");
    if (made_.denied || made_.undecided) return true;
    if (line_.accept("approved")) return granted();
    line_.wrong("approved, denied or open expected",
                "write for instance `line 1 approved 12 units through 2026-03-31`");
    return false;
}

bool ExpectationReader::granted() {
    Grant& granted = *made_.granted;
    for (;;) {
        if (line_.sees_digit()) {
            const auto number = line_.number("a number");
            if (!number) return false;
            const bool units = line_.accept("units") || line_.accept("unit");
            if (!units && !line_.accept("times a week") && !line_.accept("time a week")) {
                line_.wrong("`units` or `times a week` expected after the number",
                            "write `12 units 2 times a week`");
                return false;
            }
            (units ? granted.units : granted.frequency) = number;
        } else if (line_.accept("from")) {
            granted.from = line_.day();
            if (!granted.from) return false;
        } else if (line_.accept("through")) {
            granted.through = line_.day();
            if (!granted.through) return false;
        } else {
            return true;
        }
    }
}

bool ExpectationReader::last_day() {
    made_.kind = Kind::LastDay;
    const auto day = line_.day();
    if (day) made_.through = calendar::LocalMoment{day->time_since_epoch()};
    return day.has_value();
}

bool ExpectationReader::reviewer() {
    made_.kind = Kind::Reviewer;
    const auto party = line_.lexicon().names.at(NameKind::Party, line_.left()); // its usual person
    if (party) made_.words = line_.lexicon().program.parties[party->index].name.text;
    if (party) line_.skip(party->length);
    if (!party) made_.words = line_.known_name().value_or("");
    return !made_.words.empty();
}

bool ExpectationReader::number() {
    made_.kind = Kind::Number;
    made_.words = line_.phrase("the number").value_or("");
    return !made_.words.empty();
}

bool ExpectationReader::left() {
    made_.kind = Kind::Left;
    const auto amount = line_.number("a number");
    if (!amount || !line_.accept("left in")) return unknown();
    const auto ledger = line_.named(NameKind::Ledger, "a ledger");
    if (!ledger) return false;
    made_.amount = *amount;
    made_.object = *ledger;
    if (!line_.accept("in")) return true;
    const auto year = line_.number("a year");
    if (year) made_.year = static_cast<std::int32_t>(*year);
    return year.has_value();
}

bool ExpectationReader::thread() {
    constexpr std::array<std::pair<std::string_view, Happening>, 4> threads = {
        {{"question", Happening::QuestionAsked},
         {"message", Happening::MessageLeft},
         {"complaint", Happening::ComplaintMade},
         {"inquiry", Happening::InquiryMade}}};
    for (const auto& [noun, what] : threads) {
        if (!line_.sees(noun)) continue;
        const std::string_view next = line_.beyond(noun.size());
        const bool open = policy::begins_with(next, "open"), answered = policy::begins_with(next, "answered");
        if (!open && !answered) continue;
        made_.kind = open ? Kind::Open : Kind::Answered;
        made_.thread = what;
        line_.accept(noun);
        line_.accept(open ? "open" : "answered");
        return true;
    }
    return of_request();
}

bool ExpectationReader::events() {
    made_.kind = Kind::Events;
    do {
        const std::string_view word = line_.left().substr(0, line_.left().find_first_of(" ,"));
        const auto same = [&](const std::string& kind) {
            return base::to_lower(kind) == base::to_lower(word);
        };
        const auto kind = std::find_if(event_kinds().begin(), event_kinds().end(), same);
        if (kind == event_kinds().end()) {
            line_.expected("a kind of event", event_kinds(), "the kinds are " + base::listed(event_kinds()));
            return false;
        }
        made_.events.push_back(*kind);
        line_.skip(word.size());
    } while (line_.accept_comma());
    return true;
}

bool ExpectationReader::unknown() {
    line_.wrong(line_.at_end() ? std::string("an expectation that says nothing")
                               : fmt::format("`{}` is not understood as something to expect", line_.left()),
                std::string(expectation_forms));
    return false;
}

} // namespace assent::timelines
