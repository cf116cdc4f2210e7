#include "bench/request_generator.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace assent::bench {
namespace {

using calendar::Date;
using std::chrono::days;

// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same everywhere, which the distributions of
// the standard library are not.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31U);
    }
    int between(int least, int most) {
        return least + static_cast<int>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    bool chance(int in_a_thousand) { return between(1, 1000) <= in_a_thousand; }
    template <typename List>
    auto one_of(const List& list) {
        return list[next() % std::size(list)];
    }

private:
    std::uint64_t state_;
};

constexpr Date on(int year, unsigned month, unsigned day) {
    return Date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

// Days on which something begins or ends, in the lists or in the calendar.
constexpr Date starts[] = {
    on(2020, 9, 30), on(2020, 10, 1), on(2020, 12, 31), on(2021, 1, 1),   on(2021, 9, 29), on(2021, 9, 30),
    on(2021, 10, 1), on(2021, 10, 2), on(2021, 8, 15),  on(2020, 10, 2),  on(2024, 2, 28), on(2024, 2, 29),
    on(2024, 3, 1),  on(2025, 2, 28), on(2025, 3, 1),   on(2023, 3, 1),   on(2024, 9, 30), on(2024, 10, 1),
    on(2025, 1, 31), on(2025, 4, 30), on(2026, 12, 31), on(2027, 1, 1),   on(2027, 3, 31), on(2028, 2, 29),
    on(2025, 12, 1), on(2026, 1, 1),  on(2021, 9, 1),   on(2020, 10, 31), on(2024, 1, 1),  on(2021, 7, 1),
};

constexpr std::string_view unlisted_diagnoses[] = {"M25.511", "M54.4",    "M51.360", "M54",
                                                   "G89.4",   "S13.4XXA", "M5",      "724.2"};
constexpr std::string_view retired_diagnoses[] = {"G96.8", "M51.36", "M51.37"};
constexpr std::string_view unlisted_procedures[] = {"97140", "97124", "G0151", "0591T", "97815", "99206"};
constexpr std::int64_t used_at_boundaries[] = {0, 1, 99, 100, 118, 119, 120, 121, 150};
constexpr Discipline disciplines[] = {Discipline::PhysicalTherapy, Discipline::Chiropractic,
                                      Discipline::Acupuncture};

Date any_day(Dice& dice, Date first, Date last) {
    return first + days{dice.between(0, static_cast<int>((last - first).count()))};
}

void fill_dates(Dice& dice, Request& request) {
    Date start = dice.chance(350) ? dice.one_of(starts) : any_day(dice, on(2020, 7, 1), on(2028, 12, 31));
    Date birth = calendar::add_years(start, -dice.between(22, 80)) + days{dice.between(-180, 180)};
    if (dice.chance(120)) {
        birth = calendar::add_years(start, -21) + days{dice.between(-1, 1)};
    } else if (dice.chance(40)) {
        birth = any_day(dice, on(2008, 1, 1), on(2030, 1, 1));
    } else if (dice.chance(40)) { // 21 on a day that the year does not have
        birth = on(2004, 2, 29);
        start = on(2025, 2, 28) + days{dice.between(-1, 1)};
    }
    request.start = start;
    request.birth_date = birth;
}

// As people write a code: mostly as it is printed, sometimes without the dot or in lower case.
std::string spelled(Dice& dice, std::string_view code) {
    std::string text(code);
    const bool icd9 = code[0] == '7';
    if (!icd9 && dice.chance(120)) std::erase(text, '.');
    if (dice.chance(100)) {
        for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    if (dice.chance(20)) text += ' ';
    return text;
}

std::string diagnosis(Dice& dice) {
    const int kind = dice.between(1, 100);
    if (kind <= 50) return spelled(dice, dice.one_of(undated_diagnoses));
    if (kind <= 62) return spelled(dice, recoded_diagnosis);
    if (kind <= 80) return spelled(dice, dice.one_of(successor_diagnoses));
    if (kind <= 87) return spelled(dice, dice.one_of(retired_diagnoses));
    if (kind <= 90) return spelled(dice, acute_diagnosis);
    return spelled(dice, dice.one_of(unlisted_diagnoses));
}

void fill_diagnoses(Dice& dice, Request& request) {
    request.diagnoses.emplace();
    if (dice.chance(8)) return;
    const int count = dice.chance(500) ? 1 : dice.between(2, 4);
    for (int i = 0; i < count; ++i) {
        request.diagnoses->emplace_back();
        if (!dice.chance(10)) request.diagnoses->back() = diagnosis(dice);
    }
}

std::string procedure_of(Dice& dice, Discipline discipline) {
    for (;;) {
        const Procedure procedure = dice.one_of(procedures);
        if (procedure.discipline == discipline) return std::to_string(procedure.code);
    }
}

std::string procedure(Dice& dice, Discipline usual) {
    if (dice.chance(40)) return procedure_of(dice, dice.one_of(disciplines));
    if (dice.chance(25)) return std::string(dice.one_of(unlisted_procedures));
    if (usual == Discipline::Chiropractic && dice.chance(60)) return std::to_string(retired_procedure);
    return procedure_of(dice, usual);
}

void fill_lines(Dice& dice, Request& request) {
    request.lines.emplace();
    if (dice.chance(6)) return;
    const int kind = dice.between(1, 100);
    const int count = kind <= 55 ? 1 : kind <= 80 ? 2 : kind <= 92 ? 3 : 4;
    for (int i = 0; i < count; ++i) {
        ServiceLine line;
        if (!dice.chance(8)) line.code = procedure(dice, *request.discipline);
        if (!dice.chance(8)) line.units = dice.between(1, 12);
        request.lines->push_back(std::move(line));
    }
}

// The sum of the lines a step either side of what is left, or of all there is.
void fill_units(Dice& dice, Request& request) {
    request.used = dice.chance(400) ? dice.one_of(used_at_boundaries) : dice.between(0, 100);
    if (request.lines->empty() || dice.chance(500)) return;
    const std::int64_t left = std::max<std::int64_t>(0, 120 - *request.used);
    std::int64_t others = 0;
    for (std::size_t i = 1; i < request.lines->size(); ++i) others += (*request.lines)[i].units.value_or(0);
    const std::int64_t last = (dice.chance(150) ? 120 : left) + dice.between(-1, 1) - others;
    if (last >= 1) request.lines->front().units = last;
}

void fill_disciplines(Dice& dice, Request& request) {
    request.discipline = dice.one_of(disciplines);
    request.services.emplace();
    if (dice.chance(10)) return;
    if (!dice.chance(30)) request.services->push_back(*request.discipline);
    while (dice.chance(250)) request.services->push_back(dice.one_of(disciplines));
    if (dice.chance(8)) request.services->push_back(std::nullopt);
}

void forget_some(Dice& dice, Request& request) {
    const int each = dice.chance(30) ? 300 : 14; // some requests lack much at once
    if (dice.chance(each)) request.birth_date.reset();
    if (dice.chance(each)) request.eligible.reset();
    if (dice.chance(each)) request.start.reset();
    if (dice.chance(each)) request.diagnoses.reset();
    if (dice.chance(each)) request.discipline.reset();
    if (dice.chance(each)) request.services.reset();
    if (dice.chance(each)) request.lines.reset();
    if (dice.chance(each)) request.used.reset();
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

// What is not known is left out or null, as it falls.
class JsonObject {
public:
    explicit JsonObject(Dice& dice) : dice_(dice) {}

    void add(std::string_view key, std::optional<std::string> value) {
        if (value || dice_.chance(500)) members_.push_back(quoted(key) + ':' + value.value_or("null"));
    }
    // Its members, most times in the order they were added in.
    std::string text() {
        if (dice_.chance(200)) {
            for (std::size_t i = members_.size(); i > 1; --i)
                std::swap(members_[i - 1], members_[dice_.next() % i]);
        }
        return '{' + joined(members_) + '}';
    }
    static std::string joined(std::span<const std::string> parts) {
        std::string text;
        for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
        return text;
    }

private:
    Dice& dice_;
    std::vector<std::string> members_;
};

// A value that may be unknown, written by `write`.
template <typename Value, typename Write>
std::optional<std::string> maybe(const std::optional<Value>& value, Write write) {
    if (!value) return std::nullopt;
    return write(*value);
}

template <typename Items, typename Write>
std::string json_list(const Items& items, Write write) {
    std::vector<std::string> parts;
    for (const auto& item : items) parts.push_back(write(item));
    return '[' + JsonObject::joined(parts) + ']';
}

std::string json_of(Dice& dice, const Request& request) {
    const auto date = [](Date day) { return quoted(calendar::to_text(day)); };
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    const auto code = [](const auto& text) { return text ? quoted(*text) : "null"; };
    const auto word = [](Discipline discipline) { return quoted(to_text(discipline)); };

    JsonObject member(dice), asked(dice), plan(dice), units(dice), ledger(dice), all(dice);
    member.add("birth_date", maybe(request.birth_date, date));
    member.add("eligible", maybe(request.eligible, [](bool is) { return is ? "true" : "false"; }));
    asked.add("start", maybe(request.start, date));
    asked.add("diagnoses",
              maybe(request.diagnoses, [&](const auto& items) { return json_list(items, code); }));
    asked.add("discipline", maybe(request.discipline, word));
    const auto service = [&](const auto& item) { return item ? word(*item) : "null"; };
    plan.add("services",
             maybe(request.services, [&](const auto& items) { return json_list(items, service); }));
    units.add("used", maybe(request.used, number));
    ledger.add("therapy units", units.text());
    const auto line = [&](const ServiceLine& one) {
        JsonObject object(dice);
        object.add("code", maybe(one.code, [&](const auto& text) { return quoted(text); }));
        object.add("units", maybe(one.units, number));
        return object.text();
    };
    all.add("member", member.text());
    all.add("request", asked.text());
    all.add("plan_of_care", plan.text());
    all.add("lines", maybe(request.lines, [&](const auto& items) { return json_list(items, line); }));
    all.add("ledger", ledger.text());
    return all.text();
}

} // namespace

std::string_view to_text(Discipline discipline) {
    switch (discipline) {
        case Discipline::PhysicalTherapy: return "physical therapy";
        case Discipline::Chiropractic: return "chiropractic";
        case Discipline::Acupuncture: return "acupuncture";
    }
    return {};
}

std::vector<Request> generate_requests(std::uint64_t seed, std::size_t count) {
    Dice dice(seed);
    std::vector<Request> requests(count);
    for (Request& request : requests) {
        request.eligible = !dice.chance(30);
        fill_dates(dice, request);
        fill_diagnoses(dice, request);
        fill_disciplines(dice, request);
        fill_lines(dice, request);
        fill_units(dice, request);
        forget_some(dice, request);
        request.json = json_of(dice, request);
    }
    return requests;
}

} // namespace assent::bench
