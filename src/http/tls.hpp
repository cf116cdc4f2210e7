#pragma once
// The certificate with which the server shows who it is, read once when it starts. TLS 1.2 and 1.3, without
// renegotiation.

#include <openssl/types.h>

#include <chrono>
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

// The last moment at which its certificate holds.
std::chrono::sys_seconds certificate_end(const SSL_CTX* context);

} // namespace assent::http
