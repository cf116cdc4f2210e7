#include "portal/home/listed.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "portal/moments.hpp"
#include "portal/units.hpp"

namespace assent::portal {
namespace {

bool can_be_told(const CaseSeen& seen, std::uint16_t fact) {
    return fact != policy::any_object && seen.is_shown(fact);
}

std::vector<std::string> codes_of(const CaseSeen& seen, casework::RequestNo request) {
    std::vector<std::string> all;
    const std::uint16_t code = seen.book().nouns().code;
    if (!can_be_told(seen, code)) return all;
    const std::size_t lines = seen.file().now.at(request).lines.size();
    for (std::size_t line = 0; line < lines; ++line) {
        const std::string one = seen.told(request, code, static_cast<int>(line));
        if (!one.empty() && std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }
    return all;
}

// A list says what is to be done, and is silent where nothing is. What happens otherwise stands beside it.
Html next_of(const casework::Situation& now) {
    if (!now.waits_for_reader) return now.next.empty() ? Html() : html(" {}", now.next);
    const std::size_t dot = now.next.find(". ");
    const std::size_t end = dot == std::string::npos ? now.next.size() : dot + 1;
    return html(" <b>{}</b>{}{}", now.next.substr(0, end), now.next.substr(end),
                now.asked.empty() ? Html() : html(" <b>{}</b>", now.asked));
}

Html row(const Listed& one) {
    const CaseSeen& seen = one.seen;
    return html(
        "<tr{}><th scope=\"row\"><a class=\"usa-link\" href=\"{}\">{}</a></th><td>{}</td>"
        "<td>{}{}{}</td><td>{}</td><td>{}{}</td><td>{}</td></tr>",
        one.now.waits_for_reader ? Html::trusted(" class=\"as-waits\"") : Html(), seen.address(),
        seen.number(), one.member, seen.type(seen.first()), one.service.empty() ? "" : ": ", one.service,
        shown(units_of(seen, seen.first())), one.now.where, next_of(one.now),
        one.now.due ? until(seen.book().zone(), *one.now.due) : Html());
}

} // namespace

Listed listed(CaseSeen seen, const letters::NameOf& name_of) {
    const casework::RequestNo request = seen.first();
    const std::uint16_t fact = seen.book().nouns().discipline;
    std::string discipline = can_be_told(seen, fact) ? seen.told(request, fact) : std::string();
    std::vector<std::string> words = codes_of(seen, request);
    if (!discipline.empty()) words.insert(words.begin(), discipline);
    std::string member = name_of(seen.member());
    casework::Situation now = seen.situation(request);
    return {std::move(seen), std::move(member), std::move(discipline), base::join(words, ", "),
            std::move(now)};
}

Html table(const std::string& caption, const std::vector<Listed>& rows) {
    return html(
        "<table class=\"usa-table usa-table--borderless as-list\"><caption>{}</caption><thead><tr>"
        "<th scope=\"col\">Case</th><th scope=\"col\">Member</th><th scope=\"col\">Request</th>"
        "<th scope=\"col\">Units</th><th scope=\"col\">What is happening</th>"
        "<th scope=\"col\">Next date</th></tr></thead><tbody>{}</tbody></table>",
        caption, each(rows, row));
}

} // namespace assent::portal
