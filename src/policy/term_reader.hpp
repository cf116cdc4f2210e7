#pragma once
// Reads duties, rights and notices, and the windows of requests, into terms: who owes or may what, from
// which event, by which moment, with which effect. The grammar of moments stands in moment.hpp; that of
// the sentences and lines here. Every line is understood or is a mistake; nothing is passed over.
//
//   sentence = parties , ( "must" | "may" ) , act ;                       ("we" for us)
//   act      = "submit" REQUEST | "supply information" | "decide" [ REQUEST | "at" LEVEL ]
//            | ( "send" | "deliver" ) "notice of" NOTICE | "report" FACT | "contact" party
//            | "answer" ( "question" | "message" | "complaint" | "inquiry" )
//            | "ask a question" | "complain" | "inquire" | "leave a message"
//            | "extend" DUTY "by" span | "ask to expedite" | "expedite or refuse to" | "direct the review" |
//            "ask for" words ;
//   when     = event { ( "," | "or" ) event } ;       if, unless = CONDITION ;
//   within   = span [ ( "of" | "after" ) moment ] ;  by, from = moment ;  goal = span | moment ;
//   pauses   = "from" event "to" event ;
//   until    = moment | "no end"  of a right;  event { ( "," | "or" ) event }  that ends a duty undone ;
//   missed, after that, then = effect { "and" effect } ;
//
// Without `when`, a duty starts at the one event that its time counts from, and a right at that of its
// `from`, else at that of its time; a right without any holds always.
//
//   notice   to = addressees way { [ "," ] "and" way } [ "," "if" CONDITION ] ;
//            way = ( "by" channels | "in portal" | "in person" ) [ time ] [ "," "saying" form ] ;
//            channels = channel { ( "," | "or" ) channel } | "the channel it came" ;
//            time = "at once" | window ;                                   (without one, at once)
//            addressees = parties { ( "," | "and" ) parties } ;            (joined by "or": one of them)
//            sentence = parties , "delivers to" , addressees , ( way | time ) [ "," "if" CONDITION ] ;
//            says = element { "," element } ; served = channel "on" words ; form, copy, returned = words ;

#include <optional>
#include <vector>

#include "policy/moment_reader.hpp"

namespace assent::policy {

class TermReader {
public:
    explicit TermReader(Referents& referents) : referents_(referents), moments_(referents) {}

    // Each fills what was declared from its block; mistakes go to the referents' diagnostics.
    void read_term(std::size_t term, const Block& block);
    void read_notice(std::size_t notice, const Block& block);

    // "within 5 business days of notice of denial", "from 15 to 10 business days before last day certified",
    // "before request.start", "at any time". Nothing when it does not read. Numbers are kept for the block
    // that the referents' conditions have begun.
    std::optional<Window> window(Cursor& cursor) { return moments_.window(cursor); }
    std::optional<std::vector<EventRef>> events(Cursor& cursor) { return moments_.events(cursor); }
    std::optional<Effects> effects(Cursor& cursor);

private:
    friend class NoticeReader;

    struct Guards {
        NodeId condition = no_node, unless = no_node;
    };
    Guards guards(const Block& block);
    std::optional<Effects> effects_of(const Line& line);
    std::optional<std::vector<EventRef>> events_of(const Line& line);

    void read_sentence(TermDef& term, const Block& block);
    void read_line(TermDef& term, const Line& line);
    void read_until(TermDef& term, const Line& line);
    void read_pause(TermDef& term, const Line& line);
    void read_moment(MomentId& into, const Line& line);
    bool says_its_time(const TermDef& term, const Block& block);
    void settle_start(TermDef& term, const Block& block);
    std::vector<EventRef> implied_start(const TermDef& term, const Block& block);

    std::optional<PartyAct> act(Cursor& cursor);
    std::optional<PartyAct> act_on(Cursor& cursor, Deed deed);
    std::optional<PartyAct> extension(Cursor& cursor);
    std::optional<PartyAct> decision(Cursor& cursor);

    std::optional<Effect> effect(Cursor& cursor);
    bool object_of(Cursor& cursor, Effect& effect);
    bool opened(Cursor& cursor, Effect& effect);
    bool alerted(Cursor& cursor, Effect& effect);
    bool put(std::optional<std::uint16_t> object, Effect& effect);

    Referents& referents_;
    MomentReader moments_;
};

} // namespace assent::policy
