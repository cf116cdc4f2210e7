#include "store/documents.hpp"

#include <algorithm>

#include "store/new_document.hpp"
#include "store/wiped_bytes.hpp"

namespace assent::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_size = 65'536;

ByteReader reader_of(DiskFile& file) {
    return [&file](std::span<std::uint8_t> piece) { return file.read(piece); };
}

// Held while a document is removed, or replaced only if it is still there: so that a rotation never brings
// back what was removed meanwhile, by whatever program.
DiskFile locked(const fs::path& folder) {
    DiskFile lock = DiskFile::open_or_make(folder / "lock");
    lock.lock();
    return lock;
}

} // namespace

std::optional<base::Digest> digest_of(std::string_view text) {
    base::Digest digest{};
    return base::read_hex(text, digest) ? std::optional(digest) : std::nullopt;
}

Documents::Documents(fs::path folder, KeyRing keys) : folder_(std::move(folder)), keys_(std::move(keys)) {
    if (!is_there(folder_)) {
        make_folder(folder_);
        sync_folder(folder_ / "..");
    }
    sweep_new_documents(folder_);
}

fs::path Documents::path_of(const base::Digest& digest) const {
    const std::string name = base::hex_text(digest);
    return folder_ / name.substr(0, 2) / name;
}

void Documents::make_subfolder(const base::Digest& digest) {
    // Another thread or program may have made it and not yet made it durable: to find it is not enough.
    std::atomic<bool>& durable = durable_[digest[0]];
    if (durable) return;
    make_folder(path_of(digest).parent_path());
    sync_folder(folder_);
    durable = true;
}

StoredDocument Documents::put(const ByteReader& read) {
    NewDocument file(folder_);
    Encryption encryption(keys_.newest(), [&](std::span<const std::uint8_t> bytes) { file.write(bytes); });
    WipedBytes piece(piece_size);
    while (const std::size_t size = read(piece.all())) encryption.add(piece.all().first(size));
    const StoredDocument document = encryption.finish();
    file.sync();
    make_subfolder(document.digest);
    const fs::path path = path_of(document.digest);
    file.place(path);
    sync_folder(path.parent_path());
    return document;
}

FoundDocument Documents::copy(const base::Digest& digest, DiskFile& from, const ByteWriter& write) const {
    FoundDocument document = decrypt(keys_, reader_of(from), write);
    if (document && document->digest != digest) return tl::unexpected(DocumentFault::Exchanged);
    return document;
}

FoundDocument Documents::read(const base::Digest& digest, const ByteWriter& write) const {
    std::optional<DiskFile> file = DiskFile::open(path_of(digest), Use::Read);
    if (!file) return tl::unexpected(DocumentFault::Missing);
    return copy(digest, *file, write);
}

FoundDocument Documents::check(const base::Digest& digest) const {
    return read(digest, [](std::span<const std::uint8_t>) {});
}

std::vector<base::Digest> Documents::all() const {
    std::vector<base::Digest> documents;
    for (const std::string& subfolder : names_in(folder_)) {
        std::array<std::uint8_t, 1> first{};
        if (!base::read_hex(subfolder, first)) continue;
        for (const std::string& name : names_in(folder_ / subfolder)) {
            const std::optional<base::Digest> digest = digest_of(name);
            if (digest && name.starts_with(subfolder)) documents.push_back(*digest);
        }
    }
    return documents;
}

bool Documents::remove(const base::Digest& digest) {
    const fs::path path = path_of(digest);
    if (!is_there(path)) return false;
    const DiskFile lock = locked(folder_);
    const bool removed = remove_file(path);
    sync_folder(path.parent_path());
    return removed;
}

// True: it was under another key. False: there was nothing to do, or it is not there any more.
base::Expected<bool, DocumentFault> Documents::renew(const base::Digest& digest) {
    const fs::path path = path_of(digest);
    std::optional<DiskFile> old = DiskFile::open(path, Use::Read);
    if (!old) return false;
    const base::Expected<KeyId, DocumentFault> key = key_of(reader_of(*old));
    if (!key) return tl::unexpected(key.error());
    if (*key == keys_.newest().id()) return false;

    old->rewind();
    NewDocument file(folder_);
    Encryption encryption(keys_.newest(), [&](std::span<const std::uint8_t> bytes) { file.write(bytes); });
    const FoundDocument found =
        copy(digest, *old, [&](std::span<const std::uint8_t> bytes) { encryption.add(bytes); });
    if (!found) return tl::unexpected(found.error());
    encryption.finish();
    file.sync();
    const DiskFile lock = locked(folder_);
    if (!is_there(path)) return false; // its retention ended meanwhile
    file.place(path);
    sync_folder(path.parent_path());
    return true;
}

Rotation Documents::rotate(const Progress& progress) {
    Rotation rotation;
    const std::vector<base::Digest> documents = all();
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const base::Expected<bool, DocumentFault> renewed = renew(documents[i]);
        if (!renewed) rotation.left.push_back({documents[i], renewed.error()});
        if (renewed && *renewed) ++rotation.rotated;
        if (progress) progress(i + 1, documents.size());
    }
    return rotation;
}

} // namespace assent::store
