#include "portal/wide_table.hpp"

namespace assent::portal {

Html wide_table(const WideTable& table, const Html& rows) {
    return html(
        "<div class=\"usa-table-container--scrollable\" tabindex=\"0\"><table class=\"usa-table "
        "usa-table--borderless{}\">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        Html::trusted(table.look),
        table.caption.empty() ? Html() : html("<caption>{}</caption>", table.caption),
        each(table.titles, [](const std::string& title) { return html("<th scope=\"col\">{}</th>", title); }),
        rows);
}

} // namespace assent::portal
