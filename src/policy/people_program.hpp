#pragma once
// A small program with people in it, for tests only: parties, papers, levels and requests of an invented
// plan, to which a test adds the block it is about. Nothing here is part of the server.

#include <string>

#include "policy/small_program.hpp"

namespace assent::policy {

inline const std::string plan_people = R"(
party clinic
  cite law
party reviewer
  cite law
  is licensed nurse
party doctor
  cite law
  is licensed physician
document form
  cite law
document cover sheet
  cite law
level desk
  cite law
  reviewers reviewer
  may approve, pend, refer to office
level office
  cite law
  reviewers doctor
  may approve, deny
  record rationale for each line
request start
  cite law
  opens a case
  by clinic
  goes to desk
fact request.type one of start from the case
fact request.discipline one of speech, swallowing from clinic ask "Which?"
list papers
  cite law
  columns number, request, discipline, paper, from, through
)";

inline const std::map<std::string, std::string> plan_papers = {
    {"papers",
     "number,request,discipline,paper,from,through\n1,start,speech,plan of care,,\n"
     "2,start,speech,evaluation,,\n"}};

// The program of these rules and everything above; a mistake in it stops the test.
inline Program program_with(const std::string& rules) {
    return small_program({rules + plan_people + some_facts, plan_papers});
}

// Every mistake of these rules, "3:7 what is wrong".
inline std::string mistakes_with(const std::string& rules) {
    return mistakes_in({rules + plan_people + some_facts, plan_papers});
}

// Every warning of these rules; they read.
inline std::string warnings_with(const std::string& rules) {
    base::Diagnostics warnings;
    whole(read_program(program_text({rules + plan_people + some_facts, plan_papers}), warnings));
    std::string all;
    for (const base::Diagnostic& one : warnings)
        all += fmt::format("{}:{} {}\n", one.place.line, one.place.column, one.message);
    return all;
}

struct WrongLine {
    std::string line, expected; // a line of the block, which begins in line 3, column 3
};

} // namespace assent::policy
