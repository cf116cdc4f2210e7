#include "casework/working_days.hpp"

#include <utility>

namespace assent::casework {
namespace {

using calendar::Date;
using std::chrono::days;

constexpr Date first_kept = Date{std::chrono::year{2015} / 1 / 1};
constexpr Date end_of_kept = Date{std::chrono::year{2046} / 1 / 1};
constexpr int kept = (end_of_kept - first_kept).count();

} // namespace

WorkingDays::WorkingDays(calendar::BusinessCalendar calendar) : calendar_(std::move(calendar)) {
    before_.reserve(kept);
    for (int day = 0; day < kept; ++day) {
        before_.push_back(static_cast<std::uint16_t>(open_.size()));
        if (calendar_.is_open(first_kept + days{day})) open_.push_back(static_cast<std::uint16_t>(day));
    }
}

std::optional<int> WorkingDays::before(Date date) const {
    if (date < first_kept || date >= end_of_kept) return std::nullopt;
    return before_[static_cast<std::size_t>((date - first_kept).count())];
}

std::optional<Date> WorkingDays::add(Date date, int n) const {
    // Counting forward, the day itself is passed over when it is open.
    const auto passed = before(n > 0 ? date + days{1} : date);
    const int wanted = passed.value_or(0) + (n > 0 ? n - 1 : n);
    if (!passed || wanted < 0 || wanted >= static_cast<int>(open_.size()))
        return calendar_.add_working_days(date, n);
    return first_kept + days{open_[static_cast<std::size_t>(wanted)]};
}

int WorkingDays::open_days(Date from, Date through) const {
    if (through <= from) return 0;
    const auto first = before(from + days{1});
    const auto last = before(through + days{1});
    if (first && last) return *last - *first;
    int count = 0;
    for (Date day = from + days{1}; day <= through; day += days{1}) count += calendar_.is_open(day) ? 1 : 0;
    return count;
}

} // namespace assent::casework
