// What people tell us beside their requests: in a case or in none, followed up by the program's calendar.

#include <doctest/doctest.h>

#include "base/failure.hpp"
#include "desk/rebuild.hpp"
#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using calendar::Instant;
using policy::Channel;
using policy::Happening;

// In New York, in winter.
Instant local(int day, int hour, int minute = 0) {
    return std::chrono::sys_days{std::chrono::year{2026} / 11 / day} + std::chrono::hours{hour + 5} +
           std::chrono::minutes{minute};
}

struct Service : OpenOffice {
    Service() {
        for (const auto& [who, role] :
             {std::pair("kim", casework::Role::CustomerService), std::pair("max", casework::Role::Intake)})
            report(store, stream_of(casework::PersonId{who}), Person{who, role, {"us"}},
                   {monday, {"import"}});
    }

    static casework::Message told(Happening kind, Channel channel, const char* text) {
        casework::Message made;
        made.kind = kind;
        made.channel = channel;
        made.text = text;
        made.from = "Rosa, the mother";
        return made;
    }

    static Order of_no_case(casework::Message message, const char* by = "kim") {
        return {{by}, NewContact{therapy_rules()}, std::move(message)};
    }

    std::string open(bool done = false) {
        std::string all;
        for (const store::ContactRow& row : store.contacts({done})) {
            const std::string due = row.due ? therapy_rules().book().zone().to_text(
                                                  std::chrono::floor<std::chrono::minutes>(*row.due))
                                            : "no time";
            all += row.kind + ": " + due + "; ";
        }
        return all;
    }
};

} // namespace

// THX-14
TEST_CASE("A message that is left after hours is to be answered on the following business day") {
    Service service;
    const auto left = [&](Instant at) {
        service.office.done(
            Service::of_no_case(Service::told(Happening::MessageLeft, Channel::Phone, "Call me.")), at);
    };
    left(local(28, 12));     // a Saturday
    left(local(25, 17, 30)); // the evening before Thanksgiving
    CHECK(service.open() ==
          "message left: Fri 27 Nov 2026 23:59 EST; message left: Mon 30 Nov 2026 23:59 EST; ");
}

// THX-15 THX-111
TEST_CASE("A complaint is none of the inquiries, and both are listed behind what has a time") {
    Service service;
    const store::StreamId of = service.office.done(SmallOffice::admission("M1"));
    auto letter = Service::told(Happening::ComplaintMade, Channel::Mail, "Nobody calls back.");
    letter.request = 0;
    letter.arrived = local(27, 9);
    service.office.done("kim", of, letter);
    auto inquiry = Service::told(Happening::InquiryMade, Channel::Phone, "Where is it?");
    inquiry.request = 0;
    inquiry.answer = "With the reviewer.";
    service.office.done("kim", of, inquiry);
    service.office.done(
        Service::of_no_case(Service::told(Happening::MessageLeft, Channel::Phone, "Call me.")));
    CHECK(service.open() == "message left: Tue 1 Dec 2026 23:59 EST; complaint made: no time; ");
    CHECK(service.open(true) == "inquiry made: no time; ");
    CHECK(service.store.contacts({}).at(1).arrived == local(27, 9));
}

// XCT-10
TEST_CASE("What was entered wrongly is corrected by a new entry, once, and needs no answer") {
    Service service;
    const store::StreamId of = service.office.done(
        Service::of_no_case(Service::told(Happening::MessageLeft, Channel::Phone, "Help.")));
    auto meant = Service::told(Happening::ComplaintMade, Channel::Phone, "Nobody helps.");
    meant.corrects = 0;
    service.office.done("kim", of, meant);
    CHECK(service.open() == "complaint made: no time; ");
    const auto again = service.office.desk().handle({{"kim"}, of, meant}, monday);
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == casework::RefusalKind::Duplicate);
    const auto events = service.store.read(of, 1);
    CHECK(events.size() == 3); // how it began, and both entries, as they were written
    CHECK(service.office.file(of).now.threads.at(0).corrected_by == 1);
}

TEST_CASE("What is not whole, not theirs, or in the future is refused") {
    Service service;
    const auto refused = [&](const Order& order) {
        const auto answer = service.office.desk().handle(order, monday);
        REQUIRE_FALSE(answer);
        return answer.error().kind;
    };
    using casework::RefusalKind;
    auto message = Service::told(Happening::InquiryMade, Channel::Phone, " ");
    CHECK(refused(Service::of_no_case(message)) == RefusalKind::Incomplete);
    message.text = "Where is it?";
    auto by_portal = message;
    by_portal.channel = Channel::Portal;
    by_portal.from.clear();
    CHECK(refused(Service::of_no_case(by_portal, "clerk")) == RefusalKind::NotAllowed);
    CHECK(refused(Service::of_no_case(message, "therapist")) == RefusalKind::NotAllowed);
    message.arrived = monday + std::chrono::seconds{1};
    CHECK(refused(Service::of_no_case(message)) == RefusalKind::Incomplete);
    message.arrived = monday;
    const store::StreamId of = service.office.done(Service::of_no_case(message));
    CHECK(refused({{"max"}, of, casework::Answer{0, "It is done."}}) ==
          RefusalKind::NotAllowed); // intake answers none
    CHECK(refused({{"kim"}, of, casework::Answer{0, ""}}) == RefusalKind::Incomplete);
    CHECK(refused({{"kim"}, of, casework::Answer{7, "To what?"}}) == RefusalKind::Nothing);
    CHECK(refused({{"kim"}, of, casework::Withdraw{0, "?"}}) == RefusalKind::Nothing);
    CHECK_FALSE(service.office.desk().see({"clerk"}, of, monday));
    CHECK(service.office.desk().see({"max"}, of, monday));
}

TEST_CASE("The list of contacts follows from the log, and is made from it again") {
    Service service;
    const store::StreamId of = service.office.done(SmallOffice::admission("M1"));
    auto inquiry = Service::told(Happening::InquiryMade, Channel::Mail, "Where is it?");
    inquiry.request = 0;
    service.office.done("kim", of, inquiry);
    const store::StreamId beside = service.office.done(
        Service::of_no_case(Service::told(Happening::MessageLeft, Channel::Phone, "Call me.")));
    service.office.done("kim", beside, casework::Answer{0, "Called back."}, monday + std::chrono::hours{1});
    const std::string open = service.open(), done = service.open(true);
    CHECK(compare(service.store, therapy_shelf(), any_document).findings.empty());
    store::Batch wrong;
    wrong.contacts = service.store.contacts({});
    wrong.contacts.at(0).kind = "complaint made";
    REQUIRE(service.store.commit(wrong));
    CHECK(compare(service.store, therapy_shelf(), any_document).findings.size() == 1);
    rebuild(service.store, therapy_shelf());
    CHECK(service.open() == open);
    CHECK(service.open(true) == done);
    CHECK(compare(service.store, therapy_shelf(), any_document).findings.empty());
}

} // namespace assent::desk
