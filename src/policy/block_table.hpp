#pragma once
// A table of duties, rights or notices is one block for each row: the column `name` names it, a column that
// is a keyword gives that line, and any other begins a sentence ("we must" before "decide request"). An
// empty cell gives no line. Scenarios keep their tables: theirs are facts and outcomes.

#include <vector>

#include "policy/block.hpp"

namespace assent::policy {

// The blocks of the rows, with the lines that stand beside the table in each; the block itself when it has
// no table or is a scenario.
std::vector<Block> blocks_of_table(Block block);

} // namespace assent::policy
