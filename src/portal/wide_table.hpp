#pragma once
// A table that may be wider than the window, and is scrolled by itself then, with the keyboard too. Every
// list of the pages that is no list of cards is one; its rows are made by whoever shows it.

#include <string>
#include <vector>

#include "portal/html.hpp"

namespace assent::portal {

// How its rows stand: classes of the style sheet.
namespace table_look {
inline constexpr const char* plain = "";
inline constexpr const char* rows = " usa-table--compact as-rows";
inline constexpr const char* board = " usa-table--compact as-board";
inline constexpr const char* figures = " usa-table--compact as-figures";
inline constexpr const char* lines = " usa-table--compact as-lined";
} // namespace table_look

struct WideTable {
    std::string caption; // "": what stands above it says what it is
    std::vector<std::string> titles;
    const char* look = table_look::rows;
};

Html wide_table(const WideTable& table, const Html& rows);

} // namespace assent::portal
