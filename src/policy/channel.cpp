#include <algorithm>
#include <array>

#include "policy/people.hpp"

namespace assent::policy {
namespace {

constexpr std::array<std::string_view, channels> texts = {
    "portal", "upload", "email", "fax", "phone", "mail", "certified mail", "in person", "transmission"};

} // namespace

std::string_view to_text(Channel channel) { return texts[static_cast<std::size_t>(channel)]; }

std::optional<Channel> channel_of(std::string_view words) {
    const auto* const found = std::find(texts.begin(), texts.end(), words);
    if (found == texts.end()) return std::nullopt;
    return static_cast<Channel>(found - texts.begin());
}

} // namespace assent::policy
