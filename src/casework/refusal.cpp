#include "casework/refusal.hpp"

#include <fmt/format.h>

#include <array>

namespace assent::casework {
namespace {

// With a capital letter first and a full stop last.
std::string sentence(std::string_view words) {
    std::string made(words);
    if (made.empty()) return made;
    if (made.front() >= 'a' && made.front() <= 'z')
        made.front() = static_cast<char>(made.front() - 'a' + 'A');
    if (made.back() != '.') made += '.';
    return made;
}

} // namespace

std::string_view to_text(RefusalKind kind) {
    static constexpr std::array<std::string_view, 15> texts = {
        "not allowed",   "not now",       "not theirs",   "unqualified",   "guarded",
        "above a limit", "incomplete",    "not required", "correct first", "too late",
        "not entitled",  "wrong channel", "duplicate",    "no notice",     "nothing there"};
    return texts[static_cast<std::size_t>(kind)];
}

std::string to_text(const Refusal& refusal) {
    std::string text = sentence(refusal.rule);
    text += refusal.source.empty() ? " This holds in every program."
                                   : fmt::format(" It rests on \"{}\".", refusal.source);
    if (!refusal.instead.empty()) text += fmt::format(" Instead, {}", refusal.instead);
    if (text.back() != '.') text += '.';
    return text;
}

} // namespace assent::casework
