#include "http/request_id.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace assent::http;

TEST_CASE("no two ids of a server are the same, and each could be a proxy's") {
    RequestIds ids;
    std::set<std::string> seen;
    for (int i = 0; i < 10'000; ++i) {
        const std::string id = ids.next();
        CHECK(is_request_id(id));
        CHECK(seen.insert(id).second);
    }
}

TEST_CASE("an id of 16 to 64 hexadecimal digits and dashes is taken, and none that could spell a name") {
    CHECK(is_request_id("0123456789abcdef"));
    CHECK_FALSE(is_request_id("0123456789abcde"));
    CHECK(is_request_id(std::string(64, 'F')));
    CHECK_FALSE(is_request_id(std::string(65, 'F')));
    CHECK(is_request_id("7f3a9c20-1111-4222-8333-abcdefabcdef"));
    CHECK_FALSE(is_request_id("7f3a9c20-1111-4222-8333-abcdefabcdeg"));
    CHECK_FALSE(is_request_id("0123456789abcdef\n"));
    CHECK_FALSE(is_request_id(""));
}
