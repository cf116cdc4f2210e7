#pragma once
// Keys that use what bears `data-key` on a page: told at its end, and switched off there by whoever would
// press them unawares. Scripts show it; without them no key does anything.

#include <string_view>
#include <vector>

#include "portal/html.hpp"

namespace assent::portal {

struct KeyLook {
    std::string_view keys, what; // "n, p", "the next page, the one before"
};

Html keys(const std::vector<KeyLook>& all);

} // namespace assent::portal
