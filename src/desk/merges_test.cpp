#include "desk/merges.hpp"

#include <doctest/doctest.h>

#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using casework::MemberId;
using casework::RefusalKind;
using casework::Role;

casework::Actor somebody(Role role) { return {{"max"}, role, {"us"}, {}, {}}; }

std::string identifiers(store::Store& store, const std::string& member) {
    std::string all;
    for (const MemberId& one : known_as(store, {member})) all += one.text + " ";
    return all;
}

} // namespace

TEST_CASE(
    "Two members who are one are known as both, say so in both standings, and are two again when that is "
    "undone") {
    OpenOffice open;
    for (const char* member : {"M2", "M3"}) open.office.admit(member);
    const casework::Actor intake = somebody(Role::Intake);
    CHECK(identifiers(open.store, "M1") == "M1 ");
    REQUIRE_FALSE(merge(open.store, {{"M1"}, {"M2"}, "Both cards were told."}, intake, monday));
    REQUIRE_FALSE(merge(open.store, {{"M1"}, {"M3"}, "The same child."}, intake, monday));
    CHECK(identifiers(open.store, "M1") == "M1 M2 M3 ");
    CHECK(identifiers(open.store, "M3") == "M3 M1 M2 ");
    CHECK(read_standing(open.store, stream_of(MemberId{"M2"})).merges.at(0).reason ==
          "Both cards were told.");
    REQUIRE_FALSE(undo_merge(open.store, {{"M1"}, {"M2"}, "Twins."}, intake, monday));
    CHECK(identifiers(open.store, "M1") == "M1 M3 ");
    CHECK(identifiers(open.store, "M2") == "M2 ");
    // Both trails hold both sentences.
    for (const char* member : {"M1", "M2"}) {
        std::string said;
        for (const store::Event& event : open.store.read(stream_of(MemberId{member}), 1))
            if (event.kind == "Merged")
                said += merged_of(*event.payload)->reason + " by " + event.actor + ". ";
        CHECK(said.find("Both cards were told. by max") != std::string::npos);
        CHECK(said.find("Twins. by max") != std::string::npos);
    }
}

TEST_CASE("What cannot be merged is refused with what to do instead") {
    OpenOffice open;
    for (const char* member : {"M2", "M3"}) open.office.admit(member);
    const casework::Actor intake = somebody(Role::Intake);
    const auto refused = [&](const Merge& what, const casework::Actor& by) {
        const auto no = merge(open.store, what, by, monday);
        REQUIRE(no);
        return *no;
    };
    CHECK(refused({{"M1"}, {"M2"}, "x"}, somebody(Role::CustomerService)).kind == RefusalKind::NotAllowed);
    CHECK(refused({{"M1"}, {"M2"}, " "}, intake).kind == RefusalKind::Incomplete);
    CHECK(refused({{"M1"}, {"M1"}, "x"}, intake).kind == RefusalKind::Nothing);
    CHECK(refused({{"M1"}, {"M99"}, "x"}, intake).kind == RefusalKind::Nothing);
    CHECK(refused({{"M1"}, {"a b"}, "x"}, intake).kind == RefusalKind::Nothing);
    REQUIRE_FALSE(merge(open.store, {{"M1"}, {"M2"}, "x"}, intake, monday));
    CHECK(refused({{"M3"}, {"M2"}, "x"}, intake).instead == "name M1 instead, or undo that first");
    CHECK(undo_merge(open.store, {{"M2"}, {"M1"}, "x"}, intake, monday)); // the other way round
}

TEST_CASE("A case stays where it began, and what it asks collides with that of the other identifier") {
    OpenOffice open;
    open.office.admit("M2");
    const store::StreamId first = open.office.done(SmallOffice::admission("M1"));
    REQUIRE_FALSE(merge(open.store, {{"M2"}, {"M1"}, "One child."}, somebody(Role::Supervisor), monday));
    const store::StreamId second = open.office.done(SmallOffice::admission("M2"));
    CHECK(open.office.file(first).now.member.text == "M1");
    CHECK_FALSE(open.office.file(second).now.flags.empty()); // the same services are asked in the other case
    CHECK(open.office.file(first).now.flags.empty());
}

} // namespace assent::desk
