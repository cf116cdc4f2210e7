#pragma once
// What a block may hold, whatever it says: which lines stand once, which may have a group below them,
// which constructs have tables. Nothing that was written is passed over in silence.

#include <string>

#include "base/diagnostics.hpp"
#include "policy/block.hpp"

namespace assent::policy {

// Reports a line said twice, a line indented below one that takes none, a table where there is none.
void check_shape(const Block& block, const std::string& file, base::Diagnostics&);

} // namespace assent::policy
