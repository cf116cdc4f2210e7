#pragma once
// The rules of the complementary-therapy program once more, driven as far as one program lets them: codes
// packed into numbers, tables whose places are found at compile time, criteria as bits. It shows how much
// faster than the plain rules by hand one can get by giving up everything that makes them easy to change,
// and it is a second opinion on what the program says: it shares no rule with the others.
// It knows one program and explains nothing. Nothing here allocates but the form for comparing.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "bench/hand_written.hpp"

namespace assent::bench {

// What the rules need of a request, ready to be decided. What is not known is empty or says so.
struct TunedFacts {
    static constexpr std::size_t most_diagnoses = 12; // as many as a claim carries
    static constexpr std::size_t most_lines = 8;
    static constexpr std::int64_t unknown_code = -1;
    static constexpr std::int64_t no_code = 0; // a text that cannot be on a list

    struct Line {
        std::int32_t code = static_cast<std::int32_t>(unknown_code); // its five digits
        std::int32_t units = 0;                                      // 0: not known
    };

    std::optional<calendar::Date> birth_date, start;
    std::optional<std::int32_t> used;
    std::optional<bool> eligible;
    std::optional<Discipline> discipline;
    std::uint8_t services = 0; // a bit for each discipline
    bool services_known = false;
    bool service_open = false; // the plan names one more that is not known
    bool diagnoses_known = false;
    bool lines_known = false;
    std::uint8_t diagnosis_count = 0;
    std::uint8_t line_count = 0;
    std::array<std::int64_t, most_diagnoses> diagnoses; // as diagnosis_key() gives them
    std::array<Line, most_lines> lines;
};

enum Criterion : std::uint8_t {
    Eligible = 1,
    Adult = 2,
    InPlanOfCare = 4,
    ApprovedDiagnosis = 8,
    CodeOfDiscipline = 16,
    WithinUnits = 32,
};

struct TunedVerdict {
    Outcome outcome = Outcome::Refer;
    std::uint8_t because = 0;     // criteria; of an approval none
    std::int32_t offer = 0;       // units, of an offer
    calendar::Date from, through; // of an approval
};

TunedVerdict decide_tuned(const TunedFacts&);

// The same with its criteria named, to compare.
HandVerdict as_hand_verdict(const TunedVerdict&);

// A diagnosis as people write it, as a number: without its dot, in upper case.
std::int64_t diagnosis_key(std::string_view text);
// The five digits of a procedure code; no_code for any other text.
std::int32_t procedure_key(std::string_view text);

TunedFacts packed_facts(const Request&);

// Reads the JSON of a request with simdjson. Requires of the text: json_padding readable bytes behind it.
class TunedReader {
public:
    static constexpr std::size_t json_padding = 64;

    TunedReader();
    ~TunedReader();
    TunedReader(const TunedReader&) = delete;
    TunedReader& operator=(const TunedReader&) = delete;

    // False when the text is no request of the program.
    bool read(std::string_view padded, TunedFacts&);

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

} // namespace assent::bench
