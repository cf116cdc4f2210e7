#pragma once
// Everything that an interface answers instead of what was asked, in one table: a kind, its status, and a
// sentence. As application/problem+json (RFC 9457). No problem carries a member's data or a value that was
// sent, but for an identifier that is known here.

#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "casework/refusal.hpp"
#include "http/message.hpp"

namespace assent::http {

enum class Problem : std::uint8_t {
    NotUnderstood, // what was sent is not what this address takes
    NotSignedIn,   // no token, or one that is nobody's
    NotAllowed,
    NotFound,
    NoSuchMethod,
    NotNow,      // the state of the case does not allow it
    Duplicate,   // it was asked before, or its key was used for something else
    Changed,     // somebody changed it since it was read
    TooLarge,    // more than this address takes
    WrongMedia,  // a body of another type
    UnlikeType,  // its content is not of the type that it is said to be
    Refused,     // a rule does not allow it
    NeedsMatch,  // it has to say which state was seen
    Unavailable, // the world is broken; try again
};

Response problem(Problem kind, std::string_view detail, std::string_view instead = {});

// With each mistake's place and what to write there. A place is a pointer into the body, or a parameter,
// whose name stands where a file's would.
Response problem(const base::Diagnostics& mistakes);

// A refusal of casework: the rule, its source, and what to do instead.
Response problem(const casework::Refusal& refusal);

struct ProblemRow {
    Problem kind;
    int status;
    std::string_view name; // "not-understood": the end of its type
    std::string_view title;
};
const std::vector<ProblemRow>& problems();

} // namespace assent::http
