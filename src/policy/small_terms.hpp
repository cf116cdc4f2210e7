#pragma once
// A program of a few names and a reader of its moments, for tests of events, moments and duties only: what
// stands at a cursor is read against the same declarations everywhere. Nothing here is part of the server.

#include <string>

#include "policy/moment_reader.hpp"
#include "policy/small_program.hpp"
#include "policy/term_text.hpp"

namespace assent::policy {

// Declarations that the small programs of those tests stand on; a block for each, with a source.
inline const std::string some_people = R"(
party provider
  cite law
party member or guardian
  cite law
party fiscal agent
  cite law
level first level
  cite law
  reviewers provider
  may approve, pend
level physician level
  cite law
  reviewers provider
  may approve, deny, pend
  record rationale for each line
request admission
  cite law
  opens a case
  by provider by portal
  goes to first level
request continued stay
  cite law
  about authorization
  by provider by portal
  goes to first level
request reconsideration
  cite law
  about denial, partial denial
  by provider by portal
  goes to physician level
fact admitted moment from provider ask "When was the member admitted?"
fact last covered day date from provider ask "Which day is the last one covered?"
)";

// The program of these terms and what they stand on; a mistake in it stops the test.
inline Program program_of_terms(const std::string& terms) {
    return small_program({terms + some_people + some_facts});
}

// Every mistake of these terms with its hint: "3:5 message; hint".
inline std::string hints_for_terms(const std::string& terms) {
    base::Diagnostics warnings;
    const auto read = read_program(program_text({terms + some_people + some_facts}), warnings);
    std::string all;
    if (read) return all;
    for (const base::Diagnostic& one : read.error())
        all += fmt::format("{}:{} {}; {}\n", one.place.line, one.place.column, one.message, one.hint);
    return all;
}

// The same names without their text, to read one event or moment at a time.
struct SmallTerms {
    Program program;
    Names names;
    base::Diagnostics diagnostics;
    ConditionReader conditions{program, names, diagnostics};
    Referents referents{program, names, conditions, diagnostics};
    MomentReader moments{referents};

    SmallTerms() {
        for (const char* name : {"first level", "physician level"})
            add(NameKind::Level, program.levels, name);
        for (const char* name : {"provider", "fiscal agent"}) add(NameKind::Party, program.parties, name);
        for (const char* name : {"reconsideration", "continued stay"})
            add(NameKind::Request, program.requests, name);
        for (const char* name : {"denial", "pended"}) add(NameKind::Notice, program.notices, name);
        add(NameKind::Term, program.terms, "decide standard");
        add(NameKind::Term, program.terms, "answer a pend");
        add(NameKind::Term, program.terms, "reopen");
        program.terms.back().kind = TermKind::Right;
        fact("admitted", Kind::Moment);
        fact("last covered day", Kind::Date);
        fact("number received", Kind::Moment);
        fact("member.eligible", Kind::YesNo);
        fact("line.visits", Kind::Date);
        program.facts.back().per_line = true;
    }

    template <typename Definition>
    void add(NameKind kind, std::vector<Definition>& definitions, const char* name) {
        names.add(kind, name, static_cast<std::uint16_t>(definitions.size()));
        definitions.emplace_back().name.text = name;
    }
    void fact(const char* name, Kind kind) {
        add(NameKind::Fact, program.facts, name);
        program.facts.back().type.kind = kind;
    }

    // What `read` makes of the whole text, written again; "" with the mistakes in `told` when it does not
    // read.
    template <typename Read>
    std::string written(const std::string& text, Read read) {
        const Piece piece{text, 1, 1};
        Cursor cursor(piece, "small.policy");
        const auto made = read(cursor);
        if (!made || !referents.finished(cursor, "it ends here")) return {};
        return to_text(program, *made);
    }
    std::string event(const std::string& text) {
        return written(text, [&](Cursor& cursor) { return moments.event(cursor); });
    }
    std::string moment(const std::string& text) {
        return written(text, [&](Cursor& cursor) { return moments.moment(cursor); });
    }
    std::string within(const std::string& text) {
        return written(text, [&](Cursor& cursor) { return moments.within(cursor); });
    }
    // "FROM | UNTIL"
    std::string window(const std::string& text) {
        const Piece piece{text, 1, 1};
        Cursor cursor(piece, "small.policy");
        const auto made = moments.window(cursor);
        if (!made || !referents.finished(cursor, "it ends here")) return {};
        return to_text(program, made->opens) + " | " + to_text(program, made->due);
    }
    // The mistakes so far, without their places' file and line: "5: message; hint".
    std::string told() {
        std::string all;
        for (const base::Diagnostic& one : diagnostics)
            all += fmt::format("{}: {}; {}\n", one.place.column, one.message, one.hint);
        diagnostics = {};
        return all;
    }
};

} // namespace assent::policy
