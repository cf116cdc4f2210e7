#include "policy/block_table.hpp"

#include <algorithm>

namespace assent::policy {
namespace {

bool is_keyword(Construct construct, std::string_view column) {
    const auto keywords = keywords_of(construct);
    return std::find(keywords.begin(), keywords.end(), column) != keywords.end();
}

void put(Block& block, const Piece& column, const Piece& cell) {
    if (cell.text.empty()) return;
    if (column.text == "name") {
        block.name = cell;
        return;
    }
    Line line;
    line.rest = cell;
    if (is_keyword(block.construct, column.text)) {
        line.keyword = column.text;
    } else {
        line.rest.text = column.text + " " + cell.text;
    }
    block.lines.push_back(std::move(line));
}

} // namespace

std::vector<Block> blocks_of_table(Block block) {
    if (block.table.empty() || block.construct == Construct::Scenario) return {std::move(block)};
    const std::vector<Row> table = std::move(block.table);
    block.table.clear();
    std::vector<Block> all;
    for (std::size_t row = 1; row < table.size(); ++row) {
        Block one = block;
        for (std::size_t column = 0; column < table[row].cells.size(); ++column)
            put(one, table[0].cells[column], table[row].cells[column]);
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace assent::policy
