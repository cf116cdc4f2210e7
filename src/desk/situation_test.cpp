#include "casework/situation.hpp"

#include <doctest/doctest.h>

#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

// Under the program of Florida, from Monday, 30 November 2026, 10:00 in New York.
struct Told : OpenOffice {
    Told() {
        report(store, stream_of(casework::PersonId{"system"}), Person{"Outbox", casework::Role::System, {}},
               {monday, {"import"}});
    }

    casework::Situation of(const store::StreamId& stream, const char* reader, calendar::Instant now) {
        const CaseFile seen = office.file(stream);
        const auto actor = identify(store, {reader});
        return casework::situation(seen.now, seen.rules->book(), 0, {actor.value(), now});
    }
    std::string text(const store::StreamId& stream, const char* reader, calendar::Instant now = monday) {
        return to_text(of(stream, reader, now));
    }
    void send_all(const store::StreamId& stream) {
        for (std::uint32_t notice = 1; notice <= office.file(stream).now.notices.size(); ++notice)
            office.done("system", stream, casework::Send{notice});
    }
};

} // namespace

TEST_CASE(
    "A request in review says where it rests and when a decision is due, and asks nothing of the office") {
    Told told;
    const auto stream = told.office.done(SmallOffice::admission("M1"));
    CHECK(told.text(stream, "clerk") ==
          "With the first level since Mon 30 Nov 2026 10:00 EST. "
          "A decision is due by Tue 1 Dec 2026, end of day. "
          "Nothing is needed from you.");
    CHECK(told.text(stream, "therapist") ==
          "With the first level since Mon 30 Nov 2026 10:00 EST. "
          "A decision is due by Tue 1 Dec 2026, end of day.");
    told.office.done("therapist", stream, casework::Claim{0});
    CHECK(told.of(stream, "therapist", monday).waits_for_reader);
    CHECK(told.of(stream, "therapist", monday).asked == "It is with you.");
}

TEST_CASE("A decision that is late is told as late") {
    Told told;
    const auto stream = told.office.done(SmallOffice::admission("M1"));
    told.office.desk().let_time_pass(monday + days{9});
    const std::string text = told.text(stream, "clerk", monday + days{9});
    CHECK(text.find("A decision was due by Tue 1 Dec 2026, end of day, and is late.") != std::string::npos);
}

TEST_CASE("A pended request says what it waits for, from whom, by when, and what follows") {
    Told told;
    const auto stream = told.office.done(SmallOffice::admission("M1", false));
    told.office.done("therapist", stream, casework::Claim{0});
    told.office.done("therapist", stream, casework::Pend{0, {"plan of care"}, "It is missing."});
    // The clock begins with the notice, and what is missing is asked for at once.
    CHECK(told.text(stream, "clerk") ==
          "Waiting for plan of care since Mon 30 Nov 2026 10:00 EST. "
          "A decision is due by Mon 7 Dec 2026, end of day. "
          "Please send what is asked for.");
    CHECK(told.of(stream, "clerk", monday).waits_for_reader);
    told.send_all(stream);
    CHECK(told.text(stream, "clerk") ==
          "Waiting for plan of care since Mon 30 Nov 2026 10:00 EST. "
          "You are asked to supply information by Tue 1 Dec 2026, end of day. "
          "If that does not come, it is suspended. "
          "A decision is due by Mon 7 Dec 2026, end of day.");
    CHECK(told.text(stream, "therapist") ==
          "Waiting for plan of care since Mon 30 Nov 2026 10:00 EST. "
          "The requesting provider must supply information by Tue 1 Dec 2026, end of day. "
          "If that does not come, it is suspended. "
          "A decision is due by Mon 7 Dec 2026, end of day.");
    CHECK(told.of(stream, "clerk", monday).waits_for_reader);
    told.office.desk().let_time_pass(monday + days{2});
    CHECK(told.text(stream, "clerk", monday + days{2}) ==
          "Suspended since Wed 2 Dec 2026 00:00 EST: plan of care did not come. "
          "You are asked to supply information by Thu 3 Dec 2026, end of day. "
          "If that does not come, it goes to the physician level and it is decided on what is known. "
          "A decision is due by Mon 7 Dec 2026, end of day.");
}

// THX-58: before the federal clock of 2026 it rests for ever.
TEST_CASE("What came to rest without a clock can still be sent, and waits for whoever may send it") {
    Told told;
    const calendar::Instant then = monday - days{336}; // Monday, 29 December 2025
    const auto stream = told.office.done(SmallOffice::admission("M1", false, then), then);
    told.office.done("therapist", stream, casework::Claim{0}, then);
    told.office.done("therapist", stream, casework::Pend{0, {"plan of care"}, "It is missing."}, then);
    for (std::uint32_t notice = 1; notice <= told.office.file(stream).now.notices.size(); ++notice)
        told.office.done("system", stream, casework::Send{notice}, then);
    told.office.desk().let_time_pass(then + days{40});
    CHECK(told.text(stream, "clerk", then + days{40}) ==
          "Suspended since Wed 31 Dec 2025 00:00 EST: plan of care did not come. You can still send it.");
    CHECK(told.of(stream, "clerk", then + days{40}).waits_for_reader);
    CHECK_FALSE(told.of(stream, "therapist", then + days{40}).waits_for_reader);
}

TEST_CASE("What is decided says until when, under which number, and what may still be asked") {
    Told told;
    const auto stream = told.office.done(SmallOffice::admission("M1"));
    told.office.done("therapist", stream, casework::Claim{0});
    told.office.done("therapist", stream, SmallOffice::approval(), monday + hours{1});
    CHECK(told.text(stream, "clerk", monday + hours{1}) ==
          "Approved on Mon 30 Nov 2026 11:00 EST, certified through Wed 26 May 2027. "
          "Continued stay may be asked for from Wed 5 May 2027 until Wed 12 May 2027, end of "
          "day. "
          "Nothing is needed from you.");
    for (std::uint32_t notice = 1; notice <= told.office.file(stream).now.notices.size(); ++notice)
        told.office.done("system", stream, casework::Send{notice}, monday + hours{1});
    const std::string approved = "Approved on Mon 30 Nov 2026 11:00 EST, certified through Wed 26 May 2027";
    CHECK(told.text(stream, "clerk", monday + hours{60})
              .starts_with(approved + ", and its authorization number is still to come. "));
    const auto local = (monday + hours{2} - hours{5}).time_since_epoch().count();
    told.office.done("agent", stream,
                     casework::Report{0, {{SmallOffice::fact("number.received"), -1, local, "PA555", false}}},
                     monday + hours{2});
    CHECK(told.text(stream, "clerk", monday + hours{2}).starts_with(approved + ", authorization PA555. "));
    const auto other = told.office.done(SmallOffice::admission("M1", false));
    told.office.done("clerk", other, casework::Withdraw{0, "The family moved."}, monday + minutes{30});
    CHECK(told.text(other, "clerk", monday + hours{1}) ==
          "Withdrawn on Mon 30 Nov 2026 10:30 EST. "
          "Nothing is needed from you.");
}

} // namespace assent::desk
