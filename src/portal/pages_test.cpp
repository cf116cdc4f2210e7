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

// THX-35, 36: a sheet for each kind of paper, from when the request is submitted.
TEST_CASE("Papers can be faxed under a sheet of their own each, as long as the request is open") {
    Pages pages;
    const auto stream = pages.office.done(SmallOffice::admission("M1", false));
    const std::string address = page_of(stream) + "/requests/1/cover-sheets";
    pages.sign_in("clerk");
    CHECK(says(pages.get(page_of(stream)), address));
    const Response sheets = pages.get(address);
    CHECK(count(sheets, "<section class=\"as-cover\">") == 2);
    CHECK(says(sheets, "<dd>plan of care</dd>"));
    CHECK(says(sheets, "<dd>855-427-3747</dd>"));
    CHECK(says(sheets, "Use it once"));
    const auto code = [&](std::size_t from) {
        const std::size_t at = sheets.body.find(" d=\"M", sheets.body.find("fill=\"#000\"", from));
        return sheets.body.substr(at, sheets.body.find('"', at + 4) - at);
    };
    CHECK(code(0) != code(sheets.body.rfind("as-cover"))); // of each paper its own
    for (const char* other :
         {"/requests/0/cover-sheets", "/requests/2/cover-sheets", "/requests/x/cover-sheets"})
        CHECK(pages.get(page_of(stream) + other).status == 404);
    pages.sign_in("stranger");
    CHECK(pages.get(address).status == 404);
    pages.office.done("clerk", stream, casework::Withdraw{0, "moved"});
    pages.sign_in("clerk");
    CHECK(pages.get(address).status == 404);
    CHECK_FALSE(says(pages.get(page_of(stream)), address));
}

// THX-104, 105, 108: the agency alone directs what follows, and the provider is told nothing.
TEST_CASE("A concern goes to the agency, which can have the case held, and the office hears of neither") {
    Pages pages;
    pages.know("inspector", casework::Role::Agency, "agency");
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    pages.office.done("therapist", stream, casework::Claim{0});
    const auto act = [&](Fields fields) {
        fields["request"] = "1";
        return pages.post(page_of(stream), fields);
    };
    pages.sign_in("clerk");
    CHECK_FALSE(says(pages.get(page_of(stream)), "Report a concern"));
    CHECK(act({{"do", "flag"}, {"what", "Mine."}}).status == 422);
    pages.sign_in("therapist");
    CHECK(says(pages.get(page_of(stream)), "Report a concern"));
    CHECK(act({{"do", "flag"}, {"what", "Billed twice."}}).status == 303);
    CHECK(act({{"do", "direct"}, {"direction", "hold"}, {"words", "Stop."}}).status == 422);
    const char* question = "When did you see what may be fraud or abuse?";
    CHECK(says(pages.get(page_of(stream)), question));
    CHECK(act({{"do", "report"}, {"fraud.suspected", "yesterday"}}).status == 400);
    CHECK(act({{"do", "report"}, {"fraud.suspected", "2026-11-30T09:30"}}).status == 303);
    CHECK(says(pages.get(page_of(stream)), "Mon 30 Nov 2026 09:30"));
    pages.sign_in("inspector");
    CHECK(act({{"do", "direct"}, {"direction", "burn"}, {"words", "Stop."}}).status == 400);
    CHECK(act({{"do", "direct"}, {"direction", "hold"}, {"words", "Wait for our visit."}}).status == 303);
    CHECK(pages.office.file(stream).now.held);
    pages.sign_in("therapist");
    CHECK(says(pages.get(page_of(stream)), "<p>Directed: hold. Wait for our visit.</p>"));
    pages.sign_in("clerk");
    const Response page = pages.get(page_of(stream));
    for (const char* text : {"Billed twice", "Wait for our visit", question, "2026-11-30 09:30", "irected",
                             "on hold", "On hold", ", agency"}) {
        CAPTURE(text);
        CHECK_FALSE(says(page, text));
    }
    pages.sign_in("therapist");
    CHECK(says(act({{"do", "refer"}, {"reason", "Unclear."}}), "on hold by direction of the agency"));
}

TEST_CASE("A request is returned, or denied for an administrative reason, with words for it") {
    Pages pages;
    const auto act = [&](const store::StreamId& stream, const char* what, const char* reason) {
        return pages.post(page_of(stream), {{"do", what}, {"request", "1"}, {"reason", reason}});
    };
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    pages.office.done("therapist", stream, casework::Claim{0});
    pages.sign_in("therapist");
    const bool technical = says(pages.get(page_of(stream)), "Deny it for an administrative reason");
    CHECK(act(stream, "technically deny", "").status == 422);
    CHECK((act(stream, "technically deny", "Not covered there.").status == 303) == technical);
    CHECK(technical);
    pages.sign_in("clerk");
    const Response office = pages.get(page_of(stream));
    CHECK(says(office, "Technically denied"));
    CHECK(says(office, "Why: Not covered there."));
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

TEST_CASE("The question without a name asks as long as an answer matters, the type of the request first") {
    Pages pages;
    std::string told = "/ask/florida-medicaid/therapy?";
    CHECK(says(pages.get(told), "Which type of request is it?"));
    CHECK_FALSE(says(pages.get(told), "Which therapy code?"));
    told += "request.type=admission";
    CHECK(says(pages.get(told), "Which therapy code?"));
    told += "&request.start=2026-12-10&line.code=";
    CHECK(says(pages.get(told + "99999"), "No authorization is needed"));
    for (const char* amount : {"units=72", "frequency=3", "duration=168"})
        told.insert(told.find("line.code"), fmt::format("line.{}&line.ordered_{}&", amount, amount));
    told.insert(told.find("line.code"), "request.discipline=physical%20therapy&member.eligible=yes&");
    CHECK(says(pages.get(told + "97110"), "A person would decide it"));
    CHECK(says(pages.get(told + "92507"), "It would have to be corrected first"));
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

} // namespace assent::portal
