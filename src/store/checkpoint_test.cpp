#include "store/checkpoint.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <vector>

namespace assent::store {
namespace {

template <std::size_t Size>
std::array<std::uint8_t, Size> array_from_hex(std::string_view hex) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::array<std::uint8_t, Size> bytes{};
    for (std::size_t i = 0; i < Size; ++i)
        bytes[i] = static_cast<std::uint8_t>(digit(hex[2 * i]) * 16 + digit(hex[2 * i + 1]));
    return bytes;
}

Checkpoint signed_by(const SigningKey& key) {
    Checkpoint checkpoint{3, calendar::Instant{std::chrono::seconds{1790000000}}, 120, {7}, {}};
    sign(checkpoint, key);
    return checkpoint;
}

} // namespace

TEST_CASE("The first example of RFC 8032 gives the key and the signature that stand there") {
    const SigningKey key(
        array_from_hex<32>("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    CHECK(key.public_key().bytes ==
          array_from_hex<32>("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    const Signature signature = key.sign("");
    CHECK(signature == array_from_hex<64>("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                                          "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"));
    CHECK(is_signed(key.public_key(), "", signature));
    CHECK_FALSE(is_signed(key.public_key(), " ", signature));
}

TEST_CASE("A checkpoint is signed as it is, by its key, and not in any other way") {
    const SigningKey key({1});
    const Checkpoint checkpoint = signed_by(key);
    CHECK(is_signed(checkpoint, key.public_key()));
    CHECK_FALSE(is_signed(checkpoint, SigningKey({2}).public_key()));
    const std::vector<std::function<void(Checkpoint&)>> changes{
        [](Checkpoint& c) { ++c.number; },          [](Checkpoint& c) { c.at += std::chrono::seconds{1}; },
        [](Checkpoint& c) { --c.position; },        [](Checkpoint& c) { c.log[31] ^= 1; },
        [](Checkpoint& c) { c.signature[0] ^= 1; },
    };
    for (const auto& change : changes) {
        Checkpoint other = checkpoint;
        change(other);
        CHECK_FALSE(is_signed(other, key.public_key()));
    }
}

} // namespace assent::store
