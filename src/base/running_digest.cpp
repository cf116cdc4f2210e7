#include "base/running_digest.hpp"

#include <openssl/evp.h>

#include "base/expects.hpp"

namespace assent::base {
namespace {

constexpr const char* offered = "the system's cryptographic library offers SHA-256";

} // namespace

void RunningDigest::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

RunningDigest::RunningDigest() : context_(EVP_MD_CTX_new()) {
    expects(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1, offered);
}

void RunningDigest::add(std::span<const std::uint8_t> bytes) {
    expects(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, offered);
}

Digest RunningDigest::done() {
    Digest digest{};
    expects(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1, offered);
    return digest;
}

} // namespace assent::base
