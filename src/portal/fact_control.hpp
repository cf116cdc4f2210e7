#pragma once
// By which a value of a fact is told in a form: words to choose from, a day, or a line of text; and what was
// told so. The label is the form's.

#include <optional>
#include <string>
#include <vector>

#include "casework/event.hpp"
#include "policy/definitions.hpp"
#include "portal/html.hpp"

namespace assent::portal {

struct ControlLook {
    std::string id, name, value;
    bool as_typed = false; // what cannot be read stays to be mended
};

Html fact_control(const policy::FactDef& fact, const ControlLook& look);

// What a filled-in control tells of the fact of that number; of a list each of its values. Nothing when it
// cannot be read.
std::optional<std::vector<casework::Known>> told_in(const policy::FactDef& fact, std::uint16_t number,
                                                    std::string_view text, int line = -1);

} // namespace assent::portal
