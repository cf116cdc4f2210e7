#include "store/stream_id.hpp"

#include <doctest/doctest.h>

namespace assent::store {

TEST_CASE("A stream's text says what it is, where it is placed and which one") {
    CHECK(StreamId::of_case("M7", "C12").text() == "case/M7/C12");
    CHECK(StreamId::of_ledger("M7", "visits").text() == "ledger/M7/visits");
    CHECK(StreamId::of_standing("M7").text() == "standing/M7");
    CHECK(StreamId::of_intake("I3").text() == "intake/I3");
    CHECK(StreamId::of_program("family:rules").text() == "program/family:rules");
    CHECK(StreamId::of_letters(StreamId::of_case("M7", "C12")).text() == "letters/M7/C12");
    CHECK(StreamId::of_draft("clinic", "D1").text() == "draft/clinic/D1");
    CHECK(StreamId::of_drafts("clinic").text() == "drafts/clinic");
    CHECK(StreamId::of_audit("holds").text() == "audit/holds");
}

TEST_CASE("What belongs to a member is placed by the member, drafts by their office, an intake by itself") {
    CHECK(StreamId::of_case("M7", "C12").placement() == "M7");
    CHECK(StreamId::of_ledger("M7", "visits").placement() == "M7");
    CHECK(StreamId::of_standing("M7").placement() == "M7");
    CHECK(StreamId::of_intake("I3").placement() == "I3");
    CHECK(StreamId::of_draft("clinic", "D1").placement() == StreamId::of_drafts("clinic").placement());
}

TEST_CASE("A stream is read from its text, and from no other text") {
    for (const StreamId& id :
         {StreamId::of_case("M7", "C12"), StreamId::of_ledger("M7", "visits"), StreamId::of_standing("M7"),
          StreamId::of_intake("I3"), StreamId::of_program("P"), StreamId::of_draft("clinic", "D1"),
          StreamId::of_drafts("clinic"), StreamId::of_audit("holds"),
          StreamId::of_letters(StreamId::of_case("M7", "C12"))}) {
        CHECK(StreamId::parse(id.text()) == id);
        CHECK(StreamId::parse(id.text())->kind() == id.kind());
    }
    for (const char* text :
         {"", "case", "case/", "case/M7", "case/M7/", "case//C12", "case/M7/C12/1", "Case/M7/C12", "standing",
          "standing/", "standing/M7/1", "intake/I 3", "visit/M7"}) {
        CAPTURE(text);
        CHECK_FALSE(StreamId::parse(text).has_value());
    }
}

} // namespace assent::store
