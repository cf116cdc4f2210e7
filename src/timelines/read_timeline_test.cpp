#include "timelines/read_timeline.hpp"

#include <doctest/doctest.h>

#include "timelines/small_timeline.hpp"

using namespace assent;
using namespace assent::timelines;

namespace {

calendar::LocalMoment local(const char* day, int hours, int minutes = 0, int seconds = 0) {
    return calendar::LocalMoment{calendar::parse_date(day)->time_since_epoch()} + std::chrono::hours{hours} +
           std::chrono::minutes{minutes} + std::chrono::seconds{seconds};
}

std::string step(const std::string& line) { return "scenario s\n  " + line + "\n"; }

} // namespace

TEST_CASE("a timeline has its name, ids, facts, people and steps with what is expected of each") {
    const auto all = policy::whole(timelines_in(R"(scenario A complete request
  request.discipline physical
  request.start 2026-03-20
  line.units 4, 8
  diagnoses E11.9, E66.9
  member.eligible unknown
  decision refer

scenario Two lines, TH-1 TH-22
  like A complete request
  program small
  line.units 4, 6
  outbox by hand
  person "Dr. Lee" is physician of physical, without hospital privileges
  2026-03-02 09:00  clinic submits therapy
    expect  in review at first level
    expect  nothing due
  2026-03-03  nothing happens
  2026-11-01 01:30:05 EST  "Dr. Lee" claims
)"));
    REQUIRE(all.size() == 1);
    const Timeline& one = all[0];
    CHECK(one.name == "Two lines");
    CHECK(one.ids == std::vector<std::string>{"TH-1", "TH-22"});
    CHECK(one.file == "t.policy");
    CHECK(one.program == "small");
    CHECK(one.outbox_by_hand);
    CHECK(one.place.line == 9);
    std::string facts;
    for (const Telling& told : one.facts)
        facts +=
            fmt::format("{}[{}] {};", small_program().facts[told.fact].name.text, told.line, told.value.text);
    CHECK(facts ==
          "request.discipline[-1] physical;request.start[-1] 2026-03-20;diagnoses[-1] E11.9;diagnoses[-1] "
          "E66.9;"
          "line.units[0] 4;line.units[1] 6;");
    REQUIRE(one.people.size() == 1);
    REQUIRE(one.steps.size() == 3);
    CHECK(one.steps[0].at == local("2026-03-02", 9));
    CHECK(one.steps[0].expects.size() == 2);
    CHECK(one.steps[0].expects[0].place.line == 16);
    CHECK(one.steps[0].expects[0].place.column == 13);
    CHECK(one.steps[1].at == local("2026-03-03", 0));
    CHECK(one.steps[2].at == local("2026-11-01", 1, 30, 5));
    CHECK(one.steps[2].clock == "EST");
    CHECK(one.steps[2].who.name == "Dr. Lee");
    CHECK(small_program().parties[one.steps[2].who.party].name.text == "physician");
}

TEST_CASE("a scenario without a dated line is no timeline") {
    CHECK(policy::whole(timelines_in("scenario s\n  line.units 4\n  decision refer\n")).empty());
    CHECK(policy::whole(timelines_in("")).empty());
}

TEST_CASE(
    "a base may stand in the program's own scenarios, and nothing that the case knows is taken from it") {
    policy::Program program = small_program();
    base::Diagnostics none;
    program.scenarios =
        scenarios_in("scenario Base\n  request.type therapy\n  line.units 4\n  decision refer\n", none);
    const auto scenarios =
        scenarios_in("scenario s\n  like Base\n  2026-03-02 09:00  nothing happens\n", none);
    const auto read = policy::whole(read_timelines(program, scenarios));
    REQUIRE(read.at(0).facts.size() == 1);
    CHECK(read[0].facts[0].value.text == "4");
}

TEST_CASE("a person differs from the usual one of their party in what is said of them") {
    const Timeline read = small_timeline(R"(scenario s
  person "Ann" is nurse, licensed nurse from 2026-01-01 until 2026-06-30
  person "Dr. Lee" is physician of physical, without hospital privileges, in conflict with the member
  person "Dr. May" is physician, in conflict with clinic, in conflict with "Ann"
  person "Sue" is supervisor
  2026-03-02 09:00  "Sue" assigns to "Ann"
)");
    REQUIRE(read.people.size() == 4);
    const Person& ann = read.people[0];
    CHECK(ann.name == "Ann");
    CHECK(ann.is.name == "Ann");
    REQUIRE(ann.changes.size() == 1);
    CHECK(ann.changes[0].credential == "licensed nurse");
    CHECK_FALSE(ann.changes[0].without);
    CHECK(ann.changes[0].valid.from == calendar::parse_date("2026-01-01"));
    CHECK(ann.changes[0].valid.through == calendar::parse_date("2026-06-30"));
    CHECK(read.people[1].scope == "physical");
    CHECK(read.people[1].changes.at(0).without);
    CHECK(read.people[1].conflict_with_member);
    REQUIRE(read.people[2].conflicts.size() == 2);
    CHECK(read.people[2].conflicts[1].name == "Ann");
    CHECK(read.people[3].is.role == casework::Role::Supervisor);
    CHECK(read.steps[0].who.role == casework::Role::Supervisor);
    CHECK(read.steps[0].deed.other->name == "Ann");
}

TEST_CASE("somebody acts by party, name, role or system, and the same name is the same person") {
    const Timeline read = small_timeline(R"(scenario s
  2026-03-02 09:00  the clinic "Lakeside" submits therapy
  2026-03-02 09:01  registry reports member.eligible yes
  2026-03-02 09:02  customer service closes
  2026-03-02 09:03  "Lakeside" withdraws
  2026-03-02 09:04  time passes
)");
    CHECK(read.steps[0].who.name == "Lakeside");
    CHECK(read.steps[0].who.party == 0);
    CHECK(read.steps[1].who.role == casework::Role::System);
    CHECK(read.steps[1].who.name == "registry");
    CHECK(read.steps[2].who.role == casework::Role::CustomerService);
    CHECK(read.steps[3].who.party == 0);
    CHECK(read.steps[4].who.role == casework::Role::Timer);
    CHECK(read.steps[4].deed.kind == Deed::Kind::TimePasses);
}

TEST_CASE("moments that are none, and steps out of order, are mistakes") {
    const std::string hint = "; a step begins with a day of the calendar and a time, as 2026-03-02 16:30\n";
    CHECK(taught(step("2026-02-30 09:00  nothing happens")) == "2:3 `2026-02-30` is not a moment" + hint);
    CHECK(taught(step("2026-02-28 24:00  nothing happens")) == "2:3 `24:00` is not a moment" + hint);
    CHECK(taught(step("2026-02-28 9:00  nothing happens")) == "2:3 `9:00` is not a moment" + hint);
    CHECK(taught(step("2 March  nothing happens")) == "2:3 `2` is not a moment" + hint);
    CHECK(taught(step("2026-03-02 09:00")) ==
          "2:19 nobody does anything; write who does what, or `nothing happens`\n");
    CHECK(taught(step("2026-03-02 09:00  time passes\n  2026-03-02 08:59  time passes")) ==
          "3:3 a step before the one above it; write the steps in the order in which they happen\n");
    CHECK(taught(step("2026-11-01 01:50 EDT  time passes\n  2026-11-01 01:10 EST  time passes")) == "");
}

TEST_CASE("whoever acts must be known to the program or to the timeline") {
    CHECK(taught(step("2026-03-02 09:00  clinik submits therapy")) ==
          "2:21 somebody who acts expected, and `clinik` is none; did you mean `clinic`?\n");
    CHECK(taught(step("2026-03-02 09:00  ordering docter submits therapy")) ==
          "2:21 somebody who acts expected, and `ordering` is none; did you mean `ordering doctor`?\n");
    CHECK(taught(step("2026-03-02 09:00  pharmacy submits therapy")) ==
          "2:21 somebody who acts expected, and `pharmacy` is none; parties are clinic, ordering doctor, "
          "patient, "
          "nurse and physician; beside them act system, supervisor, agency, fiscal agent, office "
          "administrator, "
          "customer service, intake, plan administrator, auditor and registry\n");
    CHECK(taught(step("2026-03-02 09:00  \"Kim\" submits therapy")) ==
          "2:21 nobody is called `Kim` yet; add a line `person \"Kim\" is PARTY`, or write PARTY \"Kim\"\n");
    CHECK(taught(step("2026-03-02 09:00  clinic \"Kim submits therapy"))
              .starts_with("2:28 a quotation mark that is not closed; "));
}

TEST_CASE("every mistake above the steps is told at its place") {
    const auto above = [](const std::string& line) {
        return taught("scenario s\n  " + line + "\n  2026-03-02 09:00  nothing happens\n");
    };
    CHECK(above("program other") ==
          "2:11 this timeline is of `other`, and is read as one of `small`; keep timelines of two programs "
          "in two "
          "files\n");
    CHECK(above("outbox never") ==
          "2:10 `outbox never` is not understood; write `outbox by hand`, or leave the line out: whatever is "
          "owed is "
          "sent at once\n");
    CHECK(above("expect in review") ==
          "2:10 an expectation before the first step; write it below the step after which it must be so\n");
    CHECK(above("decision refer") ==
          "2:12 `decision` in a timeline; write what must come of a step below it, after `expect`\n");
    CHECK(above("request.type therapy") ==
          "2:16 nobody tells `request.type`: it comes from the case itself; leave it out; what happens in "
          "the timeline "
          "makes it so\n");
    CHECK(above("line.units 100") ==
          "2:14 `100` is not a number from 1 to 99; write `unknown` for what is not known\n");
    CHECK(above("line.unit 10") ==
          "2:3 `line.unit` is neither a fact of the program nor an outcome; did you mean `line.units`?\n");
    CHECK(above("line.units 1, 2\n  line.code 97110") ==
          "2:14 2 values of `line.units` for 1 service lines; give every fact of the lines as many values, "
          "`unknown` "
          "where there is none\n");
    CHECK(above("like Nothing") ==
          "2:8 no scenario is called `Nothing`; name a scenario of this program, without its ids\n");
    CHECK(above("| a |").starts_with("2:5 a table in a timeline"));
    CHECK(taught("scenario s\n  2026-03-02 09:00  nothing happens\n  line.units 4\n") ==
          "3:3 a line that is no step, after the first step; what holds from the beginning stands above; "
          "what comes "
          "later has its own date\n");
    CHECK(taught("scenario s\n  2026-03-02 09:00  nothing happens\n  | a |\n")
              .starts_with("3:5 a table in a timeline"));
}

TEST_CASE("every mistake about a person says what can stand there") {
    const auto person = [](const std::string& rest) {
        return taught("scenario s\n  person " + rest + "\n  2026-03-02 09:00  nothing happens\n");
    };
    CHECK(person("Lee is nurse") == "2:10 a name expected; write a name in quotation marks\n");
    CHECK(person("\"Lee\" nurse") == "2:16 `is` expected after the name; write `person \"NAME\" is PARTY`\n");
    CHECK(person("\"Lee\" is nurze")
              .starts_with("2:19 somebody who acts expected, and `nurze` is none; did you mean `nurse`?"));
    CHECK(person("\"Lee\" is physician, without privileges") ==
          "2:38 a credential of the program's parties expected, and `privileges` is none; credentials are "
          "board "
          "certification, hospital privileges, legal guardian, licensed nurse, licensed physician, member "
          "and therapy "
          "clinic\n");
    CHECK(person("\"Lee\" is physician, licensed physician")
              .starts_with("2:48 from when, or until when?; write `CREDENTIAL until 2026-03-31`"));
    CHECK(person("\"Lee\" is physician, licensed physician until March")
              .starts_with("2:55 a date expected, and `March` is none; "));
    CHECK(person("\"Lee\" is physician and nurse").starts_with("2:29 `and nurse` is left over; "));
    CHECK(person("\"Lee\" is nurse\n  person \"Lee\" is physician") ==
          "3:10 a second line for `Lee`; say everything of one person on one line\n");
}
