#include "desk/file_digest.hpp"

#include "base/failure.hpp"
#include "base/running_digest.hpp"

namespace assent::desk {
namespace {

constexpr std::size_t hashed_at_once = 262'144;

} // namespace

FileDigest digest_of(std::istream& file) {
    FileDigest digest;
    base::RunningDigest hashing;
    std::string buffer(hashed_at_once, '\0');
    do {
        file.read(buffer.data(), static_cast<std::streamsize>(hashed_at_once));
        const auto count = static_cast<std::size_t>(file.gcount());
        hashing.add({reinterpret_cast<const std::uint8_t*>(buffer.data()), count});
        digest.bytes += count;
    } while (file);
    const bool whole = file.eof() && !file.bad();
    file.clear();
    if (!whole || !file.seekg(0))
        throw base::Failure("cannot read the file that is to be imported: it must be a file on a disk");
    digest.sha256 = base::hex_text(hashing.done());
    return digest;
}

} // namespace assent::desk
