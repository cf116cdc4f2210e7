#pragma once
// What must be true unless the program itself is wrong. A bug stops the process at once, in every
// build, and prints where; it never prints a value, because a value may be a member's.

#include <source_location>

namespace assent::base {

// Prints the place and aborts. Never returns.
[[noreturn]] void impossible(const char* what, std::source_location where = std::source_location::current());

// Aborts when `condition` does not hold.
inline void expects(bool condition, const char* what = "a condition that always holds",
                    std::source_location where = std::source_location::current()) {
    if (!condition) [[unlikely]]
        impossible(what, where);
}

} // namespace assent::base
