#include "http/limits.hpp"

#include <doctest/doctest.h>

using namespace assent::http;
using namespace std::chrono_literals;

TEST_CASE("an address has its share of a minute at once, then one by one") {
    PeerLimits limits(6);
    const PeerLimits::Moment start{};
    for (int i = 0; i < 6; ++i) CHECK_FALSE(limits.wait_of("192.0.2.1", start));
    CHECK(limits.wait_of("192.0.2.1", start) == 10s);
    CHECK(limits.wait_of("192.0.2.1", start + 9999ms) == 1s);
    CHECK_FALSE(limits.wait_of("192.0.2.1", start + 10s));
    CHECK(limits.wait_of("192.0.2.1", start + 10s) == 10s);
    CHECK_FALSE(limits.wait_of("192.0.2.2", start));
}

TEST_CASE("what was refused is not counted, so that waiting helps") {
    PeerLimits limits(1);
    const PeerLimits::Moment start{};
    CHECK_FALSE(limits.wait_of("192.0.2.1", start));
    for (int i = 0; i < 100; ++i) CHECK(limits.wait_of("192.0.2.1", start + 1s) == 59s);
    CHECK_FALSE(limits.wait_of("192.0.2.1", start + 60s));
}

TEST_CASE("no limit is no limit, and remembers nobody") {
    PeerLimits limits(0);
    for (int i = 0; i < 10'000; ++i) CHECK_FALSE(limits.wait_of("192.0.2.1", {}));
    CHECK(limits.remembered() == 0);
}

TEST_CASE("addresses that have been quiet are forgotten") {
    PeerLimits limits(60);
    PeerLimits::Moment now{};
    for (int i = 0; i < 100'000; ++i, now += 1ms)
        CHECK_FALSE(limits.wait_of("peer " + std::to_string(i), now));
    CHECK(limits.remembered() <= 3000);
}

TEST_CASE("of IPv6 a network counts as one, of IPv4 an address, however it is written") {
    CHECK(counted_as("192.0.2.1") == "192.0.2.1");
    CHECK(counted_as("::ffff:192.0.2.1") == "192.0.2.1");
    CHECK(counted_as("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
    CHECK(counted_as("2001:db8:1:2::1") == "2001:db8:1:2::/64");
    CHECK(counted_as("2001:db8:1:3::1") == "2001:db8:1:3::/64");
}

TEST_CASE("an address is told from anything else") {
    for (const char* text : {"127.0.0.1", "0.0.0.0", "::", "::1", "2001:db8::1"}) CHECK(is_address(text));
    for (const char* text : {"", "localhost", "127.0.0.1:80", "[::1]", "127.0.0", "unknown"})
        CHECK_FALSE(is_address(text));
}
