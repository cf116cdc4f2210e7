#include "store/document_key.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <numeric>

#include "base/failure.hpp"
#include "base/sha256.hpp"
#include "store/temporary_file_test.hpp"

namespace assent::store {
namespace {

constexpr const char* counted = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr const char* counted_in_base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

std::string digits(char digit) {
    std::string text(64, digit);
    return text;
}

std::vector<std::uint8_t> key_bytes(const DocumentKey& key) {
    return {key.bytes().begin(), key.bytes().end()};
}

std::string complaint(std::string_view text) {
    const base::Result<KeyRing> ring = KeyRing::parse(text, "keys");
    return ring ? "" : base::to_text(ring.error());
}

constexpr const char* hint =
    "    a key is 64 hexadecimal digits, or 44 characters of base64; `openssl rand -hex 32` makes one\n";

} // namespace

TEST_CASE("A key is the same in hexadecimal digits and in base64") {
    std::vector<std::uint8_t> bytes(32);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
    const std::string without_padding = std::string(counted_in_base64).substr(0, 43);
    for (const std::string& text : {std::string(counted), std::string(counted_in_base64), without_padding}) {
        CAPTURE(text);
        const std::optional<DocumentKey> key = DocumentKey::parse(text);
        REQUIRE(key.has_value());
        CHECK(key_bytes(*key) == bytes);
    }
    const std::vector<std::uint8_t> all_ones(32, 0xFF);
    for (const std::string& text : {digits('f'), digits('F'), std::string(42, '/') + "8=",
                                    std::string(42, '_') + "8=", std::string(42, '_') + "8"}) {
        CAPTURE(text);
        const std::optional<DocumentKey> key = DocumentKey::parse(text);
        REQUIRE(key.has_value());
        CHECK(key_bytes(*key) == all_ones);
    }
}

TEST_CASE("A text that is a little longer, shorter or otherwise not 32 bytes is no key") {
    const std::string good = counted;
    const std::string base64 = counted_in_base64;
    for (const std::string& text :
         {std::string(), good.substr(2), good.substr(1), good + "0", good + "00", "g" + good.substr(1),
          "0x" + good.substr(2), base64.substr(0, 42), base64 + "=", "!" + base64.substr(1),
          base64.substr(0, 42) + "9=" /* bits beyond the last byte */, std::string(44, 'A') /* 33 bytes */}) {
        CAPTURE(text);
        CHECK_FALSE(DocumentKey::parse(text).has_value());
    }
}

TEST_CASE("The id of a key is that of the form: it stands in documents for ever") {
    // hashlib.blake2b(b"assent document key id", key=bytes(range(32)), digest_size=32).digest()[:8]
    CHECK(base::hex_text(DocumentKey::parse(counted)->id()) == "9ab1759708e1c031");
    CHECK(DocumentKey::parse(digits('1'))->id() != DocumentKey::parse(digits('2'))->id());
}

TEST_CASE("A ring has its keys in the order of the text, the newest first") {
    const std::string text = "# of the year 2026\r\n" + digits('2') + "  # the newest\r\n\n\t" + digits('1') +
                             " " + counted_in_base64;
    const base::Result<KeyRing> ring = KeyRing::parse(text, "keys");
    REQUIRE(ring.has_value());
    CHECK(ring->size() == 3);
    CHECK(key_bytes(ring->newest()) == std::vector<std::uint8_t>(32, 0x22));
    for (const std::string& one : {digits('2'), digits('1'), std::string(counted)}) {
        const DocumentKey key = *DocumentKey::parse(one);
        REQUIRE(ring->find(key.id()) != nullptr);
        CHECK(key_bytes(*ring->find(key.id())) == key_bytes(key));
    }
    CHECK(ring->find(DocumentKey::parse(digits('3'))->id()) == nullptr);
}

TEST_CASE("Every mistake in a text of keys is told with its place") {
    const std::string text = digits('1') + "\n  abc\n" + digits('2') + " " + digits('3') + "0\n";
    CHECK(complaint(text) == std::string("keys:2:3: error: this is not a key; it has 3 characters\n") + hint +
                                 "keys:3:66: error: this is not a key; it has 65 characters\n" + hint);
}

TEST_CASE("A key that stands in a text twice is a mistake, also when it is written in another way") {
    const std::string text = digits('1') + "\n" + counted + "\n\n" + counted_in_base64 + "\n";
    CHECK(complaint(text) ==
          "keys:4:1: error: this is the key of line 2 again\n"
          "    leave it out here, or write the new key in the first line\n");
}

TEST_CASE("A text without a key is a mistake") {
    for (const char* text : {"", "\n", " \r\n\t", "# nothing\n"}) {
        CAPTURE(text);
        CHECK(complaint(text) == std::string("keys: error: there is no key in it\n") + hint);
    }
}

TEST_CASE("No message holds a part of what was written for a key") {
    rc::check([] {
        const std::string part = "5ec7e75ec7e7";
        const std::string more =
            *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789abcdefxyz+/=")));
        const std::string said =
            complaint(part + more + "\n" + digits('1') + "\n" + digits('1') + "\n" + part);
        RC_ASSERT(!said.empty());
        RC_ASSERT(said.find(part.substr(0, 6)) == std::string::npos);
        RC_ASSERT(said.find("1111") == std::string::npos);
    });
}

TEST_CASE("A fresh key is a key, and never the same") {
    const std::string first = fresh_key_text();
    const std::string second = fresh_key_text();
    CHECK(first.size() == 64);
    CHECK(DocumentKey::parse(first).has_value());
    CHECK(first != second);
}

TEST_CASE("A ring is read from a file; one that is not there or is too long is a mistake") {
    const TemporaryFile place;
    CHECK(base::to_text(KeyRing::read(place.path()).error()) ==
          place.path() +
              ": error: there is no such file of document keys\n"
              "    make it, readable by the server alone, with the newest key in its first line\n");

    std::ofstream(place.path()) << digits('2') << '\n' << digits('1') << '\n';
    const base::Result<KeyRing> ring = KeyRing::read(place.path());
    REQUIRE(ring.has_value());
    CHECK(ring->size() == 2);

    std::ofstream(place.path()) << digits('1') << std::string(65'536 - 64, ' ');
    CHECK(KeyRing::read(place.path()).has_value());
    std::ofstream(place.path()) << digits('1') << std::string(65'536 - 63, ' ');
    CHECK(base::to_text(KeyRing::read(place.path()).error()) ==
          place.path() + ": error: this file is too long to be one of document keys\n" + hint);
}

TEST_CASE("A file of keys that the system does not let be read is a failure") {
    CHECK_THROWS_WITH_AS(KeyRing::read("/"), "cannot read /: Is a directory", base::Failure);
}

} // namespace assent::store
