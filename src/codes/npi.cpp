#include "codes/npi.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace assent::codes {
namespace {

constexpr std::size_t npi_length = 10;

// Requires: ten digits. From the right every second digit counts double, digits of the double summed.
bool check_digit_holds(std::string_view digits) {
    int sum = 24; // what the prefix 80840 adds
    for (std::size_t i = 0; i < npi_length; ++i) {
        const int value = digits[i] - '0';
        const int doubled = value > 4 ? value * 2 - 9 : value * 2;
        sum += i % 2 == 0 ? doubled : value;
    }
    return sum % 10 == 0;
}

} // namespace

base::Result<Npi> read_npi(std::string_view raw, const base::Place& place) {
    const std::string_view text = base::trim(raw);
    base::Diagnostics wrong;
    if (!std::all_of(text.begin(), text.end(), base::is_digit)) {
        wrong.error(place, "an NPI has only digits",
                    "write the ten digits without spaces, dashes or letters");
    }
    if (text.size() != npi_length) {
        wrong.error(place, "an NPI has ten digits",
                    "write all ten, such as 1234567893; a tax or license number is none");
    }
    if (!text.empty() && base::is_digit(text[0]) && text[0] != '1' && text[0] != '2') {
        wrong.error(place, "an NPI begins with 1 or 2", "look the number up in the NPI registry");
    }
    if (!wrong.has_errors() && !check_digit_holds(text)) {
        wrong.error(
            place, "the check digit of this NPI does not agree with its other digits",
            "compare it with the NPI registry: a digit is mistyped, or two neighbours have changed places");
    }
    if (wrong.has_errors()) return base::refused(std::move(wrong));
    return Npi(text);
}

} // namespace assent::codes
