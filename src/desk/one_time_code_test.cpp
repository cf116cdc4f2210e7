#include "desk/one_time_code.hpp"

#include <doctest/doctest.h>

#include "store/byte_stream.hpp"

namespace assent::desk {
namespace {

using store::bytes_of;

calendar::Instant at(std::int64_t second) { return calendar::Instant{std::chrono::seconds{second}}; }

} // namespace

TEST_CASE("The codes are those of RFC 6238, appendix B, of which apps show the last six digits") {
    const auto secret = bytes_of("12345678901234567890");
    const auto code = [&](std::int64_t second) { return one_time_code(secret, half_minute(at(second))); };
    CHECK(code(59) == "287082");
    CHECK(code(1'111'111'109) == "081804");
    CHECK(code(1'111'111'111) == "050471");
    CHECK(code(1'234'567'890) == "005924");
    CHECK(code(2'000'000'000) == "279037");
    CHECK(code(20'000'000'000) == "353130");
}

TEST_CASE("A code is shown for half a minute") {
    CHECK(half_minute(at(59)) == 1);
    CHECK(half_minute(at(60)) == 2);
    CHECK(half_minute(at(89)) == 2);
}

TEST_CASE("Base32 is that of RFC 4648") {
    CHECK(base32_text({}).empty());
    CHECK(base32_text(bytes_of("hello")) == "NBSWY3DP");
    CHECK(base32_text(bytes_of("12345678901234567890")) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

TEST_CASE("What an app reads names the account and nothing that would end its name") {
    CHECK(otpauth_address("ana", "NBSWY3DP") ==
          "otpauth://totp/Assent:ana?secret=NBSWY3DP&issuer=Assent&algorithm=SHA1&digits=6&period=30");
    CHECK(otpauth_address("a?b&c", "X").find("Assent:a%3Fb%26c?secret") != std::string::npos);
}

} // namespace assent::desk
