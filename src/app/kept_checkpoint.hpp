#pragma once
// A checkpoint as a text to keep outside of the store: one JSON object on a line. With it, a log whose tail
// was cut off together with its checkpoints shows. It holds nothing of any member.

#include <optional>
#include <string>
#include <string_view>

#include "store/checkpoint.hpp"

namespace assent::app {

std::string kept_text(const store::Checkpoint& checkpoint);

// Nothing when the text is no checkpoint; whether it is signed is not looked at.
std::optional<store::Checkpoint> kept_checkpoint(std::string_view text);

} // namespace assent::app
