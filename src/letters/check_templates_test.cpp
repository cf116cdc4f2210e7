#include "letters/check_templates.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "letters/small_letter.hpp"

using namespace assent;
using namespace assent::letters;

namespace {

policy::NoticeDef notice(std::string name, std::vector<std::string> says, std::string form = "") {
    policy::NoticeDef made;
    made.name = {std::move(name), 7, 8};
    made.says = std::move(says);
    made.form = std::move(form);
    return made;
}

policy::Program program_with(std::vector<policy::NoticeDef> notices) {
    policy::Program program;
    program.file = "program.policy";
    program.notices = std::move(notices);
    return program;
}

std::string found_in(const policy::Program& program, const Templates& templates) {
    return base::to_text(check_templates(program, templates));
}

const std::string in_notice = "program.policy:7:8: error: ";

} // namespace

TEST_CASE("a program with a template for each notice has no mistake") {
    const Templates templates{{"denial", small_template()}};
    const auto says =
        std::vector<std::string>{"reason", "lines", "line.asked", "line.approved", "decision.date"};
    CHECK(found_in(program_with({notice("denial", says), notice("upheld", says, "denial")}), templates) ==
          "");
}

TEST_CASE("a notice without its template is a mistake, unless it is a transmission") {
    policy::Program program = program_with({notice("policy issue", {})});
    CHECK(found_in(program, {}) ==
          in_notice +
              "`policy issue` has no template `policy issue`\n    write it into notices/policy-issue.md\n");

    program.terms.resize(2);
    program.terms[0].channels.set(static_cast<std::size_t>(policy::Channel::Transmission));
    program.notices[0].lines = {0};
    CHECK(found_in(program, {}) == "");
    program.notices[0].lines = {0, 1};
    CHECK(found_in(program, {}) != "");
}

TEST_CASE("a transmission may have a template, which then says what it must") {
    policy::Program program = program_with({notice("denial", {"supply.by"})});
    program.terms.resize(1);
    program.terms[0].channels.set(static_cast<std::size_t>(policy::Channel::Transmission));
    program.notices[0].lines = {0};
    CHECK(found_in(program, {{"denial", small_template()}}).find("says `supply.by`") != std::string::npos);
}

TEST_CASE("a line with a form of its own needs that template, and the notice then none") {
    policy::Program program = program_with({notice("denial", {})});
    program.terms.resize(1);
    program.terms[0].form = "log in";
    program.notices[0].lines = {0};
    CHECK(found_in(program, {}) ==
          in_notice + "`denial` has no template `log in`\n    write it into notices/log-in.md\n");
    CHECK(found_in(program, {{"log in", small_template()}}) == "");
    program.notices[0].says = {"reason"};
    CHECK(found_in(program, {{"log in", small_template()}}).find("no template `denial`") !=
          std::string::npos);
}

TEST_CASE("a said element must stand in the template") {
    const Templates templates{{"denial", small_template()}};
    CHECK(found_in(program_with({notice("denial", {"criteria"})}), templates) ==
          in_notice + "`denial` says `criteria`, and its template does not\n    place {{criteria}} in it\n");
    CHECK(found_in(program_with({notice("denial", {"critera"})}), templates) ==
          in_notice + "no element is called `critera`\n    did you mean `criteria`?\n");
}

TEST_CASE("a said element may not depend on another") {
    const Templates templates{
        {"denial", small_template("# T\n\n{{if reason}}\n{{criteria}} {{reason}}\n{{end}}\n"
                                  "{{if criteria}}\n{{each lines}}\n- {{line.label}}\n{{end}}\n{{end}}\n")}};
    CHECK(found_in(program_with({notice("denial", {"reason"})}), templates) == "");
    for (const std::string element : {"criteria", "lines", "line.label"}) {
        CAPTURE(element);
        CHECK(found_in(program_with({notice("denial", {element})}), templates)
                  .find("only under another condition") != std::string::npos);
    }
    const Templates asks_lines{
        {"denial",
         small_template("# T\n\n{{if lines}}\n{{each lines}}\n- {{line.label}}\n{{end}}\n{{end}}\n")}};
    CHECK(found_in(program_with({notice("denial", {"lines", "line.label"})}), asks_lines) == "");
}

TEST_CASE("what is hard to read is a warning where it goes to members") {
    const Templates templates{
        {"denial", small_template("# T\n\nThe determination concerning authorization necessitates "
                                  "consideration of the documentation (see the NCCI edits).\n")}};
    policy::Program program = program_with({notice("denial", {})});
    program.terms.resize(1);
    program.terms[0].to = {0};
    program.notices[0].lines = {0};
    program.parties.resize(1);
    policy::Standing standing;
    standing.credential = "licensed nurse";
    program.parties[0].all = {{standing}};
    CHECK(found_in(program, templates) == "");
    standing.credential = "member";
    program.parties[0].all[0].push_back(standing);
    const std::string found = found_in(program, templates);
    CHECK(found.find("denial.md: warning: reads at grade ") != std::string::npos);
    CHECK(found.find("`NCCI` is not explained") != std::string::npos);
    program.terms[0].to = {policy::requester};
    CHECK(found_in(program, templates) == "");
}

TEST_CASE("a template that no notice uses is a warning") {
    CHECK(found_in(program_with({}), {{"denial", small_template()}}) ==
          "denial.md:1:1: warning: no notice uses the template `denial`\n"
          "    name it as a notice is named, or take it away\n");
}
