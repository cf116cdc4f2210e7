// The pages as whoever has a browser could ask for them, without one: what is shown to whom, and what a form
// that was edited by hand can do. How they look and read is tried in a real browser.

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "desk/handed_documents.hpp"
#include "portal/pages_test.hpp"

namespace assent::portal {

using desk::SmallOffice;

TEST_CASE("Without a session every page but the public ones leads to signing in, and back") {
    Pages pages;
    for (const char* address :
         {"/", "/account", "/new", "/cases/M1/C1", "/cases/M1/C1/letters/1", "/cases/M1/C1/documents/x",
          "/new/florida-medicaid/therapy/admission", "/users", "/users/clerk", "/users/clerk/end",
          "/organizations", "/organizations/clinic"}) {
        CAPTURE(address);
        const Response answer = pages.get(address);
        CHECK(answer.status == 303);
        CHECK(answer.headers.at("location").starts_with("/sign-in"));
    }
    for (const char* address : {"/sign-in", "/ask", "/ask/florida-medicaid/therapy"}) {
        CAPTURE(address);
        CHECK(pages.get(address).status == 200);
    }
}

TEST_CASE(
    "An office is shown its own cases, and of others nothing that a case that is not there would not show") {
    Pages pages;
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    pages.sign_in("clerk");
    CHECK(says(pages.get("/"), page_of(stream)));
    CHECK(pages.get(page_of(stream)).status == 200);
    CHECK(says(pages.get(page_of(stream)), "With the first level since Mon 30 Nov 2026 10:00 EST."));
    pages.sign_in("stranger");
    CHECK_FALSE(says(pages.get("/"), page_of(stream)));
    const Response theirs = pages.get(page_of(stream)), none = pages.get("/cases/M1/CNONE");
    CHECK(theirs.status == 404);
    CHECK(theirs.body == none.body);
    CHECK(pages.post(page_of(stream), {{"do", "withdraw"}, {"request", "1"}, {"reason", "mine"}}).status ==
          404);
    CHECK(pages.office.state(stream) == casework::State::InReview);
}

TEST_CASE(
    "A form that was edited does no more than its sender may, and what is refused keeps what was typed") {
    Pages pages;
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    pages.sign_in("clerk");
    for (const char* act : {"claim", "pend", "refer"}) {
        CAPTURE(act);
        const Response answer =
            pages.post(page_of(stream), {{"do", act}, {"request", "1"}, {"reason", "so <b>typed"}});
        CHECK(answer.status == 422);
        CHECK(says(answer, "role=\"alert\""));
    }
    CHECK(pages.post(page_of(stream), {{"do", "deny"}, {"request", "1"}}).status == 400);
    for (const char* request : {"0", "2", "-1", "x", ""})
        CHECK(pages.post(page_of(stream), {{"do", "withdraw"}, {"request", request}}).status == 400);
    CHECK(pages.post(page_of(stream), {{"do", "withdraw"}, {"seal", "wrong"}}).status == 403);
    CHECK(pages.office.state(stream) == casework::State::InReview);
    const Response empty =
        pages.post(page_of(stream), {{"do", "withdraw"}, {"request", "1"}, {"reason", "moved <b>"}});
    CHECK(empty.status == 303);
    CHECK(says(pages.get(page_of(stream)), "Withdrawn on Mon 30 Nov 2026 10:00 EST."));
}

TEST_CASE("A reviewer takes a case and approves it") {
    Pages pages;
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    pages.sign_in("therapist");
    CHECK(says(pages.get("/"), page_of(stream)));
    CHECK(pages.post(page_of(stream), {{"do", "claim"}, {"request", "1"}}).status == 303);
    CHECK(says(pages.get("/"), "One request needs you"));
    const std::string bench = page_of(stream) + "/requests/1/review";
    CHECK(pages
              .post(bench, {{"do", "send"},
                            {"line.1.act", "approve as requested"},
                            {"line.1.reason", "The goals are <measurable>."},
                            {"criteria", "therapy criteria"},
                            {"criteria_version", "2026.1"}})
              .status == 303);
    const Response page = pages.get(page_of(stream));
    CHECK(says(page, "Approved on Mon 30 Nov 2026"));
    CHECK(says(page, "The goals are &lt;measurable&gt;."));
    const std::string link = page_of(stream) + "/letters/";
    std::size_t texts = 0;
    for (std::size_t at = 0; (at = page.body.find(link, at)) != std::string::npos; ++at) {
        const std::string letter = page.body.substr(at, page.body.find('"', at) - at);
        texts += says(pages.get(letter), "approved") ? 1U : 0U;
    }
    CHECK(texts > 0);
    CHECK(pages.get(page_of(stream) + "/letters/99").status == 404);
}

namespace {

// As an office fills in an admission for physical therapy.
Fields admission_fields() {
    return {{"member", "M1"},
            {"request.discipline", "physical therapy"},
            {"request.start", "2026-12-10"},
            {"line.code.1", "97110"},
            {"line.units.1", "72"},
            {"line.frequency.1", "3"},
            {"line.duration.1", "168"},
            {"line.ordered_units.1", "72"},
            {"line.ordered_frequency.1", "3"},
            {"line.ordered_duration.1", "168"}};
}

} // namespace

TEST_CASE("A new request is foreseen as it would be done, kept as a draft for the office, and sent once") {
    Pages pages;
    pages.sign_in("clerk");
    const std::string address = "/new/florida-medicaid/therapy/admission";
    Fields fields = admission_fields();
    fields["ordering provider"] = "dr-hill";
    fields["do"] = "look";
    const Response looked = pages.post(address, fields);
    CHECK(says(looked, "With the first level"));
    CHECK(says(looked, "<li>plan of care</li>"));
    CHECK(pages.store.cases({.member = "M1"}).empty());
    fields["do"] = "save";
    const Response saved = pages.post(address, fields);
    REQUIRE(saved.status == 303);
    CHECK(says(pages.get(saved.headers.at("location")), "value=\"97110\""));
    fields["do"] = "send";
    fields["line.units.1"] = "many";
    CHECK(says(pages.post(address, fields), "Write a number"));
    fields["line.units.1"] = "72";
    fields["once"] = "C0NCE";
    const Response sent = pages.post(address, fields);
    REQUIRE(sent.status == 303);
    CHECK(pages.post(address, fields).headers.at("location") == sent.headers.at("location")); // clicked twice
    CHECK(pages.get(sent.headers.at("location")).status == 200);
    CHECK(pages.store.cases({.member = "M1"}).size() == 1);
}

TEST_CASE("A document is handed out with its case, and a digest alone is no key to it") {
    Pages pages;
    const std::string content = "plan of care of a child";
    const casework::Actor stranger = desk::identify(pages.store, {"stranger"}).value();
    const std::string theirs = desk::HandedDocuments(pages.store, pages.documents)
                                   .keep(stranger, content, "text/plain", pages.now)
                                   .digest;
    const auto stream = pages.office.done(SmallOffice::admission("M1", false));
    pages.office.done("therapist", stream, casework::Claim{0});
    pages.office.done("therapist", stream, casework::Pend{0, {"plan of care"}, "It is missing."});
    pages.sign_in("clerk");
    const auto answer = [&](const std::string& digest) {
        pages.post(page_of(stream), {{"do", "supply"}, {"request", "1"}, {"document.plan of care", digest}});
        return pages.get(page_of(stream) + "/documents/" + digest);
    };
    CHECK(answer(theirs).status == 404);
    const casework::Actor clerk = desk::identify(pages.store, {"clerk"}).value();
    const std::string ours = desk::HandedDocuments(pages.store, pages.documents)
                                 .keep(clerk, content + " too", "text/plain", pages.now)
                                 .digest;
    const Response got = answer(ours);
    CHECK(got.status == 200);
    CHECK(got.body == content + " too");
    CHECK(got.headers.at("content-disposition").starts_with("attachment"));
    pages.sign_in("stranger");
    CHECK(pages.get(page_of(stream) + "/documents/" + ours).status == 404);
}

TEST_CASE("Pages of a document are shown to whom the document is, and a digest alone is no key to them") {
    Pages pages;
    const auto stream = pages.office.done(SmallOffice::admission("M1", false));
    pages.office.done("therapist", stream, casework::Claim{0});
    pages.office.done("therapist", stream, casework::Pend{0, {"plan of care"}, "It is missing."});
    const casework::Actor clerk = desk::identify(pages.store, {"clerk"}).value();
    const std::string digest = desk::HandedDocuments(pages.store, pages.documents)
                                   .keep(clerk, "plan of <care>", "text/plain", pages.now)
                                   .digest;
    const std::string of_case = page_of(stream) + "/documents/" + digest, handed = "/documents/" + digest;
    pages.sign_in("clerk");
    CHECK(says(pages.get(handed + "/pages/1"), "plan of &lt;care&gt;"));
    CHECK(pages.get(of_case + "/pages/1").status == 404); // the case does not name it yet
    pages.post(page_of(stream), {{"do", "supply"}, {"request", "1"}, {"document.plan of care", digest}});
    const Response shown = pages.get(of_case + "/pages/1");
    CHECK(shown.status == 200);
    CHECK(says(shown, "Plan of care"));
    CHECK(shown.headers.at("cache-control") == "no-store");
    for (const char* wrong : {"/pages/0", "/pages/x", "/pages/2001", "/images/0", "/images/1?dpi=9",
                              "/images/1?dpi=301", "/images/1?turn=45", "/images/1?dpi="})
        CHECK_MESSAGE(pages.get(of_case + wrong).status == 404, wrong);
    const Response picture = pages.get(of_case + "/images/1");
    CHECK(picture.status == 422); // text has no pages
    CHECK(picture.headers.at("content-type") == "text/html; charset=utf-8");
    pages.sign_in("therapist");
    CHECK(pages.get(of_case + "/pages/1").status == 200);
    CHECK(pages.get(handed + "/pages/1").status == 404); // neither theirs nor their organization's
    pages.sign_in("stranger");
    for (const std::string& address : {of_case, handed}) {
        CHECK(pages.get(address + "/pages/1").status == 404);
        CHECK(pages.get(address + "/images/1").status == 404);
    }
}

TEST_CASE("A long text is shown as far as a browser can bear it") {
    Pages pages;
    std::string text;
    while (text.size() < 600'000) text += "ä";
    const casework::Actor clerk = desk::identify(pages.store, {"clerk"}).value();
    const std::string digest = desk::HandedDocuments(pages.store, pages.documents)
                                   .keep(clerk, "x" + text, "text/plain", pages.now)
                                   .digest;
    pages.sign_in("clerk");
    const Response shown = pages.get("/documents/" + digest + "/pages/1");
    CHECK(says(shown, "too long to be shown whole"));
    CHECK(shown.body.size() < 510'000);
    CHECK_FALSE(base::first_invalid_utf8(shown.body));
}

TEST_CASE("A document that cannot be opened says why, and how else to come by it") {
    Pages pages;
    const casework::Actor clerk = desk::identify(pages.store, {"clerk"}).value();
    const std::string digest = desk::HandedDocuments(pages.store, pages.documents)
                                   .keep(clerk, "%PDF-1.7 and no more", "application/pdf", pages.now)
                                   .digest;
    pages.sign_in("clerk");
    const Response shown = pages.get("/documents/" + digest + "/pages/1");
    CHECK(shown.status == 422);
    CHECK(says(shown, "This document cannot be shown here: it is damaged"));
    CHECK(pages.get("/documents/" + digest + "/images/1").status == 422);
}

TEST_CASE("The question without a name reads what is written, and shows the rules as text") {
    Pages pages;
    const Response asked = pages.get("/ask/florida-medicaid/therapy?request.discipline=physical%20therapy");
    CHECK(asked.status == 200);
    CHECK(says(asked, "role=\"status\""));
    CHECK(says(pages.get("/ask/florida-medicaid/therapy?request.start=%3Cscript%3E"), "Write a date"));
    CHECK_FALSE(says(pages.get("/ask/florida-medicaid/therapy?request.start=%3Cscript%3E"), "<script>"));
    CHECK(pages.get("/ask/no/such").status == 404);
}

TEST_CASE("Whoever is shown a page of a case is known to have read it, and nobody else is") {
    Pages pages;
    const auto stream = pages.office.done(SmallOffice::admission("M1", true));
    pages.sign_in("clerk");
    CHECK(pages.get(page_of(stream)).status == 200);
    pages.sign_in("stranger");
    CHECK(pages.get(page_of(stream)).status == 404);
    const auto read = pages.store.readings({.of = stream});
    REQUIRE(read.size() == 1);
    CHECK(read[0].person == "clerk");
    CHECK(read[0].what == "case");
}

namespace {

std::size_t count(const Response& response, std::string_view text) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = response.body.find(text, at)) != std::string::npos; ++at) ++found;
    return found;
}

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
    for (const char* text : {"M1", "clinic"}) {
        CAPTURE(text);
        CHECK(says(pages.get("/?text=" + std::string(text)), page_of(stream)));
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

namespace {

// The value of a hidden field of a page.
std::string hidden_in(const Response& response, const std::string& name) {
    const std::string before = "name=\"" + name + "\" value=\"";
    const std::size_t at = response.body.find(before);
    REQUIRE(at != std::string::npos);
    const std::size_t begin = at + before.size();
    return response.body.substr(begin, response.body.find('"', begin) - begin);
}

} // namespace

TEST_CASE(
    "What is typed is kept as one draft of the office, and a colleague's newer one is not overwritten") {
    Pages pages;
    pages.know("colleague", casework::Role::Provider, "clinic");
    pages.sign_in("clerk");
    const std::string address = "/new/florida-medicaid/therapy/admission";
    Fields typed{{"do", "keep"}, {"once", hidden_in(pages.get(address), "once")}};
    CHECK(says(pages.post(address, typed), "<p id=\"saved\" role=\"status\"></p>")); // nothing is typed yet
    CHECK(says(pages.get("/new"), "No drafts."));
    typed["member"] = "M1";
    const Response first = pages.post(address, typed);
    CHECK(first.status == 200);
    CHECK(says(first, "Saved 10:00 EST, shared with your office."));
    const std::string draft = hidden_in(first, "draft");
    CHECK(first.headers.at("hx-replace-url") == address + "?draft=" + draft);
    typed["request.start"] = "2026-12-10";
    CHECK(says(pages.post(address, typed), "Saved 10:00")); // the first answer was lost
    CHECK(count(pages.get("/new"), "?draft=") == 1);

    pages.sign_in("colleague");
    const Response theirs = pages.get(address + "?draft=" + draft);
    CHECK(says(theirs, "value=\"2026-12-10\""));
    const Fields more{{"do", "keep"},
                      {"member", "M1"},
                      {"line.code.1", "97110"},
                      {"draft", draft},
                      {"seen", hidden_in(theirs, "seen")},
                      {"once", hidden_in(theirs, "once")}};
    CHECK(says(pages.post(address, more), "Saved 10:00"));
    pages.sign_in("clerk");
    typed["draft"] = draft;
    const Response late = pages.post(address, typed);
    CHECK(says(late, "Not saved: colleague has saved it in between."));
    typed["do"] = "save";
    CHECK(pages.post(address, typed).status == 409);
    CHECK(says(pages.get(address + "?draft=" + draft), "value=\"97110\""));
    typed["do"] = "delete";
    CHECK(pages.post(address, typed).status == 409);
    const Fields drop{{"do", "delete"},
                      {"draft", draft},
                      {"seen", hidden_in(pages.get(address + "?draft=" + draft), "seen")}};
    CHECK(pages.post(address, drop).status == 303);
    CHECK(says(pages.get("/new"), "No drafts."));
}

TEST_CASE("A page asks what still matters, and keeps what was told though it matters no more") {
    Pages pages;
    pages.sign_in("clerk");
    const std::string address = "/new/florida-medicaid/therapy/admission";
    const std::string center = "data-fact=\"member.in_ppec\"";
    const Response page = pages.get(address);
    CHECK(says(page, center + " hidden>")); // only another type of request rests on it
    CHECK(says(page, "data-fact=\"request.discipline\">"));
    CHECK(says(page, "data-fact=\"request.start\">"));
    const Response told = pages.post(address, {{"do", "look"}, {"member.in_ppec", "yes"}});
    CHECK(says(told, center + "><label"));
    CHECK(says(told, "<option value=\"yes\" selected>"));
}

TEST_CASE("While it is typed, a page says which rules are not met, in the words of the source") {
    Pages pages;
    pages.sign_in("clerk");
    const std::string address = "/new/florida-medicaid/therapy/admission";
    const auto looked = [&](const Fields& more) {
        Fields fields = admission_fields();
        fields["do"] = "keep";
        for (const auto& [name, value] : more) fields[name] = value;
        return pages.post(address, fields);
    };
    CHECK_FALSE(says(looked({}), "These rules are not met"));
    CHECK(says(looked({{"line.code.1", "97530"}}), "one discipline: <q>"));
    CHECK(says(looked({{"line.code.1", "99213"}}), "needs review: <q>"));
    CHECK(says(looked({{"line.units.1", "73"}}), "within order: <q>"));
    CHECK(
        says(looked({{"line.duration.1", "181"}, {"line.ordered_duration.1", "181"}}), "within policy: <q>"));
    CHECK(says(looked({{"request.start", "2026-11-20"}}), "It comes late"));
}

TEST_CASE("A form may be as large as files only where it has some, and only of who is signed in") {
    Pages pages;
    pages.sign_in("clerk");
    http::Request request;
    request.method = Method::Post;
    request.path = "/cases/M1/C1";
    request.headers = {{"content-type", "multipart/form-data; boundary=b"}, {"cookie", pages.cookie}};
    CHECK(pages.portal.takes_files(request));
    request.path = "/new/florida-medicaid/therapy/admission";
    CHECK(pages.portal.takes_files(request));
    for (const char* other : {"/account", "/sign-in", "/cases/M1/C1/letters/1", "/api/v1/cases"}) {
        CAPTURE(other);
        http::Request elsewhere = request;
        elsewhere.path = other;
        CHECK_FALSE(pages.portal.takes_files(elsewhere));
    }
    http::Request plain = request;
    plain.headers["content-type"] = "application/x-www-form-urlencoded";
    CHECK_FALSE(pages.portal.takes_files(plain));
    http::Request nobody = request;
    nobody.headers["cookie"] = "assent=" + std::string(64, '0');
    CHECK_FALSE(pages.portal.takes_files(nobody));
    nobody.headers.erase("cookie");
    CHECK_FALSE(pages.portal.takes_files(nobody));
    pages.now += std::chrono::hours{1}; // the session has ended at rest
    CHECK_FALSE(pages.portal.takes_files(request));
}

} // namespace assent::portal
