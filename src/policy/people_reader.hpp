#pragma once
// Reads parties, documents, levels and requests: who takes part, which papers there are, where a request
// rests with people, and what can be asked. Every line is understood or is a mistake; nothing is passed over.
//
//   fact     hidden from = parties ; as of = "today" | FACT [ "or today" ] ;
//   party    is   standing { ( "," | "or" ) standing }      (any of them; each `is` line must hold)
//            has  standing { "," standing }                 (all of them)
//            not  standing { "," standing } | "in" [ "known or potential" ] "conflict"
//               | "involved in the request it is about"
//            one  "per case"      manages "users of the same organization"
//   standing = PARTY | credential words [ "of" FACT ] ;
//   document kinds = COLUMN "in" LIST [ "for" FACT { "," FACT } ] ; has = words { "," words } ;
//            comes = "by" channel { ( "," | "or" ) "by" channel [ "with" DOCUMENT ] } ; pages = "exactly" n ;
//            signed = "by" parties ; barcode = "of" words { "," words } [ "," "from" event ] [ "," "used
//            once" ] ; at least = n ; misused = effects ;
//   level    reviewers = parties ; may = act { "," act } ; if, after = act { "or" act } CONDITION ;
//            record = "criteria and version" | "rationale for each line" ; sees = words ;
//   request  opens = "a case" ; about, not about = subject { "," subject } ; by = parties [ "by" channels ] ;
//            asks = "lines" | "an answer" | "nothing" ;
//            with = DOCUMENT [ "if any" ] { "," DOCUMENT [ "if any" ] } ;
//            if = CONDITION | CRITERION ; submit = window [ "," "if" CONDITION ] ; late, early = effects ;
//            goes to = LEVEL ; then = "no further request about it" ;
//   subject  = "authorization" | "denial" | "partial denial" | "technical denial" | "what counts as a denial"
//            | "ended service" | "stay" | REQUEST ;

#include "policy/referents.hpp"
#include "policy/term_reader.hpp"

namespace assent::policy {

class PeopleReader {
public:
    PeopleReader(Referents& referents, TermReader& terms) : referents_(referents), terms_(terms) {}

    // Each fills what was declared from its block; mistakes go to the referents' diagnostics.
    void read_fact(FactDef& fact, const Block& block); // whom it is hidden from, and what the record tells
    void read_party(PartyDef& party, const Block& block);
    void read_document(DocumentDef& document, const Block& block);
    void read_level(LevelDef& level, const Block& block);
    void read_request(std::size_t request, const Block& block);

    // What is about a clock that counts as a denial begins with each such clock; called when all are read.
    void begin_with_counted_denials();

private:
    // Facts
    std::optional<DayOfRecord> day_of_record(const Line& line, const FactDef& of);

    // Parties
    std::optional<Standing> standing(Cursor& cursor);
    bool read_scope(Cursor& cursor, Standing& standing);
    std::optional<std::vector<Standing>> standings(const Line& line);
    void read_not(PartyDef& party, const Line& line);

    // Documents
    std::optional<DocumentKinds> kinds(const Line& line);
    bool match_columns(Cursor& cursor, DocumentKinds& kinds);
    std::optional<std::uint16_t> column_at(Cursor& cursor, const ListDef& list);
    void read_coming(DocumentDef& document, const Line& line);
    void read_barcode(DocumentDef& document, const Line& line);
    std::optional<std::int32_t> count(const Line& line, std::string_view before);

    // Levels
    bool adds_guards_only(const LevelDef& level, const Block& block);
    bool is_worked_at(const LevelDef& level, const Block& block);
    void read_may(LevelDef& level, const Line& line);
    bool read_destination(LevelDef& level, Cursor& cursor);
    std::optional<Guard> guard(const Line& line);
    std::optional<LevelAct> act(Cursor& cursor);

    // Requests
    void read_asking(RequestDef& request, const Line& line);
    void read_by(RequestDef& request, const Line& line);
    void read_papers(RequestDef& request, const Line& line);
    void read_subjects(const Line& line, SubjectSet& subjects, std::vector<std::uint16_t>& requests);
    void no_subject(const Cursor& cursor);
    void read_submit(std::size_t request, const Block& block);
    bool read_window(TermDef& term, const Line& line);
    void settle_start(const TermDef& term, const Line& submit);
    void check_request(const RequestDef& request, const Block& block);

    std::optional<ChannelSet> channels(Cursor& cursor);
    std::optional<Channel> channel(Cursor& cursor);
    std::optional<Effects> effects(const Line& line);
    // True when the line says these words and nothing else.
    bool says(const Line& line, std::string_view words);
    // What commas separate, each in its words.
    std::vector<std::string> listed(Cursor& cursor);
    void error(const Piece& at, std::string message, std::string hint);

    Referents& referents_;
    TermReader& terms_;
};

} // namespace assent::policy
