#include <doctest/doctest.h>

#include "app/built_program_test.hpp"

using namespace assent;
using namespace assent::app;

namespace {

const std::string timelines = R"(scenario Somebody asks, RQ-1
  like       A whole request
  request.visits 13
  2021-02-01 10:00  clinic submits visits
    expect  in review at nurse
    expect  decide due 2021-02-03
  2021-02-02 10:00  reviewer answers yes
    expect  answered yes
)";

// The sample program, with somebody who asks and somebody who answers.
std::filesystem::path write_program(const catalog::TemporaryFolder& folder) {
    std::string policy = catalog::sample_policy();
    const std::string level = "level nurse\n  quote      \"Rules of the agency\"\n";
    policy.insert(policy.find(level) + level.size(),
                  "  reviewers  reviewer\n  may        approve as requested, answer\n");
    policy += R"(
party clinic
  quote      "Rules of the agency"
  is         licensed clinic

party reviewer
  quote      "Rules of the agency"
  is         licensed nurse

request visits
  quote      "Rules of the agency"
  opens      a case
  by         clinic by portal
  asks       an answer
  goes to    nurse

duty decide
  quote      "in 12 visits"
  we must decide
  within     2 business days of complete information
  assume     two_days

notice approval
  quote      "Rules of the agency"
  when       approved
  to         clinic by portal within 1 day
  says       determination
  assume     two_days

assumption two_days
  we read    Two business days to decide, and one day to write.
)";
    const auto at = catalog::write_sample(folder, "2021-01-01", policy);
    folder.write("programs/family/sample/2021-01-01/scenarios/timelines.policy", timelines);
    return at;
}

} // namespace

TEST_CASE("timelines of a folder are played, and shown as they went") {
    const catalog::TemporaryFolder folder;
    write_program(folder);
    const Ran all = ran({"play", (folder.path() / "programs").string()});
    INFO(all.out, all.err);
    CHECK(all.code == 0);
    CHECK(says(all.out, "Somebody asks, RQ-1\n"));
    CHECK(says(all.out, "clinic submits visits\n    begun: visits\n"));
    CHECK(says(all.out, "\n1 timeline, 3 expectations, 0 unmet\n"));
}

TEST_CASE("to check shows only what came instead, with its place, and ends with 1") {
    const catalog::TemporaryFolder folder;
    const auto at = write_program(folder);
    const auto file = folder.write("programs/family/sample/2021-01-01/scenarios/wrong.policy",
                                   "scenario Wrong\n  like       A whole request\n  request.visits 13\n"
                                   "  2021-02-01 10:00  clinic submits visits\n    expect  pended\n");
    const Ran one = ran({"play", file.string(), "--check"});
    INFO(one.out, one.err);
    CHECK(one.code == 1);
    CHECK(says(one.out,
               "wrong.policy:5:13: Wrong: expected pended\n    instead: in review at nurse; decide, due"));
    CHECK(says(one.out, "\n1 timeline, 1 expectation, 1 unmet\n"));
    const Ran all = ran({"play", at.string(), "--check"});
    CHECK(says(all.out, "\n2 timelines, 4 expectations, 1 unmet\n"));
    const Ran tested = ran({"test", at.string()});
    CHECK(tested.code == 1);
    CHECK(says(tested.out, "wrong.policy:5:13: Wrong: expected pended"));
    CHECK(says(tested.out, "9 passed, 1 failed\n"));
}

TEST_CASE("a file that lies elsewhere names its program, and plays under the version of that day") {
    const catalog::TemporaryFolder folder;
    write_program(folder);
    std::string text = timelines;
    text.insert(text.find("  like"), "  program    family/sample\n");
    const auto file = folder.write("mine.policy", text);
    const Ran beside = ran({"play", file.string(), "--check"});
    INFO(beside.out, beside.err);
    CHECK(beside.code == 0);
    CHECK(beside.out == "1 timeline, 3 expectations, 0 unmet\n");
    const Ran said =
        ran({"play", file.string(), "--check", "--programs", (folder.path() / "programs").string()});
    CHECK(said.out == beside.out);
    const Ran wrong = ran({"play", file.string(), "--programs", "/nowhere"});
    CHECK(wrong.code == 1);
    CHECK(says(wrong.err, "there is no program `family/sample`"));
}

TEST_CASE("what cannot be played is told, and nothing is played of it") {
    const catalog::TemporaryFolder folder;
    const Ran none = ran({"play", "not-there.policy"});
    CHECK(none.code == 1);
    CHECK(says(none.err, "there is no such file or folder"));
    const auto nameless = folder.write("nameless.policy", "scenario s\n  2021-02-01  nothing happens\n");
    CHECK(says(ran({"play", nameless.string()}).err, "no timeline here names its program"));
    const auto early = folder.write(
        "early.policy", "scenario s\n  program    family/sample\n  2020-02-01  nothing happens\n");
    write_program(folder);
    CHECK(says(ran({"play", early.string()}).err, "no version is in force on 2020-02-01"));
    folder.write("programs/family/sample/2021-01-01/notices/approval.md", "# A\n\n{{no.such.element}}\n");
    CHECK(says(ran({"play", (folder.path() / "programs").string()}).err, "approval.md:3"));
}

TEST_CASE("machines get one JSON object of all timelines") {
    const catalog::TemporaryFolder folder;
    write_program(folder);
    const Ran all = ran({"play", (folder.path() / "programs").string(), "--json"});
    CHECK(all.code == 0);
    CHECK(says(all.out, R"({"timelines":[{"timeline":"Somebody asks","ids":["RQ-1"],)"));
    CHECK(says(all.out, R"("expectations":3,"unmet":0})"));
    CHECK(ran({"play", "x", "--json", "--check"}).code == 2);
}
