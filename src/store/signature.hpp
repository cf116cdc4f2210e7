#pragma once
// Ed25519 signatures (RFC 8032). The private key is handed in as a value by whoever reads the
// configuration; nothing here keeps it in a file, prints it, or makes one.

#include <array>
#include <cstdint>
#include <string_view>

namespace assent::store {

using Signature = std::array<std::uint8_t, 64>;

struct PublicKey {
    std::array<std::uint8_t, 32> bytes{};

    friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

class SigningKey {
public:
    explicit SigningKey(const std::array<std::uint8_t, 32>& secret) : secret_(secret) {}

    PublicKey public_key() const;
    Signature sign(std::string_view message) const;

private:
    std::array<std::uint8_t, 32> secret_;
};

bool is_signed(const PublicKey& key, std::string_view message, const Signature& signature);

} // namespace assent::store
