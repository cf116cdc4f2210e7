#include "policy/questions.hpp"

#include <doctest/doctest.h>

#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::map<std::string, std::string> manual_codes = {
    {"codes", "procedure code,group,from,through\n98940,manual,,\n98941,manual,2021-01-01,\n"}};

const std::string level_list_and_ledger = some_facts + R"(
level nurse
  cite law
list codes
  cite law
  columns procedure code, group, from, through
ledger visits
  cite law
  holds 10
  ask "How many visits were used?"
)";

// The names of what is asked, with its lines: "member.born, line.units 1 3".
std::string names_asked(const Program& program, std::string_view request) {
    const Facts facts = small_facts(program, request);
    const Verdict verdict = decide(program, facts);
    if (verdict.act != Act::Ask) return std::string(to_text(verdict.act));
    std::string all;
    for (const Question& one : questions(program, facts, verdict)) {
        all += (all.empty() ? "" : ", ") + one.fact;
        for (const std::size_t line : one.lines) all += fmt::format(" {}", line);
    }
    return all;
}

std::string asked(const std::string& lines, std::string_view request, const std::string& more = "") {
    return names_asked(
        small_program({"criterion c\n  cite law\n  " + lines + "\n" + more +
                           "decision d\n  cite law\n  when c then approve\n  otherwise refer to nurse\n" +
                           level_list_and_ledger,
                       manual_codes}),
        request);
}

} // namespace

TEST_CASE("any of two unknown facts asks one") {
    CHECK(asked("any of\n    need.at_once\n    member.eligible", "{}") == "member.eligible");
    CHECK(asked("need.at_once or member.eligible", "{}") == "member.eligible");
    CHECK(asked("any of\n    need.at_once\n    member.eligible", R"({"member": {"eligible": false}})") ==
          "need.at_once");
    CHECK(asked("any of\n    need.at_once\n    member.eligible", R"({"member": {"eligible": true}})") ==
          "approve");
}

TEST_CASE("at least two of three asks two, or as many as are missing") {
    const std::string three =
        "at least 2 of\n    need.at_once\n    member.eligible\n    request.kind is first";
    CHECK(asked(three, "{}") == "member.eligible, need.at_once");
    CHECK(asked(three, R"({"need": {"at_once": true}})") == "member.eligible");
    CHECK(asked(three, R"({"need": {"at_once": false}})") == "member.eligible, request.kind");
    CHECK(asked(three, R"({"need": {"at_once": false}, "member": {"eligible": false}})") == "refer");
}

TEST_CASE("the shortest way is asked, though it stands last") {
    const std::string ways =
        "any of\n    all of\n      need.at_once\n      member.eligible\n    request.kind is first";
    CHECK(asked(ways, "{}") == "request.kind");
    CHECK(asked("any of\n    all of\n      need.at_once\n      request.kind is first\n    all of\n      "
                "need.at_once\n      member.eligible\n      plan.letter known\n    request.start after "
                "request.made",
                R"({"plan": {"letter": "x"}, "request": {"kind": "first"}})") == "need.at_once");
}

TEST_CASE("what cannot help is not asked") {
    CHECK(asked("request.units at least 1\n  need.at_once", "{}") == "need.at_once");
    CHECK(asked("request.units more than left in visits\n  need.at_once", R"({"request": {"units": 11}})") ==
          "need.at_once");
    CHECK(asked("request.units at most left in visits\n  need.at_once", R"({"request": {"units": 11}})") ==
          "refer");
    CHECK(asked("need.at_once\n  member.eligible", R"({"need": {"at_once": false}})") == "refer");
}

TEST_CASE("a comparison of two unknown facts asks both, and an age the one that is missing") {
    CHECK(asked("request.start after request.made", "{}") == "request.start, request.made");
    CHECK(asked("age from member.born on request.start at least 21", "{}") == "member.born, request.start");
    CHECK(asked("age from member.born on request.start at least 21",
                R"({"request": {"start": "2021-01-01"}})") == "member.born");
}

TEST_CASE("a ledger is asked for what was used") {
    CHECK(asked("request.units at most left in visits", R"({"request": {"units": 3}})") == "left in visits");
    CHECK(asked("request.units at most left in visits", R"({"ledger": {"visits": {"used": 3}}})") ==
          "request.units");
    const Program program =
        small_program({"decision d\n  cite law\n  when request.units at most left in visits then approve\n  "
                       "otherwise refer to nurse\n" +
                           level_list_and_ledger,
                       manual_codes});
    const Facts facts = small_facts(program, R"({"request": {"units": 3}})");
    const auto all = questions(program, facts, decide(program, facts));
    REQUIRE(all.size() == 1);
    CHECK(all[0] ==
          Question{"left in visits", "ledger.visits.used", "How many visits were used?", "ledger", {}});
}

TEST_CASE("a question has its words and its party") {
    const Program program = small_program(
        {"decision d\n  cite law\n  when need.at_once then approve\n  otherwise refer to nurse\n" +
             level_list_and_ledger,
         manual_codes});
    const Facts facts(program);
    const auto all = questions(program, facts, decide(program, facts));
    REQUIRE(all.size() == 1);
    CHECK(all[0] == Question{"need.at_once", "need.at_once", "Is it needed at once?", "provider", {}});
}

TEST_CASE("of several lines the ones that are open are named") {
    CHECK(asked("line.units at least 5", R"({"lines": [{"units": 5}, {}, {}]})") == "line.units 2 3");
    CHECK(asked("line.units at least 5", R"({"lines": [{"units": 4}, {}]})") == "refer");
    CHECK(asked("line.units at least 5", R"({"lines": [{}]})") == "line.units");
    CHECK(asked("some line.units at least 5", R"({"lines": [{}, {}, {"units": 2}]})") == "line.units 1 2");
    CHECK(asked("sum of line.units at most 10", R"({"lines": [{"units": 5}, {}]})") == "line.units 2");
    CHECK(asked("line.code in codes where group is manual on request.start",
                R"({"lines": [{"code": "98940"}, {"code": "98941"}, {}]})") == "request.start, line.code 3");
}

TEST_CASE("lists of facts are asked as a whole") {
    CHECK(asked("some request.diagnoses is M54.50", "{}") == "request.diagnoses");
    CHECK(asked("some request.diagnoses is M54.50", R"({"request": {"diagnoses": ["G89.4", null]}})") ==
          "request.diagnoses");
    CHECK(asked("every request.diagnoses is M54.50", R"({"request": {"diagnoses": ["M54.50", null]}})") ==
          "request.diagnoses");
    CHECK(asked("line.service in plan.services", R"({"lines": [{"service": "needles"}]})") ==
          "plan.services");
}

TEST_CASE("a list of which one is missing is asked again") {
    CHECK(asked("line.service in plan.services",
                R"({"lines": [{"service": "needles"}], "plan": {"services": ["massage", null]}})") ==
          "plan.services");
}

TEST_CASE("lines nobody reported are asked for, though any value would do") {
    CHECK(asked("line.units at least 5", "{}") == "line.units");
    CHECK(asked("line.units at least 1", "{}") == "line.units");
    CHECK(asked("sum of line.units at most 50", "{}") == "line.units");
}

TEST_CASE("what a derived fact is made of is asked") {
    const std::string weight =
        "fact size number\n  cite law\n  when need.at_once then request.units\n  otherwise 5\n";
    CHECK(asked("size at least 7", "{}", weight) == "need.at_once, request.units");
    CHECK(asked("size at least 7", R"({"need": {"at_once": true}})", weight) == "request.units");
    CHECK(asked("size at least 4", R"({"request": {"units": 3}})", weight) == "need.at_once");
    CHECK(asked("sum of line.group at least 3", R"({"lines": [{}]})",
                "fact line.group number\n  cite law\n  is line.units times 2\n") == "line.units");
}

TEST_CASE("dates of an approval and of its limits are asked") {
    const auto dated = [](std::string_view request) {
        return names_asked(
            small_program({"decision d\n  cite law\n  when need.at_once then approve from request.start for "
                           "12 months\n  otherwise refer to nurse\n"
                           "limit l\n  cite law\n  through at most request.made\n  when member.eligible\n" +
                               level_list_and_ledger,
                           manual_codes}),
            request);
    };
    CHECK(dated("{}") == "member.eligible, need.at_once, request.start, request.made");
    CHECK(dated(R"({"need": {"at_once": true}, "member": {"eligible": false}})") == "request.start");
    CHECK(dated(
              R"({"need": {"at_once": true}, "member": {"eligible": true},
                "request": {"start": "2021-01-01"}})") == "request.made");
}

TEST_CASE("a line that says to ask asks for all that criteria do not know") {
    const Program program =
        small_program({"criterion a\n  cite law\n  need.at_once\ncriterion b\n  cite law\n  member.eligible\n"
                       "decision d\n  cite law\n  when every criterion is met then approve\n  when "
                       "request.kind is first then ask\n  otherwise refer to nurse\n" +
                           level_list_and_ledger,
                       manual_codes});
    CHECK(names_asked(program, R"({"request": {"kind": "first"}, "need": {"at_once": false}})") ==
          "member.eligible");
    CHECK(names_asked(program, R"({"request": {"kind": "first"}})") == "member.eligible, need.at_once");
}

TEST_CASE("with more ways than can be searched, all that is open is asked") {
    std::string facts, any = "any of";
    for (int i = 0; i < 14; ++i) {
        facts += fmt::format("fact f{} yes or no from provider ask \"{}?\"\n", i, i);
        any += fmt::format("\n    f{}", i);
    }
    std::string all;
    for (int i = 0; i < 14; ++i) all += fmt::format("{}f{}", i ? ", " : "", i);
    CHECK(asked(any, "{}", facts) == all);
    CHECK(asked(any, R"({"f0": false, "f1": false})", facts) == "f2");
}

TEST_CASE("what nothing open rests on any more is no open question") {
    const auto open = [](std::string_view request) {
        const Program program =
            small_program({"criterion a\n  cite law\n  any of\n    member.eligible\n    need.at_once\n"
                           "criterion b\n  cite law\n  request.units at most 10\n"
                           "decision d\n  cite law\n  when every criterion is met then approve\n  otherwise "
                           "refer to nurse\n" +
                           some_facts + "level nurse\n  cite law\n"});
        std::string all;
        for (const Question& one : open_questions(program, small_facts(program, request)))
            all += (all.empty() ? "" : ", ") + one.fact;
        return all;
    };
    CHECK(open("{}") == "member.eligible, need.at_once, request.units");
    CHECK(open(R"({"member": {"eligible": false}})") == "need.at_once, request.units");
    CHECK(open(R"({"member": {"eligible": true}})") == "request.units");
    CHECK(open(R"({"request": {"units": 11}})") == "member.eligible, need.at_once");
    CHECK(open(R"({"member": {"eligible": true}, "request": {"units": 10}})") == "");
}

TEST_CASE("what is not asked asks nothing") {
    const Program program = small_program(
        {"decision d\n  cite law\n  when need.at_once then approve\n  otherwise refer to nurse\n" +
             level_list_and_ledger,
         manual_codes});
    const Facts facts = small_facts(program, R"({"need": {"at_once": true}})");
    CHECK(questions(program, facts, decide(program, facts)).empty());
}

TEST_CASE("the lines that stand in the way are named, and no others") {
    const Program program = small_program(
        {"criterion few\n  cite law\n  any of\n    need.at_once\n    line.units at most 10\n"
         "criterion both\n  cite law\n  all of\n    member.eligible\n    some line.units at least 40\n"
         "decision d\n  cite law\n  when every criterion is met then approve\n  otherwise refer to nurse\n" +
             level_list_and_ledger,
         manual_codes});
    const auto against = [&](std::string_view request, std::uint64_t criteria) {
        return lines_against(program, small_facts(program, request), criteria);
    };
    const std::string_view three =
        R"({"need": {"at_once": false}, "lines": [{"units": 11}, {"units": 10}, {"units": 12}]})";
    CHECK(against(three, 1) == std::vector<std::size_t>{1, 3});
    CHECK(against(three, 2).empty());                           // no line more than another
    CHECK(against(R"({"lines": [{"units": 11}]})", 1).empty()); // not known yet
    CHECK(against(R"({"need": {"at_once": true}, "lines": [{"units": 11}]})", 1).empty());
}
