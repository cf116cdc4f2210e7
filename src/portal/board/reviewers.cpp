#include "portal/board/reviewers.hpp"

#include <algorithm>

#include "casework/account_authority.hpp"
#include "desk/accounts.hpp"
#include "desk/published.hpp"
#include "portal/board/proposal.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/people/fields.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

using calendar::Date;

constexpr std::chrono::days soon{60}, longest_absence{366};
constexpr std::size_t most_reassigned = 100;

Date today_of(const Visit& visit, const Team& team) {
    return team.programs().empty() ? std::chrono::floor<std::chrono::days>(visit.now)
                                   : team.programs().front()->book().day_of(visit.now);
}

// "licensed therapist of physical therapy".
std::string words_of(const desk::Held& held) {
    return held.scope.empty() ? held.words : held.words + " of " + held.scope;
}

Html list_or_dash(const Html& items) {
    return items.empty() ? Html::trusted("-")
                         : html("<ul class=\"usa-list usa-list--unstyled\">{}</ul>", items);
}

// What lapsed, and what ends within 60 days; a word and a sign, never colour alone.
Html ending(const desk::Standing& standing, Date today) {
    Html items;
    for (const desk::Held& one : standing.held) {
        if (!one.through || *one.through > today + soon) continue;
        const bool lapsed = *one.through < today;
        items +=
            html("<li>{}<span aria-hidden=\"true\">{}</span> {} {} {}{}</li>",
                 Html::trusted(lapsed ? "<b class=\"as-late\">" : "<b>"), lapsed ? "▲" : "△", words_of(one),
                 lapsed ? "lapsed on" : "ends on", shown(*one.through), Html::trusted("</b>"));
    }
    return list_or_dash(items);
}

Html conflicts(const desk::Standing& standing, Date today, const letters::NameOf& name_of) {
    Html items;
    for (const desk::Conflicted& one : standing.conflicts) {
        if (one.through && *one.through < today) continue;
        items += html("<li>{}: {}</li>", name_of(one.towards), one.what);
    }
    return list_or_dash(items);
}

Html absences(const desk::Standing& standing, Date today) {
    Html items;
    for (const desk::Away& one : standing.away) {
        if (one.taken_back || one.through < today) continue;
        items += html("<li>{} to {}{}</li>", shown(one.from), shown(one.through),
                      one.from <= today ? ", now" : "");
    }
    return list_or_dash(items);
}

std::size_t due_by(const TeamMember& one, const desk::Rules& rules, Date day) {
    return static_cast<std::size_t>(std::count_if(
        one.held.begin(), one.held.end(),
        [&](const store::CaseRow& row) { return row.due && rules.book().day_of(*row.due) <= day; }));
}

Html row(const Team& team, const TeamMember& one, Date today, const letters::NameOf& name_of) {
    const Pace pace = team.pace(one);
    const std::size_t due = team.programs().empty() ? 0 : due_by(one, *team.programs().front(), today);
    // Both are shown, case by case, on the page of the reviewer.
    const auto opened = [&](std::size_t count, const char* name) {
        return html("<a class=\"usa-link\" href=\"{}\">{}{}<span class=\"usa-sr-only\"> {} {}</span></a>",
                    one.address(), count, count == TeamMember::most_held ? " or more" : "", name, one.name);
    };
    return html(
        "<tr><th scope=\"row\"><a class=\"usa-link\" href=\"{}\">{}</a></th><td>{}</td><td>{}</td>"
        "<td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        one.address(), one.name, opened(one.held.size(), "with"), opened(due, "due from"),
        pace.days == 0 ? "-" : in_tenths(pace.tenths()), ending(one.standing, today),
        conflicts(one.standing, today, name_of), absences(one.standing, today));
}

http::Response list(const Visit& visit, const Services& services) {
    if (!supervises(visit)) return not_for_them(visit);
    const Team team(visit, services);
    const Date today = today_of(visit, team);
    const auto name_of = desk::names_in(services.store);
    const Html rows = each(team.all(), [&](const TeamMember& one) { return row(team, one, today, name_of); });
    const Html table = wide_table({"By name",
                                   {"Reviewer", "In review", "Due today, or late", "Closes a day",
                                    "Credentials that end", "Conflicts of interest", "Away"}},
                                  rows);
    return page(
        visit, "Reviewers",
        html("<p><a class=\"usa-link\" href=\"/board\">Back to the board</a></p><h1>Reviewers</h1>{}<p>What "
             "somebody closes a day is what they decided, referred or returned in the last ten business days "
             "before today, over those of them since their first, without days on which they were away. "
             "Credentials stand here when they lapsed or end within 60 days.</p>",
             rows.empty() ? html("<p>Your organization has no reviewer yet. A plan administrator adds "
                                 "accounts.</p>")
                          : table));
}

// Absences that are not over, each with the way to take it back.
Html recorded(const Visit& visit, const TeamMember& one, Date today) {
    Html items;
    for (const desk::Away& away : one.standing.away) {
        if (away.taken_back || away.through < today) continue;
        items += html(
            "<li>{} to {} {}{}{}<button class=\"usa-button usa-button--unstyled\" type=\"submit\">Take "
            "back<span class=\"usa-sr-only\"> the absence from {}</span></button></form></li>",
            shown(away.from), shown(away.through), form(visit, one.address()), hidden("do", "back"),
            hidden("from", calendar::to_text(away.from)), calendar::to_long_text(away.from));
    }
    return items.empty() ? html("<p>No absence is recorded.</p>")
                         : html("<ul class=\"usa-list\">{}</ul>", items);
}

Html away_form(const Visit& visit, const TeamMember& one, const Mistakes& mistakes) {
    const FormFields fields(visit, mistakes);
    return html(
        "<h3>Record an absence</h3>{}{}{}{}<button class=\"usa-button\" "
        "type=\"submit\">Record</button></form>",
        form(visit, one.address()), hidden("do", "away"),
        fields.text({.name = "from", .label = "First day away", .is_date = true}),
        fields.text({.name = "through", .label = "Last day away", .is_date = true}));
}

// What they have, and who would get it.
Html theirs(const Visit& visit, const Services& services, const Team& team, const TeamMember& one) {
    const desk::Worklist worklist(services.store, services.desk.shelf(), one.actor, visit.now);
    desk::WaitingList held = worklist.held(most_reassigned);
    // What is suspended comes back to its level, and to nobody before.
    std::erase_if(held.all, [](const desk::Waits& waits) {
        return waits.file.now.at(waits.request).state == casework::State::Suspended;
    });
    const Proposal proposal(visit, services, team, std::move(held), &one);
    if (proposal.empty()) return html("<p>Nothing is with them.</p>");
    return html("<p>To whom each would go, if you take it from them:</p>{}", proposal.form(one.address()));
}

http::Response person(const Visit& visit, const Services& services, const Html& above,
                      const Mistakes& mistakes) {
    const Team team(visit, services);
    const TeamMember* one = team.find(visit.places[0]);
    if (!one) return not_for_them(visit);
    const Date today = today_of(visit, team);
    const std::string away = away_in_words(one->standing, today);
    return page(
        visit, one->name,
        html(
            "<p><a class=\"usa-link\" href=\"/board/reviewers\">Back to the reviewers</a></p>{}<h1>{}</h1><p "
            "class=\"usa-intro\">{}</p><h2>Absences</h2>{}{}<h2>With them now</h2>{}",
            above, one->name, away.empty() ? "Here today." : capital(away) + ".",
            recorded(visit, *one, today), away_form(visit, *one, mistakes),
            theirs(visit, services, team, *one)),
        mistakes.empty() ? 200 : 422);
}

// What the form says; nothing is recorded while it says something that cannot be.
std::optional<desk::Away> away_in(const Visit& visit, Mistakes& mistakes) {
    const auto from = calendar::parse_date(visit.field("from")),
               through = calendar::parse_date(visit.field("through"));
    if (!from) mistakes["from"] = "Write a day, such as 2026-12-07.";
    if (!through) mistakes["through"] = "Write a day, such as 2026-12-11.";
    if (!mistakes.empty()) return std::nullopt;
    if (*through < *from) mistakes["through"] = "Write a day that is not before the first.";
    if (*through > *from + longest_absence) mistakes["through"] = "Write a day within a year of the first.";
    return desk::Away{*from, *through};
}

http::Response record(const Visit& visit, const Services& services, const TeamMember& one) {
    const auto no = refusal_to_record_absence(visit.actor(), desk::position_of(*one.standing.person));
    if (no) return person(visit, services, alert(*no), {{"from", no->rule}});
    Mistakes mistakes;
    auto away = away_in(visit, mistakes);
    if (visit.field("do") == "back" && mistakes.contains("from")) return go_to(one.address());
    if (visit.field("do") == "back") {
        const auto from = calendar::parse_date(visit.field("from"));
        const auto& all = one.standing.away;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const desk::Away& other) { return other.from == *from; });
        if (found == all.end()) return go_to(one.address());
        away = desk::Away{found->from, found->through, true};
        mistakes.clear();
    }
    if (!away || !mistakes.empty()) return person(visit, services, {}, mistakes);
    desk::report(services.store, desk::stream_of(one.person), *away,
                 {visit.now, visit.actor().person, visit.actor().role});
    return go_to(one.address());
}

http::Response take(const Visit& visit, const Services& services) {
    if (!supervises(visit)) return not_for_them(visit);
    const Team team(visit, services);
    const TeamMember* one = team.find(visit.places[0]);
    if (!one) return not_for_them(visit);
    if (visit.field("do") == "give") return person(visit, services, give(visit, services, team), {});
    return record(visit, services, *one);
}

} // namespace

void add_reviewers(Gate& gate, const Services& services) {
    gate.page("/board/reviewers", For::SignedIn,
              [&services](const Visit& visit) { return list(visit, services); });
    const char* pattern = "/board/reviewers/{person}";
    gate.page(pattern, For::SignedIn, [&services](const Visit& visit) {
        return supervises(visit) ? person(visit, services, {}, {}) : not_for_them(visit);
    });
    gate.form(pattern, For::SignedIn, [&services](const Visit& visit) { return take(visit, services); });
}

} // namespace assent::portal
