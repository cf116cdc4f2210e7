#pragma once
// A copy of a store that is in use: everything that was committed when it began, and nothing by half, in a
// file of its own. Whoever writes meanwhile does not wait, and the copy does not see it.

#include <string>

#include "store/database.hpp"

namespace assent::store {

// Durable when it returns. Throws Failure when `to` is there already, or the world is broken; then what lies
// at `to` is no backup and can be deleted.
void back_up(const DatabaseFile& from, const std::string& to);

} // namespace assent::store
