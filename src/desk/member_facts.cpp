#include "desk/member_facts.hpp"

#include <algorithm>

#include "policy/day.hpp"

namespace assent::desk {
namespace {

using casework::Known;
using casework::RecordFact;

std::optional<std::int64_t> as_value(const std::optional<calendar::Date>& day) {
    return day ? std::optional<std::int64_t>(policy::days_of(*day)) : std::nullopt;
}

std::optional<calendar::Date> day_of(const policy::DayOfRecord& as_of, std::span<const Known> told,
                                     calendar::Date today) {
    if (!as_of.date) return today;
    const auto date =
        std::find_if(told.begin(), told.end(), [&](const Known& one) { return one.fact == *as_of.date; });
    if (date != told.end()) return policy::as_date(date->value);
    return as_of.or_today ? std::optional(today) : std::nullopt;
}

// Of a day that nobody has told the record says nothing.
std::optional<std::int64_t> value_on(const Standing& member, RecordFact::What what, calendar::Date day) {
    const std::optional<bool> eligible = member.is_eligible_on(day);
    if (what == RecordFact::What::Eligible) return eligible;
    const Eligible* span = eligible.value_or(false) ? member.span_on(day) : nullptr;
    if (!span || !span->determined) return std::nullopt;
    if (what == RecordFact::What::Determined) return as_value(span->determined);
    return *span->determined > span->from;
}

} // namespace

std::vector<OnRecord> on_record(const Standing& member, const casework::RuleBook& book,
                                std::span<const Known> told, calendar::Date today) {
    std::vector<OnRecord> all;
    for (const RecordFact& one : book.record_facts()) {
        if (one.what == RecordFact::What::BirthDate) {
            all.push_back({one.fact, member.member ? as_value(member.member->birth_date) : std::nullopt});
            continue;
        }
        const auto day = day_of(one.as_of, told, today);
        all.push_back({one.fact, day ? value_on(member, one.what, *day) : std::nullopt});
    }
    return all;
}

} // namespace assent::desk
