#include "portal/board/team.hpp"

#include <algorithm>

#include "desk/accounts.hpp"
#include "desk/measures.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using calendar::Date;
using casework::CaseAct;

constexpr int most_reviewers = 100, days_of_pace = 10;

std::vector<store::CaseRow> held_by(store::Store& store, const casework::PersonId& person) {
    return store.cases({.state = std::string(to_text(casework::State::InReview)),
                        .reviewer = person.text,
                        .limit = static_cast<int>(TeamMember::most_held)});
}

} // namespace

bool supervises(const Visit& visit) {
    return casework::cell(CaseAct::Assign, visit.actor().role) == casework::Cell::Yes;
}

http::Response not_for_them(const Visit& visit) {
    return sorry(visit, 404, "There is nothing here", "Or it is not for this account.");
}

std::string TeamMember::address() const { return "/board/reviewers/" + in_address(person.text); }

std::string away_in_words(const desk::Standing& standing, Date day) {
    const desk::Away* away = standing.away_on(day);
    return away ? "away until " + calendar::to_long_text(away->through) : "";
}

Team::Team(const Visit& visit, const Services& services) : visit_(visit), services_(services) {
    const std::string role(to_text(casework::Role::Reviewer));
    for (const store::AccountRow& row :
         services.store.accounts({visit.actor().organization.text, role, {}, most_reviewers})) {
        const casework::PersonId person = desk::person_of(row.stream);
        auto actor = desk::identify(services.store, person);
        if (!actor) continue;
        all_.push_back({person, row.name, std::move(*actor), desk::read_standing(services.store, row.stream),
                        held_by(services.store, person)});
    }
    const desk::RuleShelf& shelf = services.desk.shelf();
    for (const std::string& id : shelf.programs()) {
        const desk::Rules* rules = shelf.in_force(id, visit.now);
        if (!rules || !fits_any(*rules)) continue;
        programs_.push_back(rules);
        paces_.emplace(id, read_paces(*rules));
    }
}

// Without a case scopes are left open.
bool Team::fits_any(const desk::Rules& rules) const {
    const casework::Case none;
    for (const TeamMember& one : all_) {
        const casework::Authority authority(rules.book(), none, one.actor, visit_.now);
        for (std::size_t i = 0; i < rules.program().levels.size(); ++i) {
            if (!authority.unfit(static_cast<std::uint16_t>(i), casework::no_request)) return true;
        }
    }
    return false;
}

const TeamMember* Team::find(const std::string& person) const {
    const auto found = std::find_if(all_.begin(), all_.end(),
                                    [&](const TeamMember& one) { return one.person.text == person; });
    return found == all_.end() ? nullptr : &*found;
}

const desk::Rules* Team::program(const std::string& id) const {
    const auto found = std::find_if(programs_.begin(), programs_.end(),
                                    [&](const desk::Rules* one) { return one->id() == id; });
    return found == programs_.end() ? nullptr : *found;
}

Pace Team::since_first(const TeamMember& one, const std::map<Date, std::int64_t>& closed,
                       const std::vector<Date>& days) {
    Pace pace;
    for (const Date day : days) {
        const auto found = closed.find(day);
        if (found != closed.end()) pace.closed += found->second;
        if (pace.closed > 0 && (found != closed.end() || !one.standing.away_on(day))) ++pace.days;
    }
    return pace;
}

Team::Paces Team::read_paces(const desk::Rules& rules) const {
    const auto days = business_days_before(rules, rules.book().day_of(visit_.now), days_of_pace);
    if (days.empty()) return {};
    std::map<std::string, std::map<std::string, std::map<Date, std::int64_t>>> closed;
    for (const store::Tally& one : services_.store.tallies(
             {rules.id(), days.front(), days.back(), std::string(desk::counted::finished)}))
        closed[one.what][one.outcome][one.day] += one.count;
    Paces made;
    for (const auto& [level, people] : closed) {
        for (const auto& [person, by_day] : people) {
            const TeamMember* one = find(person);
            if (one) made[level][person] = since_first(*one, by_day, days);
        }
    }
    return made;
}

Pace Team::pace(const TeamMember& one) const {
    Pace all;
    for (const desk::Rules* rules : programs_) {
        for (const auto& [level, people] : paces(*rules)) {
            const auto found = people.find(one.person.text);
            if (found == people.end()) continue;
            all.closed += found->second.closed;
            all.days = std::max(all.days, found->second.days);
        }
    }
    return all;
}

std::vector<Date> business_days_from(const desk::Rules& rules, Date day, int count) {
    std::vector<Date> all;
    const calendar::BusinessCalendar& calendar = rules.book().calendar();
    for (auto next = calendar.next_open_on_or_after(day); next && std::ssize(all) < count;
         next = calendar.next_open_on_or_after(*next + std::chrono::days{1}))
        all.push_back(*next);
    return all;
}

std::vector<Date> business_days_before(const desk::Rules& rules, Date day, int count) {
    std::vector<Date> all;
    const calendar::BusinessCalendar& calendar = rules.book().calendar();
    for (auto next = calendar.previous_open_on_or_before(day - std::chrono::days{1});
         next && std::ssize(all) < count;
         next = calendar.previous_open_on_or_before(*next - std::chrono::days{1}))
        all.push_back(*next);
    std::reverse(all.begin(), all.end());
    return all;
}

std::string in_tenths(std::int64_t tenths) {
    return tenths % 10 == 0 ? fmt::format("{}", tenths / 10) : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

} // namespace assent::portal
