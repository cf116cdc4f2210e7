#include "casework/case_facts.hpp"
#include "casework/moment.hpp"

// When a request can be submitted, before there is one.

namespace assent::casework {
namespace {

using policy::TermDef;

// The latest event of the request that it would be about, among those that open its window.
const Mark* opening(const Case& of, const TermDef& def, RequestNo about) {
    const Mark* last = nullptr;
    for (const policy::EventRef& event : def.when) {
        const Mark* mark = about == no_request ? nullptr : latest(of, about, event, ~std::uint32_t{0});
        if (mark && (!last || mark->event > last->event)) last = mark;
    }
    return last;
}

// Whether the window binds such a request: one with these facts.
bool binds(Case of, const RuleBook& book, const TermDef& def, Request asked) {
    if (def.condition == policy::no_node) return true;
    of.requests.push_back(std::move(asked));
    policy::Facts facts(book.program());
    fill_facts(of, static_cast<RequestNo>(of.requests.size() - 1), book, facts);
    policy::Evaluator evaluator(book.program(), facts);
    evaluator.evaluate_criteria();
    return evaluator.truth(def.condition) == policy::Truth::Met;
}

} // namespace

SubmitWindow submit_window(const Case& of, const RuleBook& book, std::uint16_t type, RequestNo about,
                           const std::vector<Known>& facts) {
    const std::uint16_t term = book.program().requests[type].submit;
    if (term == policy::any_object) return {};
    const TermDef& def = book.program().terms[term];
    Request asked;
    asked.type = type;
    asked.about = about;
    asked.facts = facts;
    for (const Known& known : facts) {
        if (known.line >= static_cast<int>(asked.lines.size()))
            asked.lines.resize(std::size_t(known.line) + 1);
    }
    if (!binds(of, book, def, std::move(asked))) return {};
    Standpoint from{of, book};
    from.term = term;
    from.request = about;
    from.facts = &facts;
    SubmitWindow window;
    if (const Mark* mark = opening(of, def, about)) {
        from.start = mark->at;
        window.begun = mark->at;
    }
    window.opens = from.at(def.opens, Edge::First);
    window.due = from.at(def.due, Edge::Last);
    return window;
}

} // namespace assent::casework
