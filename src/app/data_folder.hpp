#pragma once
// The folder in which one server keeps everything: the store, the documents, and its own keys. What
// lies in it:
//
//     store                  the database, with its write-ahead log beside it
//     documents/             encrypted
//     keys/checkpoint.key    64 hexadecimal digits: signs the checkpoints of the log
//     keys/documents.key     the keys of the documents, the newest first
//     training               of a training copy alone: by how many seconds its clock is ahead of the real one
//
// Keys are made once and are never in a backup: keep them elsewhere, too. What is not there or cannot be read
// is base::Failure, which says what to do and shows no key.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "store/disk_file.hpp"
#include "store/documents.hpp"
#include "store/sqlite_store.hpp"

namespace assent::app {

// Where the keys are, when they do not lie in the folder.
struct KeyPlaces {
    std::filesystem::path folder = {};           // with the names above; empty: keys/
    std::string documents = {}, checkpoint = {}; // the keys themselves; empty: in their files
};

class DataFolder {
public:
    explicit DataFolder(std::filesystem::path path, KeyPlaces keys = {})
        : path_(std::move(path)), keys_(std::move(keys)) {}

    // Makes the folder and its keys, readable by their owner alone. Keys that are there stay.
    void make() const;

    // Makes it a training copy, for made-up people and cases alone. Throws when it has a store that is none:
    // what may be real never becomes one.
    void make_training() const;

    // By how much the clock of a training copy is ahead; nothing when it is for real cases.
    std::optional<std::chrono::seconds> training() const;

    // Requires: it is a training copy.
    void keep_clock(std::chrono::seconds ahead) const;

    // Throws unless it is a training copy when one is wanted, and none when none is.
    void check_kind(bool wants_training) const;

    std::string store_file() const { return (path_ / "store").string(); }
    std::filesystem::path documents() const { return path_ / "documents"; }
    store::SigningKey signing_key() const;
    store::Documents open_documents() const;

    // Throws unless there is a store with its keys.
    void check() const;

    // For a store that is there.
    store::SqliteSettings store_settings() const;

    // Makes the database when there is none.
    store::SqliteSettings new_store_settings() const;

    // Held by the one server that may serve the folder, and by whoever needs that none does, for as long as
    // it lives. Throws when somebody else holds it.
    store::DiskFile reserve() const;

    std::size_t document_count() const; // by looking at the names of all

private:
    std::filesystem::path key_file(const char* name) const {
        return (keys_.folder.empty() ? path_ / "keys" : keys_.folder) / name;
    }

    std::filesystem::path path_;
    KeyPlaces keys_;
};

} // namespace assent::app
