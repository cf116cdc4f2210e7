#include "portal/documents/told.hpp"

#include <doctest/doctest.h>

namespace assent::portal {

using paper::Legibility;
using paper::Look;
using paper::Unshown;

TEST_CASE("Who hands something in is told its pages and what may be wrong with them") {
    CHECK(told_of(Look{1, {Legibility::Good}}) == "One page.");
    CHECK(told_of(Look{30, {Legibility::Good, Legibility::Dark}}) ==
          "30 pages. Page 2 may be hard to read (very dark).");
    CHECK(told_of(Look{4, {Legibility::Coarse, Legibility::Blank, Legibility::Coarse, Legibility::Coarse}}) ==
          "4 pages. Page 2 may be hard to read (nearly blank). Pages 1, 3 and 4 may be hard to read "
          "(blurred, or "
          "scanned very coarsely).");
    CHECK(doubts_of(Look{2, {Legibility::Good, Legibility::Good}}).empty());
}

TEST_CASE("A fault of the document is told, and none of ours") {
    CHECK(told_of(tl::unexpected(Unshown::Locked)) ==
          "It cannot be opened here: it is protected by a password. You can send it all the same.");
    CHECK(doubts_of(tl::unexpected(Unshown::Broken)) == "It cannot be opened here: it is damaged.");
    for (const Unshown ours : {Unshown::Busy, Unshown::NotInstalled, Unshown::Unconfined, Unshown::NoPages})
        CHECK(told_of(tl::unexpected(ours)).empty());
}

} // namespace assent::portal
