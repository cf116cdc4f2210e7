#pragma once
// One occurrence of a duty or a right: what began it, what did it or ended it, and for how long it stood
// still. For the sources of terms only. It looks at marks and never at the present moment, so that what it
// says of the past stays.

#include "casework/moment.hpp"

namespace assent::casework {

struct Instance {
    Standpoint from;
    std::uint32_t begun_by = 0;
    const Mark* mark = nullptr; // that began it; null when the turn of another term did

    const policy::TermDef& def() const { return from.book.program().terms[from.term]; }
    TermKey key() const { return {from.term, from.request, begun_by}; }
    // Whether the mark comes after the beginning.
    bool is_later(const Mark& later) const {
        return later.event > begun_by && (mark || later.at >= from.start);
    }
};

// Its act, or what ended it undone, whichever came first in the history.
struct End {
    std::optional<Instant> at; // nothing for an extension, which bears no moment
    bool done = false;
};
std::optional<End> end_of(const Instance&);

// The due moment less what the instance stood still, and whether it does so still.
struct Paused {
    Instant due;
    bool now = false;
};
Paused less_pauses(const Instance&, Instant due);

} // namespace assent::casework
