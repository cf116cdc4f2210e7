#pragma once
// The folder in which one server keeps everything: the store, the documents, and its own keys. What
// lies in it:
//
//     store                  the database, with its write-ahead log beside it
//     documents/             encrypted
//     keys/checkpoint.key    64 hexadecimal digits: signs the checkpoints of the log
//     keys/documents.key     the keys of the documents, the newest first
//
// Keys are made once and are never in a backup: keep them elsewhere, too. What is not there or cannot be read
// is base::Failure, which says what to do and shows no key.

#include <filesystem>
#include <string>

#include "store/documents.hpp"
#include "store/sqlite_store.hpp"

namespace assent::app {

class DataFolder {
public:
    explicit DataFolder(std::filesystem::path path) : path_(std::move(path)) {}

    // Makes the folder and its keys, readable by their owner alone. Keys that are there stay.
    void make() const;

    std::string store_file() const { return (path_ / "store").string(); }
    std::filesystem::path documents() const { return path_ / "documents"; }
    store::SigningKey signing_key() const;
    store::Documents open_documents() const;

    // Makes the database when there is none.
    store::SqliteSettings store_settings() const;

private:
    std::filesystem::path key_file(const char* name) const { return path_ / "keys" / name; }

    std::filesystem::path path_;
};

} // namespace assent::app
