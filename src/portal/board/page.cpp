#include "portal/board/page.hpp"

#include "portal/board/days.hpp"
#include "portal/board/proposal.hpp"
#include "portal/board/reviewers.hpp"
#include "portal/board/trouble.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"

namespace assent::portal {
namespace {

constexpr std::size_t most_proposed = 100;
constexpr int days_told = 400;

Html no_program() {
    return html(
        "<p class=\"usa-intro\">A program stands here once a reviewer of your organization fits one of its "
        "levels. Accounts and what they hold are added by a plan administrator.</p>");
}

Html places() {
    return html(
        "<p class=\"as-ways\"><a class=\"usa-link\" href=\"/board/assignment\">Give out what nobody has</a>"
        "<a class=\"usa-link\" href=\"/board/reviewers\">Reviewers and absences</a>"
        "<a class=\"usa-link\" href=\"/board/calendars\">Programs and calendars</a>"
        "<a class=\"usa-link\" href=\"/reports\">Reports</a></p>");
}

Html section(const Visit& visit, const Services& services, const Team& team, const desk::Rules& rules) {
    Html levels;
    for (const LevelDays& level : days_of(visit, services, team, rules)) levels += shown(level, rules);
    return html("<section class=\"as-part\"><h2>{}</h2><p>It is {}.</p>{}{}{}</section>",
                rules.program().header.title, shown(rules.book().zone(), visit.now),
                levels.empty() ? html("<p>Nothing is due in the next five business days.</p>") : levels,
                late_now(visit, services, team, rules), at_risk(visit, services, team, rules));
}

http::Response board(const Visit& visit, const Services& services) {
    if (!supervises(visit)) return not_for_them(visit);
    const Team team(visit, services);
    if (team.programs().empty())
        return page(visit, "Board", html("<h1>The board</h1>{}{}", no_program(), places()));
    const Html sections =
        each(team.programs(), [&](const desk::Rules* one) { return section(visit, services, team, *one); });
    return page(
        visit, "Board",
        html(
            "<h1>The board</h1>{}<p>A request counts on the day by which it must be decided first; what is "
            "due "
            "on a closed day, on the business day before. <b>Can be closed</b> is what the reviewers who are "
            "there decide, refer or return a day, by the last ten business days before today; today, what is "
            "left of it. <b>At this pace</b> the late ones are closed first, then what is due first, from "
            "today on; what "
            "waits "
            "for an answer is nobody's to close yet.</p><p class=\"as-key\"><svg class=\"as-load\" "
            "viewBox=\"0 0 14 14\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"as-taken\" "
            "width=\"14\" height=\"14\"></rect></svg> a reviewer has it <svg class=\"as-load\" viewBox=\"0 0 "
            "14 14\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"as-free\" x=\"1\" y=\"1\" "
            "width=\"12\" height=\"12\"></rect></svg> nobody has it <svg class=\"as-load\" viewBox=\"0 0 14 "
            "14\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"as-waiting\" x=\"1\" y=\"5\" "
            "width=\"12\" height=\"4\"></rect></svg> waits <svg class=\"as-load\" viewBox=\"0 0 14 14\" "
            "width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"as-full\" x=\"6\" width=\"2\" "
            "height=\"14\"></rect></svg> what can be closed</p>{}",
            places(), sections));
}

http::Response assignment(const Visit& visit, const Services& services, const Html& above) {
    if (!supervises(visit)) return not_for_them(visit);
    const Team team(visit, services);
    const desk::Worklist worklist(services.store, services.desk.shelf(), visit.actor(), visit.now);
    const Proposal proposal(visit, services, team, worklist.open(most_proposed));
    return page(
        visit, "Proposed assignment",
        html("<p><a class=\"usa-link\" href=\"/board\">Back to the board</a></p>{}<h1>Proposed "
             "assignment</h1><p "
             "class=\"usa-intro\">What nobody has, and who would get it: as many as can be in time by when "
             "they are "
             "due, then an even load. Who is away gets nothing. Nothing is given before you say so.</p>{}",
             above,
             proposal.empty()
                 ? html("<p>Nothing waits for a reviewer. What is submitted comes here when it needs a "
                        "person.</p>")
                 : proposal.form("/board/assignment")));
}

http::Response given(const Visit& visit, const Services& services) {
    if (!supervises(visit)) return not_for_them(visit);
    return assignment(visit, services, give(visit, services, Team(visit, services)));
}

// The closed days among those ahead, weekends left out: what nobody expects.
Html closings(const desk::Rules& rules, calendar::Date today) {
    const calendar::BusinessCalendar& calendar = rules.book().calendar();
    Html items;
    for (calendar::Date day = today; day < today + std::chrono::days{days_told};
         day += std::chrono::days{1}) {
        const std::chrono::weekday of_week{day};
        const bool usual = calendar.rules().open_weekdays.test(of_week.c_encoding());
        const auto why = calendar.why_closed(day);
        if (usual && why) items += html("<li>{}: {}</li>", shown(day), *why);
        if (!usual && !why)
            items += html("<li>{}: open though a {}</li>", shown(day), calendar::name_of(of_week));
    }
    return items;
}

std::string hours_of(const calendar::OfficeHours& hours) {
    const auto text = [](std::chrono::seconds at) {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(at).count();
        return fmt::format("{}:{:02}", minutes / 60, minutes % 60);
    };
    return text(hours.opens) + " to " + text(hours.closes);
}

// Other versions of the program that are known and begin later.
Html later_versions(const desk::RuleShelf& shelf, const desk::Rules& rules, calendar::Date today) {
    Html items;
    for (const desk::Rules* one : shelf.all()) {
        const calendar::Date from = one->program().header.effective;
        if (one->id() == rules.id() && from > today)
            items += html("<dt>Changes</dt><dd>another version holds from {}</dd>", shown(from));
    }
    return items;
}

Html calendar_of(const desk::RuleShelf& shelf, const desk::Rules& rules, calendar::Date today) {
    const policy::Header& header = rules.program().header;
    const calendar::CalendarRules& calendar = rules.book().calendar().rules();
    return html(
        "<section class=\"as-part\"><h2>{}</h2><dl class=\"as-facts\"><dt>In force</dt><dd>from {}{}{}</dd>"
        "{}<dt>Hours</dt><dd>{}, {}</dd><dt>Calendar</dt><dd>{}</dd></dl><h3>Closed in the next {} days, "
        "beside "
        "weekends</h3><ul class=\"usa-list\">{}</ul></section>",
        header.title, shown(header.effective), header.through ? " through " : " onward",
        header.through ? shown(*header.through) : Html(), later_versions(shelf, rules, today),
        hours_of(header.hours), rules.book().zone().name(), calendar.title, days_told,
        closings(rules, today));
}

http::Response calendars(const Visit& visit, const Services& services) {
    if (!supervises(visit)) return not_for_them(visit);
    const Team team(visit, services);
    const Html all = each(team.programs(), [&](const desk::Rules* one) {
        return calendar_of(services.desk.shelf(), *one, one->book().day_of(visit.now));
    });
    return page(visit, "Programs and calendars",
                html("<p><a class=\"usa-link\" href=\"/board\">Back to the board</a></p><h1>Programs and "
                     "calendars</h1>{}",
                     all.empty() ? no_program() : all));
}

} // namespace

void add_board(Gate& gate, const Services& services) {
    gate.page("/board", For::SignedIn, [&services](const Visit& visit) { return board(visit, services); });
    gate.page("/board/assignment", For::SignedIn,
              [&services](const Visit& visit) { return assignment(visit, services, {}); });
    gate.form("/board/assignment", For::SignedIn,
              [&services](const Visit& visit) { return given(visit, services); });
    gate.page("/board/calendars", For::SignedIn,
              [&services](const Visit& visit) { return calendars(visit, services); });
    add_reviewers(gate, services);
}

} // namespace assent::portal
