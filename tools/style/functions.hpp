#pragma once
// Finds the functions of a C++ text by its braces and parentheses, without parsing C++. It sees
// bodies in namespaces and types; it does not see into macros, does not measure a lambda apart from
// the function around it, and counts as nesting only `if`, `for`, `while`, `switch`, `do`, `try`
// and `catch` with braces.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assent::style {

struct Function {
    std::string name;
    std::size_t line = 0;       // of its opening brace, from 1
    std::size_t lines = 0;      // from the opening brace to the closing one, both counted
    std::size_t parameters = 0; // as declared
    std::size_t nesting = 0;    // the deepest
};

// In the order of their closing braces. An unbalanced text gives the functions that close.
std::vector<Function> functions_in(std::string_view text);

} // namespace assent::style
