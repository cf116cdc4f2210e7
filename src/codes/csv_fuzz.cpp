// Any bytes as a file: either a table and perhaps a list that keep their promises, or mistakes.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/expects.hpp"
#include "codes/csv.hpp"
#include "codes/dated_list.hpp"

namespace {

using assent::base::Diagnostics;
using assent::base::expects;
using namespace assent::codes;

void check_list(const Table& table, std::vector<std::string> columns) {
    Diagnostics warnings;
    const auto list = make_list(table, "fuzz.csv", std::move(columns), warnings);
    expects(!warnings.has_errors(), "warnings only among the warnings");
    if (!list) return expects(list.error().has_errors(), "a refusal that says why");
    for (const Row& row : list->rows()) {
        expects(!list->rows_of(row.key).empty(), "a row under its key");
        if (row.from) expects(list->find(row.key_text, *row.from) == &row, "a row on its first day");
        if (row.through) expects(list->find(row.key, *row.through) == &row, "a row on its last day");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto table = read_csv({reinterpret_cast<const char*>(data), size}, "fuzz.csv");
    if (!table) {
        expects(table.error().has_errors(), "a refusal that says why");
        (void)assent::base::to_text(table.error());
        return 0;
    }
    std::vector<std::string> header;
    for (const Cell& cell : table->header) header.push_back(cell.text);
    for (const Record& row : table->rows) expects(row.size() == header.size(), "a row as wide as its header");
    check_list(*table, std::move(header));
    check_list(*table, {"diagnosis code", "label", "from", "through"});
    check_list(*table, {"procedure code", "label", "from", "through"});
    return 0;
}
