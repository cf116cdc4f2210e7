#pragma once
// The tables of the store on SQLite, and how an older file is brought to them: migrations by number,
// each in a transaction of its own, never changed once released. A file that a newer program has
// written is refused, and so is one of another program; neither is touched.
//
// Moments are UTC in whole seconds, as calendar::Instant counts them: no rule of a program is finer,
// and the order of events is their position and sequence, never their time.

#include <cstdint>
#include <span>
#include <string_view>

#include "store/database.hpp"

namespace assent::store {

// The SQL of every version, the first at the front. Version n is what the first n leave behind.
std::span<const std::string_view> migrations();

// Brings the file to the last of `steps`. Throws Failure when it is beyond them or not ours.
void migrate(Database& database, std::span<const std::string_view> steps);
void migrate(Database& database);

} // namespace assent::store
