#include "policy/happening.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "policy/small_terms.hpp"

using namespace assent;
using namespace assent::policy;

TEST_CASE("every happening that stands alone is read by its own words") {
    const SmallTerms small;
    std::set<std::string_view> words;
    for (std::size_t i = 0; i < happenings; ++i) {
        const auto what = static_cast<Happening>(i);
        CHECK_FALSE(to_text(what).empty());
        if (!stands_alone(what)) continue;
        const Piece piece{std::string(to_text(what)), 1, 1};
        CAPTURE(piece.text);
        CHECK(words.insert(to_text(what)).second);
        Cursor cursor(piece, "small.policy");
        CHECK(event_at(cursor, small.names) == EventRef{what, any_object});
        CHECK(cursor.at_end());
    }
    CHECK(words.size() == 39);
}

TEST_CASE("an event about a level, a notice, a party, a fact, a duty or a request names it") {
    SmallTerms small;
    for (const char* text :
         {"pended at first level", "referred to physician level", "contacted fiscal agent", "contacted us",
          "contacted the requester", "notice of denial", "notice of denial sent", "notice of pended served",
          "notice of denial came back", "admitted", "last covered day", "decide standard missed",
          "reopen lapsed", "answer a pend opens", "reopen opens", "continued stay opens",
          "reconsideration lapsed"}) {
        CAPTURE(text);
        CHECK(small.event(text) == text);
    }
    CHECK(small.told() == "");
}

TEST_CASE("one thing may be said in several words") {
    SmallTerms small;
    CHECK(small.event("receipt") == "received");
    CHECK(small.event("determination") == "decided");
    CHECK(small.event("valid and complete request") == "complete information");
    CHECK(small.event("receipt of a valid and complete request") == "complete information");
    CHECK(small.event("sending of notice of denial") == "notice of denial sent");
    CHECK(small.event("receipt of notice of denial") == "notice of denial served");
    CHECK(small.event("the date of notice of denial") == "notice of denial");
    CHECK(small.told() == "");
}

TEST_CASE("of several readings the longest is meant, and of two as long the declared name") {
    SmallTerms small;
    small.fact("received", Kind::Moment);
    small.fact("referred to physician level again", Kind::Date);
    const auto what = [&](const std::string& text) {
        const Piece piece{text, 1, 1};
        Cursor cursor(piece, "small.policy");
        return event_at(cursor, small.names)->what;
    };
    CHECK(what("received") == Happening::Told);
    CHECK(what("referred to physician level") == Happening::Referred);
    CHECK(what("referred to physician level again") == Happening::Told);
    CHECK(what("notice of pended") == Happening::Dated);
}

TEST_CASE("where no event stands the cursor does not move") {
    const SmallTerms small;
    for (const char* text : {"", "nothing", "notice of", "notice of approval", "decide standard",
                             "decide standard done", "missed", "continued stay", "partially", "receivedly"}) {
        const Piece piece{text, 1, 1};
        CAPTURE(piece.text);
        Cursor cursor(piece, "small.policy");
        CHECK_FALSE(event_at(cursor, small.names));
        CHECK(cursor.left() == piece.text);
    }
}

TEST_CASE("a word after an event is left where it stands") {
    const SmallTerms small;
    for (const std::string end : {"to supplied", "at once", ", decided", "or decided", "provider"}) {
        for (const std::string begin : {"referred", "pended", "submitted"}) {
            const Piece piece{fmt::format("{} {}", begin, end), 1, 1};
            CAPTURE(piece.text);
            Cursor cursor(piece, "small.policy");
            REQUIRE(event_at(cursor, small.names));
            CHECK(cursor.left() == end);
        }
    }
}
