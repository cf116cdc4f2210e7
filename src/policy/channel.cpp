#include <algorithm>
#include <array>

#include "policy/people.hpp"

namespace assent::policy {
namespace {

constexpr std::array<std::string_view, channels> channel_texts = {
    "portal", "upload", "email", "fax", "phone", "mail", "certified mail", "in person", "transmission"};

} // namespace

std::string_view to_text(Channel channel) { return channel_texts[static_cast<std::size_t>(channel)]; }

std::optional<Channel> channel_of(std::string_view words) {
    const auto* const found = std::find(channel_texts.begin(), channel_texts.end(), words);
    if (found == channel_texts.end()) return std::nullopt;
    return static_cast<Channel>(found - channel_texts.begin());
}

} // namespace assent::policy
