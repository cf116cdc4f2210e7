#pragma once
// Values as bytes that are hashed or signed. Every value is preceded by its length, so two different
// rows of values never give the same bytes. The form is part of what was signed: it never changes.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace assent::store {

class Encoding {
public:
    // `purpose` keeps apart what is hashed or signed for different ends.
    explicit Encoding(std::string_view purpose) {
        bytes_.reserve(usual_size);
        text(purpose);
    }

    Encoding& number(std::int64_t value); // 8 bytes, the highest first
    Encoding& text(std::string_view value);
    Encoding& bytes(std::span<const std::uint8_t> value);

    const std::string& done() const { return bytes_; }

private:
    static constexpr std::size_t usual_size = 320; // of an event

    void put(std::uint64_t value);

    std::string bytes_;
};

} // namespace assent::store
