#pragma once
// What an address below a case names, so that whoever was answered by it is known to have read it. A new
// address is noted without a word about it: what counts is where it lies.

#include <optional>
#include <string>
#include <string_view>

#include "http/router.hpp"
#include "store/stream_id.hpp"

namespace assent::http {

struct CaseAddress {
    store::StreamId of;
    std::string what; // "case", "letters/2"
};

// Nothing for what is no address below a case, or names none that there could be. `pattern` is that of the
// route, and `places` fill it.
std::optional<CaseAddress> case_address(std::string_view pattern, const Places& places);

} // namespace assent::http
