// style [ROOT]: checks the repository at ROOT, or in the current folder; lists every finding, and
// ends with 1 when one of them is an error.

#include <fmt/core.h>

#include <cstdio>
#include <exception>

#include "style/style.hpp"
#include "style/tree.hpp"

int main(int argc, char** argv) try {
    const assent::style::Files files = assent::style::read_tree(argc > 1 ? argv[1] : ".");
    const assent::base::Diagnostics found = assent::style::check(files);
    fmt::print("{}", to_text(found));
    fmt::print("{} files, {} errors, {} warnings\n", files.size(), found.errors(),
               found.size() - found.errors());
    return found.has_errors() ? 1 : 0;
} catch (const std::exception& failure) {
    fmt::print(stderr, "style: {}\n", failure.what());
    return 2;
}
