#include "portal/reports/list.hpp"

#include "base/text.hpp"
#include "desk/measures.hpp"
#include "desk/published.hpp"
#include "http/body_reader.hpp"
#include "http/case_json.hpp"
#include "http/case_table.hpp"
#include "portal/case_seen.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

constexpr int rows_of_a_page = 25, rows_at_once = 500;
constexpr std::size_t most_exported = 10'000;

std::optional<CaseSeen> seen_of(const Visit& visit, const Services& services, const store::StreamId& stream) {
    auto file = services.desk.see(visit.actor().person, stream, visit.now);
    if (!file || file->now.requests.empty()) return std::nullopt;
    return CaseSeen(std::move(*file), visit.actor(), visit.now);
}

Html row(const CaseSeen& seen, const store::Measure& measure, const letters::NameOf& name_of) {
    const calendar::Zone& zone = seen.book().zone();
    const Html none = Html::trusted("-");
    return html(
        "<tr><th scope=\"row\"><a class=\"usa-link\" href=\"{}\">{}</a></th><td>{}</td><td>{}{}{}</td>"
        "<td>{}</td><td>{}</td><td>{}</td></tr>",
        seen.address(), seen.number(), name_of(seen.member()), capital(measure.what),
        measure.outcome.empty() ? "" : ": ", measure.outcome, shown(zone, measure.began),
        measure.due ? until(zone, *measure.due) : none, measure.done ? shown(zone, *measure.done) : none);
}

// What somebody closed is called by their name.
std::string title_of(const Team& team, const FigureAsked& asked) {
    std::string all = capital(asked.what.value_or(asked.kind));
    if (!asked.outcome || asked.outcome->empty()) return all;
    const TeamMember* one = asked.kind == desk::counted::finished ? team.find(*asked.outcome) : nullptr;
    return all + ": " + (one ? one->name : *asked.outcome);
}

Html ways(const Visit& visit, const FigureAsked& asked, const std::vector<store::ListedMeasure>& rows,
          bool more) {
    Html all;
    if (visit.request.asked("after"))
        all += html("<a class=\"usa-link\" href=\"{}\">Back to the first</a>", address_of(asked));
    if (more)
        all += html("<a class=\"usa-link\" href=\"{}&amp;after={}\">Next 25</a>", address_of(asked),
                    in_address(mark_of(rows.back().place)));
    all += html("<a class=\"usa-link\" href=\"{}\" download>Export CSV</a>", file_address_of(asked));
    return html("<p class=\"as-ways\">{}</p>", all);
}

std::string moment_cell(const std::optional<calendar::Instant>& at) {
    return at ? http::moment_text(*at) : std::string();
}

} // namespace

std::string mark_of(const store::MeasurePlace& place) {
    return fmt::format("{} {} {} {}", calendar::to_text(place.day), place.figure, place.number,
                       place.stream.text());
}

std::optional<store::MeasurePlace> place_of(const std::string& mark) {
    const auto words = base::split(mark, ' ');
    if (words.size() != 4) return std::nullopt;
    const auto day = calendar::parse_date(words[0]);
    const auto figure = base::to_number(words[1]), number = base::to_number(words[2]);
    const auto stream = store::StreamId::parse(words[3]);
    if (!day || !figure || !number || !stream) return std::nullopt;
    return store::MeasurePlace{*day, *stream, *figure, *number};
}

Html table_of(const Visit& visit, const Services& services, const std::string& caption,
              const std::vector<store::ListedMeasure>& rows) {
    const auto name_of = desk::names_in(services.store);
    Html all;
    for (const store::ListedMeasure& one : rows) {
        const auto seen = seen_of(visit, services, one.place.stream);
        if (seen) all += row(*seen, one.measure, name_of);
    }
    if (all.empty()) return all;
    return wide_table({caption, {"Case", "Member", "What", "Began", "Due", "Done"}}, all);
}

http::Response cases_of_figure(const Visit& visit, const Services& services) {
    if (!supervises(visit)) return not_for_them(visit);
    const Team team(visit, services);
    const auto asked = figure_asked(visit, team);
    if (!asked)
        return sorry(visit, 404, "There is no such figure", "Open it again from the board or from a report.");
    store::MeasureQuery query = asked->query();
    query.after = place_of(visit.request.asked("after").value_or(""));
    query.limit = rows_of_a_page + 1;
    auto rows = services.store.measures(query);
    const bool more = rows.size() > rows_of_a_page;
    if (more) rows.pop_back();
    const Html list = table_of(visit, services, "The earliest day first", rows);
    // The board asks for what is late without a first day.
    const Html since = asked->from == calendar::Date{} ? Html() : html("from {} ", shown(asked->from));
    return page(
        visit, title_of(team, *asked),
        html("<p class=\"as-ways\"><a class=\"usa-link\" href=\"/board\">The board</a><a "
             "class=\"usa-link\" href=\"/reports\">Reports</a></p><h1>{}</h1><p class=\"usa-intro\">{}, "
             "{}until {}.</p>{}{}",
             title_of(team, *asked), team.program(asked->program)->program().header.title, since,
             shown(asked->through), list.empty() ? html("<p>No case is counted here any more.</p>") : list,
             ways(visit, *asked, rows, more)));
}

http::Response file_of_figure(const Visit& visit, const Services& services) {
    if (!supervises(visit)) return not_for_them(visit);
    const Team team(visit, services);
    const auto asked = figure_asked(visit, team);
    if (!asked) return not_for_them(visit);
    std::string text = "case,what,outcome,day,began,due,done\r\n";
    store::MeasureQuery query = asked->query();
    query.limit = rows_at_once;
    std::size_t count = 0;
    for (bool more = true; more;) {
        const auto rows = services.store.measures(query);
        count += rows.size();
        if (count > most_exported)
            return sorry(visit, 422, "More than 10,000 rows are not exported at once",
                         "Ask for fewer days, or for one of the figures.");
        for (const auto& [measure, place] : rows)
            text += base::join(std::vector{http::csv_cell(http::case_name(place.stream)),
                                           http::csv_cell(measure.what), http::csv_cell(measure.outcome),
                                           calendar::to_text(measure.day), moment_cell(measure.began),
                                           moment_cell(measure.due), moment_cell(measure.done)},
                               ",") +
                    "\r\n";
        more = std::ssize(rows) == query.limit;
        if (more) query.after = rows.back().place;
    }
    return http::csv_file("cases.csv", std::move(text));
}

} // namespace assent::portal
