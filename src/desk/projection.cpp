#include "desk/projection.hpp"

#include <algorithm>

namespace assent::desk {
namespace {

using casework::Request;

// What somebody still works on, the latest; or else the latest of all.
const Request& current(const casework::Case& of) {
    const auto open = std::find_if(of.requests.rbegin(), of.requests.rend(),
                                   [](const Request& one) { return one.is_open(); });
    return open == of.requests.rend() ? of.requests.back() : *open;
}

std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string> last_number(const casework::Case& of) {
    const auto numbered = std::find_if(of.requests.rbegin(), of.requests.rend(),
                                       [](const Request& one) { return !one.number.empty(); });
    return numbered == of.requests.rend() ? std::nullopt : std::optional(numbered->number);
}

// The earliest moment by which somebody owes something.
std::optional<calendar::Instant> earliest_due(const policy::Program& program,
                                              const std::vector<casework::Term>& terms) {
    std::optional<calendar::Instant> earliest;
    for (const casework::Term& term : terms) {
        const bool owed = program.terms[term.key.term].kind == policy::TermKind::Duty && term.is_running();
        if (owed && term.due && (!earliest || *term.due < *earliest)) earliest = term.due;
    }
    return earliest;
}

} // namespace

store::CaseRow row_of(const CaseFile& file, const std::vector<casework::Term>& terms) {
    store::CaseRow row{file.stream, file.now.member.text, {}, file.rules->id(), "begun", {}, {}, {}, {}};
    if (file.now.requests.empty()) return row;
    const Request& request = current(file.now);
    row.state = std::string(to_text(request.state));
    row.number = last_number(file.now);
    if (request.is_open() && request.level < file.rules->program().levels.size())
        row.level = file.rules->program().levels[request.level].name.text;
    row.reviewer = if_any(request.reviewer.text);
    row.organization = if_any(request.asked_for.text);
    row.due = earliest_due(file.rules->program(), terms);
    return row;
}

} // namespace assent::desk
