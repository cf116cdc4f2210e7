// A first line as the keys of a provider, and any text behind it as a token: nothing happens but an answer,
// and a sign-in without a word of its own believes nothing.

#include <cstdint>

#include "base/expects.hpp"
#include "portal/open_id/id_token.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t line = text.find('\n');
    const auto keys = assent::portal::KeySet::read(text.substr(0, line));
    if (!keys || line == std::string_view::npos) return 0;
    const auto claims = assent::portal::checked(text.substr(line + 1), *keys, {"i", "c", "", {}});
    assent::base::expects(!claims, "it belongs to no sign-in");
    return 0;
}
