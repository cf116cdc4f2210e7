#include "calendar/zone.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "calendar/calendar_files_test.hpp"
#include "calendar/yearly_clock_changes.hpp"

using namespace assent::calendar;
using namespace assent::calendar::testing;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

Zone zone_of(const char* rule) {
    return Zone::make(rule, yearly_clock_changes(rule, 2020, 2040).value()).value();
}

const Zone central = zone_of("CST6CDT,M3.2.0,M11.1.0");
const Zone eastern = zone_of("EST5EDT,M3.2.0,M11.1.0");

} // namespace

TEST_CASE("Local time follows the offset that holds at the moment") {
    CHECK(central.to_text(on("2026-07-01") + hours{15}) == "Wed 1 Jul 2026 10:00 CDT");
    CHECK(central.to_text(on("2026-12-01") + hours{15}) == "Tue 1 Dec 2026 09:00 CST");
    CHECK(central.to_text(on("2026-12-01") + seconds{5}) == "Mon 30 Nov 2026 18:00:05 CST");
    CHECK(central.local_date(on("2026-12-01") + hours{5}) == on("2026-11-30"));
    CHECK(eastern.to_text(on("2026-12-01") + hours{15}) == "Tue 1 Dec 2026 10:00 EST");
}

TEST_CASE("A local time that does not exist moves forward to the moment of the change") {
    for (const char* night : {"2026-03-08", "2027-03-14"}) {
        CAPTURE(night);
        const Instant change = on(night) + hours{8};
        for (const auto reading : {Reading::Earlier, Reading::Later}) {
            CHECK(central.to_instant(on(night), hours{2}, reading) == change);
            CHECK(central.to_instant(on(night), hours{2} + minutes{30}, reading) == change);
            CHECK(central.to_instant(on(night), hours{3} - seconds{1}, reading) == change);
            CHECK(central.to_instant(on(night), hours{3}, reading) == change);
            CHECK(central.to_instant(on(night), hours{2} - seconds{1}, reading) == change - seconds{1});
            CHECK(central.to_instant(on(night), hours{4}, reading) == change + hours{1});
        }
    }
}

TEST_CASE("A local time that exists twice is the earlier or the later, as asked") {
    for (const char* night : {"2026-11-01", "2027-11-07"}) {
        CAPTURE(night);
        const Instant midnight = on(night) + hours{5};
        const auto at = [&](seconds time, Reading reading) {
            return central.to_instant(on(night), time, reading) - midnight;
        };
        CHECK(at(hours{1} + minutes{30}, Reading::Earlier) == hours{1} + minutes{30});
        CHECK(at(hours{1} + minutes{30}, Reading::Later) == hours{2} + minutes{30});
        CHECK(at(hours{1}, Reading::Later) == hours{2});
        CHECK(at(hours{1} - seconds{1}, Reading::Later) == hours{1} - seconds{1});
        CHECK(at(hours{2}, Reading::Earlier) == hours{3});
        CHECK(at(hours{24}, Reading::Earlier) == hours{25});
    }
}

TEST_CASE("Every moment survives the way to local time and back, in one of the two readings") {
    CHECK(rc::check([] {
        const Instant moment =
            on("2020-06-01") + seconds{*rc::gen::inRange<std::int64_t>(0, 20 * 31'556'952LL)};
        for (const Zone* zone : {&central, &eastern}) {
            const Instant earlier = zone->to_instant(zone->to_local(moment), Reading::Earlier);
            const Instant later = zone->to_instant(zone->to_local(moment), Reading::Later);
            RC_ASSERT(earlier == moment || later == moment);
            RC_ASSERT(later == earlier || later == earlier + hours{1});
        }
    }));
}

TEST_CASE("Round trips hold around each clock change, second by second") {
    for (const Transition& change : central.transitions()) {
        for (int around = -7300; around <= 7300; around += 100) {
            const Instant moment = change.at + seconds{around};
            const auto local = central.to_local(moment);
            const bool found = central.to_instant(local, Reading::Earlier) == moment ||
                               central.to_instant(local, Reading::Later) == moment;
            REQUIRE(found);
        }
    }
}

TEST_CASE("A later local time is never an earlier moment") {
    CHECK(rc::check([] {
        const auto reading = *rc::gen::element(Reading::Earlier, Reading::Later);
        const char* night = *rc::gen::element("2026-03-08", "2026-11-01");
        const auto first = seconds{*rc::gen::inRange(0, 5 * 3600)};
        const auto second = first + seconds{*rc::gen::inRange(0, 3600)};
        RC_ASSERT(central.to_instant(on(night), first, reading) <=
                  central.to_instant(on(night), second, reading));
    }));
}

TEST_CASE("A zone refuses transitions that make no sense") {
    const Instant moment = on("2026-01-01");
    CHECK_FALSE(Zone::make("empty", {}).has_value());
    CHECK_FALSE(Zone::make("twice", {{moment, hours{1}, "A"}, {moment, hours{2}, "B"}}).has_value());
    CHECK_FALSE(Zone::make("far", {{moment, hours{27}, "A"}}).has_value());
    CHECK(Zone::make("plain", {{moment, hours{-5}, "A"}}).has_value());
    CHECK(Zone::utc().to_instant(on("2026-01-01"), hours{3}, Reading::Later) == moment + hours{3});
}

TEST_CASE("The first offset also holds before its transition") {
    const Zone zone = Zone::make("plain", {{on("2026-01-01"), hours{-5}, "A"}}).value();
    CHECK(zone.to_instant(on("1900-01-01"), hours{0}, Reading::Earlier) == on("1900-01-01") + hours{5});
    CHECK(zone.to_text(on("1900-01-01") + hours{5}) == "Mon 1 Jan 1900 00:00 A");
}

TEST_CASE("Yearly rules are read in all their forms") {
    const auto first_change = [](const char* rule) {
        return yearly_clock_changes(rule, 2026, 2026).value().front();
    };
    const auto last_change = [](const char* rule) {
        return yearly_clock_changes(rule, 2026, 2026).value().back();
    };
    // Ireland: summer time is the standard one, and winter an hour less.
    CHECK(first_change("IST-1GMT0,M10.5.0,M3.5.0/1").at == on("2026-03-29") + hours{1});
    CHECK(first_change("IST-1GMT0,M10.5.0,M3.5.0/1").offset == hours{1});
    CHECK(last_change("IST-1GMT0,M10.5.0,M3.5.0/1").at == on("2026-10-25") + hours{1});
    // Greenland: names in angle brackets, a time on the day before.
    CHECK(first_change("<-02>2<-01>,M3.5.0/-1,M10.5.0/0").at == on("2026-03-29") + hours{1});
    CHECK(first_change("<-02>2<-01>,M3.5.0/-1,M10.5.0/0").abbreviation == "-01");
    // Lord Howe Island: half an hour.
    CHECK(last_change("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0").offset == hours{11});
    CHECK(yearly_clock_changes("MST7", 2026, 2030).value().empty());
    for (const char* wrong :
         {"", "MST", "CST6CDT", "CST6CDT,M3.2.0", "CST6CDT,M13.2.0,M11.1.0", "CST6CDT,M3.6.0,M11.1.0",
          "CST6CDT,M3.2.7,M11.1.0", "CST6CDT,J60,J300", "CST6CDT,M3.2.0,M11.1.0x", "<CST6",
          "CST6CDT,M3.2.0/200,M11.1.0", "CST99", "CST6:CDT"}) {
        CAPTURE(wrong);
        CHECK_FALSE(yearly_clock_changes(wrong, 2026, 2026).has_value());
    }
}
