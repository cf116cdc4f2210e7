#include "store/document_cipher.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "store/document_folder_test.hpp"

namespace assent::store {
namespace {

constexpr std::size_t sealed_chunk = full_chunk + proof_of_chunk;

ByteReader reader_from(std::string_view text) {
    return [text](std::span<std::uint8_t> piece) mutable {
        const std::size_t size = std::min(text.size(), piece.size());
        std::copy_n(text.begin(), size, piece.begin());
        text.remove_prefix(size);
        return size;
    };
}

std::string encrypted(const std::string& content, const KeyRing& ring = ring_of("1")) {
    std::string written;
    Encryption encryption(ring.newest(), writer_to(written));
    encryption.add(bytes_of(content));
    encryption.finish();
    return written;
}

std::optional<DocumentFault> fault_in(const std::string& file, const KeyRing& ring = ring_of("1")) {
    return fault_of(decrypt(ring, reader_from(file), [](std::span<const std::uint8_t>) {}));
}

// The chunks of `file` in another order: "bacd" swaps the first two of four. A capital is one of `other`.
std::string arranged(const std::string& file, const std::string& other, std::string_view order) {
    std::string result = file.substr(0, before_chunks);
    for (const char c : order) {
        const bool is_other = c < 'a';
        const auto number = static_cast<std::size_t>(c - (is_other ? 'A' : 'a'));
        result += (is_other ? other : file).substr(before_chunks + number * sealed_chunk, sealed_chunk);
    }
    return result;
}

std::string from_hex(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return bytes;
}

} // namespace

TEST_CASE("A document of version 1 is read for ever") {
    // Made by another program with libsodium's secretstream, from the description in document_cipher.hpp.
    const std::string file = from_hex(
        "4173736e744463019ab1759708e1c031153bf996c6b6def682093601437e87b9502ebe43f2e800ab3a966d1cabbe3a70"
        "94e4d702f4b38a7bed34214380f008d17e8b91b8d54dfd009fb8791cd8bbe5a5ea58702024de11e4");
    const base::Result<KeyRing> ring =
        KeyRing::parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "test");
    std::string content;
    const FoundDocument found = decrypt(*ring, reader_from(file), writer_to(content));
    REQUIRE(found.has_value());
    CHECK(content == "A letter of medical necessity.\n");
    CHECK(found->size == 31);
    CHECK(base::hex_text(found->digest) ==
          "9e615db5e23214261d2a39854593af2fab871f3e226f0b7f2e2821f896668e17");
}

TEST_CASE("Whatever the pieces in which a document comes, it is the same document") {
    rc::check([] {
        const auto size = *rc::gen::inRange<std::size_t>(0, 3 * full_chunk);
        const std::string content = some_bytes(size, *rc::gen::arbitrary<unsigned>());
        const std::size_t step = 1 + *rc::gen::inRange<std::size_t>(0, 2 * full_chunk);
        std::string file;
        const KeyRing ring = ring_of("1");
        Encryption encryption(ring.newest(), writer_to(file));
        for (std::size_t at = 0; at < size; at += step)
            encryption.add(bytes_of(std::string_view(content).substr(at, step)));
        const StoredDocument document = encryption.finish();
        RC_ASSERT(document == (StoredDocument{base::sha256(content), size}));
        RC_ASSERT(file.size() == before_chunks + size + proof_of_chunk * (size / full_chunk + 1));
        std::string read;
        RC_ASSERT(decrypt(ring, reader_from(file), writer_to(read)).value_or(StoredDocument{}) == document);
        RC_ASSERT(read == content);
    });
}

TEST_CASE("A byte that is changed anywhere in a document of several chunks is found") {
    const std::string file = encrypted(some_bytes(2 * full_chunk + 100));
    rc::check([&] {
        std::string changed = file;
        const auto at = *rc::gen::inRange<std::size_t>(0, file.size());
        changed[at] = static_cast<char>(changed[at] ^ *rc::gen::inRange(1, 256));
        RC_ASSERT(fault_in(changed).has_value());
    });
}

TEST_CASE("Chunks that were swapped, left out, repeated or taken from another document are found") {
    const std::string file = encrypted(some_bytes(3 * full_chunk + 100));
    const std::string other = encrypted(some_bytes(3 * full_chunk + 100)); // the same content and key
    REQUIRE((arranged(file, other, "abcd") == file));
    REQUIRE(fault_in(file) == std::nullopt);
    for (const char* order : {"bacd", "acbd", "dabc", "acd", "bcd", "d", "abbd", "aabcd", "abcdd", "abcdabcd",
                              "aBcd", "abcD", "ABCD", "abcda"}) {
        CAPTURE(order);
        CHECK(fault_in(arranged(file, other, order)) == DocumentFault::Damaged);
    }
}

TEST_CASE("A document that was cut at or beside the end of a chunk is found") {
    for (const std::size_t size : {2 * full_chunk, 2 * full_chunk + 1}) {
        const std::string file = encrypted(some_bytes(size));
        for (const std::size_t end :
             {before_chunks, before_chunks + sealed_chunk, before_chunks + 2 * sealed_chunk}) {
            for (const std::size_t length : {end - 1, end, end + 1, end + proof_of_chunk - 1}) {
                CAPTURE(size);
                CAPTURE(length);
                CHECK(fault_in(file.substr(0, length)) == DocumentFault::Damaged);
            }
        }
        CHECK(fault_in(file) == std::nullopt);
    }
}

TEST_CASE("What follows a document is found, whatever and however much it is") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{10}, full_chunk - 1, full_chunk}) {
        const std::string file = encrypted(some_bytes(size));
        for (const std::size_t more :
             {std::size_t{1}, proof_of_chunk, full_chunk, sealed_chunk, 2 * sealed_chunk}) {
            CAPTURE(size);
            CAPTURE(more);
            CHECK(fault_in(file + some_bytes(more)) == DocumentFault::Damaged);
        }
        CHECK(fault_in(file + file) == DocumentFault::Damaged);
    }
}

TEST_CASE(
    "A document under a key that the ring does not hold says so; one that lies about its key is damaged") {
    const std::string file = encrypted("letter", ring_of("1"));
    CHECK(fault_in(file, ring_of("2")) == DocumentFault::UnknownKey);
    CHECK(fault_in(file, ring_of("21")) == std::nullopt);
    const std::string other = encrypted("letter", ring_of("2"));
    const std::string lying = other.substr(0, 16) + file.substr(16);
    CHECK(fault_in(lying, ring_of("21")) == DocumentFault::Damaged);
}

TEST_CASE("A document in a later form says so, and a file that never was a document is damaged") {
    std::string file = encrypted("letter");
    file[7] = 2;
    CHECK(fault_in(file) == DocumentFault::UnknownVersion);
    CHECK(fault_in("") == DocumentFault::Damaged);
    CHECK(fault_in(some_bytes(1000)) == DocumentFault::Damaged);
}

TEST_CASE("The same content is never encrypted to the same bytes") {
    CHECK((encrypted("letter") != encrypted("letter")));
}

TEST_CASE("What is handed on of a damaged document is only what proved true") {
    std::string file = encrypted(some_bytes(2 * full_chunk));
    file[before_chunks + sealed_chunk + 5] ^= 1; // in the second chunk
    std::string read;
    CHECK(fault_of(decrypt(ring_of("1"), reader_from(file), writer_to(read))) == DocumentFault::Damaged);
    CHECK((read == some_bytes(2 * full_chunk).substr(0, full_chunk)));
}

} // namespace assent::store
