#pragma once
// What people hand in and tell: facts, papers, and who takes which part. Values without behaviour; facts and
// parties stand in them by their numbers in the version that governs the request.

#include <cstdint>
#include <string>
#include <vector>

#include "calendar/zone.hpp"
#include "policy/people.hpp"

namespace assent::casework {

using calendar::Instant;

// One fact as somebody told it. Several of one list fact in one event are its items; `no_items` is an empty
// list.
struct Known {
    std::uint16_t fact = 0;
    std::int16_t line = -1; // of a service line, from 0; -1: of the request
    std::int64_t value =
        0; // as the program's values are: days, words and codes by number; local seconds of a moment
    std::string text; // of a text or document; a note beside any other value
    bool no_items = false;
};

// What is told anew replaces what was told before; the items of a list come together.
void take(std::vector<Known>& facts, const std::vector<Known>& more);

struct Paper {
    std::string kind;     // a word of the program's required papers, "" while nobody has said
    std::string document; // where its content lies
    Instant arrived{};    // none told: with the command that files it
    policy::Channel channel = policy::Channel::Upload;
    std::uint16_t pages = 0;
};

// Who takes which part in a case: a person or an organization, by identifier.
struct Participant {
    std::uint16_t party = 0;
    std::string id;
};

} // namespace assent::casework
