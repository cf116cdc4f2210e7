// What lists of common weaknesses ask of forms, addresses and sessions, tried on every page and form that
// there is. docs/security.md says which test tries what.

#include "portal/crawl_test.hpp"

namespace assent::portal {
namespace {

std::vector<std::string> forms_of(const Everybody& house) {
    std::vector<std::string> all;
    for (const http::Route& route : house.router.routes()) {
        if (route.method == Method::Post) all.push_back(filled(route.pattern, "M1"));
    }
    return all;
}

// How much was recorded of anything but who has read what.
std::int64_t recorded(Everybody& house) {
    using Kind = store::StreamKind;
    std::int64_t events = 0;
    for (const Kind kind : {Kind::Case, Kind::Letters, Kind::Ledger, Kind::Standing, Kind::Intake,
                            Kind::Program, Kind::Draft, Kind::Drafts, Kind::Audit}) {
        const auto streams = house.store.streams(kind, "", 10'000);
        for (const store::StreamId& one : streams) events += house.store.head(one).sequence;
    }
    return events;
}

// Markup that no page writes itself, in a text that somebody wrote.
constexpr const char* written_by_somebody = "x\"'><i>&amp;</i>";
constexpr const char* as_markup = "<i>&amp;</i>";
constexpr const char* as_text = "&lt;i&gt;&amp;amp;&lt;/i&gt;";

} // namespace

TEST_CASE("No form is taken from another site, whatever it bears") {
    Everybody house;
    house.sign_in("clerk");
    const std::string seal = house.seal();
    const std::int64_t before = recorded(house);
    for (const auto& [name, value] :
         {std::pair("origin", "https://elsewhere.example"), std::pair("origin", "null"),
          std::pair("origin", "http://localhost.elsewhere.example"),
          std::pair("sec-fetch-site", "cross-site"), std::pair("sec-fetch-site", "same-site")}) {
        house.beside = {{name, value}};
        for (const std::string& address : forms_of(house)) {
            CAPTURE(value);
            CAPTURE(address);
            CHECK(house.post(address, {{"seal", seal}, {"do", "claim"}, {"request", "1"}}).status == 403);
        }
    }
    CHECK(forms_of(house).size() > 30);
    CHECK(recorded(house) == before);
}

TEST_CASE("No form of an account is taken without a session, or with another one's seal") {
    Everybody house;
    house.sign_in("stranger");
    const std::string theirs = house.seal();
    const std::int64_t before = recorded(house);
    std::size_t forms_of_accounts = 0;
    for (const std::string& address : forms_of(house)) {
        CAPTURE(address);
        house.cookie.clear();
        if (house.post(address, {{"seal", theirs}}).status != 401) continue; // anybody may send this one
        ++forms_of_accounts;
        house.sign_in("clerk");
        for (const std::string& seal : {theirs, std::string(64, '0'), std::string()})
            CHECK(house.post(address, {{"seal", seal}, {"do", "claim"}, {"request", "1"}}).status == 403);
    }
    CHECK(forms_of_accounts > 25);
    CHECK(recorded(house) == before);
}

TEST_CASE("Looking changes nothing but who has looked") {
    Everybody house;
    const std::int64_t before = recorded(house);
    CHECK(before > 50);
    for (const std::string& account : house.accounts) {
        CAPTURE(account);
        house.sign_in(account);
        crawl(house);
        for (const std::string& form : forms_of(house)) CHECK(house.get(form).status < 500);
        CHECK(recorded(house) == before);
    }
}

TEST_CASE("What somebody wrote is text on every page that shows it") {
    Everybody house;
    const std::string text = written_by_somebody;
    for (const char* member : {"Xavier-1", "Yvonne-2"})
        desk::report(house.store, desk::stream_of(casework::MemberId{member}),
                     desk::Member{text, calendar::Date{std::chrono::year{2019} / 5 / 4}, ""}, house.cause);
    for (const char* one : {"clinic", "elsewhere", "us"})
        desk::report(house.store, desk::stream_of(casework::OrganizationId{one}), desk::Organization{text},
                     house.cause);
    for (const char* one : {"clerk", "therapist"}) {
        desk::Person person =
            *desk::read_standing(house.store, desk::stream_of(casework::PersonId{one})).person;
        person.name = text;
        desk::report(house.store, desk::stream_of(casework::PersonId{one}), person, house.cause);
    }
    house.office.done("therapist", house.cases[0], casework::Flag{0, text, true});
    house.office.done("therapist", house.cases[0], casework::Flag{0, text, false});
    casework::Message question;
    question.request = 0;
    question.text = text;
    house.office.done("clerk", house.cases[0], question);
    house.office.done("stranger", house.cases[1], casework::Withdraw{0, text});
    std::size_t shown = 0;
    for (const std::string& account : house.accounts) {
        CAPTURE(account);
        house.sign_in(account);
        for (const auto& [address, page] : crawl(house).pages) {
            CAPTURE(address);
            CHECK_FALSE(says(page, as_markup));
            shown += count(page, as_text);
        }
        const Response sought = house.get("/?text=" + in_address(text));
        CHECK_FALSE(says(sought, as_markup));
    }
    CHECK(shown > 100);
}

TEST_CASE("Over TLS a session is kept for TLS alone, and the browser is told to come back over it") {
    Pages pages;
    pages.secure = true;
    const Response answer = pages.post("/sign-in", {{"account", "clerk"}, {"password", password}});
    REQUIRE(answer.status == 303);
    CHECK(answer.headers.at("set-cookie").starts_with("__Host-assent="));
    CHECK(answer.headers.at("set-cookie").find("; Secure") != std::string::npos);
    pages.keep(answer);
    CHECK(pages.get("/").headers.at("strict-transport-security") == "max-age=31536000");
    pages.secure = false;
    CHECK(pages.get("/").status == 303); // it is none without
}

TEST_CASE("A field that no form has decides nothing") {
    Pages pages;
    const auto stream = pages.office.done(SmallOffice::admission("M1"));
    pages.sign_in("clerk");
    // As if the sender were somebody else, of another role, and the request were decided.
    pages.post(page_of(stream), {{"do", "message"},
                                 {"request", "1"},
                                 {"text", "When?"},
                                 {"by", "therapist"},
                                 {"role", "supervisor"},
                                 {"organization", "us"},
                                 {"outcome", "approved"}});
    const desk::CaseFile file = pages.office.file(stream);
    CHECK(file.now.at(0).state == casework::State::InReview);
    const store::Event last = pages.store.read(stream, 1).back();
    CHECK(last.kind == "Messaged"); // it was taken, as what its sender may send
    CHECK(last.actor == "clerk");
    CHECK(desk::identify(pages.store, {"clerk"})->role == casework::Role::Provider);
}

} // namespace assent::portal
