// What is past retention and what is held, as whoever looks after records sees it.

#include <doctest/doctest.h>

#include "desk/retention.hpp"
#include "desk/sent_letters_test.hpp"
#include "portal/pages_test.hpp"

namespace assent::portal {
namespace {

struct Records : Pages {
    store::StreamId stream = desk::at_rest(office, SmallOffice::admission("M1"));
    std::string name = stream.text().substr(5);

    explicit Records(std::int64_t years = 10) : Pages(PortalSettings{.retention_years = years}) {
        now += std::chrono::days{500};
        know("audit", casework::Role::Auditor, "us");
    }
};

} // namespace

TEST_CASE_FIXTURE(Records,
                  "A hold is put and lifted with a reason, and what is due says whether it is kept") {
    sign_in("plan");
    CHECK(says(get("/retention"), "Nothing is past retention."));
    CHECK(says(get("/organizations"), "href=\"/retention\""));
    now += std::chrono::days{3660};
    sign_in("plan");
    CHECK(says(get("/retention"), "may be removed"));
    const Response wrong = post("/retention", {{"do", "hold"}, {"on", "M99"}, {"reason", "a <matter>"}});
    CHECK(wrong.status == 422);
    CHECK(says(wrong, "There is no such member or case"));
    CHECK(says(wrong, "a &lt;matter&gt;")); // what was typed stays
    REQUIRE(post("/retention", {{"do", "hold"}, {"on", name}, {"reason", "a <matter>"}}).status == 303);
    const Response held = get("/retention");
    CHECK(says(held, "kept by hold 1"));
    CHECK(says(held, "a &lt;matter&gt;"));
    CHECK(post("/retention", {{"do", "lift"}, {"hold", "1"}, {"reason", " "}}).status == 422);
    REQUIRE(post("/retention", {{"do", "lift"}, {"hold", "1"}, {"reason", "it is over"}}).status == 303);
    CHECK(says(get("/retention"), "it is over"));
    CHECK(says(get("/retention"), "may be removed"));
    CHECK_FALSE(desk::is_retired(store, stream)); // a page removes nothing
}

TEST_CASE_FIXTURE(Records, "Records are looked after by a plan administrator, and by nobody else") {
    for (const char* who : {"clerk", "therapist", "chief", "audit"}) {
        CAPTURE(who);
        sign_in(who);
        CHECK(get("/retention").status == 404);
        CHECK(post("/retention", {{"do", "hold"}, {"on", "M1"}, {"reason", "x"}}).status == 404);
        CHECK_FALSE(says(get("/account"), "href=\"/retention\""));
    }
    CHECK(desk::holds(store).empty());
}

TEST_CASE("A server that is not told how long records are kept says that nothing is removed") {
    Records records(0);
    records.now += std::chrono::days{20'000};
    records.sign_in("plan");
    CHECK(says(records.get("/retention"), "nothing is ever removed"));
}

} // namespace assent::portal
