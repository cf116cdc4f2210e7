// A training copy, as its pages say and set it.

#include <doctest/doctest.h>

#include "portal/pages_test.hpp"
#include "portal/training/page.hpp"

namespace assent::portal {
namespace {

using std::chrono::days;
using std::chrono::hours;

struct Training : Pages {
    Training() : Pages(PortalSettings{.set_clock = [this](calendar::Instant to) { now = to; }}) {}
};

} // namespace

TEST_CASE("Every page of a training copy says that it is one, and no page of another server does") {
    Training training;
    const auto stream = training.office.done(SmallOffice::admission("M1"));
    http::Request request;
    request.path = "/";
    const auto marked = [&](const Response& page) { return training.portal.marked(request, page); };
    CHECK(says(marked(training.get("/sign-in")), "Training copy: nothing here is real."));
    CHECK(says(marked({200, {{"content-type", "text/html"}}, "<article>a letter"}), "nothing here is real"));
    CHECK_FALSE(says(marked({200, {{"content-type", "application/json"}}, "{}"}), "nothing"));
    const Pages other;
    CHECK(other.portal.marked(request, {200, {{"content-type", "text/html"}}, "page"}).body == "page");
}

TEST_CASE("Whoever is signed in sets the clock of a training copy, forward alone, and stays signed in") {
    Training training;
    CHECK(training.get("/training").status == 303); // to sign in
    training.sign_in("clerk");
    const auto began = training.now;
    training.keep(training.post("/training", {{"to", "hour"}}));
    CHECK(training.now == began + hours(1));
    training.keep(training.post("/training", {{"to", "day"}}));
    CHECK(training.now == began + hours(25));
    training.keep(training.post("/training", {{"to", "moment"}, {"day", "2026-12-03"}, {"time", "09:30"}}));
    CHECK(says(training.get("/training"), "It is Thu 3 Dec 2026 09:30 EST."));
    const auto then = training.now;
    for (const auto& [day, time] : {std::pair("2026-12-03", "09:30"), std::pair("2026-12-02", "10:00"),
                                    std::pair("2028-01-01", "10:00"), std::pair("", "10:00"),
                                    std::pair("2026-12-04", "25:00"), std::pair("2026-12-04", "9")}) {
        CAPTURE(day);
        CHECK(training.post("/training", {{"to", "moment"}, {"day", day}, {"time", time}}).status == 422);
    }
    CHECK(training.now == then);
}

TEST_CASE("The clock of a server for real cases has no page") {
    Pages pages;
    pages.sign_in("clerk");
    CHECK(pages.get("/training").status == 404);
    CHECK(pages.post("/training", {{"to", "day"}}).status == 404);
}

} // namespace assent::portal
