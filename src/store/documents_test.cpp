#include "store/documents.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <barrier>
#include <thread>

#include "base/failure.hpp"
#include "store/document_folder_test.hpp"

namespace assent::store {
namespace {

namespace fs = std::filesystem;

const base::Digest never_kept = base::sha256("never kept");

} // namespace

TEST_CASE("A document comes back as it was kept, whatever its size") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, full_chunk - 1, full_chunk, full_chunk + 1,
                                   2 * full_chunk, std::size_t{5'000'003}}) {
        CAPTURE(size);
        const std::string content = some_bytes(size);
        const StoredDocument kept = keep(documents, content);
        CHECK(kept == StoredDocument{base::sha256(content), size});
        CHECK((content_of(documents, kept.digest) == content));
        CHECK(documents.check(kept.digest) == FoundDocument(kept));
    }
    CHECK(folder.unfinished() == 0);
}

TEST_CASE("A file is named by the digest of its document, in a subfolder of its first two digits") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    const StoredDocument kept = keep(documents, "abc"); // the example of FIPS 180-2, appendix B.1
    const std::string name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    CHECK(base::hex_text(kept.digest) == name);
    CHECK(fs::is_regular_file(fs::path(folder.path()) / "ba" / name));
    CHECK(digest_of(name) == kept.digest);
    for (const std::string& wrong :
         {std::string(), name + "0", name.substr(1), "B" + name.substr(1), "../" + name.substr(3)})
        CHECK(digest_of(wrong) == std::nullopt);
}

TEST_CASE("Nothing of a document can be read in its file, and nobody else may open it") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    const StoredDocument kept = keep(documents, "diagnosis and more of it");
    CHECK(folder.file(kept.digest).find("diag") == std::string::npos);
    CHECK(fs::status(folder.file_of(kept.digest)).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(fs::status(folder.path()).permissions() == fs::perms::owner_all);
}

TEST_CASE("The same content twice is one file; a damaged one is mended by it") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    const StoredDocument kept = keep(documents, "letter");
    CHECK(keep(documents, "letter") == kept);
    CHECK(documents.all() == std::vector{kept.digest});
    folder.write_file(kept.digest, "rubbish");
    CHECK(fault_of(documents.check(kept.digest)) == DocumentFault::Damaged);
    keep(documents, "letter");
    CHECK(content_of(documents, kept.digest) == "letter");
}

TEST_CASE("A document of any size passes in pieces, of which none is larger than a chunk") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    std::size_t rest = 16'000'000;
    std::size_t largest = 0;
    const StoredDocument kept = documents.put([&](std::span<std::uint8_t> piece) {
        largest = std::max(largest, piece.size());
        const std::size_t size = std::min({rest, piece.size(), std::size_t{50'000}});
        std::fill_n(piece.begin(), size, static_cast<std::uint8_t>(rest));
        rest -= size;
        return size;
    });
    CHECK(kept.size == 16'000'000);
    const FoundDocument found = documents.read(
        kept.digest, [&](std::span<const std::uint8_t> piece) { largest = std::max(largest, piece.size()); });
    CHECK(found == FoundDocument(kept));
    CHECK(largest == full_chunk);
}

TEST_CASE("Every bit that is changed in a file is found") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    const base::Digest digest = keep(documents, "a letter of medical necessity").digest;
    const std::string good = folder.file(digest);
    REQUIRE(good.size() == before_chunks + 29 + proof_of_chunk);
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        std::string changed = good;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        folder.write_file(digest, changed);
        const std::size_t byte = bit / 8;
        CAPTURE(byte);
        const DocumentFault expected = byte < 7    ? DocumentFault::Damaged
                                       : byte == 7 ? DocumentFault::UnknownVersion
                                       : byte < 16 ? DocumentFault::UnknownKey
                                                   : DocumentFault::Damaged;
        REQUIRE(fault_of(documents.check(digest)) == expected);
    }
    folder.write_file(digest, good);
    CHECK(documents.check(digest).has_value());
}

TEST_CASE("A file that was cut at any length, or goes on, is found") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    const base::Digest digest = keep(documents, "a letter of medical necessity").digest;
    const std::string good = folder.file(digest);
    for (std::size_t length = 0; length < good.size(); ++length) {
        CAPTURE(length);
        folder.write_file(digest, good.substr(0, length));
        REQUIRE(fault_of(documents.check(digest)) == DocumentFault::Damaged);
    }
    folder.write_file(digest, good + '\0');
    CHECK(fault_of(documents.check(digest)) == DocumentFault::Damaged);
}

TEST_CASE("A missing document, one under an unknown key and one under another's name each say so") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    const base::Digest first = keep(documents, "the first").digest;
    const base::Digest second = keep(documents, "the second").digest;
    CHECK(fault_of(documents.check(never_kept)) == DocumentFault::Missing);
    CHECK(fault_of(Documents(folder.path(), ring_of("2")).check(first)) == DocumentFault::UnknownKey);
    folder.write_file(first, folder.file(second));
    CHECK(content_of(documents, first).error() == DocumentFault::Exchanged);
    CHECK(to_text(DocumentFault::Exchanged) == "holds another document");
}

TEST_CASE("Only files in their places are documents, in the order of their digests") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    CHECK(documents.all().empty());
    std::vector<base::Digest> kept;
    for (int i = 0; i < 10; ++i) kept.push_back(keep(documents, std::to_string(i)).digest);
    std::sort(kept.begin(), kept.end());
    const std::string name = base::hex_text(kept[0]);
    const fs::path root = folder.path();
    fs::create_directories(root / "zz");
    fs::create_directories(root / "AB");
    fs::create_directories(root / "00");
    std::ofstream(root / name) << "not in a subfolder";
    std::ofstream(root / "zz" / name) << "in a subfolder that is none";
    std::ofstream(root / "00" / ("1" + name.substr(1))) << "in another subfolder";
    std::ofstream(root / name.substr(0, 2) / (name + ".bak")) << "another name";
    CHECK(documents.all() == kept);
}

TEST_CASE("What was removed is gone, and can be kept again") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    const base::Digest digest = keep(documents, "letter").digest;
    CHECK(documents.remove(digest));
    CHECK_FALSE(documents.remove(digest));
    CHECK_FALSE(documents.remove(never_kept));
    CHECK(fault_of(documents.check(digest)) == DocumentFault::Missing);
    CHECK(documents.all().empty());
    CHECK(keep(documents, "letter").digest == digest);
    CHECK(content_of(documents, digest) == "letter");
}

TEST_CASE("A document whose bytes stop coming leaves nothing") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    const ByteReader breaks = [](std::span<std::uint8_t>) -> std::size_t {
        throw base::Failure("the line is dead");
    };
    CHECK_THROWS_WITH_AS(documents.put(breaks), "the line is dead", base::Failure);
    CHECK(documents.all().empty());
    CHECK(folder.unfinished() == 0);
}

TEST_CASE("A folder in a folder that is not there is a failure, and so is one that is a file") {
    const DocumentFolder folder;
    CHECK_THROWS_WITH_AS(Documents(folder.path() + "/deeper", ring_of("1")),
                         doctest::Contains("No such file"), base::Failure);
    std::ofstream(folder.path()) << "a file";
    CHECK_THROWS_WITH_AS(Documents(folder.path(), ring_of("1")), doctest::Contains("Not a directory"),
                         base::Failure);
}

TEST_CASE("Two threads that keep the same documents at once keep each of them once, and whole") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    constexpr int count = 30;
    std::barrier start(2);
    const auto keep_all = [&] {
        for (int i = 0; i < count; ++i) {
            start.arrive_and_wait();
            keep(documents, std::to_string(i));
        }
    };
    std::thread other(keep_all);
    keep_all();
    other.join();
    const std::vector<base::Digest> all = documents.all();
    CHECK(all.size() == count);
    for (const base::Digest& digest : all) CHECK(documents.check(digest).has_value());
    CHECK(folder.unfinished() == 0);
}

} // namespace assent::store
