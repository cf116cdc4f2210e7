#pragma once
// Everything a program says about one name: the text as written, its phrases and where they stand, the
// assumptions it rests on, what became of it from version to version, and the examples that try it.
// It is told of the newest version that has the name.

#include <string>
#include <string_view>
#include <vector>

#include "catalog/program_versions.hpp"

namespace assent::app {

struct Reading {
    std::string assumption;
    std::string reading;
};

struct Era {
    calendar::Date effective{};
    std::string what; // "first", "the same", "changed", "not there"
};

struct Trial {
    std::string file;
    std::uint32_t line = 0;
    std::string scenario;
    std::string how; // "not met alone", "unknown alone", "mentions it"
};

struct Described {
    const policy::Program* program = nullptr; // the version it is told of
    policy::Construct construct{};
    std::string name;
    std::uint32_t line = 0;
    std::string text; // as the file has it
    std::vector<std::string> quotes, cites;
    std::vector<Reading> assumptions;
    std::vector<std::string> resting; // on an assumption: "criterion adult"
    std::vector<Era> history;         // by effective date, one for each version
    std::vector<Trial> trials;
};

// What bears the name: a rule, a fact, a list, an assumption; several when a name is used for several
// things. Refused, with the nearest name, when nothing does; and when the scenarios have mistakes.
// Throws base::Failure when a file cannot be read again. Requires: `program` outlives the answer.
base::Result<std::vector<Described>> describe(const catalog::ProgramVersions& program, std::string_view name);

} // namespace assent::app
