#include "codes/diagnosis_code.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "codes/packed_code.hpp"

namespace assent::codes {
namespace {

constexpr std::string_view how_to_write_diagnosis =
    "write an ICD-10-CM code such as M54.51: a letter, a digit, a letter or "
    "digit, then a dot and up to four more";

using base::is_digit, base::is_letter;

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

// ICD-9-CM: three digits and up to two more after a dot, or E, three digits and one more.
bool looks_like_icd9(std::string_view code) {
    if (code.size() < 3) return false;
    const bool external_cause = code[0] == 'E' || code[0] == 'e';
    const std::size_t stem = external_cause ? 4 : 3;
    if (code.size() < stem || !all_digits(code.substr(external_cause ? 1 : 0, 3))) return false;
    std::string_view detail = code.substr(stem);
    const bool dotted = !detail.empty() && detail[0] == '.';
    // Without its dot an external cause has the shape of ICD-10-CM.
    if (external_cause && !dotted) return false;
    if (dotted) detail.remove_prefix(1);
    return detail.size() <= (external_cause ? 1U : 2U) && all_digits(detail);
}

void check_dots(std::string_view code, const base::Place& place, base::Diagnostics& wrong) {
    const std::size_t dot = code.find('.');
    if (dot == std::string_view::npos) return;
    if (dot != 3) wrong.error(place, "the dot of a diagnosis code stands after its third character");
    if (code.find('.', dot + 1) != std::string_view::npos) wrong.error(place, "a diagnosis code has one dot");
    if (code.back() == '.') wrong.error(place, "nothing follows the dot of this diagnosis code");
}

void check_characters(const std::string& bare, const base::Place& place, base::Diagnostics& wrong) {
    if (bare.size() < 3 || bare.size() > 7) {
        wrong.error(place, "a diagnosis code has three to seven characters beside its dot");
    }
    if (!bare.empty() && !is_letter(bare[0])) wrong.error(place, "a diagnosis code begins with a letter");
    if (bare.size() > 1 && !is_digit(bare[1])) {
        wrong.error(place, "the second character of a diagnosis code is a digit");
    }
    if (!std::all_of(bare.begin(), bare.end(), base::is_letter_or_digit)) {
        wrong.error(place, "a diagnosis code has only letters, digits and its dot");
    }
}

// Each message once with the way out behind it.
base::Diagnostics with_hint(const base::Diagnostics& wrong) {
    base::Diagnostics hinted;
    for (const base::Diagnostic& mistake : wrong) {
        hinted.error(mistake.place, mistake.message, std::string(how_to_write_diagnosis));
    }
    return hinted;
}

} // namespace

std::optional<std::string> normal_diagnosis_code(std::string_view raw) {
    const auto packed = packed_diagnosis(raw);
    if (!packed) return std::nullopt;
    return unpack_diagnosis(*packed);
}

base::Result<std::string> read_diagnosis_code(std::string_view raw, base::Place place) {
    if (auto normal = normal_diagnosis_code(raw)) return *std::move(normal);
    const std::string_view code = base::trim(raw);
    if (code.empty())
        return base::refused(std::move(place), "no diagnosis code is given",
                             std::string(how_to_write_diagnosis));
    if (looks_like_icd9(code)) {
        return base::refused(
            std::move(place), "this is an ICD-9-CM code; only ICD-10-CM codes are taken",
            "find the ICD-10-CM code of the diagnosis; for low back pain it is one such as M54.50");
    }
    base::Diagnostics wrong;
    check_dots(code, place, wrong);
    std::string bare(code);
    std::erase(bare, '.');
    check_characters(bare, place, wrong);
    return base::refused(with_hint(wrong));
}

} // namespace assent::codes
