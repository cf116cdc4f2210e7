#pragma once
// A provider's key, made anew for each test program: as the provider keeps it, as it publishes it, and what
// it signs. It promises no secrecy. Part of the tests.

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "base/expects.hpp"
#include "portal/open_id/base64url.hpp"

namespace assent::portal {

class ProviderKey {
public:
    static ProviderKey rsa(unsigned int bits = 2048) { return {EVP_RSA_gen(bits), true}; }
    static ProviderKey curve(const char* name = "P-256") { return {EVP_EC_gen(name), false}; }

    std::string algorithm() const { return is_rsa_ ? "RS256" : "ES256"; }

    // `more` is further members, with a comma before each.
    std::string published(const std::string& id, const std::string& more = "") const {
        const std::string name = fmt::format(R"("kid":"{}"{})", id, more);
        if (is_rsa_)
            return fmt::format(R"({{"kty":"RSA","n":"{}","e":"{}",{}}})", number(OSSL_PKEY_PARAM_RSA_N, 0),
                               number(OSSL_PKEY_PARAM_RSA_E, 0), name);
        return fmt::format(R"({{"kty":"EC","crv":"P-256","x":"{}","y":"{}",{}}})",
                           number(OSSL_PKEY_PARAM_EC_PUB_X, 32), number(OSSL_PKEY_PARAM_EC_PUB_Y, 32), name);
    }

    std::string signature(const std::string& bytes) const {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                              EVP_MD_CTX_free);
        std::size_t size = 0;
        const auto* text = reinterpret_cast<const unsigned char*>(bytes.data());
        base::expects(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
                          EVP_DigestSign(context.get(), nullptr, &size, text, bytes.size()) == 1,
                      "it can sign");
        std::vector<unsigned char> made(size);
        base::expects(EVP_DigestSign(context.get(), made.data(), &size, text, bytes.size()) == 1, "it signs");
        made.resize(size);
        return is_rsa_ ? std::string(made.begin(), made.end()) : beside_each_other(made);
    }

    std::string token(const std::string& header, const std::string& claims) const {
        const std::string signed_part = base64url(header) + "." + base64url(claims);
        return signed_part + "." + base64url(signature(signed_part));
    }

private:
    ProviderKey(EVP_PKEY* key, bool is_rsa) : key_(key, EVP_PKEY_free), is_rsa_(is_rsa) {
        base::expects(key != nullptr, "a key can be made");
    }

    std::string number(const char* name, int width) const {
        BIGNUM* found = nullptr;
        base::expects(EVP_PKEY_get_bn_param(key_.get(), name, &found) == 1, "a key has such a number");
        const std::unique_ptr<BIGNUM, decltype(&BN_free)> owned(found, BN_free);
        std::vector<unsigned char> bytes(static_cast<std::size_t>(std::max(width, BN_num_bytes(found))));
        BN_bn2binpad(found, bytes.data(), static_cast<int>(bytes.size()));
        return base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }

    static std::string beside_each_other(const std::vector<unsigned char>& der) {
        const unsigned char* at = der.data();
        const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(
            d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), ECDSA_SIG_free);
        std::vector<unsigned char> both(64);
        BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), both.data(), 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), both.data() + 32, 32);
        return {both.begin(), both.end()};
    }

    std::shared_ptr<EVP_PKEY> key_;
    bool is_rsa_;
};

} // namespace assent::portal
