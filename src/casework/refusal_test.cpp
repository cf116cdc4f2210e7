#include "casework/refusal.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace assent::casework;

TEST_CASE("a refusal says its rule, what that rests on, and what to do instead") {
    CHECK(to_text(Refusal{RefusalKind::NotAllowed, "first level may pend and refer", "must refer the request",
                          "refer it to physician level"}) ==
          "First level may pend and refer. It rests on \"must refer the request\". Instead, refer it to "
          "physician level.");
    CHECK(to_text(Refusal{RefusalKind::NotNow, "the case is closed.", "", ""}) ==
          "The case is closed. This holds in every program.");
}

TEST_CASE("every kind of refusal has words of its own") {
    std::set<std::string_view> words;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(RefusalKind::Nothing); ++i)
        words.insert(to_text(static_cast<RefusalKind>(i)));
    CHECK(words.size() == static_cast<std::size_t>(RefusalKind::Nothing) + 1);
    CHECK(to_text(RefusalKind::AboveLimit) == "above a limit");
    CHECK(to_text(RefusalKind::Nothing) == "nothing there");
}
