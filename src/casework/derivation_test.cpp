// How a term is told: how its day was found, and what it is called.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "casework/therapy_terms_test.hpp"

using namespace assent::casework;
using namespace assent::casework::testing;

TEST_CASE("A derivation tells each skipped day and why, XCT-01") {
    Story story(therapy_book());
    story.at("2026-11-25 15:00").receive("admission");
    story.refer(0, "first level").pend(0, "first level").compose(0, "pended");
    const auto steps =
        derivation(story.of(), therapy_book(), *story.find("answer a pend", "2026-11-25 16:00"));
    std::string all;
    for (const std::string& step : steps) all += step + "\n";
    CHECK(all ==
          "begins with pended at first level, Wed 25 Nov 2026 15:00 EST\n"
          "notice of pended: Wed 25 Nov 2026 15:00 EST\n"
          "starts Wed 25 Nov 2026, day 0\n"
          "skipped Thu 26 Nov 2026, Thanksgiving Day\n"
          "Fri 27 Nov is day 1\n"
          "due Fri 27 Nov 2026, end of day\n");
}

TEST_CASE("A term is called by who must or may do what") {
    const auto name = [](const char* term) {
        return called(therapy_book(),
                      therapy_book().program().terms[Story::index(therapy_book().program().terms, term)]);
    };
    const auto denial =
        therapy_book().program().notices[Story::index(therapy_book().program().notices, "denial")].lines.at(
            0);
    CHECK(name("decide first") == "we must decide at first level");
    CHECK(name("answer a pend") == "provider must supply information");
    CHECK(name("reconsideration") == "provider may submit reconsideration");
    CHECK(name("answer a message") == "we must answer message");
    CHECK(name("wait for the number") == "agent must report number.received");
    CHECK(name("hearing") == "provider may ask for a hearing");
    CHECK(name("call") == "we must contact orderer");
    CHECK(called(therapy_book(), therapy_book().program().terms[denial]) ==
          "we must send notice of denial to provider by mail");
}
