#pragma once
// The duties and rights of a case as a pure function of its marks: every instance with its opening, goal, due
// moment and state. Nothing is stored and nothing ticks; the same case, program and moment give the same
// terms. The next alarm of a case is the least opening, goal or due moment still ahead.

#include <optional>
#include <string>
#include <vector>

#include "casework/case.hpp"
#include "casework/rule_book.hpp"

namespace assent::casework {

enum class TermState : std::uint8_t {
    Waiting, // it opens later
    Open,
    Paused,
    Done,
    DoneLate, // after it was missed
    Missed,   // a duty past its due moment
    Lapsed,   // a right past its last moment
    Over,     // ended undone: by an ending event, or because what it counted from no longer holds
};

std::string_view to_text(TermState); // "done late"

struct Term {
    TermKey key;
    TermState state = TermState::Open;
    Instant started{};
    std::optional<Instant> opens, goal, due; // due: still in time at this very second; none: no end
    std::optional<Instant> done;             // by its act; an extension bears no moment
    std::optional<Instant> over;             // when it ended undone
    bool passed = false;                     // its effect has been applied

    bool is_running() const { return state <= TermState::Paused; }
};

// Every instance of every term, in the order in which they began. `out` is cleared first; reusing it
// allocates nothing once it has grown.
void terms(const Case&, const RuleBook&, Instant now, std::vector<Term>& out);
std::vector<Term> terms(const Case&, const RuleBook&, Instant now);

// The window in which a request of that type can be submitted: for one about `about`, by its latest
// determination; for one that opens a case, by these facts. Nothing when no moment of it can be worked out.
struct SubmitWindow {
    std::optional<Instant> opens, due;
    std::optional<Instant> begun =
        {}; // when what it is about happened; it is open from then on, if not later
};
SubmitWindow submit_window(const Case&, const RuleBook&, std::uint16_t type, RequestNo about,
                           const std::vector<Known>& facts);

// The earliest moment after `now` at which a running term changes: it begins or opens, or the second after
// its goal or due moment, when that has passed. None: never, as long as nothing happens. What is paused
// waits.
std::optional<Instant> next_alarm(const std::vector<Term>&, Instant now);

// How the due moment was found, a step a line: "skipped Thu 26 Nov 2026, Thanksgiving Day".
std::vector<std::string> derivation(const Case&, const RuleBook&, const Term&);

// What a sentence calls it: "requesting provider must supply information".
std::string called(const RuleBook&, const policy::TermDef&);

} // namespace assent::casework
