#include "store/backup.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "store/sample_batch_test.hpp"
#include "store/temporary_file_test.hpp"

namespace assent::store {

TEST_CASE("A backup taken while others write is of one piece, and holds everything committed before it") {
    const TemporaryFile file;
    const std::string copy = file.path() + "-copy";
    SqliteStore store({{file.path()}, sample_key(), 2});
    for (std::int64_t i = 0; i < 200; ++i) REQUIRE(store.commit(numbered_batch(i, i)).has_value());
    std::atomic<bool> enough{false};
    std::thread writer([&] {
        for (std::int64_t i = 200; !enough; ++i) REQUIRE(store.commit(numbered_batch(i, i)).has_value());
    });
    const Checkpoint kept = store.checkpoint(moment(1));
    back_up({file.path()}, copy);
    enough = true;
    writer.join();
    const Verification found = verify({copy}, sample_key().public_key(), kept);
    CHECK(found.findings == std::vector<std::string>{});
    SqliteStore restored({{copy}, sample_key(), 1});
    const auto batches = static_cast<std::int64_t>(whole_batches(restored).size());
    CHECK(batches >= 200);
    CHECK(restored.commit(numbered_batch(batches, batches)).has_value());
}

TEST_CASE("A backup overwrites nothing") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key(), 1});
    CHECK_THROWS_WITH_AS(back_up({file.path()}, file.path()), doctest::Contains("something is there already"),
                         base::Failure);
    CHECK_THROWS_AS(back_up({file.path()}, file.path() + "/no/such/folder"), base::Failure);
    CHECK(verify({file.path()}, sample_key().public_key(), {}).is_clean());
}

} // namespace assent::store
