// The pages as whoever has a browser could ask for them, without one: what is shown to whom, and what a form
// that was edited by hand can do. How they look and read is tried in a real browser.

#include <doctest/doctest.h>

#include "desk/handed_documents.hpp"
#include "portal/open_pages_test.hpp"

namespace assent::portal {
namespace {

std::string page_of(const store::StreamId& stream) { return "/cases/" + stream.text().substr(5); }

} // namespace

TEST_CASE("Without a session every page but the public ones leads to signing in, and back") {
    Pages pages;
    for (const char* address : {"/", "/account", "/new", "/cases/M1/C1", "/cases/M1/C1/letters/1",
                                "/cases/M1/C1/documents/x", "/new/florida-medicaid/therapy/admission"}) {
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
    for (const char* act : {"claim", "approve", "pend", "refer"}) {
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
    CHECK(pages
              .post(page_of(stream), {{"do", "approve"},
                                      {"request", "1"},
                                      {"criteria", "therapy criteria"},
                                      {"criteria_version", "2026.1"},
                                      {"reason", "The goals are <measurable>."}})
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

TEST_CASE("A new request is foreseen as it would be done, kept as a draft for the office, and sent once") {
    Pages pages;
    pages.sign_in("clerk");
    const std::string address = "/new/florida-medicaid/therapy/admission";
    Fields fields{{"member", "M1"},
                  {"request.discipline", "physical therapy"},
                  {"request.start", "2026-12-10"},
                  {"ordering provider", "dr-hill"},
                  {"line.code.1", "97110"},
                  {"line.units.1", "72"},
                  {"line.frequency.1", "3"},
                  {"line.duration.1", "168"},
                  {"line.ordered_units.1", "72"},
                  {"line.ordered_frequency.1", "3"},
                  {"line.ordered_duration.1", "168"}};
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

TEST_CASE("The question without a name reads what is written, and shows the rules as text") {
    Pages pages;
    const Response asked = pages.get("/ask/florida-medicaid/therapy?request.discipline=physical%20therapy");
    CHECK(asked.status == 200);
    CHECK(says(asked, "role=\"status\""));
    CHECK(says(pages.get("/ask/florida-medicaid/therapy?request.start=%3Cscript%3E"), "Write a date"));
    CHECK_FALSE(says(pages.get("/ask/florida-medicaid/therapy?request.start=%3Cscript%3E"), "<script>"));
    CHECK(pages.get("/ask/no/such").status == 404);
}

} // namespace assent::portal
