#pragma once
// The certificate with which the server shows who it is, read once when it starts. TLS 1.2 and 1.3, without
// renegotiation.

#include <openssl/types.h>

#include <filesystem>
#include <memory>

namespace assent::http {

struct TlsFiles {
    std::filesystem::path certificate_chain; // PEM, the server's own first
    std::filesystem::path private_key;       // PEM, without a passphrase
};

struct TlsContextFree {
    void operator()(SSL_CTX* context) const;
};
using TlsContext = std::unique_ptr<SSL_CTX, TlsContextFree>;

// Throws Failure when a file cannot be read, or the two do not belong together.
TlsContext read_tls(const TlsFiles& files);

} // namespace assent::http
