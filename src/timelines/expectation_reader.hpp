#pragma once
// What must be so after a step. The forms are below, and a line that is none of them is a mistake that shows
// them; names of duties, notices, levels and parties must be the program's. It judges nothing: whether it
// came so is for whoever plays the timeline.
//
//   EXPECTATION = refused [ because WORDS ]
//               | [ request N ] [ is ] [ not ] STATE | [ request N ] [ is ] [ not ] at LEVEL
//               | PARTY must ACT by MOMENT | ( DUTY | notice of NOTICE [ to PARTY ] ) due MOMENT
//               | RIGHT until MOMENT | ( TERM | TYPE ) [ is ] TERM STATE | no ( TERM | TYPE ) | nothing due
//               | ( TYPE | RIGHT ) open from MOMENT to MOMENT
//               | [ no ] notice [ [ of ] NOTICE ] [ to PARTY ] [ by CHANNEL ]
//               | line N ( approved [ N units ] [ N times a week ] [ from DATE ] [ through DATE ]
//               | denied | open ) | no day before DATE | last day certified DATE
//               | reviewer ( "NAME" | PARTY ) | no reviewer | flagged WORDS | alerted WORDS | [ not ] held
//               | number "X" | N left in LEDGER [ in YEAR ]
//               | WHO may [ not ] ( submit TYPE | ACT )
//               | ( question | message | complaint | inquiry ) ( open | answered ) | events KIND { , KIND }
//   STATE       = draft | received | asked | in review [ at LEVEL ] | pended | suspended | decided | closed
//               | approved | partially denied | denied | upheld | modified | reversed | answered yes
//               | answered no | not required | cancelled | returned | technically denied | refused
//               | withdrawn | converted | not reviewed | voided
//   TERM STATE  = waiting | open | running | paused | done | done late | missed | lapsed | over
//   MOMENT      = DATE [ HH:MM | end of day | start of day | noon | close of business ]
//
// A day alone is its end, and after `from` its start. WORDS may stand in quotation marks.

#include "timelines/sentence.hpp"

namespace assent::timelines {

class ExpectationReader {
public:
    explicit ExpectationReader(Sentence& line) : line_(line) {}

    // Nothing, and a mistake, when the line is none.
    std::optional<Expectation> read();

private:
    using Kind = Expectation::Kind;

    bool any();
    bool refused();
    bool no();
    bool no_notice();
    bool notice();
    bool service_line();
    bool granted();
    bool thread();
    bool events();
    bool words_of(Kind kind, std::string_view what);
    bool last_day();
    bool reviewer();
    bool number();
    bool left();

    bool of_term(std::uint16_t term, std::string_view after);
    bool window(std::uint16_t object, bool of_type);
    bool of_request();
    bool state();
    bool at_level();

    bool by_somebody(); // PARTY must ACT by MOMENT, WHO may ACT
    bool must();
    bool may(Who who);

    bool due();
    bool unknown();

    Sentence& line_;
    Expectation made_;
};

} // namespace assent::timelines
