#include "store/byte_stream.hpp"

#include <istream>

#include "base/failure.hpp"

namespace assent::store {

std::size_t filled(std::span<std::uint8_t> piece, const ByteReader& read) {
    std::size_t size = 0;
    while (size < piece.size()) {
        const std::size_t more = read(piece.subspan(size));
        if (more == 0) break;
        size += more;
    }
    return size;
}

ByteReader reader_of(std::istream& stream) {
    return [&stream](std::span<std::uint8_t> piece) {
        stream.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
        if (stream.bad()) throw base::Failure("cannot read what is to be kept: its stream broke");
        return static_cast<std::size_t>(stream.gcount());
    };
}

} // namespace assent::store
