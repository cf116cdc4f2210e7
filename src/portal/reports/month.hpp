#pragma once
// The figures of a program in a month, added up by their words. What is not counted is 0, and no case is read
// for any of them.

#include <map>
#include <string>
#include <vector>

#include "portal/reports/figure.hpp"

namespace assent::portal {

struct Counted {
    std::int64_t count = 0;
    std::chrono::seconds took{0}; // all together, of those that are done
};

class Month {
public:
    // Of a year and month; requires: ones that there are.
    Month(store::Store& store, std::string program, std::chrono::year_month month);

    using Outcomes = std::map<std::string, Counted>;
    using Whats = std::map<std::string, Outcomes>;
    const Whats& of(std::string_view kind) const; // by what it is and how it stands

    std::int64_t count(std::string_view kind, const std::string& what, const std::string& outcome) const;
    FigureAsked asked(std::string_view kind, const std::string& what, const std::string& outcome) const;

    FigureAsked asked(std::string_view kind, const std::string& outcome) const; // of a whole kind
    FigureAsked asked_of(std::string_view kind, const std::string& what) const; // however it stands

    std::string csv() const; // a line for each figure

private:
    std::string program_;
    calendar::Date from_, through_;
    std::map<std::string, Whats, std::less<>> all_;
};

} // namespace assent::portal
