#include "store/forgetful_file_test.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace assent::store {
namespace {

constexpr std::size_t sector = 512;

void put(std::string& file, std::size_t offset, const std::string& bytes) {
    if (file.size() < offset + bytes.size()) file.resize(offset + bytes.size());
    file.replace(offset, bytes.size(), bytes);
}

bool heads(std::mt19937& chance) { return (chance() & 1U) != 0; }

} // namespace

void ForgetfulFile::write(std::size_t offset, const std::string& bytes) {
    put(seen_, offset, bytes);
    unsynced_.push_back({offset, bytes, false});
}

void ForgetfulFile::truncate(std::size_t size) {
    seen_.resize(size);
    unsynced_.push_back({size, {}, true});
}

void ForgetfulFile::sync() {
    for (const Change& change : unsynced_) {
        if (change.is_truncation)
            synced_.resize(change.offset);
        else
            put(synced_, change.offset, change.bytes);
    }
    unsynced_.clear();
    is_in_folder_ = true;
}

void ForgetfulFile::apply_some(const Change& change, Survivors survivors, std::mt19937& chance) {
    if (change.is_truncation) {
        if (heads(chance)) synced_.resize(change.offset);
        return;
    }
    std::size_t done = 0;
    while (done < change.bytes.size()) {
        const std::size_t in_sector = sector - (change.offset + done) % sector;
        std::size_t size = std::min(in_sector, change.bytes.size() - done);
        std::string piece = change.bytes.substr(done, size);
        done += size;
        if (!heads(chance)) continue;
        if (survivors == Survivors::TornSectors) piece.resize(chance() % (size + 1));
        put(synced_, change.offset + done - size, piece);
    }
}

bool ForgetfulFile::lose_power(Survivors survivors, std::mt19937& chance) {
    const bool stays = is_in_folder_ || survivors == Survivors::Everything ||
                       (survivors != Survivors::Nothing && heads(chance));
    if (survivors == Survivors::Everything) {
        sync();
    } else if (survivors != Survivors::Nothing) {
        for (const Change& change : unsynced_) apply_some(change, survivors, chance);
    }
    unsynced_.clear();
    seen_ = synced_;
    is_in_folder_ = true;
    return stays;
}

TEST_CASE("A forgetful file keeps what was synced, and loses the rest with the power") {
    std::mt19937 chance{1};
    ForgetfulFile file;
    file.write(0, "synced");
    file.sync();
    file.write(3, "written");
    CHECK(file.seen() == "synwritten");
    CHECK(file.lose_power(Survivors::Nothing, chance));
    CHECK(file.seen() == "synced");
}

TEST_CASE("After a sync that failed, another one saves nothing of what was written before") {
    std::mt19937 chance{1};
    ForgetfulFile file;
    file.write(0, "first");
    file.sync();
    file.write(0, "second");
    file.fail_to_sync();
    file.write(6, "third");
    file.sync();
    CHECK(file.lose_power(Survivors::Nothing, chance));
    CHECK(file.seen().substr(0, 5) == "first");
    CHECK(file.seen().substr(6) == "third");
}

TEST_CASE("A file that was never synced may be gone as a whole") {
    std::mt19937 chance{1};
    ForgetfulFile file;
    file.write(0, "x");
    CHECK_FALSE(file.lose_power(Survivors::Nothing, chance));
}

} // namespace assent::store
