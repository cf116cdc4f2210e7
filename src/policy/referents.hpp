#pragma once
// Names in a sentence of a policy turned into the numbers of what they mean: parties, levels, requests,
// notices, facts, papers, terms, lists. What is not declared is a mistake that names the nearest that is.
// Shared by the readers of parties, levels, requests, duties, rights and notices; it keeps nothing itself.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/names.hpp"
#include "policy/program.hpp"
#include "policy/read_condition.hpp"

namespace assent::policy {

class Referents {
public:
    Referents(Program& of, const Names& its_names, ConditionReader& its_conditions,
              base::Diagnostics& mistakes)
        : program(of), names(its_names), conditions(its_conditions), diagnostics_(mistakes) {}

    Program& program;
    const Names& names;
    ConditionReader& conditions;

    // The number of what stands at the cursor, which moves past it; a mistake when nothing of the kind does.
    std::optional<std::uint16_t> at(Cursor& cursor, NameKind kind, std::string_view what);

    // A party by its name, or "we", "us", "anyone", "the requester".
    std::optional<std::uint16_t> party(Cursor& cursor);
    // Parties joined by commas or "or".
    std::optional<std::vector<std::uint16_t>> parties(Cursor& cursor);

    // Words up to the next comma, or up to " or " and " and " as well when `joined`.
    static std::string words(Cursor& cursor, bool joined = false);

    // True at the end of the line; else the rest is a mistake, and `hint` says what could stand there.
    bool finished(const Cursor& cursor, std::string_view hint);
    void error(const Cursor& cursor, std::string message, std::string hint);
    Cursor cursor(const Piece& piece) const { return {piece, program.file_of(piece)}; }

private:
    base::Diagnostics& diagnostics_;
};

} // namespace assent::policy
