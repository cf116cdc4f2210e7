#include <algorithm>

#include "casework/approvable.hpp"
#include "casework/case_facts.hpp"
#include "letters/content.hpp"

// What became of each service line, and what of it is approved now.

namespace assent::letters {
namespace {

using casework::Case;
using casework::Granted;
using casework::NoticeDemand;
using casework::Request;
using casework::RuleBook;
using policy::LevelAct;

bool grants_all(LevelAct act) {
    return act == LevelAct::Approve || act == LevelAct::ApproveAsRequested || act == LevelAct::Reverse;
}

// The request that this one disputes line by line.
const Request* disputed(const Case& of, const Request& request, const RuleBook& book) {
    const Request* before = casework::earlier(of, request);
    const bool disputes = before && casework::is_dispute(book.program().requests[request.type]);
    return disputes && before->lines.size() == request.lines.size() ? before : nullptr;
}

// A dispute that grants nothing leaves what was granted before it.
std::optional<Granted> standing(const Case& of, const Request& request, const RuleBook& book,
                                std::uint16_t line) {
    if (request.voided) return std::nullopt;
    if (request.lines[line].granted) return request.lines[line].granted;
    const Request* before = disputed(of, request, book);
    return before ? standing(of, *before, book, line) : std::nullopt;
}

void decide(LineOutcome& outcome, const NoticeDemand& demand, const RuleBook& book, std::uint16_t line) {
    for (const casework::LineDecision& one : demand.decision->lines) {
        if (one.line != line) continue;
        outcome.decided = true;
        outcome.undisputed = false;
        outcome.adverse = !grants_all(one.act) && one.act != LevelAct::Answer;
        outcome.granted = one.granted;
        if (grants_all(one.act) && !one.granted)
            outcome.granted = approvable(demand.of, demand.request, book, line);
        outcome.reason = one.rationale;
    }
}

} // namespace

LineOutcome outcome_of(const NoticeDemand& demand, const RuleBook& book, std::uint16_t line) {
    const Request& request = demand.of.at(demand.request);
    const Request* before = disputed(demand.of, request, book);
    LineOutcome made;
    made.undisputed = before && !request.lines[line].determined && !before->lines[line].adverse;
    const casework::LineState& state = made.undisputed ? before->lines[line] : request.lines[line];
    made.decided = state.determined;
    made.adverse = state.adverse;
    made.granted = state.granted;
    made.reason = state.rationale;
    if (demand.decision) decide(made, demand, book, line);
    made.stands = made.granted;
    if (made.adverse && !made.granted && before) made.stands = standing(demand.of, *before, book, line);
    return made;
}

} // namespace assent::letters
