#include "portal/open_id/key_set.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "base/expects.hpp"
#include "base/json_document.hpp"
#include "portal/open_id/base64url.hpp"
#include "store/byte_stream.hpp"

namespace assent::portal {
namespace {

using base::JsonDocument;
using base::JsonNode;

constexpr int least_bits = 2048, most_bits = 8192; // of RSA
constexpr std::size_t half = 32;                   // of a signature or a point on P-256, in bytes

struct Free {
    void operator()(BIGNUM* one) const { BN_free(one); }
    void operator()(OSSL_PARAM_BLD* one) const { OSSL_PARAM_BLD_free(one); }
    void operator()(OSSL_PARAM* one) const { OSSL_PARAM_free(one); }
    void operator()(EVP_PKEY_CTX* one) const { EVP_PKEY_CTX_free(one); }
    void operator()(EVP_MD_CTX* one) const { EVP_MD_CTX_free(one); }
    void operator()(ECDSA_SIG* one) const { ECDSA_SIG_free(one); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* bytes_of(std::string_view text) { return store::bytes_of(text).data(); }

Owned<BIGNUM> number(std::string_view bytes) {
    return Owned<BIGNUM>(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

std::string_view text_at(const JsonDocument& document, const JsonNode& node, std::string_view name) {
    const JsonNode* found = document.find(node, name);
    return found && found->kind == base::JsonKind::String ? found->text : std::string_view();
}

// A key of these parameters, when it is a sound one.
std::shared_ptr<EVP_PKEY> key_of(const char* kind, OSSL_PARAM_BLD* parts) {
    const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(parts));
    const Owned<EVP_PKEY_CTX> make(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !make || EVP_PKEY_fromdata_init(make.get()) != 1 ||
        EVP_PKEY_fromdata(make.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    std::shared_ptr<EVP_PKEY> key(made, EVP_PKEY_free);
    const Owned<EVP_PKEY_CTX> check(EVP_PKEY_CTX_new_from_pkey(nullptr, made, nullptr));
    if (!check || EVP_PKEY_public_check(check.get()) != 1) return nullptr;
    return key;
}

std::shared_ptr<EVP_PKEY> rsa_key(std::string_view modulus, std::string_view exponent) {
    const auto n_bytes = read_base64url(modulus), e_bytes = read_base64url(exponent);
    if (!n_bytes || !e_bytes || n_bytes->size() > most_bits / 8 || e_bytes->size() > 8) return nullptr;
    const auto n = number(*n_bytes), e = number(*e_bytes);
    const Owned<OSSL_PARAM_BLD> parts(OSSL_PARAM_BLD_new());
    if (!n || !e || !parts || BN_num_bits(n.get()) < least_bits ||
        OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    return key_of("RSA", parts.get());
}

std::shared_ptr<EVP_PKEY> curve_key(std::string_view x_text, std::string_view y_text) {
    const auto x = read_base64url(x_text), y = read_base64url(y_text);
    if (!x || !y || x->size() != half || y->size() != half) return nullptr;
    const std::string point = '\x04' + *x + *y; // uncompressed
    const Owned<OSSL_PARAM_BLD> parts(OSSL_PARAM_BLD_new());
    if (!parts || OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) !=
            1)
        return nullptr;
    return key_of("EC", parts.get());
}

// As OpenSSL wants it: of two numbers beside each other, a structure in DER.
std::optional<std::string> in_der(std::string_view signature) {
    if (signature.size() != 2 * half) return std::nullopt;
    const Owned<ECDSA_SIG> pair(ECDSA_SIG_new());
    auto r = number(signature.substr(0, half)), s = number(signature.substr(half));
    if (!pair || !r || !s) return std::nullopt;
    ECDSA_SIG_set0(pair.get(), r.release(), s.release()); // which fails for nothing but null
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    if (size <= 0) return std::nullopt;
    std::string made(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return made;
}

bool is_signature(EVP_PKEY* key, std::string_view bytes, std::string_view signature) {
    const Owned<EVP_MD_CTX> check(EVP_MD_CTX_new());
    return check && EVP_DigestVerifyInit(check.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
           EVP_DigestVerify(check.get(), bytes_of(signature), signature.size(), bytes_of(bytes),
                            bytes.size()) == 1;
}

} // namespace

std::optional<Signing> signing_of(std::string_view name) {
    if (name == "RS256") return Signing::Rs256;
    if (name == "ES256") return Signing::Es256;
    return std::nullopt;
}

std::optional<KeySet> KeySet::read(std::string_view text) {
    JsonDocument document;
    base::Diagnostics mistakes;
    if (!document.read(text, mistakes)) return std::nullopt;
    const JsonNode* all = document.find(document.root(), "keys");
    if (!all || all->kind != base::JsonKind::Array) return std::nullopt;
    KeySet made;
    for (const JsonNode& node : document.children(*all)) {
        const auto of = [&](std::string_view name) { return text_at(document, node, name); };
        const bool is_curve = of("kty") == "EC" && of("crv") == "P-256";
        const Signing how = is_curve ? Signing::Es256 : Signing::Rs256;
        const bool for_others = (!of("use").empty() && of("use") != "sig") ||
                                (!of("alg").empty() && signing_of(of("alg")) != how);
        if ((!is_curve && of("kty") != "RSA") || for_others) continue;
        auto key = is_curve ? curve_key(of("x"), of("y")) : rsa_key(of("n"), of("e"));
        if (key) made.keys_.push_back({std::string(of("kid")), how, std::move(key)});
    }
    return made;
}

const KeySet::Key* KeySet::find(std::string_view id, Signing how) const {
    const Key* found = nullptr;
    for (const Key& key : keys_) {
        if (key.how != how || (!id.empty() && key.id != id)) continue;
        if (found) return nullptr; // which of them is not said
        found = &key;
    }
    return found;
}

bool KeySet::has_signed(std::string_view id, Signing how, std::string_view bytes,
                        std::string_view signature) const {
    const Key* key = find(id, how);
    if (!key) return false;
    if (how == Signing::Rs256) return is_signature(key->key.get(), bytes, signature);
    const auto der = in_der(signature);
    return der && is_signature(key->key.get(), bytes, *der);
}

} // namespace assent::portal
