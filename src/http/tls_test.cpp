#include "http/tls.hpp"

#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "base/failure.hpp"
#include "http/transport_client_test.hpp"

using namespace assent;
using namespace assent::http;
using namespace std::chrono_literals;

namespace {

template <auto Free>
struct FreeBy {
    template <typename T>
    void operator()(T* held) const {
        Free(held);
    }
};
using Key = std::unique_ptr<EVP_PKEY, FreeBy<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, FreeBy<X509_free>>;
using File = std::unique_ptr<std::FILE, FreeBy<std::fclose>>;
using Session = std::unique_ptr<SSL, FreeBy<SSL_free>>;

Certificate signed_by(EVP_PKEY* key, int serial) {
    Certificate certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("here"), -1,
                               -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key, EVP_sha256());
    return certificate;
}

// A certificate and its key as files, and a second key that is not its own.
struct Papers {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("assent-tls-" + std::to_string(::getpid()));
    TlsFiles files{folder / "chain.pem", folder / "key.pem"};
    std::filesystem::path other_key = folder / "other.pem";

    Papers() {
        std::filesystem::create_directories(folder);
        const Key other(EVP_EC_gen("P-256"));
        renew(1);
        write(other.get(), other_key);
    }

    // Another key, and a certificate of that number for it.
    void renew(int serial) const {
        const Key key(EVP_EC_gen("P-256"));
        const Certificate certificate = signed_by(key.get(), serial);
        PEM_write_X509(File(std::fopen(files.certificate_chain.c_str(), "w")).get(), certificate.get());
        write(key.get(), files.private_key);
    }
    ~Papers() { std::filesystem::remove_all(folder); }
    Papers(const Papers&) = delete;
    Papers& operator=(const Papers&) = delete;
    Papers(Papers&&) = delete;
    Papers& operator=(Papers&&) = delete;

    static void write(EVP_PKEY* key, const std::filesystem::path& path) {
        PEM_write_PrivateKey(File(std::fopen(path.c_str(), "w")).get(), key, nullptr, nullptr, 0, nullptr,
                             nullptr);
    }
};

class TlsClient {
public:
    explicit TlsClient(std::uint16_t port, int newest = TLS1_3_VERSION)
        : raw_(port), context_(SSL_CTX_new(TLS_client_method())) {
        SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context_.get(), newest);
        session_.reset(SSL_new(context_.get()));
        SSL_set_fd(session_.get(), raw_.socket());
        if (SSL_connect(session_.get()) == 1) connected_ = true;
    }

    bool connected() const { return connected_; }
    std::int64_t serial() const { // of the certificate that the server showed
        const Certificate shown(SSL_get1_peer_certificate(session_.get()));
        return shown ? ASN1_INTEGER_get(X509_get0_serialNumber(shown.get())) : 0;
    }
    void send(std::string_view bytes) {
        SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size()));
    }

    // Everything until the server says that it is over.
    std::string rest() {
        std::string all;
        std::array<char, 4096> bytes{};
        int count = 0;
        while ((count = SSL_read(session_.get(), bytes.data(), static_cast<int>(bytes.size()))) > 0)
            all.append(bytes.data(), static_cast<std::size_t>(count));
        ended_well_ = SSL_get_error(session_.get(), count) == SSL_ERROR_ZERO_RETURN;
        return all;
    }
    bool ended_well() const { return ended_well_; }

private:
    RawClient raw_;
    TlsContext context_;
    Session session_ = {};
    bool connected_ = false, ended_well_ = false;
};

std::string failure_to_read(const TlsFiles& files) {
    try {
        read_tls(files);
    } catch (const base::Failure& failure) {
        return failure.what();
    }
    return "";
}

} // namespace

TEST_CASE("over TLS a request is answered, is secure, and the end of the answer cannot be faked") {
    const Papers papers;
    const Running running({.tls = papers.files}, [](const Request& request) {
        return Response{.body = std::string(request.secure ? "secure" : "plain") + " [" + request.body + "]"};
    });
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsClient client(running.port(), version);
        REQUIRE(client.connected());
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhe");
        client.send("llo" + plain_get + "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        const std::string all = client.rest();
        CHECK(all.find("secure [hello]") < all.find("secure []"));
        CHECK(all.ends_with("secure []"));
        CHECK(client.ended_well());
    }
}

TEST_CASE("over TLS, too, nothing is read behind a request of which it is not certain where it ends") {
    const Papers papers;
    const Running running({.tls = papers.files, .max_body = 10});
    struct Row {
        std::string_view head, body;
        std::string_view status;
    };
    for (const Row& row : std::initializer_list<Row>{
             {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", "400"},
             {"Content-Length: 3\r\nContent-Length: 4\r\n", "abc", "400"},
             {"Content-Length: +3\r\n", "abc", "400"},
             {"Transfer-Encoding: xchunked\r\n", "0\r\n\r\n", "400"},
             {"Transfer-Encoding: chunked\r\n", "3;\nx\r\nabc\r\n0\r\n\r\n", "400"},
             {"Content-Length: 11\r\n", "hello world", "413"}}) {
        CAPTURE(row.head);
        TlsClient client(running.port());
        REQUIRE(client.connected());
        client.send("POST / HTTP/1.1\r\nHost: h\r\n" + std::string(row.head) + "\r\n" +
                    std::string(row.body) + "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
        const std::string all = client.rest();
        CHECK(all.starts_with("HTTP/1.1 " + std::string(row.status)));
        CHECK(all.find("smuggled") == std::string::npos);
        CHECK(all.find("HTTP/1.1 200") == std::string::npos); // one answer, and then it is over
        CHECK(client.ended_well());
    }
}

TEST_CASE("over TLS a slow head is answered 408, and a slow handshake not at all") {
    const Papers papers;
    const Running running({.tls = papers.files, .header_timeout = 200ms});
    TlsClient client(running.port());
    REQUIRE(client.connected());
    client.send("GET /");
    CHECK(client.rest().starts_with("HTTP/1.1 408 "));
    RawClient silent(running.port());
    CHECK(silent.rest().empty());
}

TEST_CASE("what is older than TLS 1.2, or no TLS, is not answered") {
    const Papers papers;
    const Running running({.tls = papers.files});
    CHECK_FALSE(TlsClient(running.port(), TLS1_1_VERSION).connected());
    RawClient plain(running.port());
    CHECK(plain.send(plain_get).rest().find("HTTP/1.1 200") == std::string::npos);
}

TEST_CASE("a server over TLS stops while connections rest") {
    const Papers papers;
    Running running({.tls = papers.files});
    TlsClient client(running.port());
    REQUIRE(client.connected());
    running.server.stop(60s);
    CHECK(client.rest().empty());
    CHECK(running.server.counters().open == 0);
}

TEST_CASE("papers that cannot be used are told apart") {
    const Papers papers;
    const auto nowhere = papers.folder / "nowhere.pem";
    CHECK(failure_to_read(papers.files).empty());
    CHECK(failure_to_read({nowhere, papers.files.private_key})
              .starts_with("cannot read the certificate chain " + nowhere.string()));
    CHECK(failure_to_read({papers.files.certificate_chain, nowhere})
              .starts_with("cannot use the private key " + nowhere.string()));
    CHECK(failure_to_read({papers.files.certificate_chain, papers.other_key})
              .ends_with("the key belongs to another certificate"));
    CHECK(failure_to_read({papers.files.private_key, papers.files.private_key})
              .ends_with("it holds none in PEM, which begins with -----BEGIN"));
    CHECK(failure_to_read({nowhere, nowhere}).ends_with("No such file or directory"));
}

TEST_CASE("a new certificate is shown to who comes from now on, and a bad one changes nothing") {
    const Papers papers;
    Running running({.tls = papers.files});
    TlsClient before(running.port());
    CHECK(before.serial() == 1);
    papers.renew(2);
    running.server.reload_tls();
    CHECK(TlsClient(running.port()).serial() == 2);
    before.send(plain_get); // an open connection goes on
    std::filesystem::copy_file(papers.other_key, papers.files.private_key,
                               std::filesystem::copy_options::overwrite_existing);
    CHECK_THROWS_AS(running.server.reload_tls(), base::Failure);
    CHECK(TlsClient(running.port()).serial() == 2);
    before.send("GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    CHECK(before.rest().ends_with("GET /b"));
    const auto end = running.server.certificate_end();
    REQUIRE(end.has_value());
    const auto left = *end - std::chrono::system_clock::now();
    CHECK(left > 50min);
    CHECK(left <= 60min);
}
