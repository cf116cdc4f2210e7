#pragma once
// Programs of a few lines, for tests only: rules written beside what is expected of them, read
// together with a header of their own that stands below, so that lines count from the rules' first.
// A program that does not read stops the test with its mistakes; nothing here is part of the server.

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "base/json_document.hpp"
#include "base/says_test.hpp"
#include "policy/decide.hpp"
#include "policy/read_program.hpp"
#include "policy/request_reader.hpp"

namespace assent::policy {

// The rules, the CSV text of each list by its name, and the scenarios.
struct SmallText {
    std::string rules;
    std::map<std::string, std::string> lists = {};
    std::string scenarios = {};
};

inline const std::string small_header = "\n\nprogram small\n  cite law\n  effective 2021-01-01 onward\n";

// Facts of every kind, for tests that are not about declaring them.
inline const std::string some_facts = R"(
fact member.born date from registry ask "When was the member born?"
fact member.eligible yes or no from registry ask "Is the member eligible?"
fact need.at_once yes or no from provider ask "Is it needed at once?"
fact request.start date from provider ask "When does it start?"
fact request.made date from provider ask "When was it made?"
fact request.units number 1 to 100 from provider ask "How many units?"
fact request.days number from provider ask "How many days?"
fact request.cost money from provider ask "What does it cost?"
fact request.kind one of first, renewal, late renewal from provider ask "Which kind?"
fact request.diagnosis diagnosis code from physician ask "Which is the main diagnosis?"
fact request.diagnoses diagnosis codes from physician ask "Which diagnoses?"
fact plan.services some of massage, exercise, needles from physician ask "Which services?"
fact plan.letter document from physician ask "Where is the letter?"
fact line.code procedure code from provider ask "Which procedure?"
fact line.service one of massage, exercise, needles from provider ask "Which service?"
fact line.units number 1 to 50 from provider ask "How many units on the line?"
)";

inline ProgramText program_text(const SmallText& text) {
    ProgramText made;
    made.policy = {"small.policy", text.rules + small_header};
    for (const auto& [name, rows] : text.lists) made.lists[name] = {name + ".csv", rows};
    if (!text.scenarios.empty()) made.scenarios.push_back({"scenarios.policy", text.scenarios});
    return made;
}

// "3:12 what is wrong" for each error, a line each; warnings are left out.
inline std::string mistakes(const base::Diagnostics& diagnostics) {
    std::string all;
    for (const base::Diagnostic& one : diagnostics) {
        if (one.severity != base::Severity::Error) continue;
        all += fmt::format("{}:{} {}\n", one.place.line, one.place.column, one.message);
    }
    return all;
}

using base::says;

template <typename T>
T whole(base::Result<T> read) {
    if (read) return std::move(*read);
    std::fputs(mistakes(read.error()).c_str(), stderr);
    std::abort();
}

inline Program small_program(const SmallText& text) {
    base::Diagnostics warnings;
    return whole(read_program(program_text(text), warnings));
}

// The facts in a JSON request; a request that was not understood stops the test.
inline Facts small_facts(const Program& program, std::string_view json) {
    Facts facts(program);
    base::JsonDocument document;
    base::Diagnostics diagnostics;
    RequestReader reader(program);
    if (document.read(json, diagnostics) && reader.read(document, facts, diagnostics)) return facts;
    std::fputs(base::to_text(diagnostics).c_str(), stderr);
    std::abort();
}

inline std::string mistakes_in(const SmallText& text) {
    base::Diagnostics warnings;
    const auto read = read_program(program_text(text), warnings);
    return read ? "" : mistakes(read.error());
}

} // namespace assent::policy
