#include "letters/reason.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "casework/term.hpp"
#include "letters/on_paper.hpp"

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
    std::vector<std::string> rules;
    for (std::size_t i = 0; i < book.program().criteria.size(); ++i) {
        const auto& quotes = book.program().criteria[i].sources.quotes;
        if ((request.because >> i & 1U) != 0 && !quotes.empty())
            rules.push_back(fmt::format("Under this rule: \u201c{}\u201d.", quotes.front().text));
    }
    if (!rules.empty()) return base::join(rules, "\n");
    const std::string late = request.ended == casework::EndedAs::Refused ? untimely(demand, book) : "";
    return late.empty() ? request.why : late;
}

} // namespace assent::letters
