#pragma once
// A file of the repository as the checks see it: its path from the root, with forward slashes, and
// its bytes. What kind of file it is follows from the path alone. Reads nothing.

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"

namespace assent::style {

struct File {
    std::string path;
    std::string text;
};

using Files = std::vector<File>;

constexpr std::size_t none = std::string_view::npos; // what is looked for in a line is not there

bool is_cpp(std::string_view path);      // *.cpp and *.hpp
bool is_header(std::string_view path);   // *.hpp
bool is_markdown(std::string_view path); // *.md
bool is_test(std::string_view path);     // *_test.cpp, *_test.hpp, *_fuzz.cpp, and all under tests/

// Tests, tools and benchmarks may be long and may touch the world.
bool is_held_to_less(std::string_view path);

// "policy" for "src/policy/check.cpp"; empty for what is not in a folder under src/.
std::string folder_of(std::string_view path);

// Where a finding stands. `line` counts from 1; 0 is the whole file.
base::Place at(const File& file, std::size_t line);

// True when `word` begins at `start` of `text` and is not part of a longer name.
bool stands_alone(std::string_view text, std::size_t start, std::string_view word);

// Whether `text` holds `word` as a word of its own.
bool holds_word(std::string_view text, std::string_view word);

} // namespace assent::style
