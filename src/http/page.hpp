#pragma once
// Long answers come in pages: at most so many, and the address of the next. Where a page of cases ends is
// told as a mark that is good for the list that it was made for; one that was changed, or belongs to another
// list, is none. A mark grants nothing: whoever uses it is shown what they may see.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/zone.hpp"
#include "http/message.hpp"
#include "http/query_reader.hpp"
#include "store/store.hpp"

namespace assent::http {

constexpr Bounds page_limit{1, 200};
constexpr std::int64_t usual_limit = 50;

std::string mark_of(const store::CaseRow& last, const store::CaseQuery& list);
std::optional<store::CasePlace> place_of(std::string_view mark, const store::CaseQuery& list);

// The same for a page of readings: the moment of its last one, and how many of that moment were shown.
// Requires: there was one. False for what is no mark.
std::string mark_of(const std::vector<store::Reading>& shown, const store::ReadingQuery& query);
bool go_on(std::string_view mark, store::ReadingQuery& query);

// What was done from the beginning of one day through the end of another, by the clocks of that zone.
struct Days {
    std::optional<calendar::Date> from, through;
};
void limit_to(const Days& days, const calendar::Zone& zone, store::ActQuery& query);

// The address of the request with another `after`.
std::string next_page(const Request& request, std::string after);

} // namespace assent::http
