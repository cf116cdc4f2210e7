#pragma once
// By what a file that is imported is known when it comes again: the SHA-256 of its content, as `sha256sum`
// prints it, reckoned piece by piece.

#include <cstdint>
#include <istream>
#include <string>

namespace assent::desk {

struct FileDigest {
    std::string sha256; // 64 hexadecimal digits
    std::uint64_t bytes = 0;
};

// Of the whole stream, which then stands at its beginning again. Throws Failure when it cannot be read twice.
FileDigest digest_of(std::istream& file);

} // namespace assent::desk
