#include "casework/actor.hpp"

#include <array>

namespace assent::casework {

std::string_view to_text(Role role) {
    static constexpr std::array<std::string_view, roles> texts = {
        "system",           "timer",        "provider",
        "member side",      "reviewer",     "supervisor",
        "agency",           "fiscal agent", "office administrator",
        "customer service", "intake",       "plan administrator",
        "auditor"};
    return texts[static_cast<std::size_t>(role)];
}

} // namespace assent::casework
