#include "bench/hand_written.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"

namespace assent::bench {
namespace {

using calendar::Date;
using namespace std::chrono_literals;

constexpr std::int64_t units_a_year = 120;
constexpr std::int64_t most_units_a_line = 999;
constexpr int adult_age = 21;
constexpr int months_of_approval = 12;

enum class Truth : std::uint8_t { NotMet, Unknown, Met };

Truth met_if(bool condition) { return condition ? Truth::Met : Truth::NotMet; }

// The days a row of a list holds on, both ends included.
struct DatedRow {
    Date from = Date::min();
    Date through = Date::max();

    bool always() const { return from == Date::min() && through == Date::max(); }
    bool holds_on(Date day) const { return from <= day && day <= through; }
};

struct ProcedureRow {
    Discipline discipline = Discipline::PhysicalTherapy;
    std::int64_t units_each = 1;
    DatedRow dates{};
};

std::unordered_map<std::string, DatedRow> read_diagnoses() {
    std::unordered_map<std::string, DatedRow> rows;
    for (const std::string_view code : undated_diagnoses) rows.emplace(code, DatedRow{});
    for (const std::string_view code : successor_diagnoses)
        rows.emplace(code, DatedRow{.from = Date{2021y / 10 / 1}});
    rows.emplace(recoded_diagnosis, DatedRow{.through = Date{2021y / 9 / 30}});
    return rows;
}

std::unordered_map<std::string, ProcedureRow> read_procedures() {
    std::unordered_map<std::string, ProcedureRow> rows;
    for (const Procedure& procedure : procedures)
        rows.emplace(std::to_string(procedure.code), ProcedureRow{.discipline = procedure.discipline});
    return rows;
}

const std::unordered_map<std::string, DatedRow> chronic_pain_diagnoses = read_diagnoses();
const std::unordered_map<std::string, ProcedureRow> therapy_codes = read_procedures();

// Codes come as people type them: `m5451 ` is M54.51 (CHP-28).
std::string normal_procedure(std::string_view text) { return base::to_upper(base::trim(text)); }

std::string normal_diagnosis(std::string_view text) {
    std::string code = normal_procedure(text);
    if (code.size() > 3 && code[3] != '.') code.insert(3, 1, '.');
    return code;
}

// Null when the code is not listed.
template <typename Row>
const Row* row_of(const std::unordered_map<std::string, Row>& list, const std::string& code) {
    const auto found = list.find(code);
    return found == list.end() ? nullptr : &found->second;
}

Truth eligible(const Request& request) {
    if (!request.eligible) return Truth::Unknown;
    return met_if(*request.eligible);
}

Truth adult(const Request& request) {
    if (!request.birth_date || !request.start) return Truth::Unknown;
    return met_if(calendar::age_on(*request.birth_date, *request.start) >= adult_age);
}

Truth listed_diagnosis(const std::optional<std::string>& code, const std::optional<Date>& start) {
    if (!code) return Truth::Unknown;
    const DatedRow* row = row_of(chronic_pain_diagnoses, normal_diagnosis(*code));
    if (!row) return Truth::NotMet;
    if (row->always()) return Truth::Met;
    return start ? met_if(row->holds_on(*start)) : Truth::Unknown;
}

// A diagnosis in any position counts.
Truth approved_diagnosis(const Request& request) {
    if (!request.diagnoses) return Truth::Unknown;
    Truth best = Truth::NotMet;
    for (const auto& code : *request.diagnoses) {
        best = std::max(best, listed_diagnosis(code, request.start));
        if (best == Truth::Met) break;
    }
    return best;
}

// A service line with the row of its code: known to be on no list when the code is known and has none.
struct ListedLine {
    bool code_known = false;
    const ProcedureRow* row = nullptr;
    std::optional<std::int64_t> units{};

    bool unlisted() const { return code_known && !row; }
};

ListedLine with_row(const ServiceLine& line, const std::optional<Date>& start) {
    ListedLine listed{.code_known = line.code.has_value(), .units = line.units};
    if (line.code) listed.row = row_of(therapy_codes, normal_procedure(*line.code));
    if (listed.row && start && !listed.row->dates.holds_on(*start)) listed.row = nullptr;
    return listed;
}

// The plan of care prescribes the discipline of the line's code.
Truth in_plan_of_care(const Request& request, const ListedLine& line) {
    if (line.unlisted()) return Truth::NotMet;
    if (!request.services) return Truth::Unknown;
    if (request.services->empty()) return Truth::NotMet;
    if (!line.row) return Truth::Unknown;
    Truth best = Truth::NotMet;
    for (const auto& service : *request.services)
        best = std::max(best, service ? met_if(*service == line.row->discipline) : Truth::Unknown);
    return best;
}

Truth code_of_discipline(const Request& request, const ListedLine& line) {
    if (line.unlisted()) return Truth::NotMet;
    if (!line.row || !request.discipline) return Truth::Unknown;
    return met_if(line.row->discipline == *request.discipline);
}

// What is known of a number of units: equal when it is known.
struct Units {
    std::int64_t least = 0;
    std::int64_t most = 0;
};

Units counted(const ListedLine& line) {
    const std::int64_t each = line.row ? line.row->units_each : 1;
    return {line.units.value_or(1) * each, line.units.value_or(most_units_a_line) * each};
}

Units left_of(const Request& request) {
    if (!request.used) return {0, units_a_year};
    const std::int64_t left = std::max<std::int64_t>(0, units_a_year - *request.used);
    return {left, left};
}

Truth within_units(Units asked, Units left) {
    if (asked.most <= left.least) return Truth::Met;
    return asked.least > left.most ? Truth::NotMet : Truth::Unknown;
}

// What every line must meet, and what the lines ask for together.
struct Lines {
    Truth in_plan_of_care = Truth::Met;
    Truth code_of_discipline = Truth::Met;
    Units units{};

    void add(const Request& request, const ListedLine& line) {
        in_plan_of_care = std::min(in_plan_of_care, bench::in_plan_of_care(request, line));
        code_of_discipline = std::min(code_of_discipline, bench::code_of_discipline(request, line));
        const Units more = counted(line);
        units.least += more.least;
        units.most += more.most;
    }
};

Lines judge_lines(const Request& request) {
    Lines lines;
    if (!request.lines) { // one at least, and nothing is known of it
        lines.add(request, {});
        lines.units.most = std::numeric_limits<std::int64_t>::max();
        return lines;
    }
    if (request.lines->empty())
        return {.in_plan_of_care = Truth::NotMet, .code_of_discipline = Truth::NotMet};
    for (const ServiceLine& line : *request.lines) lines.add(request, with_row(line, request.start));
    return lines;
}

struct Criterion {
    std::string_view name;
    Truth truth;
};

std::vector<std::string_view> names_of(const std::array<Criterion, 6>& criteria, Truth truth) {
    std::vector<std::string_view> names;
    for (const Criterion& criterion : criteria) {
        if (criterion.truth == truth) names.push_back(criterion.name);
    }
    return names;
}

// The last day some diagnosis of the request is listed on, without a break from `start` on: a code that
// begins the day after another ends succeeds it.
Date last_listed_day(const std::vector<std::optional<std::string>>& diagnoses, Date start) {
    Date last = start - std::chrono::days{1};
    for (bool further = true; further;) {
        further = false;
        for (const auto& code : diagnoses) {
            const DatedRow* row = code ? row_of(chronic_pain_diagnoses, normal_diagnosis(*code)) : nullptr;
            if (!row || row->through <= last || row->from > last + std::chrono::days{1}) continue;
            last = row->through;
            if (last == Date::max()) return last;
            further = true;
        }
    }
    return last;
}

HandVerdict approve(const Request& request) {
    const Date start = *request.start;
    const Date last = calendar::last_day_of_period(start, months_of_approval);
    const Date listed = last_listed_day(*request.diagnoses, start);
    // A code that is not known may hold longer, so the last day would be a guess.
    const bool some_unknown = std::ranges::any_of(*request.diagnoses, [](auto& code) { return !code; });
    if (listed < last && some_unknown) return {.outcome = Outcome::Ask};
    return {.outcome = Outcome::Approve, .from = start, .through = std::min(last, listed)};
}

} // namespace

HandVerdict decide_by_hand(const Request& request) {
    const Lines lines = judge_lines(request);
    const Units left = left_of(request);
    const std::array<Criterion, 6> criteria{{{"eligible", eligible(request)},
                                             {"adult", adult(request)},
                                             {"in_plan_of_care", lines.in_plan_of_care},
                                             {"approved_diagnosis", approved_diagnosis(request)},
                                             {"code_of_discipline", lines.code_of_discipline},
                                             {"within_units", within_units(lines.units, left)}}};
    auto not_met = names_of(criteria, Truth::NotMet);
    const bool only_units = not_met.size() == 1 && not_met.front() == "within_units";
    const bool may_offer = only_units && left.least == left.most && left.least >= 1;
    if (!not_met.empty() && !may_offer) return {.outcome = Outcome::Refer, .because = std::move(not_met)};
    if (auto unknown = names_of(criteria, Truth::Unknown); !unknown.empty())
        return {.outcome = Outcome::Ask, .because = std::move(unknown)};
    if (may_offer) return {.outcome = Outcome::Offer, .because = std::move(not_met), .offer = left.least};
    return approve(request);
}

} // namespace assent::bench
