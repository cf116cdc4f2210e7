#include "store/sealed_text.hpp"

#include <algorithm>
#include <vector>

#include "base/sha256.hpp"
#include "store/document_cipher.hpp"

namespace assent::store {
namespace {

using Bytes = std::vector<std::uint8_t>;

std::optional<Bytes> bytes_in(std::string_view digits) {
    Bytes bytes(digits.size() / 2);
    if (digits.size() % 2 != 0 || !base::read_hex(digits, bytes)) return std::nullopt;
    return bytes;
}

// Requires: `bytes` lives as long as the reader.
ByteReader reader_of_bytes(const Bytes& bytes) {
    return [&bytes, at = std::size_t{0}](std::span<std::uint8_t> piece) mutable {
        const std::size_t size = std::min(piece.size(), bytes.size() - at);
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), size, piece.begin());
        at += size;
        return size;
    };
}

// What stands before the text; no line end is part of it.
std::string heading(std::string_view about) { return std::string(about) + '\n'; }

} // namespace

std::string sealed(const KeyRing& keys, std::string_view about, std::string_view text) {
    Bytes bytes;
    Encryption encryption(keys.newest(), [&](std::span<const std::uint8_t> piece) {
        bytes.insert(bytes.end(), piece.begin(), piece.end());
    });
    encryption.add(bytes_of(heading(about)));
    encryption.add(bytes_of(text));
    encryption.finish();
    return base::hex_text(bytes);
}

std::optional<std::string> opened(const KeyRing& keys, std::string_view about, std::string_view sealed) {
    const auto bytes = bytes_in(sealed);
    if (!bytes) return std::nullopt;
    std::string text;
    const auto found = decrypt(keys, reader_of_bytes(*bytes), [&](std::span<const std::uint8_t> piece) {
        text.append(piece.begin(), piece.end());
    });
    const std::string expected = heading(about);
    if (!found || !text.starts_with(expected)) return std::nullopt;
    return text.substr(expected.size());
}

bool is_under_newest(const KeyRing& keys, std::string_view sealed) {
    const auto bytes = bytes_in(sealed);
    if (!bytes) return false;
    const auto key = key_of(reader_of_bytes(*bytes));
    return key && *key == keys.newest().id();
}

} // namespace assent::store
