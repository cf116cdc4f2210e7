// What a member sees with the code of a letter: THX-65, 85, 90 to 93.

#include <doctest/doctest.h>

#include <filesystem>

#include "catalog/file_text.hpp"
#include "catalog/temporary_folder_test.hpp"
#include "desk/sent_letters_test.hpp"
#include "portal/pages_test.hpp"

namespace assent::portal {
namespace {

constexpr auto decided = desk::monday + std::chrono::hours{1};

// A case that was denied, and the code of the member's letter.
struct Member : Pages {
    store::StreamId stream = desk::denied(office);
    std::string code;

    Member() {
        now = decided;
        desk::Bag bag;
        desk::Outbox(store, desk::therapy_shelf(), "https://plan.example").deliver(bag, now);
        code = desk::codes_in(bag).at(0);
    }

    Response enter() { return post("/member", {{"code", code}, {"born", "2019-05-04"}, {"seal", ""}}); }
    static std::string seal_of(const Response& page) {
        const std::string before = "name=\"seal\" value=\"";
        const std::size_t at = page.body.find(before);
        REQUIRE(at != std::string::npos);
        return page.body.substr(at + before.size(), 64);
    }
};

} // namespace

TEST_CASE(
    "With code and birth date a member sees where the request is, their letters, and how to ask again") {
    Member member;
    member.keep(member.enter());
    const Response page = member.get("/member");
    CHECK(page.status == 200);
    CHECK(says(page, "Denied on Mon 30 Nov 2026 11:00 EST"));
    CHECK(says(page, "You can ask for: reconsideration"));
    CHECK(says(page, "Mon 7 Dec 2026, end of day")); // five business days after the letter left
    for (const char* way : {"Call <a class=\"usa-link\" href=\"tel:855-977-3747\">", "Fax 855-677-3747",
                            "Write to eQHealth Solutions, Inc."})
        CHECK(says(page, way));
    CHECK_FALSE(says(page, "Ask for it now")); // the program takes it from a member by fax, phone and mail
    CHECK(count(page, "href=\"/member/letters/") == 1);
    CHECK_FALSE(says(page, "A Child"));
    CHECK_FALSE(says(page, "M1"));
    const std::string link = "/member/letters/";
    const std::size_t at = page.body.find(link);
    const std::string number = page.body.substr(at + link.size(), page.body.find('"', at) - at - link.size());
    const Response letter = member.get(link + number);
    CHECK(says(letter, "The goals are met."));
    CHECK(says(letter, "<title>A letter to you | Assent</title>"));
    CHECK(count(letter, "<h1") == 1);
    for (const char* other : {"0", "1000", "x", "-1"}) CHECK(member.get(link + other).status == 404);
    std::size_t theirs = 0;
    for (std::size_t i = 1; i <= member.office.file(member.stream).now.notices.size(); ++i)
        theirs += member.get(link + std::to_string(i)).status == 200 ? 1 : 0;
    CHECK(theirs == 1); // of all that left
    member.now = decided + std::chrono::days{9};
    CHECK_FALSE(says(member.get("/member"), "You can ask for"));
    const auto read = member.store.readings({.of = member.stream});
    REQUIRE(read.size() == 2);
    CHECK(read[0].person == "the-member");
}

TEST_CASE("A wrong code and a wrong birth date are answered alike, and open nothing") {
    Member member;
    const auto with = [&](const std::string& code, const char* born) {
        return member.post("/member", {{"code", code}, {"born", born}, {"seal", ""}});
    };
    Response code = with("22222-22222", "2019-05-04"), born = with(member.code, "2019-05-05");
    for (Response* page : {&code, &born}) {
        CHECK(page->status == 422);
        CHECK_FALSE(page->headers.contains("set-cookie"));
        for (const std::string& typed : {std::string("22222-22222"), member.code})
            if (const std::size_t at = page->body.find(typed); at != std::string::npos)
                page->body.erase(at, typed.size());
    }
    CHECK(code.body == born.body);
    CHECK(with(member.code, "5/4/2019").status == 303); // as people here write it
    CHECK(with("", "").status == 422);
}

TEST_CASE("Whoever is in by a code is nobody on any other page, and an account is nobody on theirs") {
    Member member;
    const auto all = [&](bool member_pages) {
        std::vector<std::pair<std::string, int>> found;
        for (const http::Route& route : member.router.routes()) {
            if (route.pattern.starts_with("/member") != member_pages || route.method != Method::Get) continue;
            std::string address = route.pattern;
            for (std::size_t open = 0; (open = address.find('{')) != std::string::npos;)
                address.replace(open, address.find('}') - open + 1, "M1");
            found.emplace_back(address, member.get(address).status);
        }
        found.emplace_back(page_of(member.stream), member.get(page_of(member.stream)).status);
        return found;
    };
    const auto nobody = all(false);
    member.keep(member.enter());
    CHECK(all(false) == nobody);
    CHECK(member.get(page_of(member.stream)).status == 303); // to sign in
    member.sign_in("clerk");
    CHECK(says(member.get("/member"), "Code in the letter"));
    member.cookie = "assent-member=" + member.cookie.substr(7);
    CHECK(says(member.get("/member"), "Code in the letter"));
}

TEST_CASE("A member's session ends when they close it, and by itself") {
    Member member;
    const Response entered = member.enter();
    const std::string& cookie = entered.headers.at("set-cookie");
    for (const char* part : {"Path=/member", "HttpOnly", "SameSite=Strict"})
        CHECK(cookie.find(part) != std::string::npos);
    member.keep(entered);
    const std::string seal = member.seal_of(member.get("/member"));
    member.post("/member/leave", {{"seal", "made up"}});
    CHECK(says(member.get("/member"), "Letters to you"));
    CHECK(member.post("/member/leave", {{"seal", seal}}).status == 303);
    CHECK(says(member.get("/member"), "Code in the letter"));
    member.cookie.clear();
    member.keep(member.enter());
    member.now += std::chrono::minutes{30};
    CHECK(says(member.get("/member"), "Code in the letter"));
    CHECK(member.get("/member/letters/1").status == 303);
    CHECK(member.post("/member/ask", {{"seal", ""}}).status == 303);
}

namespace {

// The program of this repository, but that whoever gets the care may ask for reconsideration by the portal.
const desk::RuleShelf& asking_shelf() {
    static const desk::RuleShelf shelf = [] {
        const catalog::TemporaryFolder folder;
        const auto programs = folder.path() / "programs";
        std::filesystem::copy(ASSENT_SOURCE_DIR "/programs", programs,
                              std::filesystem::copy_options::recursive);
        const auto file = programs / "florida-medicaid/therapy/2015-09-01/program.policy";
        std::string text = catalog::file_text(file.string());
        const std::string by = "or recipient or guardian by fax, phone or mail";
        REQUIRE(text.find(by) != std::string::npos);
        text.replace(text.find(by), by.size(), "or recipient or guardian by portal, fax, phone or mail");
        folder.write(std::filesystem::relative(file, folder.path()), text);
        base::Diagnostics warnings;
        auto read = catalog::read_one_program((programs / "florida-medicaid").string(),
                                              catalog::Scenarios::Leave, warnings);
        REQUIRE(read.has_value());
        desk::RuleShelf made;
        for (const catalog::Version& version : read->versions)
            REQUIRE(made.keep(version, [](const std::string& id) { return id; }).has_value());
        made.govern(std::move(*read));
        return made;
    }();
    return shelf;
}

} // namespace

TEST_CASE("Where the program takes it from the member in writing, they ask for it on their page, once") {
    desk::OpenOffice office;
    desk::Desk desk(office.store, asking_shelf());
    const store::TemporaryFile folder;
    store::Documents documents(folder.path(), store::ring_of("1"));
    Pages other; // its router is not used, its way to ask one is
    Portal portal(desk, office.store, documents, [] { return decided; });
    http::Router router;
    portal.add_to(router);
    const store::StreamId stream =
        desk::denied(desk, *asking_shelf().in_force("florida-medicaid/therapy", decided));
    desk::Bag bag;
    desk::Outbox(office.store, asking_shelf(), "https://plan.example").deliver(bag, decided);
    other.router = router;
    other.cookie.clear();
    other.keep(
        other.post("/member", {{"code", desk::codes_in(bag).at(0)}, {"born", "2019-05-04"}, {"seal", ""}}));
    const Response page = other.get("/member");
    CHECK(says(page, "Ask for it now"));
    const std::size_t seal = page.body.find("name=\"seal\" value=\"") + 19;
    const Fields fields{{"type", "reconsideration"}, {"about", "1"}, {"seal", page.body.substr(seal, 64)}};
    CHECK(other.post("/member/ask", {{"type", "reconsideration"}, {"about", "1"}, {"seal", ""}})
              .headers.at("location") == "/member");
    CHECK(desk::read_file(office.store, asking_shelf(), stream)->now.requests.size() == 1);
    CHECK(other.post("/member/ask", fields).headers.at("location") == "/member?asked=yes");
    const auto file = desk::read_file(office.store, asking_shelf(), stream);
    REQUIRE(file->now.requests.size() == 2);
    CHECK(file->now.requests[1].by_party == SmallOffice::party("recipient or guardian"));
    CHECK(says(other.get("/member?asked=yes"), "We have it."));
    CHECK_FALSE(says(other.get("/member"), "Ask for it now"));
    CHECK(other.post("/member/ask", fields).status == 422);
}

} // namespace assent::portal
