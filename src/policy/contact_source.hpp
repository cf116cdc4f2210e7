#pragma once
// Facts that are told by the log of contacts: "from contact with ordering provider", "from contact of
// physician with ordering provider by phone". Such a fact holds when that was last tried, whether or not
// somebody was reached.

#include <optional>
#include <string_view>

#include "policy/program.hpp"

namespace assent::policy {

struct ContactSource {
    std::uint16_t with = any_object;
    std::uint16_t of = any_object;  // who must have tried; any_object: any reviewer
    std::optional<Channel> channel; // none: any
};

// Whether the words after `from` speak of contacts at all.
bool is_contact_source(std::string_view from);

// What they say; nothing when a party or a channel in them is none of the program's.
std::optional<ContactSource> contact_source(const Program&, std::string_view from);

} // namespace assent::policy
