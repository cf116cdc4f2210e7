#pragma once
// A document on its way into the folder: a file "new-..." that becomes a document by getting its name, at
// once and whole, or goes again. While it is written it is locked; so a file of that name without a lock
// is what a crash left, and may be swept, even beside other programs that are writing.

#include <filesystem>
#include <utility>

#include "store/disk_file.hpp"

namespace assent::store {

class NewDocument {
public:
    explicit NewDocument(const std::filesystem::path& folder);
    ~NewDocument();
    NewDocument(const NewDocument&) = delete;
    NewDocument& operator=(const NewDocument&) = delete;

    void write(std::span<const std::uint8_t> bytes) { file_.second.write(bytes); }
    void sync() { file_.second.sync(); }

    // Takes the place of what is there. Durable when the folder of `path` has been synced.
    // Requires: it was synced, and `path` is on the same file system.
    void place(const std::filesystem::path& path);

private:
    std::pair<std::filesystem::path, DiskFile> file_; // where it is for now
    bool placed_ = false;
};

// Removes what a crash left in `folder`, when it may be written at all.
void sweep_new_documents(const std::filesystem::path& folder);

} // namespace assent::store
