// From when a duty or right runs, where its block leaves it to its time to say so.

#include <fmt/format.h>

#include "policy/term_reader.hpp"

namespace assent::policy {
namespace {

bool says_no_end(const Line& line) { return line.keyword == "until" && line.rest.text == "no end"; }

// The line that says until when; null when there is none.
const Line* time_of(const Block& block) {
    const Line* within = block.first("within");
    return within ? within : block.first(block.construct == Construct::Duty ? "by" : "until");
}

} // namespace

bool TermReader::says_its_time(const TermDef& term, const Block& block) {
    const bool duty = term.kind == TermKind::Duty;
    const Line* within = block.first("within");
    const Line* other = block.first(duty ? "by" : "until");
    if (within && other) {
        referents_.error(referents_.cursor(other->rest),
                         fmt::format("`within` and `{}` in one {}", other->keyword, to_text(block.construct)),
                         duty ? "a duty is due once; an earlier mark is a `goal`" : "a right ends once");
        return false;
    }
    if (duty && !within && !other) {
        referents_.error(referents_.cursor(block.name),
                         fmt::format("the duty `{}` does not say by when", term.name.text),
                         "add `within 3 business days of EVENT` or `by MOMENT`");
        return false;
    }
    return true;
}

void TermReader::settle_start(TermDef& term, const Block& block) {
    if (!says_its_time(term, block)) return;
    const Line* time = time_of(block);
    const bool unread = (time && term.due == no_moment && !says_no_end(*time)) ||
                        (block.first("from") && term.opens == no_moment);
    if (!block.first("when") && !unread) term.when = implied_start(term, block);
    if (term.when.size() != 1) return;
    for (const MomentId id : {term.opens, term.goal, term.due})
        begin_with(referents_.program.moments, id, term.when.front());
}

std::vector<EventRef> TermReader::implied_start(const TermDef& term, const Block& block) {
    const Moments& moments = referents_.program.moments;
    const bool right = term.kind == TermKind::Right;
    const bool opened = right && term.opens != no_moment;
    const CountedFrom due = counted_from(moments, term.due);
    const CountedFrom from = opened ? counted_from(moments, term.opens) : due;
    if (from.events.size() == 1 && !from.start) return from.events;
    if (right && from.events.empty() && !from.start && !due.start) return {};
    const Cursor at_name = referents_.cursor(block.name);
    const std::string_view kind = to_text(block.construct);
    if (from.events.size() > 1) {
        referents_.error(at_name,
                         fmt::format("the {} `{}` counts from several events, and none is said to begin it",
                                     kind, term.name.text),
                         "add `when EVENT`");
    } else {
        referents_.error(at_name, fmt::format("nothing says what begins the {} `{}`", kind, term.name.text),
                         "add `when EVENT`, or count from an event: `within 3 business days of EVENT`");
    }
    return {};
}

} // namespace assent::policy
