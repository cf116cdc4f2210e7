#include "portal/needs/shown_list.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "portal/moments.hpp"

namespace assent::portal {
namespace {

constexpr std::size_t most_rows = 200;

bool is_link(const std::string& cell) { return cell.starts_with("https://") || cell.starts_with("http://"); }

Html text_of(const std::string& cell) {
    if (!is_link(cell)) return html("{}", cell);
    return html("<a class=\"usa-link\" href=\"{}\" rel=\"noreferrer\">{}</a>", cell, cell);
}

// What is to be seen of the columns, the key of a list of codes or else what it is for first; a key that only
// tells rows apart is no word for readers.
std::vector<std::size_t> columns_of(const codes::DatedList& rows) {
    const auto& names = rows.columns();
    const auto purpose = std::find(names.begin(), names.end(), "purpose");
    const bool of_codes = rows.key_kind() != codes::KeyKind::Text;
    std::vector<std::size_t> all;
    if (!of_codes && purpose != names.end()) all.push_back(static_cast<std::size_t>(purpose - names.begin()));
    for (std::size_t i = all.empty() ? 0 : 1; i < names.size(); ++i) {
        const bool is_day = names[i] == "from" || names[i] == "through";
        if (!is_day && std::find(all.begin(), all.end(), i) == all.end()) all.push_back(i);
    }
    return all;
}

bool is_found(const codes::Row& row, const Looked& looked) {
    if (!row.holds_on(looked.on)) return false;
    if (looked.text.empty()) return true;
    return std::any_of(row.cells.begin(), row.cells.end(), [&](const std::string& cell) {
        return base::to_lower(cell).find(looked.text) != std::string::npos;
    });
}

// Nothing for a row without a first and a last day.
Html days_of(const codes::Row& row) {
    Html days;
    if (row.from) days += html("from {}", shown(*row.from));
    if (row.through) days += html("{}through {}", row.from ? " " : "", shown(*row.through));
    return days;
}

class RowsTable {
public:
    RowsTable(const policy::ListDef& list, const Looked& looked)
        : list_(list), columns_(columns_of(*list.rows)) {
        for (const codes::Row& row : list.rows->rows()) {
            if (!is_found(row, looked)) continue;
            ++found_;
            if (shown_.size() < most_rows) shown_.push_back(&row);
            has_days_ |= row.from || row.through;
        }
    }

    bool empty() const { return shown_.empty(); }

    Html show() const {
        const Html days = has_days_ ? html("<th scope=\"col\">Holds</th>") : Html();
        return html(
            "<div class=\"usa-table-container--scrollable\" tabindex=\"0\" role=\"region\" "
            "aria-label=\"{}\"><table class=\"usa-table usa-table--borderless usa-table--compact "
            "as-rows\"><thead><tr>{}{}</tr></thead><tbody>{}</tbody></table></div>{}",
            heading(list_.name.text),
            each(columns_,
                 [&](std::size_t i) {
                     return html("<th scope=\"col\">{}</th>", heading(list_.rows->columns()[i]));
                 }),
            days, each(shown_, [&](const codes::Row* row) { return line(*row); }),
            found_ > most_rows ? html("<p>{} more; look for a word of them.</p>", found_ - most_rows)
                               : Html());
    }

private:
    Html line(const codes::Row& row) const {
        Html cells;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const Html text = text_of(row.cells[columns_[i]]);
            cells += i == 0 ? html("<th scope=\"row\">{}</th>", text) : html("<td>{}</td>", text);
        }
        if (has_days_) cells += html("<td>{}</td>", days_of(row));
        return html("<tr>{}</tr>", cells);
    }

    const policy::ListDef& list_;
    std::vector<std::size_t> columns_;
    std::vector<const codes::Row*> shown_;
    std::size_t found_ = 0;
    bool has_days_ = false;
};

} // namespace

std::string heading(std::string name) {
    std::replace(name.begin(), name.end(), '-', ' ');
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

Html phrases(const policy::Sources& sources) {
    Html all = each(sources.quotes,
                    [](const policy::Piece& quote) { return html("<li><q>{}</q></li>", quote.text); });
    all += each(sources.cites, [](const policy::Piece& cite) { return html("<li>{}</li>", cite.text); });
    if (all.empty()) return all;
    return html(
        "<details class=\"as-more\"><summary>In the words of the source</summary>"
        "<ul class=\"usa-list\">{}</ul></details>",
        all);
}

bool is_of_codes(const policy::ListDef& list) {
    return list.rows && list.rows->key_kind() != codes::KeyKind::Text;
}

Html shown(const policy::ListDef& list, const Looked& looked) {
    if (!list.rows) return {};
    const RowsTable table(list, looked);
    if (table.empty()) return {};
    return html("<h3>{}</h3>{}{}", heading(list.name.text), table.show(), phrases(list.sources));
}

} // namespace assent::portal
