#include "store/encoding.hpp"

#include <array>
#include <bit>

namespace assent::store {

void Encoding::put(std::uint64_t value) {
    std::array<char, 8> digits{};
    for (char& digit : digits) {
        value = std::rotl(value, 8);
        digit = static_cast<char>(value & 0xFFU);
    }
    bytes_.append(digits.data(), digits.size());
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
    bytes_.append(value.begin(), value.end());
    return *this;
}

} // namespace assent::store
