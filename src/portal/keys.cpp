#include "portal/keys.hpp"

namespace assent::portal {

Html keys(const std::vector<KeyLook>& all) {
    return html(
        "<details class=\"as-more\" id=\"keys\" hidden><summary>Keys (?)</summary><dl "
        "class=\"as-facts\">{}</dl>"
        "<div class=\"usa-checkbox\"><input class=\"usa-checkbox__input\" type=\"checkbox\" id=\"keys-on\" "
        "checked><label class=\"usa-checkbox__label\" for=\"keys-on\">Keys are on</label></div></details>",
        each(all, [](const KeyLook& one) {
            return html("<div><dt>{}</dt><dd>{}</dd></div>", one.keys, one.what);
        }));
}

} // namespace assent::portal
