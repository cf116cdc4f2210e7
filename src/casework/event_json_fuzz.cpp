// Any text as an event of any kind: it is refused, or it is written back and read the same.

#include <cstdlib>

#include "casework/event_json.hpp"

using namespace assent::casework;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const auto kinds = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::vector<std::string_view>{kind_of(What(std::in_place_index<I>))...};
    }(std::make_index_sequence<std::variant_size_v<What>>());
    const std::string_view kind = kinds[data[0] % kinds.size()];
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto read = read_event(kind, event_version, text);
    if (!read) return 0;
    const std::string written = to_json(*read);
    const auto again = read_event(kind, event_version, written);
    if (!again || to_json(*again) != written) std::abort();
    return 0;
}
