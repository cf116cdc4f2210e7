#include "store/new_document.hpp"

#include <sodium.h>

#include "base/sha256.hpp"

namespace assent::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "new-";

fs::path fresh_path(const fs::path& folder) {
    std::array<std::uint8_t, 16> chance{};
    randombytes_buf(chance.data(), chance.size());
    return folder / (std::string(prefix) + base::hex_text(chance));
}

std::pair<fs::path, DiskFile> made_and_locked(const fs::path& folder) {
    while (true) {
        fs::path path = fresh_path(folder);
        std::optional<DiskFile> file = DiskFile::make(path);
        // A sweep may come between making and locking. Then the file is its, and another one is made.
        if (file && file->try_lock() && file->has_a_name()) return {std::move(path), std::move(*file)};
    }
}

} // namespace

NewDocument::NewDocument(const fs::path& folder) : file_(made_and_locked(folder)) {}

NewDocument::~NewDocument() {
    if (placed_) return;
    std::error_code stays_to_be_swept;
    fs::remove(file_.first, stays_to_be_swept);
}

void NewDocument::place(const fs::path& path) {
    rename_file(file_.first, path);
    placed_ = true;
}

void sweep_new_documents(const fs::path& folder) {
    if (!is_writable(folder)) return; // what stays is no document
    for (const std::string& name : names_in(folder)) {
        if (!name.starts_with(prefix)) continue;
        std::optional<DiskFile> file = DiskFile::open(folder / name, Use::Write);
        if (file && file->try_lock()) remove_file(folder / name);
    }
}

} // namespace assent::store
