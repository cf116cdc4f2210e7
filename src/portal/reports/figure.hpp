#pragma once
// A figure, and what it counts: asked for by its words and days, as the address of its list bears them, so
// that every figure of a page opens the cases behind it. The words are those of desk/measures.hpp.

#include <optional>
#include <string>

#include "portal/board/team.hpp"
#include "store/store.hpp"

namespace assent::portal {

constexpr calendar::Date ever{}; // what is late stands under any day from then on

struct FigureAsked {
    std::string program, kind;
    std::optional<std::string> what = {}, outcome = {};
    calendar::Date from{}, through{};

    store::MeasureQuery query() const;
};

// "/reports/cases?program=...&kind=..."; `file` is that of the same as a table for a spreadsheet.
std::string address_of(const FigureAsked& asked);
std::string file_address_of(const FigureAsked& asked);

// What the address of a visit asks for; nothing when it is no figure, or of a program that is not theirs.
std::optional<FigureAsked> figure_asked(const Visit& visit, const Team& team);

// The number, and where there is any the way to its cases; `name` is read aloud with it.
Html figure(std::int64_t count, const FigureAsked& asked, const std::string& name);

} // namespace assent::portal
