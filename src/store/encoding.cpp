#include "store/encoding.hpp"

namespace assent::store {

void Encoding::put(std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) bytes_ += static_cast<char>((value >> shift) & 0xFFU);
}

Encoding& Encoding::number(std::int64_t value) {
    put(8);
    put(static_cast<std::uint64_t>(value));
    return *this;
}

Encoding& Encoding::text(std::string_view value) {
    put(value.size());
    bytes_ += value;
    return *this;
}

Encoding& Encoding::bytes(std::span<const std::uint8_t> value) {
    put(value.size());
    for (const std::uint8_t byte : value) bytes_ += static_cast<char>(byte);
    return *this;
}

} // namespace assent::store
