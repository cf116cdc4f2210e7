#pragma once
// A program of one level of nurses and one of physicians, for the tests of this folder only: enough of every
// kind of name that a step or an expectation can speak of. A program that does not read stops the test.

#include <string>
#include <string_view>
#include <vector>

#include "policy/small_program.hpp"
#include "timelines/read_timeline.hpp"

namespace assent::timelines {

inline const std::string small_rules = R"(
party clinic
  cite law
  is therapy clinic of request.discipline
party ordering doctor
  cite law
party patient
  cite law
  is member, legal guardian
party nurse
  cite law
  is licensed nurse
party physician
  cite law
  is licensed physician
  has board certification of request.discipline, hospital privileges
fact request.type one of therapy, more therapy, second look from the case
fact request.discipline one of physical, occupational, physical and occupational from clinic ask "Which?"
fact request.start date from clinic ask "When?"
fact member.eligible yes or no from registry ask "Eligible?"
fact reached moment from physician ask "When did you call?"
fact diagnoses diagnosis codes from clinic ask "Which diagnoses?"
fact remark text from clinic ask "What else?"
fact line.code procedure code from clinic ask "Which code?"
fact line.units number 1 to 99 from clinic ask "How many?"
fact line.double number
  cite law
  is line.units times line.units
document papers
  cite law
  kinds document in required for request.discipline
list required
  cite law
  columns row, document, discipline, from, through
request therapy
  cite law
  opens a case
  by clinic by portal
  with papers
  submit before request.start
  goes to first level
request more therapy
  cite law
  about authorization
  by clinic by portal
  goes to first level
request second look
  cite law
  about denial, partial denial
  by clinic or patient by portal or phone
  goes to physician level
criterion eligible
  cite law
  member.eligible
decision d
  cite law
  otherwise refer to the level the request goes to
level first level
  cite law
  reviewers nurse
  may approve, pend, refer to physician level
level physician level
  cite law
  reviewers physician
  may approve, deny, partially deny, uphold, reverse, modify
duty decide
  cite law
  we must decide
  within 3 business days of complete information
duty answer a pend
  cite law
  clinic must supply information
  when pended at first level
  within 1 business day
  missed suspend
right reopen
  cite law
  clinic may supply information
  when suspended
  until 30 days after suspended
notice pended
  cite law
  to clinic by email at once
notice denial
  cite law
  when denied
  to clinic by portal within 1 business day
  to patient by mail within 1 business day
)";
inline const std::string small_papers =
    "row,document,discipline,from,through\n1,plan of care,physical,,\n2,order,physical,,\n";

inline const policy::Program& small_program() {
    static const policy::Program program = policy::small_program({small_rules, {{"required", small_papers}}});
    return program;
}

inline std::vector<policy::ScenarioText> scenarios_in(std::string_view text, base::Diagnostics& diagnostics) {
    std::vector<policy::ScenarioText> all;
    for (policy::Block& block : policy::read_blocks(text, "t.policy", diagnostics).blocks) {
        if (block.construct == policy::Construct::Scenario) all.push_back({"t.policy", std::move(block)});
    }
    return all;
}

inline base::Result<std::vector<Timeline>> timelines_in(std::string_view text) {
    base::Diagnostics diagnostics;
    const auto scenarios = scenarios_in(text, diagnostics);
    if (diagnostics.has_errors()) return base::refused(std::move(diagnostics));
    return read_timelines(small_program(), scenarios);
}

// The one timeline of that text; one that does not read stops the test.
inline Timeline small_timeline(std::string_view text) {
    auto all = policy::whole(timelines_in(text));
    return all.empty() ? Timeline{} : std::move(all.front());
}

// The step "2026-03-02 09:00  DEED".
inline Step small_step(const std::string& deed) {
    return small_timeline("scenario s\n  2026-03-02 09:00  " + deed + "\n").steps.at(0);
}

inline Expectation small_expectation(const std::string& words) {
    return small_timeline("scenario s\n  2026-03-02 09:00  nothing happens\n    expect  " + words + "\n")
        .steps.at(0)
        .expects.at(0);
}

// "2:21 what is wrong; what to write" for each mistake.
inline std::string taught(std::string_view text) {
    const auto read = timelines_in(text);
    std::string all;
    if (read) return all;
    for (const base::Diagnostic& one : read.error())
        all += fmt::format("{}:{} {}; {}\n", one.place.line, one.place.column, one.message, one.hint);
    return all;
}

} // namespace assent::timelines
