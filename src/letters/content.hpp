#pragma once
// What one notice can say, taken from the case: the elements of letters/elements.hpp that have a value, and a
// row for each service line. Where a decision is still being made, its outcome and reasons are those of the
// decision, and times run as if it had been made and its notice composed. It gives no opinion and no
// sentence of its own beyond an amount, a date or the name of an outcome.

#include <functional>
#include <string>

#include "casework/decide.hpp"

namespace assent::letters {

// How a person, an organization or a member is called on paper, by the identifier that the case knows them
// by; a case keeps no names.
using NameOf = std::function<std::string(const std::string& id)>;

struct ContentSource {
    const casework::RuleBook& book;
    NameOf name_of;
};

// Contacts come from the program's list `contacts` (columns purpose, channel, value), labels of services from
// a list of procedure codes with a column `label`, both in the row of the day. Requires: the request is one
// of the case.
casework::NoticeContent content_of(const casework::NoticeDemand&, const ContentSource&);

// The columns of the service lines alone; `content_of` has called it.
casework::NoticeLines lines_of(const casework::NoticeDemand&, const ContentSource&);

// What a decision makes of a line, or the case has made of it.
struct LineOutcome {
    bool decided = false, adverse = false;
    bool undisputed = false;                  // approved before, and the dispute is not about it
    std::optional<casework::Granted> granted; // by this request itself
    std::optional<casework::Granted> stands;  // the same, or what a dispute left as it was granted before
    std::string reason;
};
LineOutcome outcome_of(const casework::NoticeDemand&, const casework::RuleBook&, std::uint16_t line);

} // namespace assent::letters
