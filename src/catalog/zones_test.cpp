#include "catalog/zones.hpp"

#include <doctest/doctest.h>

#include "base/failure.hpp"

using namespace assent;
using calendar::Date;
using calendar::Instant;
using calendar::Reading;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

Date day(const char* text) { return calendar::parse_date(text).value(); }

calendar::Zone zone(const char* name) { return catalog::load_zone(name).value(); }

} // namespace

TEST_CASE("The zones of the programs are read with their clock changes of 2026 and 2027") {
    struct Change {
        const char* date;
        int hour_in_new_york; // UTC
        const char* before;
        const char* after;
    };
    const auto new_york = zone("America/New_York");
    const auto chicago = zone("America/Chicago");
    CHECK(new_york.name() == "America/New_York");
    for (const auto& change : {Change{"2026-03-08", 7, "S", "D"}, Change{"2026-11-01", 6, "D", "S"},
                               Change{"2027-03-14", 7, "S", "D"}, Change{"2027-11-07", 6, "D", "S"}}) {
        CAPTURE(change.date);
        const Instant eastern = day(change.date) + hours{change.hour_in_new_york};
        CHECK(new_york.at(eastern - std::chrono::seconds{1}).abbreviation ==
              std::string{"E"} + change.before + "T");
        CHECK(new_york.at(eastern).abbreviation == std::string{"E"} + change.after + "T");
        CHECK(chicago.at(eastern + minutes{59}).abbreviation == std::string{"C"} + change.before + "T");
        CHECK(chicago.at(eastern + hours{1}).abbreviation == std::string{"C"} + change.after + "T");
    }
}

TEST_CASE("The yearly rule goes on where the compiled transitions end") {
    const auto chicago = zone("America/Chicago");
    CHECK(chicago.to_text(day("2038-07-01") + hours{17}) == "Thu 1 Jul 2038 12:00 CDT");
    CHECK(chicago.to_text(day("2399-07-01") + hours{17}) == "Thu 1 Jul 2399 12:00 CDT");
    CHECK(chicago.to_text(day("2399-12-01") + hours{18}) == "Wed 1 Dec 2399 12:00 CST");
    CHECK(chicago.at(day("2038-03-14") + hours{8} - minutes{1}).offset == hours{-6});
    CHECK(chicago.at(day("2038-03-14") + hours{8}).offset == hours{-5});
}

TEST_CASE("A zone without summer time, and UTC, have one offset") {
    CHECK(zone("America/Phoenix").at(day("2026-07-01")).offset == hours{-7});
    CHECK(zone("America/Phoenix").at(day("2100-07-01")).offset == hours{-7});
    CHECK(zone("UTC").to_instant(day("2026-07-01"), hours{9}, Reading::Earlier) ==
          day("2026-07-01") + hours{9});
}

TEST_CASE("An unknown zone is refused with the nearest name") {
    const auto refused = catalog::load_zone("America/Chicgo");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().begin()->message == "`America/Chicgo` is not a time zone");
    CHECK(refused.error().begin()->hint.find("America/Chicago") != std::string::npos);
    for (const char* name : {"", "../../etc/passwd", "Nowhere/At_All_Whatever", "tzdata.zi"}) {
        const auto none = catalog::load_zone(name);
        REQUIRE_FALSE(none.has_value());
        CHECK_FALSE(none.error().begin()->hint.empty());
    }
}

TEST_CASE("The database says its version") {
    const std::string version = catalog::zone_database_version();
    REQUIRE(version.size() >= 5); // "2026a"
    CHECK(version.substr(0, 2) == "20");
}
