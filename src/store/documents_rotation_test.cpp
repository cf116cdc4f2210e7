#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "base/failure.hpp"
#include "store/document_folder_test.hpp"

namespace assent::store {
namespace {

void keep_numbered(Documents& documents, int count) {
    for (int i = 0; i < count; ++i) keep(documents, std::to_string(i));
}

std::ptrdiff_t whole_documents(const Documents& documents) {
    const std::vector<base::Digest> all = documents.all();
    return std::count_if(all.begin(), all.end(),
                         [&](const base::Digest& digest) { return documents.check(digest).has_value(); });
}

} // namespace

TEST_CASE("After a rotation everything is under the newest key, and the others can go") {
    const DocumentFolder folder;
    Documents first(folder.path(), ring_of("1"));
    keep_numbered(first, 5);
    const base::Digest large = keep(first, some_bytes(3 * full_chunk + 1)).digest;
    Documents second(folder.path(), ring_of("21"));
    keep(second, "under the second");
    CHECK(whole_documents(second) == 7);

    std::vector<std::size_t> seen;
    const Rotation rotation = second.rotate([&](std::size_t done, std::size_t of) {
        CHECK(of == 7);
        seen.push_back(done);
    });
    CHECK(rotation.rotated == 6);
    CHECK(rotation.left.empty());
    CHECK(seen == std::vector<std::size_t>{1, 2, 3, 4, 5, 6, 7});
    CHECK(second.rotate({}).rotated == 0);
    CHECK(folder.unfinished() == 0);

    const Documents newest_alone(folder.path(), ring_of("2"));
    CHECK(whole_documents(newest_alone) == 7);
    CHECK((content_of(newest_alone, large) == some_bytes(3 * full_chunk + 1)));
    CHECK(whole_documents(Documents(folder.path(), ring_of("1"))) == 0);
}

TEST_CASE("A rotation that was stopped between two documents goes on where it was") {
    const DocumentFolder folder;
    Documents first(folder.path(), ring_of("1"));
    keep_numbered(first, 5);
    Documents second(folder.path(), ring_of("21"));
    const Documents::Progress stops = [](std::size_t seen, std::size_t) {
        if (seen == 2) throw base::Failure("told to stop");
    };
    CHECK_THROWS_AS(second.rotate(stops), base::Failure);
    CHECK(whole_documents(second) == 5);
    CHECK(second.rotate({}).rotated == 3);
    CHECK(whole_documents(Documents(folder.path(), ring_of("2"))) == 5);
}

TEST_CASE("What cannot be decrypted is left as it was and told; the others are rotated") {
    const DocumentFolder folder;
    Documents first(folder.path(), ring_of("1"));
    keep_numbered(first, 4);
    const std::vector<base::Digest> all = first.all();
    const std::string damaged = folder.file(all[0]) + "more";
    const std::string exchanged = folder.file(all[3]);
    folder.write_file(all[0], damaged);
    folder.write_file(all[1], exchanged);
    Documents third(folder.path(), ring_of("3"));
    const base::Digest strange = keep(third, "under a key that is gone").digest;

    Documents second(folder.path(), ring_of("21"));
    Rotation rotation = second.rotate({});
    CHECK(rotation.rotated == 2);
    std::vector<FaultyDocument> expected{{all[0], DocumentFault::Damaged},
                                         {all[1], DocumentFault::Exchanged},
                                         {strange, DocumentFault::UnknownKey}};
    const auto by_digest = [](const FaultyDocument& a, const FaultyDocument& b) {
        return a.digest < b.digest;
    };
    std::sort(expected.begin(), expected.end(), by_digest);
    CHECK(rotation.left == expected);
    CHECK((folder.file(all[0]) == damaged));
    CHECK((folder.file(all[1]) == exchanged));
    CHECK(folder.unfinished() == 0);
}

TEST_CASE("Whoever reads during a rotation reads whole documents") {
    const DocumentFolder folder;
    Documents first(folder.path(), ring_of("1"));
    keep_numbered(first, 20);
    Documents second(folder.path(), ring_of("21"));
    std::atomic<bool> over = false;
    std::ptrdiff_t fewest = 20;
    std::thread reader([&] {
        while (!over) fewest = std::min(fewest, whole_documents(second));
    });
    CHECK(second.rotate({}).rotated == 20);
    over = true;
    reader.join();
    CHECK(fewest == 20);
}

TEST_CASE("A rotation does not bring back what is removed while it is encrypted anew") {
    const DocumentFolder folder;
    Documents first(folder.path(), ring_of("1"));
    const base::Digest digest = keep(first, some_bytes(8'000'000)).digest;
    Documents second(folder.path(), ring_of("21"));
    std::atomic<bool> over = false;
    std::thread retention([&] {
        while (!over && folder.unfinished() == 0) std::this_thread::yield();
        first.remove(digest);
    });
    const Rotation rotation = second.rotate({});
    over = true;
    retention.join();
    CHECK(rotation.left.empty());
    CHECK(second.all().empty()); // whichever of the two came first
    CHECK(folder.unfinished() == 0);
}

} // namespace assent::store
