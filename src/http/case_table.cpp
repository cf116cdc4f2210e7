#include "http/case_table.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"
#include "http/body_reader.hpp"
#include "http/case_json.hpp"
#include "http/problem.hpp"

namespace assent::http {
namespace {

constexpr std::string_view end_of_line = "\r\n";
constexpr int rows_of_a_page = 500;
constexpr std::size_t most_exported = 10'000;

} // namespace

std::string csv_cell(std::string_view value) {
    const bool calculates = value.find_first_of("=+-@\t\r") == 0;
    std::string cell = calculates ? "'" : "";
    cell += value;
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

CaseTable::CaseTable() : text_("case,member,authorization,program,state,level,reviewer,organization,due") {
    text_ += end_of_line;
}

void CaseTable::add(const store::CaseRow& row) {
    const std::vector<std::string> cells = {csv_cell(case_name(row.stream)),
                                            csv_cell(row.member),
                                            csv_cell(row.number.value_or("")),
                                            csv_cell(row.program),
                                            csv_cell(row.state),
                                            csv_cell(row.level.value_or("")),
                                            csv_cell(row.reviewer.value_or("")),
                                            csv_cell(row.organization.value_or("")),
                                            row.due ? moment_text(*row.due) : ""};
    text_ += base::join(cells, ",");
    text_ += end_of_line;
}

Response exported(store::Store& store, store::CaseQuery query, const ShowRow& show) {
    CaseTable table;
    query.limit = rows_of_a_page;
    for (std::size_t read = 0;; read += rows_of_a_page) {
        const auto rows = store.cases(query);
        if (read + rows.size() > most_exported)
            return problem(Problem::Refused, "more than 10,000 cases are not exported at once",
                           "ask for those of a state, a level or an organization");
        for (const store::CaseRow& row : rows) {
            if (const auto shown = show(row)) table.add(*shown);
        }
        if (rows.size() < rows_of_a_page) break;
        query.after = {rows.back().due, rows.back().stream};
    }
    return csv_file("cases.csv", std::move(table).text());
}

Response csv_file(const std::string& name, std::string text) {
    return {200,
            {{"content-type", "text/csv; charset=utf-8; header=present"},
             {"content-disposition", fmt::format("attachment; filename=\"{}\"", name)},
             {"x-content-type-options", "nosniff"}},
            std::move(text)};
}

} // namespace assent::http
