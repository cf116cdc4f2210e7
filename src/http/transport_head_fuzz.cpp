// Whatever bytes come, a head ends at the same place however they are cut, and what is accepted is framed in
// one way and has a path that climbs nowhere.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/expects.hpp"
#include "base/text.hpp"
#include "http/target.hpp"
#include "http/transport_head.hpp"

namespace {

using namespace assent;
using namespace assent::http;

void check_target(std::string_view written) {
    const auto target = read_target(written);
    if (!target) return;
    base::expects(target->path.starts_with('/') && !base::first_invalid_utf8(target->path), "a path");
    for (const std::string_view segment : base::split(target->path, '/'))
        base::expects(segment != "." && segment != "..", "a segment that stays where it is");
    base::expects(target->path.find('\0') == std::string::npos, "no NUL");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    check_target(bytes);
    HeadSearch whole, cut;
    const auto found = whole.look(bytes);
    if (cut.look(bytes.substr(0, size / 2)) == HeadSearch::Found::Nothing)
        base::expects(cut.look(bytes) == found && cut.length() == whole.length(), "the same end");
    if (found != HeadSearch::Found::End) return 0;
    const auto head = read_head(bytes.substr(0, whole.length()), 100);
    if (!head) return 0;
    base::expects(!(head->chunked && (head->length || head->old)), "one framing");
    base::expects(head->old || head->headers.contains("host"), "a host");
    check_target(head->target);
    return 0;
}
