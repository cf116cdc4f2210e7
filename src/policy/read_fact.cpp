#include <fmt/format.h>

#include "policy/people_reader.hpp"

namespace assent::policy {
namespace {

constexpr std::string_view day_forms = "write `today`, or a date that is told, as `request.start or today`";

// What the record can tell of a day: whether the member is eligible, or when that was granted.
bool can_be_recorded(const FactDef& fact) {
    const bool kind = fact.type.kind == Kind::YesNo || fact.type.kind == Kind::Date;
    return kind && !fact.type.many && !fact.per_line && !fact.is_derived && !fact.judged && !fact.of_case;
}

bool can_be_day(const FactDef& fact) {
    return fact.type.kind == Kind::Date && !fact.type.many && !fact.per_line && !fact.is_derived &&
           !fact.of_case;
}

} // namespace

void PeopleReader::read_fact(FactDef& fact, const Block& block) {
    if (const Line* line = block.first("hidden from")) {
        Cursor cursor = referents_.cursor(line->rest);
        auto parties = referents_.parties(cursor);
        if (parties && referents_.finished(cursor, "name parties, with commas between them"))
            fact.hidden_from = std::move(*parties);
    }
    const Line* line = block.first("as of");
    if (!line) return;
    if (!can_be_recorded(fact))
        return error(
            line->rest, fmt::format("no record tells `{}`", fact.name.text),
            "what it tells of a day is a `yes or no` or a `date` of the whole request, asked of somebody");
    fact.as_of = day_of_record(*line, fact);
}

std::optional<DayOfRecord> PeopleReader::day_of_record(const Line& line, const FactDef& of) {
    Cursor cursor = referents_.cursor(line.rest);
    DayOfRecord day;
    if (!cursor.accept("today")) {
        const Cursor before = cursor;
        day.date = referents_.at(cursor, NameKind::Fact, "a fact");
        if (!day.date) return std::nullopt;
        const FactDef& date = referents_.program.facts[*day.date];
        if (!can_be_day(date) || &date == &of) {
            referents_.error(before, "a date expected that somebody tells of the whole request",
                             std::string(day_forms));
            return std::nullopt;
        }
        day.or_today = cursor.accept("or today");
    }
    if (!referents_.finished(cursor, day_forms)) return std::nullopt;
    return day;
}

} // namespace assent::policy
