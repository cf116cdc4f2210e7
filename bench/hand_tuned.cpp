#include "bench/hand_tuned.hpp"

#include <algorithm>
#include <limits>

namespace assent::bench {
namespace {

using calendar::Date;
using namespace std::chrono_literals;

constexpr std::int32_t units_a_year = 120;
constexpr std::int32_t most_units = 999; // a line may ask for

constexpr std::int64_t key_of(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    std::int64_t key = 0;
    if (text.size() > 8) return TunedFacts::no_code;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 3 && text[i] == '.' && text.size() > 4) continue;
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x80) return TunedFacts::no_code;
        key = (key << 8) | (c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return key;
}

constexpr Date always = Date::min();
constexpr Date forever = Date::max();

// One row of a list: what it says, and the days it holds on.
struct Row {
    std::int64_t key = -2; // no code
    Date from = always, through = forever;
    std::uint8_t discipline = 0; // of a procedure, as a bit
    std::uint8_t units_each = 1;
};

// Rows by code, each in a place of its own: a multiplier that lets no two meet is found while this is
// compiled.
template <std::size_t count, std::size_t bits>
class List {
public:
    explicit constexpr List(const std::array<Row, count>& rows) {
        for (std::size_t i = 0; i < count; ++i) rows_[i + 1] = rows[i];
        while (!spread()) multiplier_ = multiplier_ * 0xD1342543DE82EF95 + 2;
    }

    // Null when the code is not listed.
    const Row* row_of(std::int64_t key) const {
        const Row& row = rows_[place_[place_of(key)]];
        return row.key == key ? &row : nullptr;
    }

private:
    constexpr std::size_t place_of(std::int64_t key) const {
        return (static_cast<std::uint64_t>(key) * multiplier_) >> (64 - bits);
    }

    constexpr bool spread() {
        place_ = {};
        for (std::size_t i = 1; i <= count; ++i) {
            std::uint8_t& mine = place_[place_of(rows_[i].key)];
            if (mine != 0) return false;
            mine = static_cast<std::uint8_t>(i);
        }
        return true;
    }

    std::uint64_t multiplier_ = 0x9E3779B97F4A7C15;
    std::array<std::uint8_t, std::size_t{1} << bits> place_{}; // 0: nobody's
    std::array<Row, count + 1> rows_{};
};

constexpr List<undated_diagnoses.size() + successor_diagnoses.size() + 1, 11> chronic_pain_diagnoses([] {
    std::array<Row, undated_diagnoses.size() + successor_diagnoses.size() + 1> rows;
    std::size_t count = 0;
    for (const std::string_view code : undated_diagnoses) rows[count++] = {.key = key_of(code)};
    for (const std::string_view code : successor_diagnoses)
        rows[count++] = {.key = key_of(code), .from = Date{2021y / 10 / 1}};
    rows[count] = {.key = key_of(recoded_diagnosis), .through = Date{2021y / 9 / 30}};
    return rows;
}());

constexpr List<procedures.size(), 8> therapy_codes([] {
    std::array<Row, procedures.size()> rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto bit = 1U << static_cast<unsigned>(procedures[i].discipline);
        rows[i] = {.key = procedures[i].code, .discipline = static_cast<std::uint8_t>(bit)};
    }
    return rows;
}());

enum class Truth : std::uint8_t { NotMet, Unknown, Met };

// Whether a row holds on a day that may not be known.
Truth holds(const Row& row, const std::optional<Date>& day) {
    if (day) return row.from <= *day && *day <= row.through ? Truth::Met : Truth::NotMet;
    return row.from == always && row.through == forever ? Truth::Met : Truth::Unknown;
}

Truth listed(std::int64_t key, const std::optional<Date>& day) {
    if (key == TunedFacts::unknown_code) return Truth::Unknown;
    const Row* row = chronic_pain_diagnoses.row_of(key);
    return row ? holds(*row, day) : Truth::NotMet;
}

// The day somebody is 21: 1 March for who was born on 29 February, as 21 years later is never a leap year.
Date twenty_first_birthday(Date birth) {
    const std::chrono::year_month_day born{birth};
    const std::chrono::year_month_day day = born + std::chrono::years{21};
    return day.ok() ? Date{day} : Date{day.year() / 3 / 1};
}

// Twelve months: the day before the anniversary, which of 29 February is 28 February.
Date last_of_twelve_months(Date start) {
    const std::chrono::year_month_day day = std::chrono::year_month_day{start} + std::chrono::years{1};
    return (day.ok() ? Date{day} : Date{day.year() / 2 / 28}) - std::chrono::days{1};
}

// Which criteria are not met and which are not known, a bit each.
struct Truths {
    std::uint8_t not_met = 0;
    std::uint8_t unknown = 0;

    void set(Criterion criterion, Truth truth) {
        if (truth == Truth::NotMet) not_met |= criterion;
        if (truth == Truth::Unknown) unknown |= criterion;
    }
};

// What is known of a number: the least and the most.
struct Units {
    std::int32_t least = 0, most = 0;
};

Truth eligible(const TunedFacts& facts) {
    if (!facts.eligible) return Truth::Unknown;
    return *facts.eligible ? Truth::Met : Truth::NotMet;
}

Truth adult(const TunedFacts& facts) {
    if (!facts.birth_date || !facts.start) return Truth::Unknown;
    return *facts.start >= twenty_first_birthday(*facts.birth_date) ? Truth::Met : Truth::NotMet;
}

// A diagnosis in any position counts.
Truth approved_diagnosis(const TunedFacts& facts) {
    if (!facts.diagnoses_known) return Truth::Unknown;
    Truth best = Truth::NotMet;
    for (std::size_t i = 0; i < facts.diagnosis_count && best != Truth::Met; ++i)
        best = std::max(best, listed(facts.diagnoses[i], facts.start));
    return best;
}

// Whether the plan prescribes the discipline of a code; `row` is that of the code, null when unlisted.
Truth in_plan(const TunedFacts& facts, bool code_known, const Row* row) {
    if (code_known && !row) return Truth::NotMet;
    if (!facts.services_known) return Truth::Unknown;
    if (facts.services == 0 && !facts.service_open) return Truth::NotMet;
    if (!code_known) return Truth::Unknown;
    if ((facts.services & row->discipline) != 0) return Truth::Met;
    return facts.service_open ? Truth::Unknown : Truth::NotMet;
}

Truth of_discipline(const TunedFacts& facts, bool code_known, const Row* row) {
    if (code_known && !row) return Truth::NotMet;
    if (!code_known || !facts.discipline) return Truth::Unknown;
    return row->discipline == 1U << static_cast<unsigned>(*facts.discipline) ? Truth::Met : Truth::NotMet;
}

// What the service lines come to together.
struct Lines {
    Truth in_plan = Truth::Met; // every line
    Truth of_discipline = Truth::Met;
    Units units;
};

void judge_line(const TunedFacts& facts, const TunedFacts::Line& line, Lines& lines) {
    const bool known = line.code != TunedFacts::unknown_code;
    const Row* row = known ? therapy_codes.row_of(line.code) : nullptr;
    if (row && holds(*row, facts.start) == Truth::NotMet) row = nullptr;
    lines.in_plan = std::min(lines.in_plan, in_plan(facts, known, row));
    lines.of_discipline = std::min(lines.of_discipline, of_discipline(facts, known, row));
    const std::int32_t each = row ? row->units_each : 1;
    lines.units.least += (line.units == 0 ? 1 : line.units) * each;
    lines.units.most += (line.units == 0 ? most_units : line.units) * each;
}

Lines judge_lines(const TunedFacts& facts) {
    Lines lines;
    if (!facts.lines_known) { // one at least, and nothing is known of it
        judge_line(facts, {}, lines);
        lines.units.most = std::numeric_limits<std::int32_t>::max();
    } else if (facts.line_count == 0) {
        lines.in_plan = lines.of_discipline = Truth::NotMet;
    }
    for (std::size_t i = 0; i < facts.line_count; ++i) judge_line(facts, facts.lines[i], lines);
    return lines;
}

Units left_of(const TunedFacts& facts) {
    if (!facts.used) return {0, units_a_year};
    const std::int32_t left = std::max(0, units_a_year - *facts.used);
    return {left, left};
}

Truth within(Units asked, Units left) {
    if (asked.most <= left.least) return Truth::Met;
    return asked.least > left.most ? Truth::NotMet : Truth::Unknown;
}

Truths judge(const TunedFacts& facts, const Lines& lines, Units left) {
    Truths truths;
    truths.set(Eligible, eligible(facts));
    truths.set(Adult, adult(facts));
    truths.set(InPlanOfCare, lines.in_plan);
    truths.set(ApprovedDiagnosis, approved_diagnosis(facts));
    truths.set(CodeOfDiscipline, lines.of_discipline);
    truths.set(WithinUnits, within(lines.units, left));
    return truths;
}

// The last day some diagnosis of the request is listed on, without a break from `start` on.
Date last_listed_day(const TunedFacts& facts, Date start) {
    Date last = start - std::chrono::days{1};
    for (bool further = true; further;) {
        further = false;
        for (std::size_t i = 0; i < facts.diagnosis_count; ++i) {
            const Row* row = chronic_pain_diagnoses.row_of(facts.diagnoses[i]);
            if (!row || row->from > last + std::chrono::days{1} || row->through <= last) continue;
            last = row->through;
            if (last == forever) return last;
            further = true;
        }
    }
    return last;
}

void approve(const TunedFacts& facts, TunedVerdict& verdict) {
    verdict.outcome = Outcome::Approve;
    verdict.from = *facts.start;
    verdict.through = last_of_twelve_months(*facts.start);
    const Date last = last_listed_day(facts, *facts.start);
    if (last >= verdict.through) return;
    verdict.through = last;
    const auto end = facts.diagnoses.begin() + facts.diagnosis_count;
    // A code that is not known may hold longer, so the last day would be a guess.
    if (std::find(facts.diagnoses.begin(), end, TunedFacts::unknown_code) != end)
        verdict.outcome = Outcome::Ask;
}

} // namespace

TunedVerdict decide_tuned(const TunedFacts& facts) {
    const Lines lines = judge_lines(facts);
    const Units left = left_of(facts);
    const Truths truths = judge(facts, lines, left);
    TunedVerdict verdict;
    const bool may_offer = truths.not_met == WithinUnits && left.least >= 1 && left.least == left.most;
    if (truths.not_met != 0 && !may_offer) {
        verdict.because = truths.not_met;
    } else if (truths.unknown != 0) {
        verdict.outcome = Outcome::Ask;
        verdict.because = truths.unknown;
    } else if (may_offer) {
        verdict.outcome = Outcome::Offer;
        verdict.because = WithinUnits;
        verdict.offer = left.least;
    } else {
        approve(facts, verdict);
    }
    return verdict;
}

HandVerdict as_hand_verdict(const TunedVerdict& verdict) {
    constexpr std::array<std::string_view, 6> names{
        "eligible", "adult", "in_plan_of_care", "approved_diagnosis", "code_of_discipline", "within_units"};
    HandVerdict made{.outcome = verdict.outcome};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if ((verdict.because >> i & 1U) != 0) made.because.push_back(names[i]);
    }
    if (verdict.outcome == Outcome::Offer) made.offer = verdict.offer;
    if (verdict.outcome != Outcome::Approve) return made;
    made.from = verdict.from;
    made.through = verdict.through;
    return made;
}

std::int64_t diagnosis_key(std::string_view text) { return key_of(text); }

std::int32_t procedure_key(std::string_view text) {
    if (text.size() != 5) return static_cast<std::int32_t>(TunedFacts::no_code);
    std::int32_t key = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return static_cast<std::int32_t>(TunedFacts::no_code);
        key = key * 10 + (c - '0');
    }
    return key;
}

} // namespace assent::bench
