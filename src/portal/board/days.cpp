#include "portal/board/days.hpp"

#include <algorithm>
#include <set>

#include "desk/measures.hpp"
#include "portal/moments.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

using calendar::Date;
namespace counted = desk::counted;

constexpr int days_shown = 5;
constexpr std::int64_t wide = 240, high = 14;

// By level and how it stands, with the day.
using Open = std::map<std::string, std::map<std::string, std::map<Date, std::int64_t>>>;

Open open_work(const Services& services, const desk::Rules& rules, Date through) {
    Open made;
    for (const store::Tally& one :
         services.store.tallies({rules.id(), ever, through, std::string(counted::work)}))
        made[one.what][one.outcome][one.day] += one.count;
    return made;
}

std::int64_t within(const std::map<Date, std::int64_t>& by_day, Date from, Date through) {
    std::int64_t sum = 0;
    for (auto one = by_day.lower_bound(from); one != by_day.end() && one->first <= through; ++one)
        sum += one->second;
    return sum;
}

std::vector<DueDay> frame(const desk::Rules& rules, Date today) {
    const auto days = business_days_from(rules, today, days_shown + 1);
    std::vector<DueDay> all;
    for (std::size_t i = 0; i + 1 < days.size(); ++i)
        all.push_back({days[i], days[i + 1] - std::chrono::days{1}});
    return all;
}

// What those who are there close on a day at the level; less what was closed today already.
std::int64_t can_close(const Team& team, const std::map<std::string, Pace>& paces, Date day) {
    std::int64_t tenths = 0;
    for (const auto& [person, pace] : paces) {
        const TeamMember* one = team.find(person);
        if (one && !one->standing.away_on(day)) tenths += pace.tenths();
    }
    return tenths;
}

std::int64_t closed_on(const Services& services, const desk::Rules& rules, const std::string& level,
                       Date day) {
    std::int64_t sum = 0;
    for (const store::Tally& one :
         services.store.tallies({rules.id(), day, day, std::string(counted::finished)}))
        sum += one.what == level ? one.count : 0;
    return sum;
}

// The late ones are closed first, then what is due first, and nobody waits until it is due.
void foresee(LevelDays& level) {
    std::int64_t due = level.overdue * 10, closed = 0;
    for (DueDay& one : level.days) {
        due += (one.unassigned + one.assigned) * 10;
        closed += one.can_close;
        one.too_many = std::max<std::int64_t>(0, due - closed + 9) / 10;
    }
}

Html bar(std::int64_t from, std::int64_t count, std::int64_t most, const char* kind) {
    if (count == 0) return {};
    return html("<rect class=\"as-{}\" x=\"{}\" y=\"2\" width=\"{}\" height=\"{}\"></rect>", kind,
                from * wide / most, std::max<std::int64_t>(1, count * wide / most), high - 4);
}

// What somebody has, what nobody has, what waits; and a stroke where the day is full.
Html bars(const DueDay& one, std::int64_t most, bool paced) {
    Html all = bar(0, one.assigned, most, "taken");
    all += bar(one.assigned, one.unassigned, most, "free");
    all += bar(one.assigned + one.unassigned, one.waiting, most, "waiting");
    if (paced)
        all += html("<rect class=\"as-full\" x=\"{}\" y=\"0\" width=\"2\" height=\"{}\"></rect>",
                    std::min(wide - 2, one.can_close * wide / (most * 10)), high);
    return html(
        "<svg class=\"as-load\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" aria-hidden=\"true\" "
        "focusable=\"false\">{}</svg>",
        wide, high, wide, high, all);
}

Html at_this_pace(const DueDay& one, bool paced) {
    if (!paced) return Html::trusted("not known yet");
    if (one.too_many == 0) return Html::trusted("<span aria-hidden=\"true\">●</span> all of it in time");
    return html("<b class=\"as-late\"><span aria-hidden=\"true\">▲</span> {} late</b>", one.too_many);
}

} // namespace

std::vector<LevelDays> days_of(const Visit& visit, const Services& services, const Team& team,
                               const desk::Rules& rules) {
    const Date today = rules.book().day_of(visit.now);
    const std::vector<DueDay> days = frame(rules, today);
    if (days.empty()) return {};
    Open open = open_work(services, rules, days.back().through);
    const Team::Paces& paces = team.paces(rules);
    std::vector<LevelDays> all;
    for (const policy::LevelDef& def : rules.program().levels) {
        const std::string& name = def.name.text;
        const auto pace = paces.find(name);
        if (!open.contains(name) && pace == paces.end()) continue;
        LevelDays made{name, within(open[name][std::string(counted::overdue)], ever, days.back().through),
                       pace != paces.end(), days};
        for (DueDay& one : made.days) {
            const auto due = [&](std::string_view how) {
                const Date from = one.day == days.front().day ? ever : one.day;
                return within(open[name][std::string(how)], from, one.through);
            };
            one.unassigned = due(counted::unassigned);
            one.assigned = due(counted::assigned);
            one.waiting = due(counted::waiting);
            if (made.paced) one.can_close = can_close(team, pace->second, one.day);
        }
        if (made.days.front().day == today)
            made.days.front().can_close = std::max<std::int64_t>(
                0, made.days.front().can_close - closed_on(services, rules, name, today) * 10);
        foresee(made);
        all.push_back(std::move(made));
    }
    return all;
}

Html shown(const LevelDays& level, const desk::Rules& rules) {
    std::int64_t most = 1;
    for (const DueDay& one : level.days)
        most = std::max({most, one.assigned + one.unassigned + one.waiting, (one.can_close + 9) / 10});
    Html rows;
    for (const DueDay& one : level.days) {
        const auto cell = [&](std::int64_t count, std::string_view how) {
            const bool first = &one == &level.days.front();
            return figure(count,
                          {rules.id(), std::string(counted::work), level.level, std::string(how),
                           first ? ever : one.day, one.through},
                          fmt::format("{}, {}", how, calendar::to_long_text(one.day)));
        };
        rows += html(
            "<tr><th scope=\"row\">{}{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            shown(one.day), bars(one, most, level.paced), cell(one.assigned, counted::assigned),
            cell(one.unassigned, counted::unassigned), cell(one.waiting, counted::waiting),
            level.paced ? in_tenths(one.can_close) : "-", at_this_pace(one, level.paced));
    }
    const Html late = level.overdue == 0
                          ? Html()
                          : html("<p>{} late already, and counted first.</p>",
                                 figure(level.overdue,
                                        {rules.id(), std::string(counted::work), level.level,
                                         std::string(counted::overdue), ever, level.days.back().through},
                                        "late already"));
    return html("{}{}",
                wide_table({capital(level.level) + ": decisions due",
                            {"Day", "A reviewer has it", "Nobody has it", "Waits for an answer",
                             "Can be closed", "At this pace"},
                            table_look::board},
                           rows),
                late);
}

} // namespace assent::portal
