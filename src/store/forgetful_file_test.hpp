#pragma once
// A file that knows what was synced and what was only written. Reading sees everything; when the power
// goes, what was synced is there, and of the rest whatever chance leaves: nothing, all, single sectors,
// halves of sectors. For tests.

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace assent::store {

// What the power cut leaves of what was not synced.
enum class Survivors : std::uint8_t { Nothing, Everything, Sectors, TornSectors };

class ForgetfulFile {
public:
    std::size_t size() const { return seen_.size(); }
    const std::string& seen() const { return seen_; }

    void write(std::size_t offset, const std::string& bytes);
    void truncate(std::size_t size);
    void sync();

    // As Linux does it: the error is told once, and what should have been synced counts as clean and is
    // lost with the power, however often it is synced afterwards.
    void fail_to_sync() { unsynced_.clear(); }

    // True when the file itself is still there.
    bool lose_power(Survivors survivors, std::mt19937& chance);

    // Of the handles that are open, by SQLite's levels; and the memory that they share.
    std::map<const void*, int> levels;
    std::map<const void*, unsigned> shared_slots;
    std::map<const void*, unsigned> exclusive_slots;
    std::vector<std::unique_ptr<std::array<char, 32768>>> regions;

private:
    struct Change {
        std::size_t offset = 0;
        std::string bytes;
        bool is_truncation = false; // to `offset`
    };

    void apply_some(const Change& change, Survivors survivors, std::mt19937& chance);

    std::string seen_;
    std::string synced_;
    std::vector<Change> unsynced_;
    bool is_in_folder_ = false; // its name was synced too
};

} // namespace assent::store
