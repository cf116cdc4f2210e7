#include "store/document_key.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <new>

#include "base/expects.hpp"
#include "store/disk_file.hpp"
#include "store/wiped_bytes.hpp"

namespace assent::store {
namespace {

constexpr std::size_t longest_key_file = 65'536;
constexpr std::string_view blanks = " \t\r\v\f";
constexpr std::string_view key_id_purpose = "assent document key id"; // never changes: ids stand in documents
constexpr const char* how_to_write_a_key =
    "a key is 64 hexadecimal digits, or 44 characters of base64; `openssl rand -hex 32` makes one";

using Secret = std::unique_ptr<std::uint8_t, void (*)(void*)>;

void prepare_library() { base::expects(sodium_init() >= 0, "the cryptographic library can be used"); }

Secret empty_secret() {
    prepare_library();
    Secret secret(static_cast<std::uint8_t*>(sodium_malloc(DocumentKey::size)), sodium_free);
    if (!secret) throw std::bad_alloc();
    return secret;
}

bool read_hexadecimal(std::string_view text, std::uint8_t* secret) {
    std::size_t size = 0;
    return sodium_hex2bin(secret, DocumentKey::size, text.data(), text.size(), nullptr, &size, nullptr) ==
               0 &&
           size == DocumentKey::size;
}

bool read_base64(std::string_view text, std::uint8_t* secret) {
    constexpr std::array variants{sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
                                  sodium_base64_VARIANT_URLSAFE, sodium_base64_VARIANT_URLSAFE_NO_PADDING};
    return std::any_of(variants.begin(), variants.end(), [&](int variant) {
        std::size_t size = 0;
        return sodium_base642bin(secret, DocumentKey::size, text.data(), text.size(), nullptr, &size, nullptr,
                                 variant) == 0 &&
               size == DocumentKey::size;
    });
}

KeyId id_of(const std::uint8_t* secret) {
    std::array<std::uint8_t, crypto_generichash_BYTES> hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(key_id_purpose.data()), key_id_purpose.size(),
                       secret, DocumentKey::size);
    KeyId id{};
    std::copy_n(hash.begin(), id.size(), id.begin());
    return id;
}

// Reads the keys of a text, with all that is wrong with it.
class KeyText {
public:
    explicit KeyText(const std::string& name) : name_(name) {}

    void read(std::string_view text) {
        std::uint32_t number = 0;
        while (!text.empty()) {
            const std::string_view line = text.substr(0, text.find('\n'));
            text.remove_prefix(std::min(text.size(), line.size() + 1));
            read_line(line.substr(0, line.find('#')), ++number);
        }
        if (keys.empty() && mistakes.empty())
            mistakes.error({.file = name_, .line = 0, .column = 0, .pointer = {}}, "there is no key in it",
                           how_to_write_a_key);
    }

    std::vector<DocumentKey> keys;
    base::Diagnostics mistakes;

private:
    void read_line(std::string_view line, std::uint32_t number) {
        for (std::size_t at = line.find_first_not_of(blanks); at != std::string_view::npos;) {
            const std::size_t end = std::min(line.size(), line.find_first_of(blanks, at));
            read_key(line.substr(at, end - at), {name_, number, static_cast<std::uint32_t>(at + 1), {}});
            at = line.find_first_not_of(blanks, end);
        }
    }

    void read_key(std::string_view text, base::Place place) {
        std::optional<DocumentKey> key = DocumentKey::parse(text);
        if (!key) {
            mistakes.error(std::move(place),
                           fmt::format("this is not a key; it has {} characters", text.size()),
                           how_to_write_a_key);
            return;
        }
        const auto same = std::find_if(keys.begin(), keys.end(),
                                       [&](const DocumentKey& other) { return other.id() == key->id(); });
        if (same != keys.end()) {
            const auto nth = static_cast<std::size_t>(same - keys.begin());
            mistakes.error(std::move(place), fmt::format("this is the key of line {} again", lines_[nth]),
                           "leave it out here, or write the new key in the first line");
            return;
        }
        keys.push_back(std::move(*key));
        lines_.push_back(place.line);
    }

    const std::string& name_;
    std::vector<std::uint32_t> lines_; // of each key
};

} // namespace

DocumentKey::DocumentKey(std::shared_ptr<const std::uint8_t> secret)
    : secret_(std::move(secret)), id_(id_of(secret_.get())) {}

std::optional<DocumentKey> DocumentKey::parse(std::string_view text) {
    Secret secret = empty_secret();
    if (!read_hexadecimal(text, secret.get()) && !read_base64(text, secret.get())) return std::nullopt;
    sodium_mprotect_readonly(secret.get());
    return DocumentKey(std::move(secret));
}

base::Result<KeyRing> KeyRing::parse(std::string_view text, const std::string& name) {
    KeyText read(name);
    read.read(text);
    if (read.mistakes.has_errors()) return base::refused(std::move(read.mistakes));
    return KeyRing(std::move(read.keys));
}

base::Result<KeyRing> KeyRing::read(const std::filesystem::path& path) {
    std::optional<DiskFile> file = DiskFile::open(path, Use::Read);
    if (!file)
        return base::refused({path.string(), 0, 0, {}}, "there is no such file of document keys",
                             "make it, readable by the server alone, with the newest key in its first line");
    WipedBytes text(longest_key_file + 1);
    const std::size_t size =
        filled(text.all(), [&](std::span<std::uint8_t> free) { return file->read(free); });
    if (size > longest_key_file)
        return base::refused({path.string(), 0, 0, {}}, "this file is too long to be one of document keys",
                             how_to_write_a_key);
    return parse({reinterpret_cast<const char*>(text.all().data()), size}, path.string());
}

const DocumentKey* KeyRing::find(const KeyId& id) const {
    const auto found =
        std::find_if(keys_.begin(), keys_.end(), [&](const DocumentKey& key) { return key.id() == id; });
    return found == keys_.end() ? nullptr : &*found;
}

std::string fresh_key_text() {
    const Secret secret = empty_secret();
    randombytes_buf(secret.get(), DocumentKey::size);
    std::array<char, DocumentKey::size * 2 + 1> digits{};
    sodium_bin2hex(digits.data(), digits.size(), secret.get(), DocumentKey::size);
    std::string text(digits.data());
    sodium_memzero(digits.data(), digits.size());
    return text;
}

} // namespace assent::store
