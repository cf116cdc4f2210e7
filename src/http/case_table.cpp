#include "http/case_table.hpp"

#include <vector>

#include "base/text.hpp"
#include "http/body_reader.hpp"
#include "http/case_json.hpp"

namespace assent::http {
namespace {

constexpr std::string_view end_of_line = "\r\n";

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

} // namespace assent::http
