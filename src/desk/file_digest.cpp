#include "desk/file_digest.hpp"

#include <openssl/evp.h>

#include <memory>
#include <string>

#include "base/expects.hpp"
#include "base/failure.hpp"
#include "base/sha256.hpp"

namespace assent::desk {
namespace {

constexpr std::size_t piece = 262'144;

class Hashing {
public:
    Hashing() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
        check(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
    }

    void take(const char* bytes, std::size_t count) {
        check(EVP_DigestUpdate(context_.get(), bytes, count) == 1);
    }

    base::Digest end() {
        base::Digest digest{};
        check(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
        return digest;
    }

private:
    static void check(bool done) { base::expects(done, "the system's cryptographic library offers SHA-256"); }

    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

} // namespace

FileDigest digest_of(std::istream& file) {
    FileDigest digest;
    Hashing hashing;
    std::string buffer(piece, '\0');
    do {
        file.read(buffer.data(), static_cast<std::streamsize>(piece));
        const auto count = static_cast<std::size_t>(file.gcount());
        hashing.take(buffer.data(), count);
        digest.bytes += count;
    } while (file);
    const bool whole = file.eof() && !file.bad();
    file.clear();
    if (!whole || !file.seekg(0))
        throw base::Failure("cannot read the file that is to be imported: it must be a file on a disk");
    digest.sha256 = base::hex_text(hashing.end());
    return digest;
}

} // namespace assent::desk
