#pragma once
// Bytes that come and go in pieces, so that what is larger than memory can pass. What reads or writes
// them tells of a broken world by a Failure.

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <span>
#include <string_view>

namespace assent::store {

// Fills the beginning of a piece and says how much; 0 only at the end.
using ByteReader = std::function<std::size_t(std::span<std::uint8_t>)>;

// Takes all of a piece.
using ByteWriter = std::function<void(std::span<const std::uint8_t>)>;

// Requires: the text lives as long as what looks at its bytes.
inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// Reads until the piece is full or there is no more; gives how much it is.
std::size_t filled(std::span<std::uint8_t> piece, const ByteReader& read);

// Requires: `stream` lives as long as the reader. A stream that breaks is a Failure.
ByteReader reader_of(std::istream& stream);

} // namespace assent::store
