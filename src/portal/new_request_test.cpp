// A new request: what is asked, foreseen, kept as a draft and sent, as forms can be filled in by hand.

#include <doctest/doctest.h>

#include "portal/pages_test.hpp"

namespace assent::portal {

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
    CHECK(says(looked({{"line.code.1", "99213"}}), "No authorization is needed.")); // THX-10
    CHECK(says(looked({{"line.units.1", "73"}}), "within order: <q>"));
    CHECK(
        says(looked({{"line.duration.1", "181"}, {"line.ordered_duration.1", "181"}}), "within policy: <q>"));
    CHECK(says(looked({{"request.start", "2026-11-20"}}), "It comes late"));
}

// THX-04
TEST_CASE("What a program takes by other ways only is not begun on the portal, which says by which") {
    Pages pages;
    pages.know("max", casework::Role::Intake, "us");
    pages.sign_in("clerk");
    const char* address = "/new/florida-medicaid/therapy/respiratory%20therapy%20in%20PPEC";
    const Response office = pages.get("/new");
    CHECK(says(office, "respiratory therapy in PPEC, by email, fax or mail only."));
    CHECK_FALSE(says(office, address));
    CHECK(says(office, "/new/florida-medicaid/therapy/admission"));
    pages.sign_in("max"); // who writes down what came by such ways
    CHECK(says(pages.get("/new"), address));
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
