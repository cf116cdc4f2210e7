#pragma once
// How somebody is reached about something, as the program's list `contacts` (columns purpose, channel, value;
// option where one number serves several units; audience where a row is for one party alone) has it on a day:
// for letters, and for whoever shows the same on a page.

#include <functional>
#include <string>
#include <string_view>

#include "policy/program.hpp"

namespace assent::letters {

struct ReachedBy {
    std::string_view purpose, channel, value; // "reconsideration", "fax", "850-555-0100"
    std::string_view option = {};             // what to choose behind that number, "4"
    std::string_view audience = {};           // a party by its name; "": everybody

    std::string text() const; // "850-555-0100, option 4"
};

// Calls `tell` for each row of the day, in the order of the list. A program without such a list has none.
void each_contact(const policy::Program&, calendar::Date day,
                  const std::function<void(const ReachedBy&)>& tell);

} // namespace assent::letters
