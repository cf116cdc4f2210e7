#pragma once
// Bytes that are overwritten before their memory is given back: keys as text, and the plain text of
// documents on its way. Of a fixed size, and never copied.

#include <sodium/utils.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace assent::store {

class WipedBytes {
public:
    explicit WipedBytes(std::size_t size) : bytes_(size) {}
    ~WipedBytes() { sodium_memzero(bytes_.data(), bytes_.size()); }
    WipedBytes(const WipedBytes&) = delete;
    WipedBytes& operator=(const WipedBytes&) = delete;

    std::span<std::uint8_t> all() { return bytes_; }

private:
    std::vector<std::uint8_t> bytes_;
};

} // namespace assent::store
