#include "letters/reason.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "casework/case_facts.hpp"
#include "casework/term.hpp"
#include "letters/on_paper.hpp"
#include "letters/shortcoming.hpp"

namespace assent::letters {
namespace {

struct Told {
    std::vector<std::string> labels;
    std::string words;
};

// "" when it was in time, as far as can be told.
std::string untimely(const casework::NoticeDemand& demand, const casework::RuleBook& book) {
    const casework::Request& request = demand.of.at(demand.request);
    const auto window = casework::submit_window(demand.of, book, request.type, request.about, request.facts);
    const auto word = [&](casework::Instant moment) {
        return has_hour(moment, book.zone()) ? "moment" : "day";
    };
    if (window.due && request.received > window.due)
        return fmt::format("It came after {}, the last {} for it.", on_paper(*window.due, book.zone()),
                           word(*window.due));
    if (window.opens && request.received && *request.received < *window.opens)
        return fmt::format("It came before {}, the first day for it.", on_paper(book.day_of(*window.opens)));
    return {};
}

std::string under(const std::string& quote) {
    return quote.empty() ? std::string() : fmt::format("Under this rule: \u201c{}\u201d.", quote);
}

// The phrases of a criterion that is not met, each with what it was not met by, as far as that is a list;
// otherwise its first.
std::string why_unmet(const policy::Program& program, const policy::Facts& facts, std::uint16_t number) {
    const policy::CriterionDef& criterion = program.criteria[number];
    std::vector<std::string> all;
    std::string last;
    for (const policy::MissedLookup& missed : missed_lookups(program, facts, number)) {
        const std::string quote = under(fitting_quote(criterion, missed));
        if (!quote.empty() && quote != last) all.push_back(quote);
        all.push_back(told(program, missed));
        last = quote;
    }
    if (all.empty() && !criterion.sources.quotes.empty())
        all.push_back(under(criterion.sources.quotes.front().text));
    return base::join(all, "\n");
}

} // namespace

std::string reason_of(const std::vector<LineReason>& lines) {
    std::vector<Told> told;
    for (const LineReason& line : lines) {
        if (line.words.empty()) continue;
        auto same = std::find_if(told.begin(), told.end(),
                                 [&](const Told& other) { return other.words == line.words; });
        if (same == told.end()) same = told.insert(told.end(), {{}, line.words});
        same->labels.push_back(line.label);
    }
    if (told.size() == 1 && told[0].labels.size() == lines.size()) return told[0].words;
    std::vector<std::string> reasons;
    for (const Told& one : told)
        reasons.push_back(fmt::format("{}: {}", base::listed(one.labels), one.words));
    return base::join(reasons, "\n");
}

std::string reason_of_ending(const casework::NoticeDemand& demand, const casework::RuleBook& book) {
    const casework::Request& request = demand.of.at(demand.request);
    policy::Facts facts(book.program());
    fill_facts(demand.of, demand.request, book, facts);
    std::vector<std::string> rules;
    for (std::size_t i = 0; i < book.program().criteria.size(); ++i) {
        if ((request.because >> i & 1U) == 0) continue;
        const std::string why = why_unmet(book.program(), facts, static_cast<std::uint16_t>(i));
        if (!why.empty()) rules.push_back(why);
    }
    if (!rules.empty()) return base::join(rules, "\n");
    const std::string late = request.ended == casework::EndedAs::Refused ? untimely(demand, book) : "";
    return late.empty() ? request.why : late;
}

} // namespace assent::letters
