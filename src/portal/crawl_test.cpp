// A crawl: every link of every page, as each kind of account and as nobody. What is linked is there, and a
// page shows nobody else's.

#include "portal/crawl_test.hpp"

namespace assent::portal {

TEST_CASE("Every link that a page shows leads somewhere, for every kind of account and for nobody") {
    Everybody house;
    house.accounts.emplace_back();
    for (const std::string& account : house.accounts) {
        CAPTURE(account);
        house.cookie.clear();
        if (!account.empty()) house.sign_in(account);
        for (const auto& [address, page] : crawl(house).pages) {
            CAPTURE(address);
            CHECK((page.status == 200 || page.status == 303));
        }
    }
}

TEST_CASE("A crawl finds the cases that are theirs to see, and of others not even a member's number") {
    Everybody house;
    std::size_t found = 0;
    for (const std::string& account : house.accounts) {
        CAPTURE(account);
        house.sign_in(account);
        const Crawled crawled = crawl(house);
        for (const store::StreamId& of : house.cases) {
            const bool theirs = house.sees(account, of);
            const std::string member(of.placement());
            for (const auto& [address, page] : crawled.pages) {
                CAPTURE(address);
                if (!theirs) CHECK_FALSE(says(page, member));
            }
            CHECK(house.get(page_of(of)).status == (theirs ? 200 : 404));
            found += theirs && crawled.pages.contains(page_of(of)) ? 1 : 0;
        }
    }
    CHECK(found >= 3); // the two offices their own, and a reviewer what waits
}

namespace {

// The tags of a page, each as it stands between its angle brackets. Values are escaped, so none ends early.
std::vector<std::string> tags_of(const Response& page) {
    std::vector<std::string> all;
    for (std::size_t at = 0; (at = page.body.find('<', at)) != std::string::npos; ++at)
        all.push_back(page.body.substr(at + 1, page.body.find('>', at) - at - 1));
    return all;
}

bool has(const std::string& tag, std::string_view text) { return tag.find(text) != std::string::npos; }

// " onclick=" and its like.
bool has_handler(const std::string& tag) {
    for (std::size_t at = 0; (at = tag.find(" on", at)) != std::string::npos; ++at) {
        std::size_t end = at + 3;
        while (end < tag.size() && tag[end] >= 'a' && tag[end] <= 'z') ++end;
        if (end > at + 3 && end < tag.size() && tag[end] == '=') return true;
    }
    return false;
}

void check_tags(const Response& page) {
    for (const std::string& tag : tags_of(page)) {
        CAPTURE(tag);
        CHECK_FALSE(has_handler(tag));
        CHECK_FALSE(has(tag, " style="));
        CHECK_FALSE(has(tag, "\"javascript:"));
        if (tag.starts_with("script")) CHECK(has(tag, " src=\"/assets/"));
        if (tag.starts_with("form")) CHECK((has(tag, " action=\"/") || has(tag, " method=\"get\"")));
        if (tag.starts_with("form")) CHECK_FALSE(has(tag, " action=\"//"));
        if (has(tag, "type=\"password\"")) CHECK(has(tag, " autocomplete=\""));
        if (has(tag, "target=\"_blank\"")) CHECK(has(tag, " rel=\"noopener\""));
    }
}

// A form that changes something bears the seal of its session, as often as there are such forms.
void check_seals(const Response& page, bool signed_in) {
    std::size_t forms = 0, seals = 0;
    for (const std::string& tag : tags_of(page)) {
        forms += tag.starts_with("form") && has(tag, "method=\"post\"") ? 1 : 0;
        seals += tag.starts_with("input") && has(tag, "name=\"seal\"") ? 1 : 0;
    }
    if (signed_in) CHECK(seals == forms);
}

bool is_page(const Response& page) {
    const auto type = page.headers.find("content-type");
    return page.status == 200 && type != page.headers.end() && type->second.starts_with("text/html");
}

} // namespace

// What lists of common weaknesses ask of headers, markup and forms, looked at on every page that there is.
TEST_CASE("No page runs what is written in it, is kept by a browser, or shows itself within another one") {
    Everybody house;
    house.accounts.emplace_back();
    std::size_t pages = 0;
    for (const std::string& account : house.accounts) {
        CAPTURE(account);
        house.cookie.clear();
        if (!account.empty()) house.sign_in(account);
        for (const auto& [address, page] : crawl(house).pages) {
            const bool letter =
                address.find("/letters/") != std::string::npos; // as it was sent, with its style
            if (!is_page(page) || letter) continue;
            CAPTURE(address);
            ++pages;
            const std::string& policy = page.headers.at("content-security-policy");
            for (const char* part :
                 {"default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"})
                CHECK_MESSAGE(policy.find(part) != std::string::npos, part);
            CHECK(policy.find("unsafe") == std::string::npos);
            CHECK(page.headers.at("cache-control") == "no-store");
            CHECK(page.headers.at("x-content-type-options") == "nosniff");
            CHECK(page.headers.at("referrer-policy") == "same-origin");
            check_tags(page);
            check_seals(page, !account.empty());
        }
    }
    CHECK(pages > 60);
}

TEST_CASE(
    "A session has a secret of its own each time, known to no page, and none that somebody brought along") {
    Pages pages;
    pages.cookie = "assent=" + std::string(64, 'a');
    const Response answer =
        pages.post("/sign-in", {{"account", "clerk"}, {"password", password}, {"seal", "x"}});
    REQUIRE(answer.status == 303);
    const std::string& kept = answer.headers.at("set-cookie");
    for (const char* part : {"HttpOnly", "SameSite=Lax", "Path=/"})
        CHECK(kept.find(part) != std::string::npos);
    pages.keep(answer);
    const std::string first = pages.cookie;
    CHECK(first != "assent=" + std::string(64, 'a'));
    CHECK_FALSE(says(pages.get("/"), first.substr(7)));
    CHECK_FALSE(says(pages.get("/account"), first.substr(7)));
    pages.keep(pages.post("/sign-in", {{"account", "clerk"}, {"password", password}}));
    CHECK(pages.cookie != first);
    CHECK(pages.post("/sign-out", {}).status == 303);
    CHECK(pages.get("/").status == 303); // the secret is good no more, whoever has kept it
    pages.cookie = first;
    CHECK(pages.get("/").status == 200); // another browser goes on
    CHECK(pages.post("/sign-out-everywhere", {}).status == 303);
    CHECK(pages.get("/").status == 303);
}

TEST_CASE("Addresses that climb, break out or carry markup are nothing, and are shown as text") {
    Pages pages;
    pages.office.done(SmallOffice::admission("M1"));
    pages.sign_in("clerk");
    std::size_t asked = 0;
    for (const char* address :
         {"/cases/..%2f..%2fetc/passwd", "/cases/M1/..", "/cases/M1'%20OR%20'1'='1/C1",
          "/assets/..%2f..%2fstore", "/cases/%00/C1", "/cases/M1/%3Cscript%3E", "/users/%22%3E%3Cscript%3E",
          "/new/..%2f/x/admission", "/needs/%3Cscript%3E/x",
          "/cases/M1/C1/documents/..%2f..%2fkeys%2fdocuments.key"}) {
        CAPTURE(address);
        if (!http::read_target(address)) continue; // it does not get as far as a page
        ++asked;
        const Response page = pages.get(address);
        CHECK((page.status == 404 || page.status == 400));
        CHECK_FALSE(says(page, "<script>"));
    }
    CHECK(asked >= 4);
    for (const char* next : {"//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example",
                             "javascript:alert(1)"}) {
        CAPTURE(next);
        pages.cookie.clear();
        const Response answer =
            pages.post("/sign-in", {{"account", "clerk"}, {"password", password}, {"next", next}});
        CHECK(answer.headers.at("location") == "/");
    }
}

TEST_CASE(
    "Whatever stands in the places of an address, it is answered, and with nothing of the world broken") {
    Everybody house;
    const std::vector<std::string> odd = {" ",
                                          "a b",
                                          "..",
                                          "<b>",
                                          "\xc3\xa9",
                                          "0",
                                          "-1",
                                          std::string(3000, 'x'),
                                          "M1",
                                          "clerk",
                                          "99999999999999999999",
                                          "{member}",
                                          "'",
                                          "\""};
    std::size_t answered = 0;
    for (const char* account : {"", "clerk", "therapist", "chief", "plan"}) {
        house.cookie.clear();
        if (*account != 0) house.sign_in(account);
        for (const http::Route& route : house.router.routes()) {
            if (route.pattern.find('{') == std::string::npos) continue;
            for (const std::string& word : odd) {
                const std::string address = filled(route.pattern, word);
                if (!http::read_target(address)) continue;
                CAPTURE(account);
                CAPTURE(address);
                const Response answer = route.method == Method::Get
                                            ? house.get(address)
                                            : house.post(address, {{"do", "look"}, {"request", word}});
                CHECK(answer.status < 500);
                ++answered;
            }
        }
    }
    CHECK(answered > 1000);
}

} // namespace assent::portal
