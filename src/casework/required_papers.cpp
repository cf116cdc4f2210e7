#include "casework/required_papers.hpp"

#include <algorithm>

#include "casework/case_facts.hpp"
#include "policy/day.hpp"

namespace assent::casework {
namespace {

// The words in a column of the rows in force that agree with what is known of the request.
std::vector<std::string> kinds_of(const policy::Program& program, const policy::DocumentKinds& kinds,
                                  const policy::Facts& facts, std::int64_t day) {
    std::vector<std::string> all;
    const policy::ListDef& list = program.lists[kinds.list];
    for (const policy::ListRow& row : list.table.rows()) {
        const bool agrees = std::all_of(kinds.where.begin(), kinds.where.end(), [&](const auto& match) {
            const policy::Interval value = facts.value(program.facts[match.fact].slot);
            return value.known() && value.least == list.table.cell(row, match.column);
        });
        if (agrees && row.holds_on(day)) all.push_back(program.words.at(list.table.cell(row, kinds.column)));
    }
    return all;
}

bool is_there(const Request& request, const std::string& kind) {
    return std::any_of(request.papers.begin(), request.papers.end(),
                       [&](const Paper& paper) { return paper.kind == kind; });
}

} // namespace

std::vector<RequiredPaper> required_papers(const Case& of, RequestNo number, const RuleBook& book,
                                           Instant now) {
    const policy::Program& program = book.program();
    const Request& request = of.at(number);
    policy::Facts facts(program);
    fill_facts(of, number, book, facts);
    const auto day = policy::days_of(book.day_of(request.counted_from.value_or(now)));
    std::vector<RequiredPaper> all;
    for (const std::uint16_t document : program.requests[request.type].with) {
        const policy::DocumentDef& def = program.documents[document];
        const auto kinds =
            def.kinds ? kinds_of(program, *def.kinds, facts, day) : std::vector<std::string>{def.name.text};
        for (const std::string& kind : kinds) all.push_back({document, kind});
    }
    return all;
}

std::vector<std::string> missing_papers(const Case& of, RequestNo number, const RuleBook& book, Instant now) {
    std::vector<std::string> kinds;
    for (const RequiredPaper& paper : required_papers(of, number, book, now)) {
        if (!is_there(of.at(number), paper.kind)) kinds.push_back(paper.kind);
    }
    return kinds;
}

} // namespace assent::casework
