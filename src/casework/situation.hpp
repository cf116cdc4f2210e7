#pragma once
// What is happening to a request, in the few sentences that head it wherever it is shown: where it rests and
// since when, what is owed by whom by when and what follows if it does not come, and whether the reader has
// to do something. There is one function for all, so that a list, a page and an answer never contradict each
// other. It shows words of the program and times, and no fact that anybody told.

#include <optional>
#include <string>

#include "casework/authority.hpp"
#include "casework/term.hpp"

namespace assent::casework {

struct Situation {
    std::string where; // "With the physician level since Wed 25 Nov 2026 09:00 EST."
    std::string next;  // "A decision is due by Tue 1 Dec 2026, end of day."; "" when nothing is
    std::string
        asked; // "Nothing is needed from you."; "" when `next` says what is, or the reader is of the house
    std::optional<Instant> due;    // of `next`
    bool waits_for_reader = false; // the reader owes something
};

std::string to_text(const Situation&); // all sentences

// Who reads it, and when.
struct Reader {
    const Actor& actor;
    Instant now;
};

Situation situation(const Case&, const RuleBook&, RequestNo, const Reader&);

// The right that ends first, of those to ask about a request once it is over; null when none is left, or
// none that ends.
const Term* next_right(const policy::Program&, const std::vector<Term>&, RequestNo);

// Whether somebody has asked to expedite it, and waits for an answer.
bool awaits_expediting(const Case&, RequestNo);

std::string day_text(calendar::Date); // "Tue 1 Dec 2026"

// "Tue 1 Dec 2026, end of day", or with the time of day when it is not the last of its day.
std::string until_text(const calendar::Zone&, Instant);

// "Tue 1 Dec 2026", or with the time of day when it is not the first of its day.
std::string from_text(const calendar::Zone&, Instant);

} // namespace assent::casework
