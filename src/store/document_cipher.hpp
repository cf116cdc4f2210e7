#pragma once
// The form of an encrypted document. It promises that what is handed on is what was encrypted, piece by
// piece, with one piece in memory at a time; it knows nothing of files. The form is
//
//   "AssntDc", the version of the form (1 byte, 1), the id of the key (8 bytes),
//   the header of the stream (24 bytes),
//   chunks: 64 KiB each, encrypted, with 17 bytes that vouch for them; the last one is shorter, maybe
//   empty, and is marked as the last.
//
// The stream is libsodium's secretstream (XChaCha20-Poly1305): a chunk that was changed, left out, put
// elsewhere or taken from another document does not decrypt. The first 16 bytes are vouched for by every
// chunk. A document has one form only: every chunk but the last is full.

#include <memory>

#include "base/result.hpp"
#include "base/sha256.hpp"
#include "store/byte_stream.hpp"
#include "store/document_key.hpp"

namespace assent::store {

// What a document is known by: the SHA-256 of its plain bytes, and how many there are.
struct StoredDocument {
    base::Digest digest{};
    std::uint64_t size = 0;

    friend bool operator==(const StoredDocument&, const StoredDocument&) = default;
};

enum class DocumentFault : std::uint8_t {
    Missing,        // there is no such file
    Damaged,        // it is not what was written: changed, cut short, or longer
    UnknownKey,     // its key is not on the ring
    UnknownVersion, // it was written in a form that this program does not know
    Exchanged,      // it is whole, and another document than its name says
};

// "is damaged": what is wrong with a document, to follow its name.
std::string_view to_text(DocumentFault fault);

using FoundDocument = base::Expected<StoredDocument, DocumentFault>;

// Encrypts what is added and writes it on. Without finish() what was written is no document.
class Encryption {
public:
    Encryption(const DocumentKey& key, ByteWriter write);
    ~Encryption();
    Encryption(const Encryption&) = delete;
    Encryption& operator=(const Encryption&) = delete;

    void add(std::span<const std::uint8_t> bytes);
    StoredDocument finish();

private:
    struct State;

    void seal(bool last);

    std::unique_ptr<State> state_;
};

// The key that a document says it is under, from its beginning; reads no further than that.
base::Expected<KeyId, DocumentFault> key_of(const ByteReader& read);

// Writes on what each chunk holds once that chunk has proved true. What was written counts only when a
// document is returned; compare its digest with the one expected.
FoundDocument decrypt(const KeyRing& keys, const ByteReader& read, const ByteWriter& write);

} // namespace assent::store
