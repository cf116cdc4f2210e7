#include "portal/review/trace.hpp"

#include "casework/case_facts.hpp"
#include "casework/spoken.hpp"
#include "policy/explanation.hpp"

namespace assent::portal {
namespace {

std::string_view in_words(policy::Truth truth) {
    switch (truth) {
        case policy::Truth::Met: return "Met";
        case policy::Truth::NotMet: return "Not met";
        case policy::Truth::Unknown: break;
    }
    return "Not known";
}

Html seen_of(const policy::Seen& one) {
    return html("<li>{}: {}{}</li>", one.name, one.value, one.from.empty() ? "" : " (" + one.from + ")");
}

Html condition(const policy::Trace& one) {
    return html("<li><b>{}:</b> <code>{}</code><ul>{}{}</ul></li>", in_words(one.truth), one.text,
                each(one.seen, seen_of), each(one.conditions, condition));
}

Html criterion(const policy::Trace& one) {
    return html(
        "<details class=\"as-more\"><summary><b>{}:</b> {}</summary>{}<ul "
        "class=\"usa-list\">{}</ul></details>",
        in_words(one.truth), casework::spaced(one.name),
        one.quote.empty() ? Html() : html("<p><q>{}</q></p>", one.quote), each(one.conditions, condition));
}

} // namespace

Html trace_of(const CaseSeen& seen, casework::RequestNo request) {
    const policy::Program& program = seen.program();
    policy::Facts facts(program);
    casework::fill_facts(seen.file().now, request, seen.book(), facts);
    const policy::Verdict verdict = policy::decide(program, facts);
    const policy::Explanation explanation = policy::explain(program, facts, verdict);
    std::size_t met = 0, not_met = 0;
    for (const policy::Trace& one : explanation.trace) {
        met += one.truth == policy::Truth::Met ? 1 : 0;
        not_met += one.truth == policy::Truth::NotMet ? 1 : 0;
    }
    return html("<h2>The rules</h2><p>{} met, {} not met, {} not known.</p>{}", met, not_met,
                explanation.trace.size() - met - not_met, each(explanation.trace, criterion));
}

} // namespace assent::portal
