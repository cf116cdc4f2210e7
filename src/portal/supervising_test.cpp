// A supervisor's pages: the board, who would get what, absences, and the reports of a month (THX-106).

#include <doctest/doctest.h>

#include "portal/pages_test.hpp"

namespace assent::portal {
namespace {

using std::chrono::days;
using std::chrono::hours;

// The value of the field of that name, as the form of the page bears it.
std::string value_of(const Response& page, const std::string& name) {
    const std::string before = "name=\"" + name + "\" value=\"";
    const std::size_t at = page.body.find(before);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + before.size();
    return page.body.substr(begin, page.body.find('"', begin) - begin);
}

// The address of the first link that begins so.
std::string link_to(const Response& page, const std::string& begins) {
    const std::size_t at = page.body.find("href=\"" + begins);
    REQUIRE(at != std::string::npos);
    std::string address = page.body.substr(at + 6, page.body.find('"', at + 6) - at - 6);
    for (std::size_t sign = 0; (sign = address.find("&amp;", sign)) != std::string::npos; ++sign)
        address.erase(sign + 1, 4);
    return address;
}

struct Morning : Pages {
    std::vector<store::StreamId> cases;

    Morning() {
        know("lead", casework::Role::Supervisor, "us");
        know("other-therapist", casework::Role::Reviewer, "us");
        desk::report(store, desk::stream_of(casework::PersonId{"other-therapist"}),
                     desk::Held{"licensed therapist",
                                "physical therapy",
                                {},
                                {},
                                calendar::Date{std::chrono::year{2027} / 1 / 15}},
                     cause);
        for (const char* member : {"M1", "M2", "M3"}) {
            if (std::string(member) != "M1") office.admit(member);
            cases.push_back(office.done(SmallOffice::admission(member)));
        }
    }

    std::string reviewer_of(std::size_t which) {
        const desk::CaseFile one = office.file(cases[which]);
        return one.now.at(0).reviewer.text;
    }
    void pass() {
        while (office.desk().let_time_pass(now) > 0) {
        }
    }
    static std::string reviewer_page(const char* who) { return std::string("/board/reviewers/") + who; }
};

} // namespace

TEST_CASE_FIXTURE(Morning,
                  "The board and the reports are for whoever gives work, and there for nobody else") {
    const std::vector<std::string> all = {
        "/board",   "/board/assignment", "/board/reviewers",          "/board/calendars",
        "/reports", "/reports.csv",      "/board/reviewers/therapist"};
    for (const char* who : {"clerk", "therapist", "chief", "plan"}) {
        CAPTURE(who);
        sign_in(who);
        for (const std::string& address : all) CHECK(get(address).status == 404);
        CHECK(post("/board/assignment", {{"do", "give"}}).status == 404);
        CHECK(post("/board/reviewers/therapist", {{"do", "away"}}).status == 404);
        CHECK_FALSE(says(get("/account"), "href=\"/board\""));
    }
    sign_in("lead");
    for (const std::string& address : all) CHECK(get(address).status == 200);
    CHECK(get("/board/reviewers/clerk").status == 404);
    know("elsewhere-lead", casework::Role::Supervisor, "elsewhere");
    sign_in("elsewhere-lead"); // of a house without reviewers
    CHECK(says(get("/board"), "A program stands here once"));
    CHECK(get("/reports/cases?program=florida-medicaid/therapy&kind=work&from=2026-11-01&through=2026-12-31")
              .status == 404);
}

TEST_CASE_FIXTURE(Morning, "What falls due stands on its day, and opens its cases") {
    sign_in("lead");
    const Response board = get("/board");
    CHECK(says(board, "Tue 1 Dec 2026"));
    CHECK(says(board, "not known yet")); // nobody closed anything before today
    const Response list = get(link_to(board, "/reports/cases?from=2026-12-01"));
    for (const store::StreamId& of : cases) CHECK(says(list, page_of(of)));
    CHECK(says(list, "Tue 1 Dec 2026, end of day"));
    CHECK(says(board, "Nobody has it yet")); // at risk: due by tomorrow
    const Response csv = get(link_to(list, "/reports/cases.csv"));
    CHECK(count(csv, "\r\n") == 4);
    now += days{2};
    pass();
    sign_in("lead");
    const Response late = get("/board");
    CHECK(says(late, "Why it is late"));
    CHECK(says(late, "Nobody has it"));
    CHECK(says(late, "late already"));
}

TEST_CASE_FIXTURE(Morning,
                  "All that is proposed is given in one form, and what was taken meanwhile is said") {
    sign_in("lead");
    const Response page = get("/board/assignment");
    CHECK(says(page, "Why not the others"));
    CHECK(says(page, "Physician: "));
    Fields fields{{"do", "give"}};
    for (const char* name : {"w1", "w2", "w3"}) fields[name] = value_of(page, name);
    CHECK(fields["w1"].starts_with("M"));
    int to_one = 0; // an even load: of three, one has two
    for (const char* name : {"w1", "w2", "w3"}) to_one += fields[name].ends_with("/therapist") ? 1 : 0;
    CHECK((to_one == 1 || to_one == 2));
    office.done("therapist", cases[1], casework::Claim{0});
    const Response given = post("/board/assignment", fields);
    CHECK(says(given, "2 requests are given."));
    CHECK(says(given, "somebody has taken it meanwhile"));
    CHECK(reviewer_of(1) == "therapist");
    CHECK_FALSE(reviewer_of(0).empty());
    const Response again = post("/board/assignment", fields);
    CHECK_FALSE(says(again, "requests are given."));
    CHECK(says(again, "Nothing waits for a reviewer."));
}

TEST_CASE_FIXTURE(Morning, "One is given alone, and nobody who does not fit, whatever the form says") {
    sign_in("lead");
    const Response page = get("/board/assignment");
    std::string first = value_of(page, "w1");
    CHECK(says(post("/board/assignment",
                    {{"do", "give"}, {"only", "w1"}, {"w1", first}, {"w2", value_of(page, "w2")}}),
               "One request is given."));
    std::string second = value_of(page, "w2");
    second = second.substr(0, second.rfind('/')) + "/physician";
    CHECK(says(post("/board/assignment", {{"do", "give"}, {"w1", second}}), "is reviewed by"));
    second = second.substr(0, second.rfind('/')) + "/clerk";
    CHECK(says(post("/board/assignment", {{"do", "give"}, {"w1", second}}), "nobody of your reviewers"));
    for (const char* odd : {"", "/", "M1/C1/1/1/therapist", "a/b/c/d/e", "M1/C1/99999999999/1/therapist"})
        CHECK(post("/board/assignment", {{"do", "give"}, {"w1", odd}}).status == 200);
    int given = 0;
    for (std::size_t i = 0; i < cases.size(); ++i) given += reviewer_of(i).empty() ? 0 : 1;
    CHECK(given == 1);
}

TEST_CASE_FIXTURE(Morning, "Who is away is not proposed, and what they have is given to others") {
    office.done("therapist", cases[0], casework::Claim{0});
    sign_in("lead");
    const std::string page = reviewer_page("therapist");
    CHECK(post(page, {{"do", "away"}, {"from", "2026-11-30"}, {"through", "2026-11-01"}}).status == 422);
    CHECK(post(page, {{"do", "away"}, {"from", "monday"}, {"through", ""}}).status == 422);
    CHECK(says(get(page), "No absence is recorded."));
    CHECK(post(page, {{"do", "away"}, {"from", "2026-11-30"}, {"through", "2026-12-04"}}).status == 303);
    CHECK(says(get("/board/reviewers"), "Fri 4 Dec 2026"));
    CHECK(says(get("/board"), "who has it, is away until Fri 4 Dec 2026"));
    CHECK(says(get("/board/assignment"), "Therapist: away until Fri 4 Dec 2026"));
    CHECK_FALSE(says(get(page_of(cases[1])), "<option value=\"therapist\""));
    const Response theirs = get(page);
    const std::string gift = value_of(theirs, "w1");
    CHECK(gift.ends_with("/other-therapist"));
    CHECK(says(post(page, {{"do", "give"}, {"w1", gift}}), "One request is given."));
    CHECK(reviewer_of(0) == "other-therapist");
    CHECK(value_of(get(reviewer_page("other-therapist")), "w1").empty()); // nobody else is there who fits
    // Whoever knows the form by heart gives nothing to somebody who is away either.
    std::string by_hand = value_of(get("/board/assignment"), "w1");
    by_hand = by_hand.substr(0, by_hand.rfind('/')) + "/therapist";
    CHECK(says(post("/board/assignment", {{"do", "give"}, {"w1", by_hand}}), "Therapist is away until"));
    CHECK(post(page, {{"do", "back"}, {"from", "2026-11-30"}}).status == 303);
    CHECK(says(get(page), "No absence is recorded."));
    CHECK(says(get(page_of(cases[1])), "<option value=\"therapist\""));
}

TEST_CASE_FIXTURE(Morning,
                  "Credentials that end within 60 days, and conflicts, stand beside their reviewer") {
    desk::report(store, desk::stream_of(casework::PersonId{"therapist"}),
                 desk::Held{"licensed therapist",
                            "physical therapy",
                            {},
                            {},
                            calendar::Date{std::chrono::year{2026} / 11 / 29}},
                 cause);
    desk::report(store, desk::stream_of(casework::PersonId{"therapist"}),
                 desk::Conflicted{"clinic", "worked there", {}, {}}, cause);
    sign_in("lead");
    const Response page = get("/board/reviewers");
    CHECK(says(page, "licensed therapist of physical therapy lapsed on"));
    CHECK(says(page, "licensed therapist of physical therapy ends on"));
    CHECK(says(page, "clinic: worked there"));
    CHECK_FALSE(says(page, "board certification")); // it has no end
}

TEST_CASE_FIXTURE(
    Morning, "A month's report counts what was in time and what was late, and lists the late ones, THX-106") {
    office.done("therapist", cases[0], casework::Claim{0});
    office.done("therapist", cases[0], SmallOffice::approval());
    now += days{2};
    pass();
    sign_in("lead");
    const Response report = get("/reports?program=florida-medicaid/therapy&month=2026-12");
    CHECK(report.status == 200);
    CHECK(says(report, "Decide at first level</th><td><a"));
    CHECK(says(report, ">3<span class=\"usa-sr-only\"> due in the month</span>"));
    CHECK(says(report, "33 %"));
    CHECK(says(report, "Late decisions"));
    CHECK(says(report, page_of(cases[1])));
    CHECK(says(report, "Tue 1 Dec 2026, end of day"));
    const Response november = get("/reports?program=florida-medicaid/therapy&month=2026-11");
    CHECK(says(november, "Received</th>"));
    CHECK(says(november, "Determinations"));
    const Response csv = get("/reports.csv?program=florida-medicaid/therapy&month=2026-12");
    CHECK(says(csv, "decision,decide at first level,in time,1,"));
    CHECK(says(csv, "decision,decide at first level,overdue,2,\r\n"));
    for (const char* odd : {"?month=2026-13", "?month=x", "?program=none", "?program=", "?month="})
        CHECK(get(std::string("/reports") + odd).status == 404);
    CHECK(says(get("/reports?month=2020-01"), "Nothing was received"));
}

TEST_CASE_FIXTURE(Morning,
                  "What was closed before today is what can be closed, and more than that is told as late") {
    office.done("therapist", cases[0], casework::Claim{0});
    office.done("therapist", cases[0], SmallOffice::approval());
    now += days{1}; // one was closed yesterday, and two are due today
    sign_in("lead");
    const Response board = get("/board");
    CHECK(says(board, "</span> 1 late</b>"));
    CHECK(
        post(reviewer_page("therapist"), {{"do", "away"}, {"from", "2026-12-01"}, {"through", "2026-12-01"}})
            .status == 303);
    CHECK(says(get("/board"), "</span> 2 late</b>"));
}

TEST_CASE_FIXTURE(Morning, "The calendars tell which days are closed, and why") {
    sign_in("lead");
    const Response page = get("/board/calendars");
    CHECK(says(page, "Fri 25 Dec 2026</time>: Christmas Day"));
    CHECK(says(page, "8:00 to 17:00"));
    CHECK_FALSE(says(page, "Sat 5 Dec 2026"));
}

} // namespace assent::portal
