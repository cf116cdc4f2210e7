#include "http/tls.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <string>

#include "base/failure.hpp"

namespace assent::http {
namespace {

// What the library last complained of; the rest of its complaints are forgotten.
std::string reason() {
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    ERR_clear_error();
    return text.data();
}

// Nobody is there to type a passphrase.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*own*/) { return 0; }

} // namespace

void TlsContextFree::operator()(SSL_CTX* context) const { SSL_CTX_free(context); }

TlsContext read_tls(const TlsFiles& files) {
    TlsContext context(SSL_CTX_new(TLS_server_method()));
    if (!context) throw base::Failure("cannot prepare TLS: " + reason());
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.get(),
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_default_passwd_cb(context.get(), no_passphrase);
    if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate_chain.c_str()) != 1)
        throw base::Failure(fmt::format("cannot read the certificate chain {}: {}",
                                        files.certificate_chain.string(), reason()));
    if (SSL_CTX_use_PrivateKey_file(context.get(), files.private_key.c_str(), SSL_FILETYPE_PEM) != 1)
        throw base::Failure(fmt::format("cannot use the private key {} with the certificate {}: {}",
                                        files.private_key.string(), files.certificate_chain.string(),
                                        reason()));
    return context;
}

} // namespace assent::http
