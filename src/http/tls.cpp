#include "http/tls.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstring>
#include <ctime>
#include <string>

#include "base/failure.hpp"

namespace assent::http {
namespace {

// What the library first complained of, in words of ours where its own teach nothing; the rest of its
// complaints are forgotten.
std::string reason() {
    const unsigned long first = ERR_get_error();
    ERR_clear_error();
    if (ERR_SYSTEM_ERROR(first)) return std::strerror(ERR_GET_REASON(first));
    if (ERR_GET_LIB(first) == ERR_LIB_PEM && ERR_GET_REASON(first) == PEM_R_NO_START_LINE)
        return "it holds none in PEM, which begins with -----BEGIN";
    if (ERR_GET_LIB(first) == ERR_LIB_X509 && ERR_GET_REASON(first) == X509_R_KEY_VALUES_MISMATCH)
        return "the key belongs to another certificate";
    const char* words = ERR_reason_error_string(first);
    return words ? words : "it cannot be used";
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

std::chrono::sys_seconds certificate_end(const SSL_CTX* context) {
    std::tm end{};
    ASN1_TIME_to_tm(X509_get0_notAfter(SSL_CTX_get0_certificate(context)), &end);
    return std::chrono::sys_seconds(std::chrono::seconds(timegm(&end)));
}

} // namespace assent::http
