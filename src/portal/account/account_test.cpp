// The page of an account and the second step of signing in, without a browser: what a form can do, and that
// no page shows a secret twice.

#include <doctest/doctest.h>

#include "desk/one_time_code.hpp"
#include "desk/second_step.hpp"
#include "portal/pages_test.hpp"
#include "portal/qr_code.hpp"

namespace assent::portal {
namespace {

using std::chrono::minutes;

const casework::PersonId clerk{"clerk"};

// A code that the app would show: of the secret on the page, in its groups.
std::string code_on(const Response& page, calendar::Instant now) {
    const std::string before = "<p class=\"as-code\"><code>";
    const std::size_t at = page.body.find(before);
    REQUIRE(at != std::string::npos);
    const std::string shown = page.body.substr(at + before.size(), 39); // 32 letters, 7 blanks
    std::vector<std::uint8_t> secret;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char letter : shown) {
        if (letter == ' ') continue;
        const auto digit = letter >= 'A' ? letter - 'A' : letter - '2' + 26;
        bits = bits << 5U | static_cast<std::uint32_t>(digit);
        held += 5;
        if (held < 8) continue;
        held -= 8;
        secret.push_back(static_cast<std::uint8_t>(bits >> held));
    }
    return desk::one_time_code(secret, desk::half_minute(now));
}

std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const std::size_t at = text.find(before);
    REQUIRE(at != std::string::npos);
    const std::size_t begin = at + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

// Turns it on for the clerk; the first recovery code.
std::string turned_on(Pages& pages) {
    pages.sign_in("clerk");
    CHECK(pages.post("/account/second-step/offer", {}).status == 303);
    const Response offer = pages.get("/account/second-step");
    const Response done =
        pages.post("/account/second-step", {{"password", password}, {"code", code_on(offer, pages.now)}});
    REQUIRE(done.status == 200);
    pages.keep(done);
    return between(done.body, "<ol class=\"as-codes\"><li><code>", "<");
}

Response first_step(Pages& pages) {
    pages.cookie.clear();
    return pages.post("/sign-in", {{"account", "clerk"}, {"password", password}});
}

std::string half_of(const Response& page) { return between(page.body, "name=\"half\" value=\"", "\""); }

} // namespace

TEST_CASE("The second step is set up with a code and the password, and other sessions end") {
    Pages pages;
    pages.sign_in("clerk");
    const std::string elsewhere = pages.cookie;
    CHECK(pages.get("/account/second-step").status == 303); // nothing was offered
    const std::string recovery = turned_on(pages);
    CHECK(recovery.size() == 19);
    CHECK(says(pages.get("/account"), "10 of 10 recovery codes are left"));
    CHECK_FALSE(says(pages.get("/account"), recovery));
    CHECK(pages.get("/account/second-step").status == 303); // and the secret is not shown again
    pages.cookie = elsewhere;
    CHECK(pages.get("/account").status == 303);
}

TEST_CASE("A wrong code or password leaves it off, and the same secret is shown again") {
    Pages pages;
    pages.sign_in("clerk");
    pages.post("/account/second-step/offer", {});
    const Response offer = pages.get("/account/second-step");
    const std::string code = code_on(offer, pages.now);
    const Response no_password = pages.post("/account/second-step", {{"password", "x"}, {"code", code}});
    CHECK(no_password.status == 422);
    const Response no_code = pages.post("/account/second-step", {{"password", password}, {"code", "000 00"}});
    CHECK(no_code.status == 422);
    CHECK(code_on(no_code, pages.now) == code);
    CHECK_FALSE(desk::has_second_step(desk::read_standing(pages.store, desk::stream_of(clerk))));
}

TEST_CASE("Signing in asks for the code on a page of its own, and nothing is open before") {
    Pages pages;
    const std::string recovery = turned_on(pages);
    const Response asked = first_step(pages);
    CHECK(asked.status == 200);
    CHECK(says(asked, "autocomplete=\"one-time-code\""));
    CHECK_FALSE(asked.headers.contains("set-cookie"));
    const std::string half = half_of(asked);
    pages.cookie = "assent=" + half;
    CHECK(pages.get("/account").status == 303);
    pages.cookie.clear();
    CHECK(pages.post("/sign-in/code", {{"half", half}, {"code", "123"}}).status == 422);
    const Response in =
        pages.post("/sign-in/code", {{"half", half}, {"code", recovery}, {"next", "/account"}});
    CHECK(in.status == 303);
    CHECK(in.headers.at("location") == "/account");
    pages.keep(in);
    CHECK(says(pages.get("/account"), "9 of 10 recovery codes are left"));
    pages.cookie.clear();
    CHECK(pages.post("/sign-in/code", {{"half", half}, {"code", recovery}}).status == 422);
    CHECK(pages.post("/sign-in/code", {{"code", recovery}}).status == 422);
    CHECK(pages.get("/sign-in/code").headers.at("location") == "/sign-in");
}

TEST_CASE("What was being sent goes through both steps") {
    Pages pages;
    const std::string recovery = turned_on(pages);
    pages.cookie.clear();
    const Response asked = pages.post("/sign-in", {{"account", "clerk"},
                                                   {"password", password},
                                                   {"next", "/cases/M1/C1"},
                                                   {"kept.reason", "moved <away>"}});
    CHECK(says(asked, "name=\"kept.reason\" value=\"moved &lt;away&gt;\""));
    const Response in = pages.post("/sign-in/code", {{"half", half_of(asked)},
                                                     {"code", recovery},
                                                     {"next", "/cases/M1/C1"},
                                                     {"kept.reason", "moved <away>"}});
    CHECK(says(in, "action=\"/cases/M1/C1\""));
    CHECK(says(in, "name=\"reason\" value=\"moved &lt;away&gt;\""));
}

TEST_CASE("It is turned off, and recovery codes are made, with both the password and a code") {
    Pages pages;
    const std::string recovery = turned_on(pages);
    for (const char* act : {"codes", "off"}) {
        const std::string address = std::string("/account/second-step/") + act;
        CHECK(pages.post(address, {{"password", password}, {"code", "no"}}).status == 422);
        CHECK(pages.post(address, {{"password", "no"}, {"code", recovery}}).status == 422);
    }
    const Response fresh =
        pages.post("/account/second-step/codes", {{"password", password}, {"code", recovery}});
    CHECK(fresh.status == 200);
    const std::string other = between(fresh.body, "<ol class=\"as-codes\"><li><code>", "<");
    CHECK(pages.post("/account/second-step/off", {{"password", password}, {"code", recovery}}).status == 422);
    pages.now += minutes{15};
    const Response off = pages.post("/account/second-step/off", {{"password", password}, {"code", other}});
    CHECK(off.status == 303);
    pages.keep(off);
    CHECK(says(pages.get("/account"), "Set it up"));
    CHECK(first_step(pages).status == 303);
}

TEST_CASE("The password is changed with the present one, and the other sessions end") {
    Pages pages;
    pages.sign_in("clerk");
    const std::string elsewhere = pages.cookie;
    pages.sign_in("clerk");
    const char* fresh = "six loud yellow trams";
    CHECK(pages.post("/account", {{"password", "wrong"}, {"new", fresh}}).status == 422);
    CHECK(pages.post("/account", {{"password", password}, {"new", "short"}}).status == 422);
    const Response changed = pages.post("/account", {{"password", password}, {"new", fresh}});
    CHECK(changed.status == 303);
    pages.keep(changed);
    CHECK(says(pages.get("/account?done=password"), "The password is changed"));
    pages.cookie = elsewhere;
    CHECK(pages.get("/account").status == 303);
    CHECK(first_step(pages).status == 422);
}

TEST_CASE("A code for a camera is a square with its three corners, drawn without a style or a file") {
    const std::string svg = qr_code("otpauth://totp/Assent:ana?secret=NBSWY3DP", "words & <signs>").text();
    CHECK(svg.find("aria-label=\"words &amp; &lt;signs&gt;\"") != std::string::npos);
    CHECK(svg.find("style") == std::string::npos);
    CHECK(svg.find("href") == std::string::npos);
    CHECK(svg.find("viewBox=\"0 0 37 37\"") != std::string::npos); // version 3, and the margin
    CHECK(svg.find("M4 4h7v1h-7z") != std::string::npos);          // the first row of the left corner
    CHECK(svg.find("M26 4h7v1h-7z") != std::string::npos);         // of the right one
    CHECK(svg.find("M4 26h7v1h-7z") != std::string::npos);         // of the lower one
}

} // namespace assent::portal
