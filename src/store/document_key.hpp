#pragma once
// The keys under which documents are encrypted. A ring holds at least one: the newest encrypts, each of
// them decrypts. Keys are handed in as text by whoever reads the configuration; they lie in memory that
// is locked where the system allows it, stays out of core dumps, and is wiped when the last copy goes.
// Nothing here prints a key, and no message holds any part of one.

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace assent::store {

// Tells keys apart without telling anything about them. It stands in the clear in every document.
using KeyId = std::array<std::uint8_t, 8>;

class DocumentKey {
public:
    static constexpr std::size_t size = 32;

    // 64 hexadecimal digits, or the same 32 bytes in base64 (either alphabet, with or without padding);
    // nothing for any other text.
    static std::optional<DocumentKey> parse(std::string_view text);

    const KeyId& id() const { return id_; }
    std::span<const std::uint8_t, size> bytes() const {
        return std::span<const std::uint8_t, size>(secret_.get(), size);
    }

private:
    explicit DocumentKey(std::shared_ptr<const std::uint8_t> secret);

    std::shared_ptr<const std::uint8_t> secret_;
    KeyId id_;
};

class KeyRing {
public:
    // The keys in `text`, the newest first: one on a line or several with blanks between them, for a
    // variable of the environment cannot always hold lines. What follows a `#` is a comment. `name` is the
    // file's or the variable's, for the diagnostics.
    static base::Result<KeyRing> parse(std::string_view text, const std::string& name);

    // The same from a file, of which no copy stays in memory.
    static base::Result<KeyRing> read(const std::filesystem::path& path);

    const DocumentKey& newest() const { return keys_.front(); }
    const DocumentKey* find(const KeyId& id) const; // null: the ring does not hold it
    std::size_t size() const { return keys_.size(); }

private:
    explicit KeyRing(std::vector<DocumentKey> keys) : keys_(std::move(keys)) {}

    std::vector<DocumentKey> keys_; // never empty
};

// A new key from the system's source of chance, as 64 hexadecimal digits and nothing else.
std::string fresh_key_text();

} // namespace assent::store
