// Who has read what, as auditors see it on pages.

#include <doctest/doctest.h>

#include "portal/pages_test.hpp"

namespace assent::portal {

TEST_CASE("An auditor sees who has read a case and what somebody has read, and nobody else does") {
    Pages pages;
    desk::report(pages.store, desk::stream_of(casework::PersonId{"audit"}),
                 desk::Person{"The <auditor>", casework::Role::Auditor, {"us"}}, pages.cause);
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    const std::string readings = page_of(stream) + "/readings";
    pages.sign_in("clerk");
    CHECK(pages.get(page_of(stream)).status == 200);
    pages.sign_in("audit");
    CHECK(says(pages.get(page_of(stream)), "href=\"" + readings + "\""));
    const Response first = pages.get(readings);
    CHECK(says(first, ">Clerk</a>"));
    CHECK(says(first, "10:00 EST"));
    CHECK(says(first, "The &lt;auditor&gt;")); // has looked at the case, too
    CHECK(says(pages.get("/"), "href=\"/readings\""));
    const Response clerk = pages.get("/readings?person=clerk");
    CHECK(says(clerk, page_of(stream).substr(7)));
    CHECK_FALSE(says(clerk, "auditor"));
    CHECK(says(pages.get("/readings?person=nobody%3Cb%3E"), "Nothing of it was read yet."));
    CHECK(says(pages.get(readings + "?after=made-up"), "There is no such page"));
    for (const char* who : {"clerk", "therapist", "plan", "stranger"}) {
        pages.sign_in(who);
        CHECK(pages.get(readings).status == 404);
        CHECK(pages.get("/readings?person=clerk").status == 404);
        CHECK_FALSE(says(pages.get("/"), "href=\"/readings\""));
    }
}

} // namespace assent::portal
