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
};

// The program, or all mistakes. Warnings are appended to `warnings` either way.
base::Result<Program> read_program(const ProgramText&, base::Diagnostics& warnings);

} // namespace assent::policy
