#include "desk/projection.hpp"

#include <algorithm>

#include "casework/authority.hpp"
#include "casework/event_words.hpp"
#include "casework/situation.hpp"

namespace assent::desk {
namespace {

using casework::Request;

std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string> last_number(const casework::Case& of) {
    const auto numbered = std::find_if(of.requests.rbegin(), of.requests.rend(),
                                       [](const Request& one) { return !one.number.empty(); });
    return numbered == of.requests.rend() ? std::nullopt : std::optional(numbered->number);
}

// A duty that runs; or one that was missed, of whose missing somebody is alerted: nothing else was done about
// it, and it stays until it is done or ended. So what is late stands before everything that is still in time.
bool is_owed(const policy::TermDef& def, const casework::Term& term) {
    if (def.kind != policy::TermKind::Duty) return false;
    if (term.state != casework::TermState::Missed) return term.is_running();
    return std::any_of(def.effects.begin(), def.effects.end(),
                       [](const policy::Effect& effect) { return effect.kind == policy::EffectKind::Alert; });
}

template <typename Counts>
const casework::Term* first_of(const policy::Program& program, const std::vector<casework::Term>& terms,
                               Counts counts) {
    const casework::Term* first = nullptr;
    for (const casework::Term& term : terms) {
        const bool owed = is_owed(program.terms[term.key.term], term) && counts(term);
        if (owed && term.due && (!first || *term.due < *first->due)) first = &term;
    }
    return first;
}

// The same of what an account of the organization that asked may know of.
const casework::Term* first_told(const CaseFile& file, const casework::OrganizationId& asker,
                                 const std::vector<casework::Term>& terms) {
    const casework::Actor one{{}, casework::Role::Provider, asker, {}, {}};
    const casework::Authority theirs(file.rules->book(), file.now, one, {});
    return first_of(file.rules->program(), terms,
                    [&](const casework::Term& term) { return theirs.is_shown(term.key); });
}

} // namespace

casework::RequestNo current(const casework::Case& of) {
    const auto open = std::find_if(of.requests.rbegin(), of.requests.rend(),
                                   [](const Request& one) { return one.is_open(); });
    const auto behind = open == of.requests.rend() ? of.requests.end() : open.base();
    return static_cast<casework::RequestNo>(behind - of.requests.begin() - 1);
}

const casework::Term* first_owed(const policy::Program& program, const std::vector<casework::Term>& terms) {
    return first_of(program, terms, [](const casework::Term&) { return true; });
}

store::CaseRow row_of(const CaseFile& file, const std::vector<casework::Term>& terms) {
    store::CaseRow row{file.stream, file.now.member.text, {}, file.rules->id(), "begun", {}, {}, {}, {}};
    if (file.now.requests.empty()) return row;
    const Request& request = file.now.at(current(file.now));
    row.state = std::string(to_text(request.state));
    row.number = last_number(file.now);
    if (request.is_open() && request.level < file.rules->program().levels.size())
        row.level = file.rules->program().levels[request.level].name.text;
    row.reviewer = if_any(request.reviewer.text);
    row.organization = if_any(request.asked_for.text);
    if (const casework::Term* first = first_owed(file.rules->program(), terms)) row.due = first->due;
    if (const casework::Term* first = first_told(file, request.asked_for, terms)) row.told_due = first->due;
    return row;
}

store::RightRow right_of(const CaseFile& file, const std::vector<casework::Term>& terms,
                         calendar::Instant now) {
    store::RightRow row{file.stream, {}};
    if (file.now.requests.empty()) return row;
    const casework::RequestNo number = current(file.now);
    const Request& request = file.now.at(number);
    const casework::Term* next =
        request.is_open() ? nullptr : casework::next_right(file.rules->program(), terms, number);
    if (!next || request.asked_for.text.empty()) return row;
    const calendar::Instant opens = next->opens.value_or(next->started);
    if (opens > now) return row;
    row.organization = request.asked_for.text;
    row.opens = opens;
    row.ends = next->due;
    return row;
}

std::optional<calendar::Instant> answer_due(const CaseFile& file, const casework::Thread& thread,
                                            const std::vector<casework::Term>& terms) {
    std::optional<calendar::Instant> due;
    for (const casework::Term& term : terms) {
        const policy::TermDef& def = file.rules->program().terms[term.key.term];
        const bool meant = def.act.deed == policy::Deed::Answer && term.key.begun_by == thread.event &&
                           term.key.request == thread.request;
        if (meant && term.due && (!due || *term.due < *due)) due = term.due;
    }
    return due;
}

// What was entered wrongly needs no answer; what was meant does.
std::vector<store::ContactRow> contacts_of(const CaseFile& file, const std::vector<casework::Term>& terms) {
    std::vector<store::ContactRow> all;
    const auto& threads = file.now.threads;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        const casework::Thread& one = threads[i];
        store::ContactRow row{
            file.stream, static_cast<std::int64_t>(i), std::string(casework::word_of(one.kind)),
            one.arrived, answer_due(file, one, terms), one.answered_at};
        if (one.corrected_by && !row.done) row.done = threads[*one.corrected_by].recorded;
        all.push_back(std::move(row));
    }
    return all;
}

} // namespace assent::desk
