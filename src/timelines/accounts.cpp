#include "timelines/accounts.hpp"

#include "policy/day.hpp"
#include "timelines/commands_of.hpp"

namespace assent::timelines {
namespace {

std::int32_t year_of(calendar::Date day) { return int{std::chrono::year_month_day(day).year()}; }

std::int32_t first_year(const Timeline& timeline, const casework::RuleBook& book) {
    for (const casework::Known& one : known(timeline.facts, book.program())) {
        if (one.fact == book.nouns().start) return year_of(policy::as_date(one.value));
    }
    if (timeline.steps.empty()) return 0;
    const auto day = std::chrono::floor<std::chrono::days>(timeline.steps.front().at);
    return year_of(calendar::Date{day.time_since_epoch()});
}

} // namespace

Accounts::Accounts(const Timeline& timeline, const casework::RuleBook& book)
    : program_(&book.program()), year_(first_year(timeline, book)), accounts_(program_->ledgers.size()) {
    for (const Balance& one : timeline.balances)
        accounts_[one.ledger].used = program_->ledgers[one.ledger].holds - one.left;
}

void Accounts::record(const casework::CaseId& of, const casework::Event& event) {
    for (std::size_t place = 0; place < accounts_.size(); ++place) {
        const auto i = static_cast<std::uint16_t>(place);
        if (const auto entry = entry_of(of, event, i)) accounts_[i].entries.apply(*entry);
    }
}

std::vector<casework::Balance> Accounts::balances(calendar::Date today) const {
    std::vector<casework::Balance> all;
    for (std::size_t place = 0; place < accounts_.size(); ++place) {
        const auto i = static_cast<std::uint16_t>(place);
        for (std::int32_t year = year_ - 1; year <= year_ + 1; ++year) {
            const auto units = left(i, year, today);
            if (units) all.push_back({i, year, program_->ledgers[i].holds - *units});
        }
    }
    return all;
}

std::optional<std::int64_t> Accounts::left(std::uint16_t ledger, std::optional<std::int32_t> year,
                                           calendar::Date today) const {
    const Account& account = accounts_[ledger];
    if (!account.used) return std::nullopt;
    const std::int32_t of = year.value_or(year_);
    const std::int64_t before = of == year_ ? *account.used : 0;
    return program_->ledgers[ledger].holds - before - account.entries.used(of, today);
}

} // namespace assent::timelines
