// The lists of an office and of the house: their pages, what is looked for in them and taken along; and the
// public lists of a program.

#include <doctest/doctest.h>

#include "portal/pages_test.hpp"

namespace assent::portal {

using desk::SmallOffice;

namespace {

// Where a link with these words leads.
std::string link(const Response& response, const std::string& words) {
    const std::size_t end = response.body.find("\">" + words + "</a>");
    REQUIRE(end != std::string::npos);
    const std::size_t begin = response.body.rfind("href=\"", end) + 6;
    std::string address = response.body.substr(begin, end - begin);
    address.resize(std::min(address.size(), address.find('#')));
    for (std::size_t at = 0; (at = address.find("&amp;")) != std::string::npos;) address.erase(at + 1, 4);
    return address;
}

constexpr std::string_view row = "<th scope=\"row\">";

} // namespace

TEST_CASE("A list of many requests comes page by page, and what is looked for stands in the address") {
    Pages pages;
    for (int i = 1; i <= 30; ++i) {
        const std::string member = fmt::format("kid-{:02}", i);
        pages.office.admit(member);
        pages.office.done(SmallOffice::admission(member));
    }
    pages.sign_in("clerk");
    const Response first = pages.get("/");
    CHECK(count(first, row) == 25);
    CHECK(says(first, "25 requests, and there are more."));
    CHECK_FALSE(says(first, "Back to the first"));
    const Response second = pages.get(link(first, "Next 25"));
    CHECK(count(second, row) == 5);
    CHECK_FALSE(says(second, "Next 25"));
    CHECK(link(second, "Back to the first") == "/");
    for (const auto& [query, rows] :
         std::map<std::string, std::size_t>{{"?text=kid-07", 1},
                                            {"?text=KID-1", 10},
                                            {"?text=97110&state=in%20review", 25},
                                            {"?text=child&service=physical%20therapy", 25},
                                            {"?service=occupational%20therapy", 0},
                                            {"?state=pended", 0},
                                            {"?whose=mine", 25},
                                            {"?text=nobody", 0},
                                            {"?after=made-up", 25}}) {
        CAPTURE(query);
        CHECK(count(pages.get("/" + query), row) == rows);
    }
    const Response more = pages.get("/?text=97110&state=in%20review");
    CHECK(link(more, "Next 25").starts_with("/?after="));
    CHECK(count(pages.get(link(more, "Next 25")), row) == 5);
    pages.sign_in("stranger");
    CHECK(count(pages.get("/?text=kid-07"), row) == 0);
}

TEST_CASE("What was found is exported, all pages of it, and to nobody else") {
    Pages pages;
    pages.office.admit("=M2");
    for (const char* member : {"M1", "=M2"}) pages.office.done(SmallOffice::admission(member));
    pages.sign_in("clerk");
    const Response all = pages.get("/cases.csv");
    CHECK(all.status == 200);
    CHECK(all.headers.at("content-type").starts_with("text/csv"));
    CHECK(count(all, "\r\n") == 3);
    CHECK(says(all, ",'=M2,"));
    CHECK(count(pages.get("/cases.csv?text=M1"), "\r\n") == 2);
    CHECK(count(pages.get("/cases.csv?state=pended"), "\r\n") == 1);
    pages.sign_in("stranger");
    CHECK(count(pages.get("/cases.csv"), "\r\n") == 1);
    pages.sign_in("therapist");
    CHECK(pages.get("/cases.csv").status == 404);
    CHECK(count(pages.get("/cases.csv?text=M1"), "\r\n") == 2);
}

TEST_CASE("A reviewer looks for a case by what is written on it") {
    Pages pages;
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    pages.sign_in("therapist");
    const std::string number = casework::number_of({stream.text()});
    for (const std::string& text : {std::string("M1"), std::string("clinic"), number, number + "-1"}) {
        CAPTURE(text);
        CHECK(says(pages.get("/?text=" + text), page_of(stream)));
    }
    CHECK_FALSE(says(pages.get("/?text=nothing"), page_of(stream)));
}

TEST_CASE("Anybody reads what a program needs, as of a day") {
    Pages pages;
    const std::string address = link(pages.get("/needs"), "Therapy services prior authorization");
    CHECK(address == "/needs/florida-medicaid/therapy");
    const Response all = pages.get(address);
    CHECK(all.status == 200);
    for (const char* text :
         {"97110", "Speech therapy in a group", "physical therapy: plan of care", "855-977-3747",
          "Therapy Services Provider Manual", "<q>Submit the request before services are initiated</q>",
          "/ask/florida-medicaid/therapy"}) {
        CAPTURE(text);
        CHECK(says(all, text));
    }
    const Response group = pages.get(address + "?text=GROUP");
    CHECK(says(group, "92508"));
    CHECK_FALSE(says(group, "97110"));
    CHECK(says(pages.get(address + "?text=nothing-like-it"), "No row of its lists fits"));
    CHECK(pages.get(address + "?on=2015-09-01").status == 200);
    CHECK(pages.get(address + "?on=2015-08-31").status == 404);
    CHECK(pages.get("/needs/no/such").status == 404);
    CHECK_FALSE(says(pages.get(address + "?text=%3Cscript%3E"), "<script>"));
}

// THX-26, 27, 28: the service ends on a Wednesday; from the fifteenth to the tenth business day before, more
// of it may be asked for, and what comes early or late is taken.
TEST_CASE("An office is told which windows are open, and until when") {
    Pages pages;
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    pages.office.done("therapist", stream, casework::Claim{0});
    pages.office.done("therapist", stream, SmallOffice::approval());
    const auto home_on = [&](calendar::Date day, const char* who = "clerk") {
        pages.now = std::chrono::sys_days{day} + std::chrono::hours{15};
        pages.office.desk().let_time_pass(pages.now);
        pages.sign_in(who);
        return pages.get("/");
    };
    const char* asking = "Start continued stay";
    CHECK_FALSE(says(home_on(std::chrono::year{2027} / 5 / 4), asking));
    CHECK(says(pages.get(page_of(stream)), "early: its days begin Wed 5 May 2027<"));
    const Response open = home_on(std::chrono::year{2027} / 5 / 5);
    CHECK(says(open, "Windows that are open"));
    CHECK(pages.get(link(open, asking)).status == 200);
    CHECK(says(home_on(std::chrono::year{2027} / 5 / 12), "Wed 12 May 2027, end of day"));
    CHECK_FALSE(says(home_on(std::chrono::year{2027} / 5 / 13), asking));
    const Response later = pages.get(page_of(stream));
    CHECK(says(later, "late: its days ended "));
    CHECK(says(pages.get(link(later, "Ask for continued stay")), "It is late"));
    CHECK_FALSE(says(home_on(std::chrono::year{2027} / 5 / 5, "stranger"), asking));
}

TEST_CASE("An open list hears that something has happened, which keeps no session open") {
    Pages pages;
    pages.sign_in("clerk");
    const Response live = pages.get("/live");
    REQUIRE(live.goes_on);
    CHECK(live.goes_on() == "");
    pages.office.done(SmallOffice::admission("M1"));
    CHECK(live.goes_on()->starts_with("event: changed"));
    CHECK(live.goes_on() == "");
    const Response since = pages.get("/live?since=0"); // a page that was made before
    CHECK(since.goes_on()->starts_with("event: changed"));
    CHECK(since.goes_on() == "");
    CHECK(says(pages.get("/"), "data-news=\"1\""));
    pages.now += std::chrono::minutes{15};
    CHECK(pages.get("/live").status == 200);
    pages.now += std::chrono::minutes{10};
    CHECK(pages.get("/live").status == 303);
}

} // namespace assent::portal
