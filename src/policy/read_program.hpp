#pragma once
// Reads the text of one version of a program into a Program. Everything that is wrong with it comes
// out of one run: words nobody knows, names nobody declared, types that do not fit, a block without
// its source, a number that stands in none of its phrases. It reads no file itself.

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "policy/program.hpp"

namespace assent::policy {

struct NamedText {
    std::string file; // as messages name it
    std::string text;
};

struct ProgramText {
    NamedText policy;
    std::map<std::string, NamedText> lists; // by the list's name, the content of its CSV file
    std::vector<NamedText> scenarios;
    std::map<std::string, NamedText> included; // by its id, the text of each program an `include` line names
    std::vector<std::string> programs;         // ids of all programs there are, for a name that is mistyped
};

// The ids that the `include` lines of a program's text name, in their order. It reports no mistake.
std::vector<Piece> included_by(std::string_view policy);

// The program, or all mistakes. Warnings are appended to `warnings` either way.
base::Result<Program> read_program(const ProgramText&, base::Diagnostics& warnings);

} // namespace assent::policy
