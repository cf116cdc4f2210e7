#include <array>

#include "policy/people.hpp"

namespace assent::policy {
namespace {

constexpr std::array<std::string_view, level_acts> level_act_texts = {
    "approve", "approve as requested", "deny", "partially deny", "uphold", "modify", "reverse", "end",
    "reduce",  "technically deny",     "pend", "refer",          "return", "answer"};

} // namespace

std::string_view to_text(LevelAct act) { return level_act_texts[static_cast<std::size_t>(act)]; }

std::optional<LevelAct> level_act_at(Cursor& cursor) {
    std::optional<LevelAct> longest;
    std::size_t length = 0;
    for (std::size_t i = 0; i < level_act_texts.size(); ++i) {
        const std::size_t taken = matched(cursor.left(), level_act_texts[i]);
        if (taken <= length) continue;
        length = taken;
        longest = static_cast<LevelAct>(i);
    }
    cursor.skip(length);
    return longest;
}

} // namespace assent::policy
