#include "portal/needs/page.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "casework/spoken.hpp"
#include "policy/day.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/needs/shown_list.hpp"

namespace assent::portal {
namespace {

// Of a day in the address, those in force on it, whether the program goes by the day of receipt or of
// service: noon in UTC is that day wherever a program is at home. Else those in force now.
struct InForce {
    const desk::Rules* rules = nullptr;
    calendar::Date day{};
};

InForce in_force(const Visit& visit, const Services& services, const std::string& id) {
    const desk::RuleShelf& shelf = services.desk.shelf();
    if (const auto day = calendar::parse_date(visit.request.asked("on").value_or("")))
        return {shelf.in_force(id, calendar::Instant(*day) + std::chrono::hours{12}, day), *day};
    const desk::Rules* rules = shelf.in_force(id, visit.now);
    return {rules, rules ? rules->book().day_of(visit.now) : calendar::Date{}};
}

// One program on one day.
class Needs {
public:
    Needs(const desk::Rules& rules, Looked looked)
        : rules_(rules), program_(rules.program()), looked_(std::move(looked)) {}

    Html show(const std::string& text) const {
        const Html lists = html("{}{}", codes(), others());
        return html(
            "<h1>{}</h1><p class=\"usa-intro\">The rules in force on {}. <a class=\"usa-link\" "
            "href=\"/ask/{}\">Ask whether a request needs authorization, and would pass</a></p>{}{}{}{}",
            program_.header.title, shown(looked_.on), rules_.id(), form(text),
            lists.empty() ? html("<p>No row of its lists fits. Look for less, or another day.</p>") : lists,
            looked_.text.empty() ? requests() : Html(), source());
    }

private:
    Html form(const std::string& text) const {
        return html(
            "<form method=\"get\" action=\"/needs/{}\" class=\"as-search\" role=\"search\">"
            "<div><label class=\"usa-label\" for=\"text\">A code or a word</label><input "
            "class=\"usa-input\" id=\"text\" name=\"text\" value=\"{}\"></div>"
            "<div><label class=\"usa-label\" for=\"on\">On the day</label><input class=\"usa-input\" "
            "id=\"on\" name=\"on\" type=\"date\" value=\"{}\"></div>"
            "<button class=\"usa-button\" type=\"submit\">Look</button></form>",
            rules_.id(), text, calendar::to_text(looked_.on));
    }

    Html codes() const {
        const Html all = each(program_.lists, [&](const policy::ListDef& list) {
            return is_of_codes(list) ? shown(list, looked_) : Html();
        });
        return all.empty() ? all : html("<h2>Codes that its rules name</h2>{}", all);
    }

    // Whom to reach, forms, manuals: whatever else the program lists. Papers are shown with the requests.
    Html others() const {
        const Html all = each(program_.lists, [&](const policy::ListDef& list) {
            return is_of_codes(list) || is_of_papers(list) ? Html() : shown(list, looked_);
        });
        return all.empty() ? all : html("<h2>Whom to reach, and what to read</h2>{}", all);
    }

    bool is_of_papers(const policy::ListDef& list) const {
        return std::any_of(program_.documents.begin(), program_.documents.end(),
                           [&](const policy::DocumentDef& document) {
                               return document.kinds && &program_.lists[document.kinds->list] == &list;
                           });
    }

    Html requests() const {
        const Html all =
            each(program_.requests, [&](const policy::RequestDef& request) { return one(request); });
        return all.empty() ? all : html("<h2>What can be asked, and what comes with it</h2>{}", all);
    }

    Html one(const policy::RequestDef& request) const {
        Html papers = each(request.with, [&](std::uint16_t document) {
            return paper(program_.documents[document], request, "");
        });
        papers += each(request.may_with, [&](std::uint16_t document) {
            return paper(program_.documents[document], request, ", if there is any");
        });
        return html("<h3>{}</h3><p>Asked by {}.</p>{}{}", heading(request.name.text),
                    casework::asked_by(program_, request),
                    papers.empty() ? html("<p>No papers have to come with it.</p>")
                                   : html("<ul class=\"usa-list\">{}</ul>", papers),
                    phrases(request.sources));
    }

    Html paper(const policy::DocumentDef& document, const policy::RequestDef& request,
               const char* behind) const {
        const Html kinds = document.kinds ? kinds_of(*document.kinds, request) : Html();
        return html("<li>{}, by {}{}{}{}</li>", document.name.text, casework::channels_named(document.comes),
                    behind, kinds, phrases(document.sources));
    }

    // The rows that are for this request, by what else they are for.
    Html kinds_of(const policy::DocumentKinds& kinds, const policy::RequestDef& request) const {
        const policy::ListDef& list = program_.lists[kinds.list];
        std::vector<std::pair<std::string, std::vector<std::string>>> all;
        for (const policy::ListRow& row : list.table.rows()) {
            const auto others = others_of(kinds, row, request);
            if (!others || !row.holds_on(policy::days_of(looked_.on))) continue;
            if (all.empty() || all.back().first != *others) all.push_back({*others, {}});
            all.back().second.push_back(program_.words.at(list.table.cell(row, kinds.column)));
        }
        if (all.empty()) return {};
        return html("<ul class=\"usa-list\">{}</ul>", each(all, [](const auto& one) {
                        return html("<li>{}{}{}</li>", one.first, one.first.empty() ? "" : ": ",
                                    base::listed(one.second));
                    }));
    }

    // What a row is for beside this request; nothing when it is for another one.
    std::optional<std::string> others_of(const policy::DocumentKinds& kinds, const policy::ListRow& row,
                                         const policy::RequestDef& request) const {
        std::string others;
        for (const auto& match : kinds.where) {
            const std::string& word =
                program_.words.at(program_.lists[kinds.list].table.cell(row, match.column));
            if (match.fact != rules_.book().nouns().type)
                others += (others.empty() ? "" : ", ") + word;
            else if (word != request.name.text)
                return std::nullopt;
        }
        return others;
    }

    Html source() const {
        const policy::Header& header = program_.header;
        if (!header.source) return {};
        return html("<h2>Where its rules come from</h2><p>{}, {}, {}. These rules hold from {} on.</p>{}",
                    header.source->title, header.source->publisher, header.source->date,
                    shown(header.effective), phrases(header.sources));
    }

    const desk::Rules& rules_;
    const policy::Program& program_;
    Looked looked_;
};

http::Response list(const Visit& visit, const Services& services) {
    const Html all = each(services.desk.shelf().programs(), [&](const std::string& id) {
        const desk::Rules* rules = in_force(visit, services, id).rules;
        if (!rules) return Html();
        return html("<li><a class=\"usa-link\" href=\"/needs/{}\">{}</a></li>", id,
                    rules->program().header.title);
    });
    return page(visit, "Codes, papers and contacts",
                html("<h1>Codes, papers and contacts</h1><p class=\"usa-intro\">What each program's rules "
                     "name: codes, the papers that come with a request, and whom to reach.</p>{}",
                     all.empty() ? html("<p>No program is in force.</p>")
                                 : html("<ul class=\"usa-list\">{}</ul>", all)));
}

http::Response needs(const Visit& visit, const Services& services) {
    const auto [rules, day] = in_force(visit, services, visit.places[0] + "/" + visit.places[1]);
    if (!rules)
        return sorry(visit, 404, "No such program is in force on that day", "Choose one from the list.");
    const std::string text(base::trim(visit.request.asked("text").value_or("")));
    return page(visit, rules->program().header.title, Needs(*rules, {day, base::to_lower(text)}).show(text));
}

} // namespace

void add_needs(Gate& gate, const Services& services) {
    gate.page("/needs", For::Everybody, [&services](const Visit& visit) { return list(visit, services); });
    gate.page("/needs/{family}/{program}", For::Everybody,
              [&services](const Visit& visit) { return needs(visit, services); });
}

} // namespace assent::portal
