// Who did what, as auditors look for it; and what no provider is told.

#include <doctest/doctest.h>

#include <set>

#include "portal/pages_test.hpp"

namespace assent::portal {
namespace {

struct Audited : Pages {
    store::StreamId stream = office.done(SmallOffice::admission("M1"));

    Audited() {
        office.done("therapist", stream, casework::Claim{0}, desk::monday + std::chrono::hours{1});
        know("audit", casework::Role::Auditor, "us");
        sign_in("audit");
    }
    std::string name() const { return stream.text().substr(5); }
};

} // namespace

TEST_CASE("An auditor finds what was done by case, person, kind and day, and is known to have read it") {
    Audited pages;
    CHECK(says(pages.get("/"), "href=\"/acts\""));
    CHECK(says(pages.get("/acts"), "Say at least one of them"));
    const Response of_case = pages.get("/acts?case=" + in_address(pages.name()));
    CHECK(says(of_case, "<td>Assigned</td><td>Therapist, reviewer</td>"));
    CHECK(says(of_case, "<td>Submitted</td><td>Clerk, provider</td>"));
    CHECK(says(of_case, "href=\"/cases/" + pages.name() + "\""));
    const Response by_person = pages.get("/acts?person=therapist");
    CHECK(says(by_person, "<td>Assigned</td>"));
    CHECK_FALSE(says(by_person, "<td>Submitted</td>"));
    CHECK(says(pages.get("/acts?kind=Submitted"), "<td>Submitted</td>"));
    CHECK_FALSE(says(pages.get("/acts?kind=Submitted"), "<td>Assigned</td>"));
    CHECK(says(pages.get("/acts?from=2026-11-30&through=2026-11-30"), "<td>Assigned</td>"));
    CHECK(says(pages.get("/acts?from=2026-12-01"), "Nothing was found."));
    CHECK(says(pages.get("/acts?through=2026-11-29&person=therapist"), "Nothing was found."));
    const auto read = pages.store.readings({.of = pages.stream});
    REQUIRE(read.size() == 1); // within five minutes
    CHECK(read[0].person == "audit");
    CHECK(read[0].what == "acts");
}

// THX-107: user, role, before and after, the time in the program's zone, the version of the criteria.
TEST_CASE("An act is told with what it changed, by the program's clocks and under its rules") {
    Audited pages;
    pages.office.done("therapist", pages.stream, SmallOffice::approval(),
                      desk::monday + std::chrono::hours{2});
    const Response page = pages.get("/acts?case=" + in_address(pages.name()));
    for (const char* text :
         {"Mon 30 Nov 2026 11:00 EST", "<li>request 1, reviewer: nothing &rarr; therapist</li>",
          "<li>request 1, state: in review &rarr; decided</li>",
          "florida-medicaid/therapy, in force from 2015",
          "<li>request 1, line 1, criteria, version: nothing &rarr; 2026.1</li>",
          "received: nothing &rarr; Mon 30 Nov 2026 10:00 EST"}) {
        CAPTURE(text);
        CHECK(says(page, text));
    }
    const Response file = pages.get("/acts.csv?kind=Decided");
    const std::string rules = desk::therapy_rules().hash();
    CHECK(says(file, "Mon 30 Nov 2026 12:00 EST,Decided,therapist,reviewer," + pages.name() +
                         ",florida-medicaid/therapy," + rules + ",,"));
    CHECK(says(file,
               "\"request 1, state: in review; request 1, level: first level\","
               "\"request 1, outcome: approved; request 1, state: decided\"\r\n"));
    const Response claim = pages.get("/acts.csv?kind=Assigned");
    CHECK(says(claim, ",,,\"request 1, reviewer: therapist\""));
}

TEST_CASE("What cannot be looked for is told, and what was typed is shown as text") {
    Audited pages;
    CHECK(says(pages.get("/acts?from=yesterday"), "A day is written as 2026-11-30."));
    CHECK(says(pages.get("/acts?case=x"), "A case is written as its member and its number"));
    CHECK(says(pages.get("/acts?person=clerk&after=x"), "There is no such page"));
    CHECK_FALSE(says(pages.get("/acts?person=%3Cscript%3E"), "<script>"));
}

TEST_CASE("As a file, no cell is a formula, and who asks nothing gets none") {
    Audited pages;
    desk::Order order = SmallOffice::admission("M1");
    pages.know("=1+1", casework::Role::Provider, "elsewhere");
    order.by = {"=1+1"};
    pages.office.done(order);
    const Response file = pages.get("/acts.csv?kind=Submitted");
    CHECK(file.headers.at("content-type") == "text/csv; charset=utf-8");
    CHECK(
        file.body.starts_with("at,time,what,account,role,case,program,version,words,before,after\r\n"
                              "2026-11-30T15:00:00Z,Mon 30 Nov 2026 10:00 EST,Submitted,'=1+1,"));
    CHECK(count(file, "\r\n") == 3);
    CHECK(pages.get("/acts.csv").status == 404);
}

TEST_CASE("Nobody but an auditor looks for acts") {
    Audited pages;
    for (const char* who : {"clerk", "therapist", "plan", "chief", "stranger"}) {
        CAPTURE(who);
        pages.sign_in(who);
        CHECK(pages.get("/acts?person=clerk").status == 404);
        CHECK(pages.get("/acts.csv?person=clerk").status == 404);
        CHECK_FALSE(says(pages.get("/account"), "href=\"/acts\""));
    }
}

// THX-104, 105, 108, 107: the list says what was raised, by whom and when, and what became of it.
TEST_CASE("Concerns and directions stand in one list, the latest first, for whoever may hear of them") {
    Pages pages;
    pages.know("inspector", casework::Role::Agency, "agency");
    pages.know("audit", casework::Role::Auditor, "us");
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    const auto at = [](int minutes) { return desk::monday + std::chrono::minutes{minutes}; };
    pages.sign_in("audit");
    CHECK(says(pages.get("/concerns"), "None. What a reviewer reports"));
    pages.office.done("therapist", stream, casework::Flag{0, "Early.", false}); // which the office reads, too
    pages.office.done("therapist", stream, casework::Flag{0, "Billed <twice>.", true}, at(1));
    CHECK(says(pages.get("/concerns"), "Nothing was directed yet."));
    pages.now = at(2);
    pages.sign_in("therapist");
    const Fields found{{"do", "report"}, {"request", "1"}, {"fraud.suspected", "2026-11-30T10:01"}};
    CHECK(pages.post(page_of(stream), found).status == 303);
    pages.sign_in("audit");
    pages.office.done("inspector", stream, casework::Direct{casework::Direction::Hold, "Wait for us."},
                      at(3));
    pages.now = at(4);
    Response list = pages.get("/concerns");
    CHECK(says(list, "<td>inspector, agency</td><td>Directed: hold. Wait for us.</td>"));
    CHECK(says(list, "The case is on hold."));
    CHECK(says(list, "When did you see what may be fraud or abuse? 2026-11-30 10:01"));
    CHECK(says(list, "Fraud report to agency: due by "));
    CHECK(says(list, "<td>Therapist, reviewer</td><td>Billed &lt;twice&gt;.</td>"));
    CHECK(count(list, "<tr>") == 4);
    CHECK(list.body.find("Wait for us.") < list.body.find("may be fraud"));
    CHECK(list.body.find("may be fraud") < list.body.find("Billed"));
    pages.office.done("inspector", stream, casework::Direct{casework::Direction::Continue, ""}, at(5));
    list = pages.get("/concerns");
    CHECK(says(list, "It stands."));
    CHECK(says(list, "Replaced: continue, on"));
    CHECK(says(list, page_of(stream) + "\""));
    pages.sign_in("inspector");
    CHECK(says(pages.get("/"), "href=\"/concerns\""));
    CHECK(says(pages.get("/concerns"), "Billed"));
    pages.sign_in("plan"); // who sees no case, and so no member
    list = pages.get("/concerns");
    CHECK(says(list, "Billed"));
    CHECK_FALSE(says(list, page_of(stream).substr(7)));
    CHECK(says(list, page_of(stream).substr(10)));
    for (const char* who : {"clerk", "stranger", "therapist", "chief"}) {
        pages.sign_in(who);
        CHECK(pages.get("/concerns").status == 404);
        CHECK_FALSE(says(pages.get("/account"), "/concerns"));
    }
    std::set<std::string> readers;
    for (const store::Reading& one : pages.store.readings({.of = stream}))
        readers.insert(one.person + " " + one.what);
    CHECK(readers == std::set<std::string>{"audit concerns", "inspector concerns", "plan concerns"});
}

// THX-105, 108: of a whole provider as of one case; whoever reviews reads how, and the provider nothing.
TEST_CASE("The agency directs all of a provider on the page of concerns, and the provider is not told") {
    Pages pages;
    pages.know("inspector", casework::Role::Agency, "agency");
    desk::report(pages.store, desk::stream_of(casework::OrganizationId{"clinic"}),
                 desk::Organization{"Clinic"}, pages.cause);
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    Fields fields{{"program", "florida-medicaid/therapy"},
                  {"provider", "clinik"},
                  {"direction", "hold"},
                  {"words", "Until we <were> there."}};
    pages.sign_in("inspector");
    const Response wrong = pages.post("/concerns", fields);
    CHECK(wrong.status == 422);
    CHECK(says(wrong, "o provider is known by this identifier"));
    CHECK(says(wrong, "Until we &lt;were&gt; there.</textarea>"));
    fields["provider"] = "clinic";
    CHECK(pages.post("/concerns", fields).status == 303);
    CHECK(says(pages.get("/concerns"),
               "<th scope=\"row\">Clinic</th><td>hold. Until we &lt;were&gt; there.</td>"));
    pages.sign_in("therapist");
    CHECK(says(pages.get(page_of(stream)), "On hold by direction of the agency"));
    CHECK(says(pages.get(page_of(stream)), "Directed for everything of Clinic: hold. Until we"));
    CHECK(pages.post("/concerns", fields).status == 404);
    pages.sign_in("clerk");
    for (const char* text : {"irected", "n hold", "Until we"})
        CHECK_FALSE(says(pages.get(page_of(stream)), text));
    pages.sign_in("plan");
    CHECK(says(pages.get("/concerns"), "It stands."));
    CHECK_FALSE(says(pages.get("/concerns"), "Direct how everything"));
    CHECK(pages.post("/concerns", fields).status == 422);
}

TEST_CASE("A list of concerns goes on behind its first page, each once") {
    Pages pages;
    pages.know("audit", casework::Role::Auditor, "us");
    for (int i = 0; i < 9; ++i) {
        pages.office.admit(fmt::format("Z{}", i));
        const auto stream = pages.office.done(SmallOffice::admission(fmt::format("Z{}", i)));
        for (int k = 0; k < 4; ++k) // two of them within one second
            pages.office.done("therapist", stream, casework::Flag{0, fmt::format("({}-{})", i, k), true},
                              desk::monday + std::chrono::days{i / 2} + std::chrono::seconds{k / 2});
    }
    pages.now = desk::monday + std::chrono::days{9};
    pages.sign_in("audit");
    const Response first = pages.get("/concerns");
    CHECK(count(first, "<tr>") == 26);
    const std::string before = "href=\"/concerns?after=";
    const std::size_t at = first.body.find(before);
    REQUIRE(at != std::string::npos);
    const std::string rest = first.body.substr(at + 6, first.body.find('"', at + 6) - at - 6);
    const Response second = pages.get(rest);
    CHECK_FALSE(says(second, "Earlier ones"));
    for (int i = 0; i < 36; ++i) {
        const std::string words = fmt::format("({}-{})", i / 4, i % 4);
        CAPTURE(words);
        CHECK(count(first, words) + count(second, words) == 1);
    }
}

} // namespace assent::portal
