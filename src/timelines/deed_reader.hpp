#pragma once
// What somebody does in a step. The forms are below; a deed that is none of them is a mistake that names the
// nearest. Whether it can be done then is not asked here: playing it tells.
//
//   DEED  = ( submits | requests | asks for ) [ a | an | the ] TYPE { OPTION }
//         | ( claims | releases ) [ because "WHY" ] | assigns [ request N ] to WHO
//         | pends for ITEM { , ITEM } [ because "WHY" ]
//         | supplies ( information | ITEM { , ITEM } ) { OPTION } | files PAPER { , PAPER } { OPTION }
//         | reports FACT VALUE { , FACT VALUE } | refers [ to LEVEL ] [ because "WHY" ]
//         | approves [ as requested ] | approves GRANT | denies [ line N ] | partially denies GRANT
//         | upholds [ line N ] | modifies GRANT | reverses [ line N ] | answers yes | answers no
//           (several lines are parted by commas: "approves line 1, denies line 2"; each with { OPTION })
//         | technically denies | returns | withdraws | voids         (each [ because "WHY" ])
//         | contacts PARTY [ by CHANNEL ] , ( reached | not reached ) [ "NOTE" ]
//         | ( asks | asks a question | leaves a message | complains | inquires ) [ by CHANNEL ] [ "TEXT" ]
//         | answers the ( question | message | complaint | inquiry ) [ "TEXT" ]
//         | flags "WHAT" [ , hidden ] | directs ( hold | continue | alter ) [ "WORDS" ]
//         | ( asks to expedite | expedites | refuses to expedite ) [ because "WHY" ]
//         | extends DUTY to DATE | corrects FACT VALUE | names PARTY "NAME"   (each [ because "WHY" ])
//         | reduces GRANT { OPTION }
//         | ( sends | serves | gets back ) notice of NOTICE [ to PARTY ]
//         | closes | passes                                   (of time: "time passes")
//   GRANT = [ line N ] [ to ] [ N units ] [ N times a week ] [ from DATE ] [ through DATE ]
//   OPTION = [ , ] ( without PAPER | with PAPER | without criteria | without rationale | FACT VALUE
//         | starting DATE | arrived YYYY-MM-DD HH:MM | by CHANNEL | by "CRITERIA" VERSION | because "WHY"
//         | about request N )
//
// Any deed may say `request N` after its verb; without it, it is about the latest request it can be about.
// The step may also read `nothing happens`, and `notice of NOTICE [ to PARTY ] comes back`, where nobody
// acts.

#include <array>

#include "timelines/telling_reader.hpp"

namespace assent::timelines {

class DeedReader {
public:
    DeedReader(Sentence& line, calendar::LocalMoment at) : line_(line), at_(at) {}

    // Who does what; nothing, and a mistake, when it is not understood.
    struct Done {
        Who who;
        Deed deed;
    };
    std::optional<Done> read();

private:
    struct Verb {
        std::string_view words;
        Deed::Kind kind;
        bool (DeedReader::*rest)();
        unsigned options; // that may follow
    };
    static const std::vector<Verb>& verbs();
    static const Verb* verb_at(std::string_view text);

    // What stands after a verb; false, and a mistake, when it is not right.
    // NOLINTNEXTLINE(readability-convert-member-functions-to-static): it stands in the table of verbs
    bool nothing() { return true; }
    bool type();
    bool receiver();
    bool awaited();
    bool supplied();
    bool papers();
    bool facts();
    bool level();
    bool decisions();
    bool answer();
    bool attempt();
    bool message();
    bool flagged();
    bool direction();
    bool extension();
    bool corrected();
    bool named_party();
    bool reduced();
    bool notice();

    bool said_request();
    bool expect(std::string_view words, std::string_view example);
    bool grant(Grant& grant);
    bool amounts(Grant& grant, bool& said);
    bool another_line(policy::LevelAct& act);
    bool addressee();

    bool options(unsigned allowed);
    bool option(unsigned may);
    bool without(unsigned may);
    bool by(unsigned may);
    bool paper(std::vector<std::string>& into);
    bool reason();
    bool allowed(unsigned which, unsigned allowed, std::string_view words);
    bool item(std::vector<std::string>& into);
    bool option_follows() const;

    Sentence& line_;
    calendar::LocalMoment at_;
    std::string_view verb_;
    Deed deed_;
};

} // namespace assent::timelines
