#pragma once
// The public keys by which a provider signs, as it publishes them (RFC 7517), and the two kinds of signatures
// that are believed: RS256 and ES256. Keys of other kinds, for other uses or too weak are passed over.

#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::portal {

enum class Signing : std::uint8_t { Rs256, Es256 };

std::optional<Signing> signing_of(std::string_view name); // "RS256"

class KeySet {
public:
    // Nothing when it is no set of keys at all.
    static std::optional<KeySet> read(std::string_view text);

    // Whether there is a key for that: of that name or, for "", the only one of its kind.
    bool has(std::string_view id, Signing how) const { return find(id, how) != nullptr; }

    // Whether that key has signed these bytes.
    bool has_signed(std::string_view id, Signing how, std::string_view bytes,
                    std::string_view signature) const;

private:
    struct Key {
        std::string id;
        Signing how;
        std::shared_ptr<EVP_PKEY> key;
    };
    const Key* find(std::string_view id, Signing how) const;

    std::vector<Key> keys_;
};

} // namespace assent::portal
