#pragma once
// Documents in a folder, each a file named by the SHA-256 of its plain bytes and encrypted under a key of
// the ring: "ab/abcd...". The same content is one file. What put() has returned is durable; a document is
// there whole or not at all, whatever happens meanwhile. Every call may come from any thread, and several
// programs may use one folder. A document that is missing, damaged or under an unknown key is a value; a
// broken world is a Failure. Nothing here knows which case a document belongs to.

#include <array>
#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "store/document_cipher.hpp"

namespace assent::store {

class DiskFile;

// A digest from its 64 hexadecimal digits in lower case; nothing for any other text.
std::optional<base::Digest> digest_of(std::string_view text);

// What is wrong with which document.
struct FaultyDocument {
    base::Digest digest{};
    DocumentFault fault = DocumentFault::Damaged;

    friend bool operator==(const FaultyDocument&, const FaultyDocument&) = default;
};

struct Rotation {
    std::size_t rotated = 0;
    std::vector<FaultyDocument> left; // as they were: their keys must be kept until this is empty
};

class Documents {
public:
    // Makes `folder` in a folder that is there. Sweeps what a crash left, and only that: whatever is being
    // written is locked by its writer, here or in another program.
    Documents(std::filesystem::path folder, KeyRing keys);

    // Those it was made with, for what else is sealed under them (store/sealed_text.hpp).
    const KeyRing& keys() const { return keys_; }

    // Keeps what `read` gives, to its end, under the newest key. It takes the place of a document with the
    // same content, and so mends a damaged one.
    StoredDocument put(const ByteReader& read);

    // Hands on a document, piece by piece. What was written counts only when a document is returned: only
    // then was all of it looked at.
    FoundDocument read(const base::Digest& digest, const ByteWriter& write) const;

    // Looks at all of a document, for whoever verifies.
    FoundDocument check(const base::Digest& digest) const;

    std::vector<base::Digest> all() const; // in order

    // Removes a document after retention; false: there was none. Requires: nothing refers to it any more,
    // nor will a put() of the same content that runs at this moment.
    bool remove(const base::Digest& digest);

    // Called after each document with how many of how many have been seen.
    using Progress = std::function<void(std::size_t seen, std::size_t of)>;

    // Encrypts under the newest key whatever is under another one, document by document. When it is cut
    // short, the next call goes on where it stopped. A document that cannot be decrypted is left and told.
    Rotation rotate(const Progress& progress);

private:
    std::filesystem::path path_of(const base::Digest& digest) const;
    void make_subfolder(const base::Digest& digest);
    FoundDocument copy(const base::Digest& digest, DiskFile& from, const ByteWriter& write) const;
    base::Expected<bool, DocumentFault> renew(const base::Digest& digest);

    std::filesystem::path folder_;
    KeyRing keys_;
    std::array<std::atomic<bool>, 256> durable_{}; // whether this subfolder is, by its number
};

} // namespace assent::store
