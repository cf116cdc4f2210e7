// A sample of decisions on pages: drawn by whoever may, looked at by somebody who knows nothing of them.

#include <doctest/doctest.h>

#include "portal/pages_test.hpp"

namespace assent::portal {
namespace {

struct Sampled : Pages {
    store::StreamId stream = office.done(SmallOffice::admission("M1"));
    std::string sample, opinion;

    Sampled() {
        know("audit", casework::Role::Auditor, "us");
        for (const char* who : {"zenobia", "yannick"}) {
            know(who, casework::Role::Reviewer, "us");
            desk::report(store, desk::stream_of(casework::PersonId{who}),
                         desk::Held{"licensed therapist", "physical therapy", {}, {}, {}}, cause);
        }
        desk::report(store, desk::stream_of(casework::PersonId{"therapist"}),
                     desk::Person{"Therapist", casework::Role::Reviewer, {"us"}, true}, cause);
        office.done("zenobia", stream, casework::Claim{0}, now);
        casework::Decide decision = SmallOffice::approval();
        decision.lines[0].rationale = "Because of the quince.";
        office.done("zenobia", stream, decision, now);
        now += std::chrono::hours{1};
        sign_in("audit");
        const Response drawn = post("/samples", {{"program", "florida-medicaid/therapy"},
                                                 {"month", "2026-11"},
                                                 {"size", "5"},
                                                 {"seed", "pears"}});
        REQUIRE(drawn.status == 303);
        sample = drawn.headers.at("location");
        opinion = page_of(stream) + "/requests/1/opinions/" + sample.substr(9);
    }
};

} // namespace

TEST_CASE_FIXTURE(Sampled, "Who is asked sees the request and the rules, and nothing of how it was decided") {
    sign_in("yannick");
    CHECK(says(get("/opinions"), "href=\"" + opinion + "\""));
    const Response page = get(opinion);
    REQUIRE(page.status == 200);
    CHECK(says(page, "plan of care"));
    CHECK(says(page, "The rules"));
    CHECK(says(page, "97110"));
    for (const std::string secret :
         {"zenobia", "quince", "/letters/", "is certified", "Certified as asked", "is decided", "approved"})
        CHECK_FALSE_MESSAGE(says(page, secret), secret);
    const Response half = post(opinion, {{"line.1.would", "approve"}, {"line.1.reason", " "}});
    CHECK(half.status == 422);
    CHECK(says(half, "checked"));
    const std::size_t happened = store.read(stream, 1).size();
    const Response given = post(opinion, {{"line.1.would", "refer"}, {"line.1.reason", "Not <enough>."}});
    CHECK(given.headers.at("location") == "/opinions");
    CHECK(store.read(stream, 1).size() == happened);
    CHECK(says(get("/opinions"), "You have given 1."));
    CHECK(says(get(opinion), "You have given it."));
    sign_in("audit");
    const Response compared = get(sample);
    CHECK(says(compared, "Not &lt;enough&gt;."));
    CHECK(says(compared, "Line 1: approve; looked at again: refer"));
    CHECK(says(compared, "0 of 1 lines, 0 %"));
    CHECK(says(compared, "href=\"" + page_of(stream) + "\""));
    CHECK(says(get("/samples"), "0 of 1 lines, 0 %"));
    CHECK(says(get("/samples/all?by=zenobia&asked=yannick"), page_of(stream)));
    CHECK(says(get("/samples/all?agreed=no"), page_of(stream)));
    CHECK_FALSE(says(get("/samples/all?agreed=yes"), page_of(stream)));
    CHECK(says(get(sample), "<code>pears</code>"));
}

TEST_CASE_FIXTURE(Sampled, "Whoever has looked at the case meanwhile is not asked any more") {
    sign_in("yannick");
    CHECK(get(opinion).status == 200);
    CHECK(get(page_of(stream)).status == 200);
    CHECK(get(opinion).status == 404);
    CHECK(post(opinion, {{"line.1.would", "approve"}, {"line.1.reason", "So."}}).status == 422);
    sign_in("audit");
    CHECK(says(get(sample), "not looked at yet"));
    CHECK(says(post(sample, {}), "Nobody else fits"));
}

TEST_CASE_FIXTURE(Sampled, "Samples are for whoever draws them, and an opinion for whom it is asked of") {
    for (const char* who : {"zenobia", "yannick", "physician", "clerk", "stranger", "plan"}) {
        CAPTURE(who);
        sign_in(who);
        CHECK(get("/samples").status == 404);
        CHECK(get(sample).status == 404);
        CHECK(get("/samples/all").status == 404);
        CHECK(post("/samples", {{"program", "florida-medicaid/therapy"}}).status == 404);
        CHECK(post(sample, {}).status == 404);
        if (std::string(who) == "yannick") continue;
        CHECK(get(opinion).status == 404);
        CHECK(post(opinion, {{"line.1.would", "approve"}}).status == 404);
        CHECK_FALSE(says(get("/opinions"), page_of(stream)));
    }
    sign_in("audit");
    CHECK(get("/samples/2026-11-SNONE").status == 404);
    CHECK(post("/samples", {{"program", "florida-medicaid/therapy"}, {"month", "soon"}, {"size", "3"}})
              .status == 422);
    CHECK(post("/samples", {{"program", "florida-medicaid/therapy"}, {"month", "2026-10"}, {"size", "3"}})
              .status == 422);
}

} // namespace assent::portal
