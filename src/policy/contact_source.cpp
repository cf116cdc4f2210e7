#include "policy/contact_source.hpp"

#include <algorithm>

namespace assent::policy {
namespace {

std::optional<std::uint16_t> party_called(const Program& program, std::string_view name) {
    const auto found = std::find_if(program.parties.begin(), program.parties.end(),
                                    [&](const PartyDef& one) { return one.name.text == name; });
    if (found == program.parties.end()) return std::nullopt;
    return static_cast<std::uint16_t>(found - program.parties.begin());
}

bool skip(std::string_view& text, std::string_view words) {
    if (!text.starts_with(words)) return false;
    text.remove_prefix(words.size());
    return true;
}

} // namespace

bool is_contact_source(std::string_view from) {
    return from.starts_with("contact with ") || from.starts_with("contact of ");
}

std::optional<ContactSource> contact_source(const Program& program, std::string_view from) {
    ContactSource made;
    if (!skip(from, "contact ")) return std::nullopt;
    if (skip(from, "of ")) {
        const std::size_t with = from.find(" with ");
        if (with == std::string_view::npos) return std::nullopt;
        const auto of = party_called(program, from.substr(0, with));
        if (!of) return std::nullopt;
        made.of = *of;
        from.remove_prefix(with + 1);
    }
    if (!skip(from, "with ")) return std::nullopt;
    const std::size_t by = from.rfind(" by ");
    if (by != std::string_view::npos && channel_of(from.substr(by + 4))) {
        made.channel = channel_of(from.substr(by + 4));
        from = from.substr(0, by);
    }
    const auto with = party_called(program, from);
    if (!with) return std::nullopt;
    made.with = *with;
    return made;
}

} // namespace assent::policy
