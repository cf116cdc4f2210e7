#include "desk/member_facts.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "policy/day.hpp"

namespace assent::desk {
namespace {

class Telling {
public:
    Telling(const casework::RuleBook& book, std::vector<casework::Known>& facts)
        : program_(book.program()), facts_(facts) {}

    // A fact that the program does not declare is told to nobody.
    void tell(std::string_view name, std::optional<std::int64_t> value) {
        const policy::FactDef* fact = program_.fact(name);
        if (!fact || fact->of_case || fact->is_derived) return;
        const auto number = static_cast<std::uint16_t>(fact - program_.facts.data());
        std::erase_if(facts_, [&](const casework::Known& one) { return one.fact == number; });
        if (value) facts_.push_back({number, -1, *value, {}, false});
    }

    std::optional<calendar::Date> day_of(std::uint16_t fact) const {
        const auto told = std::find_if(facts_.begin(), facts_.end(),
                                       [&](const casework::Known& one) { return one.fact == fact; });
        return told == facts_.end() ? std::nullopt : std::optional(policy::as_date(told->value));
    }

private:
    const policy::Program& program_;
    std::vector<casework::Known>& facts_;
};

std::optional<std::int64_t> as_value(const std::optional<calendar::Date>& day) {
    return day ? std::optional<std::int64_t>(policy::days_of(*day)) : std::nullopt;
}

} // namespace

void tell_standing(const Standing& member, const casework::RuleBook& book,
                   std::vector<casework::Known>& facts) {
    Telling telling(book, facts);
    telling.tell("member.birth_date", member.member ? as_value(member.member->birth_date) : std::nullopt);
    const auto start = telling.day_of(book.nouns().start);
    const auto eligible = start ? member.is_eligible_on(*start) : std::nullopt;
    telling.tell("member.eligible", eligible);
    const Eligible* span = eligible.value_or(false) ? member.span_on(*start) : nullptr;
    telling.tell("member.determined", span ? as_value(span->determined) : std::nullopt);
    const bool dated = span && span->determined;
    telling.tell("member.retroactive",
                 dated ? std::optional<std::int64_t>(*span->determined > span->from) : std::nullopt);
}

} // namespace assent::desk
