#pragma once
// The look-ups in lists by which rules are not met: what was looked for, for which service line, and what the
// list has of it instead. Of a rule that is not met it finds those behind it that failed; what failed
// otherwise, as a comparison or a fact that nobody told, is not among them (policy/questions.hpp has what is
// blank). Pure.

#include <optional>
#include <string>
#include <vector>

#include "policy/facts.hpp"

namespace assent::policy {

struct MissedLookup {
    std::vector<std::size_t> lines;   // service lines, from 1; empty: the request, or its only line
    std::uint16_t list = 0;           // of the program
    std::string name, key;            // what was looked for: "line.code", "K1018"; "" for no code at all
    bool is_found = false;            // it is in the list, and must not be
    std::optional<calendar::Date> on; // the day that counts; none where no row of the key has days

    // Of a key that the list has on other days only: the last of them before that day, or else the first
    // after.
    std::optional<calendar::Date> through, from;

    // `where COLUMN is VALUE`: what was wanted there, and what the rows of that day have.
    struct Column {
        std::string name, wanted;
        std::vector<std::string> has; // empty where no row of the key holds on the day

        bool is_as_wanted() const;
    };
    std::vector<Column> columns;

    std::vector<std::uint16_t> facts; // that it rests on, by their numbers
};

// Behind that criterion, in the order of its text; what several lines miss alike stands once.
std::vector<MissedLookup> missed_lookups(const Program&, const Facts&, std::uint16_t criterion);

} // namespace assent::policy
