#pragma once
// By which a value of a fact is told in a form: words to choose from, a day, a line of text, or several lines
// where a text is of the whole request; and what was told so. A document is told by no control: it is handed
// in among the papers. The label is the form's.

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

bool has_control(const policy::FactDef& fact);

Html fact_control(const policy::FactDef& fact, const ControlLook& look);

// "a date", "text of at most 10000 characters": what a control takes, as the end of "Write ...".
std::string control_takes(const policy::FactDef& fact);

// What a filled-in control tells of the fact of that number; of a list each of its values, and of a text the
// text itself, within what the interface takes. Nothing when it cannot be read.
std::optional<std::vector<casework::Known>> told_in(const policy::FactDef& fact, std::uint16_t number,
                                                    std::string_view text, int line = -1);

} // namespace assent::portal
