// Who did what, as auditors look for it.

#include <doctest/doctest.h>

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
    CHECK(file.body.starts_with(
        "at,what,account,role,case\r\n\"2026-11-30T15:00:00Z\",\"Submitted\",\"'=1+1\","));
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

} // namespace assent::portal
