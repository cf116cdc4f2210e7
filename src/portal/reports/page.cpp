#include "portal/reports/page.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "calendar/holiday_rules.hpp"
#include "casework/event_words.hpp"
#include "desk/measures.hpp"
#include "http/case_table.hpp"
#include "portal/layout.hpp"
#include "portal/reports/list.hpp"
#include "portal/reports/month.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

using std::chrono::year_month;
namespace counted = desk::counted;

constexpr int months_to_choose = 13, late_shown = 25;

std::string text_of(year_month month) {
    return calendar::to_text(calendar::Date(month / std::chrono::day{1})).substr(0, 7);
}

// "November 2026".
std::string name_of(year_month month) {
    return fmt::format("{} {}", calendar::name_of(month.month()), int{month.year()});
}

std::optional<year_month> month_in(const std::string& text) {
    const auto day = calendar::parse_date(text + "-01");
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{*day};
    return date.year() / date.month();
}

year_month month_of(calendar::Date day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
}

struct Column {
    std::string_view outcome;
    const char* title;
};

constexpr std::array<Column, 5> of_duties = {{{counted::in_time, "Done in time"},
                                              {counted::late, "Done late"},
                                              {counted::overdue, "Late, still owed"},
                                              {counted::not_done, "Late, then fell away"},
                                              {counted::open, "Not due yet"}}};

std::string percent(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? "" : fmt::format("{} %", (part * 100 + whole / 2) / whole);
}

Html table(const std::string& caption, std::vector<std::string> titles, const Html& rows) {
    return wide_table({caption, std::move(titles), table_look::figures}, rows);
}

// "26 h 10 min", of those that are done.
std::string mean(const Month::Outcomes& outcomes) {
    std::int64_t count = 0;
    std::chrono::seconds took{0};
    for (const std::string_view one : {counted::in_time, counted::late}) {
        const auto found = outcomes.find(std::string(one));
        if (found == outcomes.end()) continue;
        count += found->second.count;
        took += found->second.took;
    }
    if (count == 0) return "-";
    const auto minutes = took.count() / 60 / count;
    return minutes < 60 ? fmt::format("{} min", minutes)
                        : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

// One clock: how many of those that were due in the month, and are no longer open, were in time.
Html duty_row(const Month& month, std::string_view kind, const std::string& what,
              const Month::Outcomes& outcomes) {
    Html cells;
    std::int64_t due = 0;
    for (const Column& column : of_duties) {
        const std::string outcome(column.outcome);
        const std::int64_t count = month.count(kind, what, outcome);
        due += count;
        cells += html("<td>{}</td>", figure(count, month.asked(kind, what, outcome), column.title));
    }
    const std::int64_t well = month.count(kind, what, std::string(counted::in_time));
    const std::int64_t settled = due - month.count(kind, what, std::string(counted::open));
    return html("<tr><th scope=\"row\">{}</th><td>{}</td>{}<td>{}</td><td>{}</td></tr>", capital(what),
                figure(due, month.asked_of(kind, what), "due in the month"), cells,
                settled == 0 ? "-" : percent(well, settled), mean(outcomes));
}

Html duties(const Month& month, std::string_view kind, const char* caption) {
    const Month::Whats& whats = month.of(kind);
    if (whats.empty()) return {};
    std::vector<std::string> titles = {"Clock", "Due"};
    for (const Column& column : of_duties) titles.emplace_back(column.title);
    for (const char* last : {"In time", "Took, on average"}) titles.emplace_back(last);
    Html rows;
    for (const auto& [what, outcomes] : whats) rows += duty_row(month, kind, what, outcomes);
    return table(caption, std::move(titles), rows);
}

const std::string& received_word() {
    static const std::string word(casework::word_of(policy::Happening::Received));
    return word;
}

Html happening(const Month& month, const std::string& what, const std::string& where) {
    const std::string name =
        where.empty()
            ? what
            : what + (what == casework::word_of(policy::Happening::Pended) ? " at " : " to ") + where;
    const std::int64_t count = month.count(counted::happened, what, where);
    const std::int64_t received = month.count(counted::happened, received_word(), "");
    return html("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>", capital(name),
                figure(count, month.asked(counted::happened, what, where), name),
                what == received_word() ? "" : percent(count, received));
}

Html happenings(const Month& month) {
    Html rows;
    for (const auto& [what, outcomes] : month.of(counted::happened)) {
        for (const auto& [where, sum] : outcomes) {
            if (what != received_word()) rows += happening(month, what, where);
        }
    }
    if (month.of(counted::happened).empty()) return {};
    return table("What happened to requests; each is counted once, on the day it first did",
                 {"Event", "Requests", "Of as many as were received"},
                 html("{}{}", happening(month, received_word(), ""), rows));
}

// Of the disputes of a type, those that came out otherwise than they were.
Html overturned(const Month& month, const std::string& type) {
    const std::int64_t upheld = month.count(counted::decided, type, "upheld");
    const std::int64_t other =
        month.count(counted::decided, type, "modified") + month.count(counted::decided, type, "reversed");
    if (upheld + other == 0) return Html::trusted("-");
    return html("{} of {} ({})", other, upheld + other, percent(other, upheld + other));
}

Html determinations(const Month& month) {
    std::set<std::string> outcomes;
    for (const auto& [type, by_outcome] : month.of(counted::decided)) {
        for (const auto& [outcome, sum] : by_outcome) outcomes.insert(outcome);
    }
    if (outcomes.empty()) return {};
    std::vector<std::string> titles = {"Request"};
    for (const std::string& outcome : outcomes) titles.emplace_back(capital(outcome));
    titles.emplace_back("Overturned");
    Html rows;
    for (const auto& [type, by_outcome] : month.of(counted::decided)) {
        Html cells;
        for (const std::string& outcome : outcomes)
            cells += html("<td>{}</td>", figure(month.count(counted::decided, type, outcome),
                                                month.asked(counted::decided, type, outcome), outcome));
        rows += html("<tr><th scope=\"row\">{}</th>{}<td>{}</td></tr>", capital(type), cells,
                     overturned(month, type));
    }
    return table("Determinations", std::move(titles), rows);
}

Html closed_by(const Month& month, const Team& team) {
    Html rows;
    for (const auto& [level, people] : month.of(counted::finished)) {
        for (const auto& [person, sum] : people) {
            const TeamMember* one = team.find(person);
            rows += html("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>", one ? one->name : person,
                         level, figure(sum.count, month.asked(counted::finished, level, person), "closed"));
        }
    }
    if (rows.empty()) return {};
    return table("Decided, referred or returned by reviewers", {"Reviewer", "Level", "Requests"}, rows);
}

// The late ones themselves, by when they were due.
Html late_ones(const Visit& visit, const Services& services, const Month& month) {
    std::vector<store::ListedMeasure> all;
    for (const std::string_view outcome : {counted::late, counted::overdue, counted::not_done}) {
        store::MeasureQuery query = month.asked(counted::decision, std::string(outcome)).query();
        query.limit = late_shown;
        for (store::ListedMeasure& one : services.store.measures(query)) all.push_back(std::move(one));
    }
    std::sort(all.begin(), all.end(), [](const store::ListedMeasure& a, const store::ListedMeasure& b) {
        return std::tie(a.measure.due, a.place.stream) < std::tie(b.measure.due, b.place.stream);
    });
    if (all.size() > late_shown) all.erase(all.begin() + late_shown, all.end());
    const Html rows = table_of(visit, services, "By when they were due", all);
    return html("<h2>Late decisions</h2>{}",
                rows.empty()
                    ? html("<p>No decision that fell due in this month was late.</p>")
                    : html("<p>The first {} by their day. Each figure above opens all of its own.</p>{}",
                           all.size(), rows));
}

struct Chosen {
    const desk::Rules* rules = nullptr;
    year_month month;
};

// Nothing for what is not theirs, or no month.
std::optional<Chosen> chosen(const Visit& visit, const Team& team) {
    const auto id = visit.request.asked("program");
    const desk::Rules* rules = id                        ? team.program(*id)
                               : team.programs().empty() ? nullptr
                                                         : team.programs().front();
    if (!rules) return std::nullopt;
    const auto text = visit.request.asked("month");
    const auto month = text ? month_in(*text) : month_of(rules->book().day_of(visit.now));
    if (!month) return std::nullopt;
    return Chosen{rules, *month};
}

Html choosing(const Visit& visit, const Team& team, const Chosen& now) {
    const auto option = [](const std::string& value, const std::string& name, bool is_it) {
        return html("<option value=\"{}\"{}>{}</option>", value, is_it ? Html::trusted(" selected") : Html(),
                    name);
    };
    Html programs, months;
    for (const desk::Rules* one : team.programs())
        programs += option(one->id(), one->program().header.title, one->id() == now.rules->id());
    const year_month latest = month_of(now.rules->book().day_of(visit.now));
    std::set<year_month, std::greater<>> all{now.month}; // the latest first
    for (int i = 0; i < months_to_choose; ++i) all.insert(latest - std::chrono::months{i});
    for (const year_month one : all) months += option(text_of(one), name_of(one), one == now.month);
    return html(
        "<form method=\"get\" action=\"/reports\" class=\"as-search\"><div><label class=\"usa-label\" "
        "for=\"program\">Program</label><select class=\"usa-select\" id=\"program\" name=\"program\">{}"
        "</select></div><div><label class=\"usa-label\" for=\"month\">Month</label><select "
        "class=\"usa-select\" id=\"month\" name=\"month\">{}</select></div><button class=\"usa-button\" "
        "type=\"submit\">Show</button></form>",
        programs, months);
}

http::Response show(const Visit& visit, const Services& services) {
    if (!supervises(visit)) return not_for_them(visit);
    const Team team(visit, services);
    const auto now = chosen(visit, team);
    if (!now && team.programs().empty())
        return page(
            visit, "Reports",
            html("<h1>Reports</h1><p class=\"usa-intro\">A program stands here once a reviewer of your "
                 "organization fits one of its levels.</p>"));
    if (!now) return sorry(visit, 404, "There is no such report", "Choose a program and a month.");
    const Month month(services.store, now->rules->id(), now->month);
    Html all = duties(month, counted::decision, "Decisions, by the clocks that are due in the month");
    all += happenings(month);
    all += determinations(month);
    all += duties(month, counted::notice, "Notices due, and sent");
    all += duties(month, counted::number, "Numbers of authorizations, from the fiscal agent");
    all += duties(month, counted::other, "What else we owed");
    all += duties(month, counted::theirs, "What others owed us");
    all += closed_by(month, team);
    const Html files = html(
        "<p class=\"as-ways\"><a class=\"usa-link\" href=\"/reports.csv?program={}&amp;month={}\" "
        "download>All figures as CSV</a><button type=\"button\" class=\"usa-button "
        "usa-button--outline\" data-print hidden>Print</button></p>",
        in_address(now->rules->id()), text_of(now->month));
    return page(visit, "Reports",
                html("<h1>Report of {}</h1><p class=\"usa-intro\">{}</p>{}{}{}", name_of(now->month),
                     now->rules->program().header.title, choosing(visit, team, *now),
                     all.empty() ? html("<p>Nothing was received, due or decided in this month.</p>")
                                 : html("{}{}", all, late_ones(visit, services, month)),
                     files));
}

http::Response file(const Visit& visit, const Services& services) {
    if (!supervises(visit)) return not_for_them(visit);
    const Team team(visit, services);
    const auto now = chosen(visit, team);
    if (!now) return not_for_them(visit);
    return http::csv_file("report-" + text_of(now->month) + ".csv",
                          Month(services.store, now->rules->id(), now->month).csv());
}

} // namespace

void add_reports(Gate& gate, const Services& services) {
    const auto add = [&](const char* pattern, http::Response (*answer)(const Visit&, const Services&)) {
        gate.page(pattern, For::SignedIn,
                  [&services, answer](const Visit& visit) { return answer(visit, services); });
    };
    add("/reports", show);
    add("/reports.csv", file);
    add("/reports/cases", cases_of_figure);
    add("/reports/cases.csv", file_of_figure);
}

} // namespace assent::portal
