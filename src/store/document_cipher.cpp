#include "store/document_cipher.hpp"

#include <sodium.h>

#include <algorithm>
#include <vector>

#include "base/expects.hpp"
#include "base/running_digest.hpp"
#include "store/wiped_bytes.hpp"

namespace assent::store {

// The state of a stream holds keys made from ours. Encryption::State has one, so it is not in the namespace
// below: what is there may be no part of what others can name.
struct SecretStream {
    SecretStream() = default;
    ~SecretStream() { sodium_memzero(&state, sizeof state); }
    SecretStream(const SecretStream&) = delete;
    SecretStream& operator=(const SecretStream&) = delete;

    crypto_secretstream_xchacha20poly1305_state state{};
};

namespace {

constexpr std::size_t chunk_size = 65'536;
constexpr std::size_t proof_size = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t header_size = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::array<std::uint8_t, 7> magic{'A', 's', 's', 'n', 't', 'D', 'c'};
constexpr std::uint8_t form_version = 1;

using Beginning = std::array<std::uint8_t, magic.size() + 1 + sizeof(KeyId)>;
using Header = std::array<std::uint8_t, header_size>;

static_assert(DocumentKey::size == crypto_secretstream_xchacha20poly1305_KEYBYTES);

Beginning beginning_of(const KeyId& key) {
    Beginning bytes{};
    std::copy(magic.begin(), magic.end(), bytes.begin());
    bytes[magic.size()] = form_version;
    std::copy(key.begin(), key.end(), bytes.end() - key.size());
    return bytes;
}

unsigned char tag_of(bool last) {
    return last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
}

// Decrypts one chunk after the other behind a beginning that has been read.
class Decryption {
public:
    Decryption(const DocumentKey& key, const Header& header) : beginning_(beginning_of(key.id())) {
        crypto_secretstream_xchacha20poly1305_init_pull(&stream_.state, header.data(), key.bytes().data());
    }

    FoundDocument run(const ByteReader& read, const ByteWriter& write) {
        StoredDocument document;
        for (bool last = false; !last;) {
            const std::span<std::uint8_t> sealed = sealed_.first(filled(sealed_, read));
            last = sealed.size() < sealed_.size(); // a shorter one can only be the last
            if (!open(sealed, last)) return tl::unexpected(DocumentFault::Damaged);
            const std::span<std::uint8_t> plain = plain_.all().first(sealed.size() - proof_size);
            digest_.add(plain);
            document.size += plain.size();
            if (!plain.empty()) write(plain);
        }
        document.digest = digest_.done();
        return document;
    }

private:
    bool open(std::span<const std::uint8_t> sealed, bool last) {
        if (sealed.size() < proof_size) return false;
        unsigned char tag = 0;
        const int result = crypto_secretstream_xchacha20poly1305_pull(
            &stream_.state, plain_.all().data(), nullptr, &tag, sealed.data(), sealed.size(),
            beginning_.data(), beginning_.size());
        return result == 0 && tag == tag_of(last);
    }

    Beginning beginning_;
    SecretStream stream_;
    base::RunningDigest digest_;
    WipedBytes plain_{chunk_size};
    std::vector<std::uint8_t> room_ = std::vector<std::uint8_t>(chunk_size + proof_size);
    std::span<std::uint8_t> sealed_ = room_;
};

} // namespace

std::string_view to_text(DocumentFault fault) {
    switch (fault) {
        case DocumentFault::Missing: return "is missing";
        case DocumentFault::Damaged: return "is damaged";
        case DocumentFault::UnknownKey: return "is under a key that is not on the ring";
        case DocumentFault::UnknownVersion: return "was written by a later version of this program";
        case DocumentFault::Exchanged: return "holds another document";
    }
    base::impossible("a fault of a document");
}

struct Encryption::State {
    State(const DocumentKey& key, ByteWriter to) : write(std::move(to)), beginning(beginning_of(key.id())) {
        Header header{};
        crypto_secretstream_xchacha20poly1305_init_push(&stream.state, header.data(), key.bytes().data());
        write(beginning);
        write(header);
    }

    ByteWriter write;
    Beginning beginning;
    SecretStream stream;
    base::RunningDigest digest;
    StoredDocument document;
    WipedBytes plain{chunk_size};
    std::size_t used = 0; // of plain
    std::vector<std::uint8_t> sealed = std::vector<std::uint8_t>(chunk_size + proof_size);
};

Encryption::Encryption(const DocumentKey& key, ByteWriter write)
    : state_(std::make_unique<State>(key, std::move(write))) {}

Encryption::~Encryption() = default;

void Encryption::add(std::span<const std::uint8_t> bytes) {
    state_->digest.add(bytes);
    state_->document.size += bytes.size();
    while (!bytes.empty()) {
        const std::span<std::uint8_t> free = state_->plain.all().subspan(state_->used);
        const std::size_t size = std::min(bytes.size(), free.size());
        std::copy_n(bytes.begin(), size, free.begin());
        state_->used += size;
        bytes = bytes.subspan(size);
        if (state_->used == chunk_size) seal(false);
    }
}

StoredDocument Encryption::finish() {
    seal(true);
    state_->document.digest = state_->digest.done();
    return state_->document;
}

void Encryption::seal(bool last) {
    State& s = *state_;
    crypto_secretstream_xchacha20poly1305_push(&s.stream.state, s.sealed.data(), nullptr,
                                               s.plain.all().data(), s.used, s.beginning.data(),
                                               s.beginning.size(), tag_of(last));
    s.write(std::span(s.sealed).first(s.used + proof_size));
    s.used = 0;
}

base::Expected<KeyId, DocumentFault> key_of(const ByteReader& read) {
    Beginning bytes{};
    if (filled(bytes, read) < bytes.size() || !std::equal(magic.begin(), magic.end(), bytes.begin()))
        return tl::unexpected(DocumentFault::Damaged);
    if (bytes[magic.size()] != form_version) return tl::unexpected(DocumentFault::UnknownVersion);
    KeyId key{};
    std::copy_n(bytes.end() - key.size(), key.size(), key.begin());
    return key;
}

FoundDocument decrypt(const KeyRing& keys, const ByteReader& read, const ByteWriter& write) {
    const base::Expected<KeyId, DocumentFault> id = key_of(read);
    if (!id) return tl::unexpected(id.error());
    const DocumentKey* key = keys.find(*id);
    if (key == nullptr) return tl::unexpected(DocumentFault::UnknownKey);
    Header header{};
    if (filled(header, read) < header.size()) return tl::unexpected(DocumentFault::Damaged);
    return Decryption(*key, header).run(read, write);
}

} // namespace assent::store
