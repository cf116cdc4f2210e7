#include "letters/contacts.hpp"

namespace assent::letters {

std::string ReachedBy::text() const {
    std::string all(value);
    if (!option.empty()) all += ", option " + std::string(option);
    return all;
}

void each_contact(const policy::Program& program, calendar::Date day,
                  const std::function<void(const ReachedBy&)>& tell) {
    for (const policy::ListDef& list : program.lists) {
        if (list.name.text != "contacts" || !list.rows) continue;
        for (const codes::Row& row : list.rows->rows()) {
            const auto purpose = row.cell("purpose"), channel = row.cell("channel"),
                       value = row.cell("value");
            if (purpose && channel && value && row.holds_on(day))
                tell({*purpose, *channel, *value, row.cell("option").value_or(""),
                      row.cell("audience").value_or("")});
        }
    }
}

} // namespace assent::letters
