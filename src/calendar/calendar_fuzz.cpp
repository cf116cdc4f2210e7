// Any bytes as a calendar: refused with a place for each mistake, or answering within its bounds.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/expects.hpp"
#include "calendar/calendar_text.hpp"

using namespace assent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parsed = calendar::parse_calendar({reinterpret_cast<const char*>(data), size}, "fuzz");
    if (!parsed) {
        base::expects(parsed.error().has_errors(), "a refusal names a mistake");
        for (const auto& mistake : parsed.error())
            base::expects(!mistake.message.empty(), "a mistake says what is wrong");
        return 0;
    }
    const calendar::Date day = calendar::Date{std::chrono::year{2026} / 12 / 31};
    const auto next = parsed->add_working_days(day, 5);
    base::expects(!next || parsed->is_open(*next), "a working day is open");
    base::expects(parsed->is_open(day) == !parsed->why_closed(day), "a closed day has a reason");
    return 0;
}
