#pragma once
// Rows of the store's tables as values. Each function takes the columns in the order of its struct's
// members; a column that holds what it never should is a Failure.

#include "store/statement.hpp"
#include "store/store.hpp"

namespace assent::store {

// Where a column says that something is never due: behind everything else.
constexpr calendar::Instant never = calendar::Instant::max();

StreamId stream_in(const Statement& row, int column);
Event event_in(const Statement& row);
Waiting waiting_in(const Statement& row);
CaseRow case_in(const Statement& row);
AccountRow account_in(const Statement& row);
ContactRow contact_in(const Statement& row);
calendar::Date day_in(const Statement& row, int column);
Measure measure_in(const Statement& row);
ListedMeasure listed_in(const Statement& row);
Checkpoint checkpoint_in(const Statement& row);

} // namespace assent::store
