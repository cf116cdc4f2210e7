#include "codes/procedure_code.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "codes/packed_code.hpp"

namespace assent::codes {
namespace {

constexpr std::string_view how_to_write_procedure =
    "write a CPT code such as 97110 or 0001F, or a HCPCS code such as G0283, without a modifier";

using base::is_digit, base::is_letter;

void check_letters(std::string_view code, const base::Place& place, base::Diagnostics& wrong) {
    if (is_letter(code.front()) && code.front() > 'V') {
        wrong.error(place, "the letter at the start of a HCPCS code is one of A to V",
                    std::string(how_to_write_procedure));
    }
    if (is_digit(code.front()) && is_letter(code.back())) {
        wrong.error(place, "the letter at the end of a CPT code is one of A, F, M, T and U",
                    std::string(how_to_write_procedure));
    }
    const std::string_view middle = code.substr(1, code.size() - 2);
    if (!std::all_of(middle.begin(), middle.end(), is_digit) ||
        (is_letter(code.front()) && is_letter(code.back()))) {
        wrong.error(place, "a procedure code has at most one letter, at its start or its end",
                    std::string(how_to_write_procedure));
    }
}

base::Diagnostics mistakes(const std::string& code, const base::Place& place) {
    base::Diagnostics wrong;
    const bool plain = std::all_of(code.begin(), code.end(), base::is_letter_or_digit);
    if (!plain)
        wrong.error(place, "a procedure code has only digits and letters",
                    std::string(how_to_write_procedure));
    if (code.size() != 5)
        wrong.error(place, "a procedure code has five characters", std::string(how_to_write_procedure));
    if (plain && code.size() == 5) check_letters(code, place, wrong);
    return wrong;
}

} // namespace

std::optional<std::string> normal_procedure_code(std::string_view raw) {
    const auto packed = packed_procedure(raw);
    if (!packed) return std::nullopt;
    return unpack(*packed);
}

base::Result<std::string> read_procedure_code(std::string_view raw, base::Place place) {
    if (auto normal = normal_procedure_code(raw)) return *std::move(normal);
    const std::string code = base::to_upper(base::trim(raw));
    if (code.empty())
        return base::refused(std::move(place), "no procedure code is given",
                             std::string(how_to_write_procedure));
    return base::refused(mistakes(code, place));
}

} // namespace assent::codes
