#include "portal/samples/page.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "desk/published.hpp"
#include "desk/second_opinions.hpp"
#include "http/case_json.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

bool draws(const Visit& visit) {
    return cell(casework::CaseAct::DrawSample, visit.actor().role) == casework::Cell::Yes;
}

http::Response not_there(const Visit& visit) {
    return sorry(visit, 404, "There is nothing here", "Or it is not for this account.");
}

// Those of that number, or the latest.
std::vector<desk::Sample> samples(const Services& services, const std::string& number) {
    if (number == "all") return desk::latest_samples(services.store);
    auto one = desk::read_sample(services.store, number);
    return one ? std::vector{std::move(*one)} : std::vector<desk::Sample>();
}

using Decisions = std::vector<const desk::Sampled*>;

// What is looked for among the decisions of samples; "" for whatever there is.
struct Wish {
    std::string program, by, asked, agreed;

    explicit Wish(const Visit& visit)
        : program(visit.request.asked("program").value_or("")),
          by(visit.request.asked("by").value_or("")),
          asked(visit.request.asked("asked").value_or("")),
          agreed(visit.request.asked("agreed").value_or("")) {}

    bool empty() const { return program.empty() && by.empty() && asked.empty() && agreed.empty(); }
    bool fits(const desk::Sample& sample, const desk::Sampled& one) const {
        const bool given = !one.opinion.empty();
        return (program.empty() || program == sample.program) && (by.empty() || by == one.by.text) &&
               (asked.empty() || asked == one.asked.text) &&
               (agreed.empty() || (given && one.agrees() == (agreed == "yes")));
    }
};

std::string hundredths(std::int64_t value) {
    return fmt::format("{}{}.{:02}", value < 0 ? "-" : "", std::abs(value) / 100, std::abs(value) % 100);
}

// How far they agree, leading to the decisions that are counted.
Html agreement_cells(const Decisions& decisions, const std::string& address) {
    const desk::Agreement sum = desk::agreement_of(decisions);
    if (sum.lines == 0) return html("<td>0</td><td>-</td><td>-</td>");
    return html("<td><a class=\"usa-link\" href=\"{}\">{}</a></td><td>{} of {} lines, {} %</td><td>{}</td>",
                address, sum.decisions, sum.agreed, sum.lines, (sum.agreed * 100 + sum.lines / 2) / sum.lines,
                sum.kappa ? hundredths(*sum.kappa) : "-");
}

// By program, and by who decided and who looked again.
Html figures(const std::vector<desk::Sample>& all, const std::string& number,
             const letters::NameOf& name_of) {
    std::map<std::string, Decisions> programs;
    std::map<std::pair<std::string, std::string>, Decisions> pairs;
    for (const desk::Sample& sample : all) {
        for (const desk::Sampled& one : sample.all) {
            if (one.opinion.empty()) continue;
            programs[sample.program].push_back(&one);
            pairs[{one.by.text, one.asked.text}].push_back(&one);
        }
    }
    if (programs.empty()) return html("<p>No opinion has been given yet.</p>");
    const std::string here = "/samples/" + in_address(number);
    Html of_programs, of_pairs;
    for (const auto& [program, decisions] : programs)
        of_programs += html("<tr><th scope=\"row\">{}</th>{}</tr>", program,
                            agreement_cells(decisions, here + "?program=" + in_address(program)));
    for (const auto& [pair, decisions] : pairs)
        of_pairs +=
            html("<tr><th scope=\"row\">{}</th><td>{}</td>{}</tr>", name_of(pair.first), name_of(pair.second),
                 agreement_cells(decisions, fmt::format("{}?by={}&asked={}", here, in_address(pair.first),
                                                        in_address(pair.second))));
    return html(
        "{}{}<p class=\"usa-hint\">Kappa is 1 where they always agree, and 0 where they agree no more often "
        "than chance would have it, given how often each answer is taken. Where everybody gives one and the "
        "same answer there is none.</p>",
        wide_table({"By program", {"Program", "Decisions", "The same answer", "Kappa"}}, of_programs),
        wide_table(
            {"By reviewer", {"Decided by", "Looked at again by", "Decisions", "The same answer", "Kappa"}},
            of_pairs));
}

Html programs_to_choose(const Visit& visit, const Services& services) {
    const desk::RuleShelf& shelf = services.desk.shelf();
    return each(shelf.programs(), [&](const std::string& id) {
        const desk::Rules* rules = shelf.in_force(id, visit.now);
        return html("<option value=\"{}\"{}>{}</option>", id,
                    visit.field("program") == id ? Html::trusted(" selected") : Html(),
                    rules ? rules->program().header.title : id);
    });
}

Html draw_form(const Visit& visit, const Services& services) {
    const std::string month =
        calendar::to_text(services.desk.shelf().zone().local_date(visit.now)).substr(0, 7);
    const auto typed = [&](const char* name, const std::string& otherwise) {
        const std::string value = visit.field(name);
        return value.empty() ? otherwise : value;
    };
    return html(
        "<details class=\"as-act\"{}><summary>Draw a sample</summary>{}<label class=\"usa-label\" "
        "for=\"program\">Program</label><select class=\"usa-select\" id=\"program\" "
        "name=\"program\">{}</select><label class=\"usa-label\" for=\"month\">Month in which it was "
        "decided</label><span class=\"usa-hint\" id=\"month-hint\">Like 2026-11</span><input "
        "class=\"usa-input\" id=\"month\" name=\"month\" aria-describedby=\"month-hint\" value=\"{}\"><label "
        "class=\"usa-label\" for=\"size\">How many decisions, up to {}</label><input class=\"usa-input\" "
        "id=\"size\" name=\"size\" inputmode=\"numeric\" value=\"{}\"><label class=\"usa-label\" "
        "for=\"seed\">Seed</label><span class=\"usa-hint\" id=\"seed-hint\">Any text; the same one draws the "
        "same decisions again. Left blank, one is made and shown.</span><input class=\"usa-input\" "
        "id=\"seed\" name=\"seed\" maxlength=\"40\" aria-describedby=\"seed-hint\" value=\"{}\"><button "
        "class=\"usa-button\" type=\"submit\">Draw</button></form></details>",
        visit.form.empty() ? Html() : Html::trusted(" open"), form(visit, "/samples"),
        programs_to_choose(visit, services), typed("month", month), desk::largest_sample, typed("size", "10"),
        visit.field("seed"));
}

std::ptrdiff_t awaited(const desk::Sample& sample) {
    return std::count_if(sample.all.begin(), sample.all.end(),
                         [](const desk::Sampled& one) { return one.opinion.empty(); });
}

http::Response show(const Visit& visit, const Services& services, const Html& said, int status = 200) {
    const auto all = desk::latest_samples(services.store);
    const auto name_of = desk::names_in(services.store);
    const Html rows = each(all, [&](const desk::Sample& one) {
        return html(
            "<tr><th scope=\"row\"><a class=\"usa-link\" "
            "href=\"/samples/{}\">{}</a></th><td>{}</td><td>{}</td>"
            "<td>{}</td><td>{}</td></tr>",
            in_address(one.number), one.number, one.program, one.all.size(), awaited(one),
            name_of(one.by.text));
    });
    return page(
        visit, "Samples",
        html(
            "<h1>Do reviewers decide alike?</h1><p class=\"usa-intro\">Decisions that people made in a month "
            "are drawn by chance, one of a case, and each is looked at by another reviewer who may decide "
            "such a request and is told nothing of how it came out. Nothing of a case changes by it.</p>{}{}"
            "{}{}",
            said, draw_form(visit, services), all.empty() ? Html() : figures(all, "all", name_of),
            rows.empty() ? html("<p>No sample has been drawn yet.</p>")
                         : wide_table({"Samples, the latest first",
                                       {"Sample", "Program", "Decisions", "Not looked at yet", "Drawn by"}},
                                      rows)),
        status);
}

http::Response draw(const Visit& visit, const Services& services) {
    const auto month = calendar::parse_date(visit.field("month") + "-01");
    const std::chrono::year_month_day day{month.value_or(calendar::Date{})};
    desk::SampleWish wish{visit.field("program"),
                          {},
                          base::to_number(visit.field("size")).value_or(0),
                          visit.field("seed").substr(0, 40)};
    if (month) wish.month = day.year() / day.month();
    const auto drawn =
        desk::draw_sample(services.store, services.desk.shelf(), wish, visit.actor(), visit.now);
    return drawn ? go_to("/samples/" + in_address(*drawn)) : show(visit, services, alert(drawn.error()), 422);
}

Html views(const desk::Sampled& one) {
    Html all;
    for (std::size_t i = 0; i < one.decided.size(); ++i) {
        const bool given = i < one.opinion.size();
        all += html("<li>Line {}: {}; {}{}{}</li>", i + 1, one.decided[i],
                    given ? "looked at again: " + one.opinion[i].would : std::string("not looked at yet"),
                    given && one.opinion[i].would != one.decided[i] ? Html::trusted(" <b>(not the same)</b>")
                                                                    : Html(),
                    given ? html("<br>{}", one.opinion[i].reason) : Html());
    }
    return html("<ul class=\"usa-list\">{}</ul>", all);
}

// Each decision with both answers. What somebody is told of a case is noted before it is told.
Html decisions_of(const Visit& visit, const Services& services, const std::vector<desk::Sample>& all,
                  const letters::NameOf& name_of) {
    const Wish wish(visit);
    std::vector<store::StreamId> cases;
    Html rows;
    for (const desk::Sample& sample : all) {
        for (const desk::Sampled& one : sample.all) {
            if (!wish.fits(sample, one)) continue;
            cases.push_back(one.of);
            const std::string name = http::case_name(one.of);
            rows += html(
                "<tr><th scope=\"row\"><a class=\"usa-link\" href=\"/cases/{}\">{}</a>, request {}</th>"
                "<td>{}</td><td>{}</td><td>{}</td></tr>",
                name, name, one.request + 1, name_of(one.by.text),
                one.asked.empty() ? std::string("nobody who fits and has not seen it")
                                  : name_of(one.asked.text),
                views(one));
        }
    }
    if (!cases.empty()) services.desk.readings().note(visit.actor(), cases, "samples", visit.now);
    return rows.empty()
               ? html("<p>No decision of a sample is like that.</p>")
               : wide_table({"Decisions", {"Case", "Decided by", "Looked at again by", "What"}}, rows);
}

Html told_of(const Services& services, const desk::Sample& one, const letters::NameOf& name_of) {
    return html("<p class=\"usa-intro\">{}, decided in {}; drawn {} by {} with the seed <code>{}</code>.</p>",
                one.program, one.month, shown(services.desk.shelf().zone(), one.at), name_of(one.by.text),
                one.seed);
}

http::Response open(const Visit& visit, const Services& services, const Html& said) {
    const std::string& number = visit.places[0];
    const auto all = samples(services, number);
    if (all.empty() && number != "all") return not_there(visit);
    const auto name_of = desk::names_in(services.store);
    const std::string here = "/samples/" + in_address(number);
    const bool one = number != "all";
    const Html again = html(
        "{}<button class=\"usa-button usa-button--outline\" type=\"submit\">Ask somebody where nobody is "
        "asked</button></form>",
        form(visit, here));
    return page(
        visit, one ? "Sample " + number : "Decisions of samples",
        html("<p class=\"as-ways\"><a class=\"usa-link\" href=\"/samples\">All samples</a><a "
             "class=\"usa-link\" href=\"{}?agreed=no\">Only where they differ</a>{}</p><h1>{}</h1>{}{}"
             "{}{}{}",
             here,
             Wish(visit).empty() ? Html() : html("<a class=\"usa-link\" href=\"{}\">All of it</a>", here),
             one ? "Sample " + number : std::string("Decisions of samples"), said,
             one ? told_of(services, all[0], name_of) : Html(), figures(all, number, name_of),
             decisions_of(visit, services, all, name_of), one && awaited(all[0]) > 0 ? again : Html()));
}

http::Response give(const Visit& visit, const Services& services) {
    const std::size_t given =
        desk::give_sample(services.store, services.desk.shelf(), visit.places[0], visit.actor(), visit.now);
    return open(visit, services,
                done(given == 0 ? std::string("Nobody else fits who has not seen how it came out.")
                                : fmt::format("Asked for {}.", given)));
}

} // namespace

void add_samples(Gate& gate, const Services& services) {
    const auto for_them = [&services](auto show_it) {
        return [&services, show_it](const Visit& visit) {
            return draws(visit) ? show_it(visit, services) : not_there(visit);
        };
    };
    gate.page("/samples", For::SignedIn,
              for_them([](const Visit& visit, const Services& with) { return show(visit, with, {}); }));
    gate.form("/samples", For::SignedIn, for_them(draw));
    gate.page("/samples/{sample}", For::SignedIn,
              for_them([](const Visit& visit, const Services& with) { return open(visit, with, {}); }));
    gate.form("/samples/{sample}", For::SignedIn, for_them(give));
}

} // namespace assent::portal
