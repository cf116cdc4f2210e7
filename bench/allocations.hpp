#pragma once
// Counts what a program takes from the heap. Whoever links it in gets its `operator new` and compares
// two counts; what C libraries take with malloc is not in them.

#include <cstdint>

namespace assent::bench {

// Allocations of this process so far, on all threads.
std::uint64_t allocations();

} // namespace assent::bench
