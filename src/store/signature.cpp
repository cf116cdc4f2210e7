#include "store/signature.hpp"

#include <openssl/evp.h>

#include <memory>

#include "base/expects.hpp"
#include "store/byte_stream.hpp"

namespace assent::store {
namespace {

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

constexpr const char* offered = "the system's cryptographic library offers Ed25519";

Key private_key(const std::array<std::uint8_t, 32>& secret) {
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, secret.data(), secret.size()));
    base::expects(key != nullptr, offered);
    return key;
}

} // namespace

PublicKey SigningKey::public_key() const {
    const Key key = private_key(secret_);
    PublicKey result;
    std::size_t size = result.bytes.size();
    base::expects(EVP_PKEY_get_raw_public_key(key.get(), result.bytes.data(), &size) == 1, offered);
    return result;
}

Signature SigningKey::sign(std::string_view message) const {
    const Key key = private_key(secret_);
    const Context context(EVP_MD_CTX_new());
    Signature signature;
    std::size_t size = signature.size();
    const bool made =
        EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
        EVP_DigestSign(context.get(), signature.data(), &size, bytes_of(message).data(), message.size()) == 1;
    base::expects(made && size == signature.size(), offered);
    return signature;
}

bool is_signed(const PublicKey& key, std::string_view message, const Signature& signature) {
    const Key its_key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.bytes.data(), key.bytes.size()));
    if (!its_key) return false; // not a point of the curve
    const Context context(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, its_key.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes_of(message).data(),
                            message.size()) == 1;
}

} // namespace assent::store
