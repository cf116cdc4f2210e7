#include "base/expects.hpp"

#include <cstdio>
#include <cstdlib>

namespace assent::base {

void impossible(const char* what, std::source_location where) {
    std::fprintf(stderr, "assent: a bug: expected %s, at %s:%u\n", what, where.file_name(),
                 static_cast<unsigned>(where.line()));
    std::abort();
}

} // namespace assent::base
