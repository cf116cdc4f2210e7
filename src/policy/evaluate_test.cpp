#include "policy/evaluate.hpp"

#include <doctest/doctest.h>

#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::map<std::string, std::string> codes_pains_and_kinds = {
    {"codes",
     "procedure code,group,weight,from,through\n"
     "98940,manual,1,,\n"
     "98941,manual,2,2021-01-01,2021-12-31\n"
     "98941,manual,3,2022-01-01,\n"
     "97110,exercise,4,,2021-06-30\n"},
    {"pains", "diagnosis code,label,from,through\nM54.5,back,,2021-09-30\nM54.50,back,2021-10-01,\n"},
    {"kinds", "kind,open,from,through\nfirst,yes,,\nrenewal,no,2021-01-01,\n"}};

const std::string facts_and_lists = some_facts + R"(
list codes
  cite law
  columns procedure code, group, weight, from, through
list pains
  cite law
  columns diagnosis code, label, from, through
list kinds
  cite law
  columns kind, open, from, through
ledger visits
  cite law
  holds 10
  ask "How many visits were used?"
)";

struct TruthOfRequest {
    std::string request;
    Truth truth;
};

constexpr Truth yes = Truth::Met, no = Truth::NotMet, open = Truth::Unknown;

// What a criterion of those lines comes out as for each request.
void expect(const std::string& lines, const std::vector<TruthOfRequest>& rows, const std::string& more = "") {
    const Program program = small_program(
        {"criterion c\n  cite law\n  " + lines + "\n" + more + facts_and_lists, codes_pains_and_kinds});
    for (const TruthOfRequest& row : rows) {
        CAPTURE(lines);
        CAPTURE(row.request);
        const Facts facts = small_facts(program, row.request);
        CHECK(to_text(Evaluator(program, facts).truth(program.criteria[0].root)) == to_text(row.truth));
    }
}

std::string units(int count) { return fmt::format(R"({{"request": {{"units": {}}}}})", count); }
std::string start(std::string_view date) { return fmt::format(R"({{"request": {{"start": "{}"}}}})", date); }
std::string kind(std::string_view word) { return fmt::format(R"({{"request": {{"kind": "{}"}}}})", word); }

} // namespace

TEST_CASE("is and is not") {
    expect("request.kind is renewal", {{kind("renewal"), yes}, {kind("late renewal"), no}, {"{}", open}});
    expect("request.kind is not renewal", {{kind("renewal"), no}, {kind("first"), yes}, {"{}", open}});
    expect("request.kind is late renewal", {{kind("late renewal"), yes}, {kind("renewal"), no}});
    expect("member.eligible is no", {{R"({"member": {"eligible": false}})", yes},
                                     {R"({"member": {"eligible": true}})", no},
                                     {"{}", open}});
    expect("need.at_once",
           {{R"({"need": {"at_once": true}})", yes}, {R"({"need": {"at_once": false}})", no}, {"{}", open}});
    expect("not need.at_once",
           {{R"({"need": {"at_once": true}})", no}, {R"({"need": {"at_once": false}})", yes}, {"{}", open}});
    expect("request.diagnosis is M54.50", {{R"({"request": {"diagnosis": "m5450"}})", yes},
                                           {R"({"request": {"diagnosis": "M54.5"}})", no},
                                           {"{}", open}});
    expect("request.start is 2021-10-01",
           {{start("2021-10-01"), yes}, {start("2021-10-02"), no}, {"{}", open}});
    expect("request.cost is $250.50", {{R"({"request": {"cost": "250.50"}})", yes},
                                       {R"({"request": {"cost": 250.5}})", yes},
                                       {R"({"request": {"cost": "250.05"}})", no}});
}

TEST_CASE("at least, at most, more than, less than") {
    expect("request.units at least 5", {{units(4), no}, {units(5), yes}, {units(6), yes}, {"{}", open}});
    expect("request.units at most 5", {{units(4), yes}, {units(5), yes}, {units(6), no}, {"{}", open}});
    expect("request.units more than 5", {{units(5), no}, {units(6), yes}, {"{}", open}});
    expect("request.units less than 5", {{units(4), yes}, {units(5), no}, {"{}", open}});
    expect("request.cost at most $250",
           {{R"({"request": {"cost": "250.00"}})", yes}, {R"({"request": {"cost": "250.01"}})", no}});
    expect("request.days at least -5",
           {{R"({"request": {"days": -5}})", yes}, {R"({"request": {"days": -6}})", no}});
}

TEST_CASE("what is not known lies within its bounds, and that may be enough") {
    expect("request.units at least 1", {{"{}", yes}});
    expect("request.units at most 100", {{"{}", yes}});
    expect("request.units more than 100", {{"{}", no}});
    expect("request.units at least 100", {{"{}", open}});
    expect("request.units is 101", {{"{}", no}});
    expect("request.units at most left in visits",
           {{units(11), no},
            {units(10), open},
            {R"({"request": {"units": 3}, "ledger": {"visits": {"used": 7}}})", yes},
            {R"({"ledger": {"visits": {"used": 10}}})", no}});
}

TEST_CASE("after, before, on or after, on or before") {
    expect("request.start on or after 2021-10-01",
           {{start("2021-09-30"), no}, {start("2021-10-01"), yes}, {"{}", open}});
    expect("request.start on or before 2021-10-01",
           {{start("2021-10-01"), yes}, {start("2021-10-02"), no}, {"{}", open}});
    expect("request.start after 2021-10-01",
           {{start("2021-10-01"), no}, {start("2021-10-02"), yes}, {"{}", open}});
    expect("request.start before 2021-10-01",
           {{start("2021-09-30"), yes}, {start("2021-10-01"), no}, {"{}", open}});
}

TEST_CASE("days, weeks, months and years after and before a date") {
    const auto made = [](std::string_view date, std::string_view begun) {
        return fmt::format(R"({{"request": {{"made": "{}", "start": "{}"}}}})", date, begun);
    };
    expect("request.start is 30 days after request.made", {{made("2021-01-31", "2021-03-02"), yes},
                                                           {made("2021-01-31", "2021-03-01"), no},
                                                           {start("2021-03-02"), open}});
    expect("request.start is 1 day before request.made", {{made("2021-03-01", "2021-02-28"), yes}});
    expect("request.start is 2 weeks after request.made", {{made("2021-03-01", "2021-03-15"), yes}});
    expect("request.start is 1 month after request.made",
           {{made("2021-01-31", "2021-02-28"), yes}, {made("2021-01-15", "2021-02-15"), yes}, {"{}", open}});
    expect("request.start is 1 month before request.made", {{made("2021-03-31", "2021-02-28"), yes}});
    expect("request.start is 1 year after request.made", {{made("2020-02-29", "2021-02-28"), yes}});
}

TEST_CASE("an age is in completed years, with either birthday of 29 February") {
    const auto born = [](std::string_view date, std::string_view on) {
        return fmt::format(R"({{"member": {{"born": "{}"}}, "request": {{"start": "{}"}}}})", date, on);
    };
    const std::string age = "age from member.born on request.start";
    expect(age + " at least 21", {{born("2000-11-28", "2021-11-27"), no},
                                  {born("2000-11-28", "2021-11-28"), yes},
                                  {start("2021-11-28"), open},
                                  {"{}", open},
                                  {born("2004-02-29", "2025-02-28"), no},
                                  {born("2004-02-29", "2025-03-01"), yes}});
    expect(age + " with birthday on 28 February at least 21", {{born("2004-02-29", "2025-02-27"), no},
                                                               {born("2004-02-29", "2025-02-28"), yes},
                                                               {born("2004-02-28", "2025-02-28"), yes}});
}

TEST_CASE("known and not known are never unknown themselves") {
    expect("request.start known", {{start("2021-01-01"), yes}, {"{}", no}});
    expect("request.start not known", {{start("2021-01-01"), no}, {"{}", yes}});
    expect("plan.letter known",
           {{R"({"plan": {"letter": "scan 7"}})", yes}, {R"({"plan": {"letter": null}})", no}});
    expect("some line.code known",
           {{R"({"lines": [{}, {"code": "98940"}]})", yes}, {R"({"lines": [{}]})", no}});
}

TEST_CASE("in a list, on a day") {
    const auto one = [](std::string_view code, std::string_view on) {
        return fmt::format(R"({{"request": {{"start": "{}", "diagnosis": "{}"}}}})", on, code);
    };
    expect("request.diagnosis in pains on request.start", {{one("M54.5", "2021-09-30"), yes},
                                                           {one("M54.5", "2021-10-01"), no},
                                                           {one("M54.50", "2021-09-30"), no},
                                                           {one("M54.50", "2021-10-01"), yes},
                                                           {one("G89.4", "2021-10-01"), no},
                                                           {one("no code", "2021-10-01"), no},
                                                           {R"({"request": {"diagnosis": "M54.5"}})", open},
                                                           {R"({"request": {"diagnosis": "G89.4"}})", no},
                                                           {start("2021-10-01"), open}});
    expect("request.diagnosis not in pains on request.start",
           {{one("M54.5", "2021-10-01"), yes}, {one("M54.5", "2021-09-30"), no}, {"{}", open}});
    expect("request.kind in kinds on request.start",
           {{R"({"request": {"kind": "first"}})", yes},
            {R"({"request": {"kind": "late renewal"}})", no},
            {R"({"request": {"kind": "renewal", "start": "2020-12-31"}})", no}});
}

TEST_CASE("where a column of the row has a value") {
    const auto line = [](std::string_view code, std::string_view on) {
        return fmt::format(R"({{"request": {{"start": "{}"}}, "lines": [{{"code": "{}"}}]}})", on, code);
    };
    expect("line.code in codes where group is manual on request.start", {{line("98940", "2021-07-01"), yes},
                                                                         {line("97110", "2021-06-30"), no},
                                                                         {line("98941", "2020-12-31"), no},
                                                                         {start("2021-07-01"), open}});
    expect("line.code in codes where weight is 3 on request.start", {{line("98941", "2021-12-31"), no},
                                                                     {line("98941", "2022-01-01"), yes},
                                                                     {line("98940", "2022-01-01"), no}});
    expect("line.code in codes where group is manual and where weight is 2 on request.start",
           {{line("98941", "2021-12-31"), yes}, {line("98941", "2022-01-01"), no}});
    expect("line.code in codes where weight is request.units on request.start",
           {{R"({"request": {"units": 1}, "lines": [{"code": "98940"}]})", yes},
            {R"({"lines": [{"code": "98940"}]})", open},
            {R"({"request": {"units": 2}, "lines": [{"code": "98940"}]})", no}});
}

TEST_CASE("in a fact that is a list") {
    expect("line.service in plan.services",
           {{R"({"plan": {"services": ["massage", "needles"]}, "lines": [{"service": "needles"}]})", yes},
            {R"({"plan": {"services": ["massage"]}, "lines": [{"service": "needles"}]})", no},
            {R"({"plan": {"services": []}, "lines": [{"service": "needles"}]})", no},
            {R"({"plan": {"services": []}, "lines": [{}]})", no},
            {R"({"plan": {"services": ["massage", null]}, "lines": [{"service": "needles"}]})", open},
            {R"({"plan": {"services": ["needles", null]}, "lines": [{"service": "needles"}]})", yes},
            {R"({"lines": [{"service": "needles"}]})", open}});
    expect("line.service not in plan.services",
           {{R"({"plan": {"services": []}, "lines": [{"service": "needles"}]})", yes}, {"{}", open}});
}

TEST_CASE("some and every of a list; of none at all neither is met") {
    const auto codes = [](std::string_view list) {
        return fmt::format(R"({{"request": {{"start": "2021-10-01", "diagnoses": {}}}}})", list);
    };
    expect("some request.diagnoses in pains on request.start", {{codes(R"(["G89.4", "M54.50"])"), yes},
                                                                {codes(R"(["G89.4"])"), no},
                                                                {codes("[]"), no},
                                                                {codes(R"(["G89.4", null])"), open},
                                                                {codes(R"(["M54.50", null])"), yes},
                                                                {codes("null"), open}});
    expect("every request.diagnoses in pains on request.start", {{codes(R"(["M54.50"])"), yes},
                                                                 {codes(R"(["G89.4", "M54.50"])"), no},
                                                                 {codes("[]"), no},
                                                                 {codes(R"(["M54.50", null])"), open},
                                                                 {codes(R"(["G89.4", null])"), no},
                                                                 {codes("null"), open}});
    expect("some plan.services is needles", {{R"({"plan": {"services": ["needles"]}})", yes},
                                             {R"({"plan": {"services": ["massage"]}})", no},
                                             {"{}", open}});
}

TEST_CASE("a condition on a line is about every line, unless it says some") {
    const auto lines = [](std::string_view list) { return fmt::format(R"({{"lines": {}}})", list); };
    expect("line.units at least 5", {{lines(R"([{"units": 5}, {"units": 9}])"), yes},
                                     {lines(R"([{"units": 5}, {"units": 4}])"), no},
                                     {lines(R"([{"units": 5}, {}])"), open},
                                     {lines(R"([{"units": 4}, {}])"), no},
                                     {lines("[]"), no},
                                     {"{}", open}});
    expect("some line.units at least 5", {{lines(R"([{"units": 4}, {"units": 9}])"), yes},
                                          {lines(R"([{"units": 4}])"), no},
                                          {lines(R"([{"units": 9}, {}])"), yes},
                                          {lines(R"([{"units": 4}, {}])"), open},
                                          {lines("[]"), no},
                                          {"{}", open}});
    expect("every line.units at least 5",
           {{lines(R"([{"units": 5}])"), yes}, {lines(R"([{"units": 4}])"), no}, {"{}", open}});
    expect("line.units more than 50", {{"{}", no}});
    expect("some line.units at least 5 and line.units at least 2",
           {{lines(R"([{"units": 5}, {"units": 2}])"), yes},
            {lines(R"([{"units": 5}, {"units": 1}])"), no},
            {lines(R"([{"units": 4}, {"units": 2}])"), no}});
}

TEST_CASE("all of, any of and at least so many of") {
    const std::string three = "\n    need.at_once\n    member.eligible\n    request.units at least 5";
    const auto facts = [](std::string_view a, std::string_view b, std::string_view c) {
        return fmt::format(
            R"({{"need": {{"at_once": {}}}, "member": {{"eligible": {}}}, "request": {{"units": {}}}}})", a,
            b, c);
    };
    expect("all of" + three, {{facts("true", "true", "5"), yes},
                              {facts("true", "true", "null"), open},
                              {facts("true", "null", "4"), no}});
    expect("any of" + three, {{facts("false", "false", "5"), yes},
                              {facts("false", "false", "null"), open},
                              {facts("false", "false", "4"), no},
                              {facts("null", "true", "null"), yes}});
    expect("at least 2 of" + three, {{facts("true", "false", "5"), yes},
                                     {facts("true", "false", "null"), open},
                                     {facts("false", "false", "null"), no},
                                     {facts("true", "true", "null"), yes}});
    expect("need.at_once or member.eligible", {{facts("false", "true", "null"), yes},
                                               {facts("false", "false", "null"), no},
                                               {facts("false", "null", "null"), open}});
    expect("need.at_once\n  member.eligible",
           {{facts("true", "true", "null"), yes}, {facts("true", "false", "null"), no}});
    expect("any of\n    need.at_once\n    all of\n      member.eligible\n      request.units at least 5",
           {{facts("false", "true", "5"), yes},
            {facts("false", "true", "4"), no},
            {facts("true", "null", "null"), yes}});
}

TEST_CASE("the sum over the lines") {
    const auto lines = [](std::string_view list) { return fmt::format(R"({{"lines": {}}})", list); };
    expect("sum of line.units at most 10", {{lines(R"([{"units": 4}, {"units": 6}])"), yes},
                                            {lines(R"([{"units": 5}, {"units": 6}])"), no},
                                            {lines(R"([{"units": 9}, {}])"), open},
                                            {lines(R"([{"units": 10}, {}])"), no},
                                            {lines("[]"), yes},
                                            {"{}", open}});
    expect("sum of line.units at least 1", {{"{}", yes}});
    expect("sum of line.units at most 100",
           {{lines("[{}, {}]"), yes}, {lines("[{}, {}, {}]"), open}, {"{}", open}});
}

TEST_CASE("a sum of numbers that may be negative may be negative") {
    expect(
        "sum of line.change at least 0",
        {{R"({"lines": [{"change": -3}, {"change": 2}]})", no}, {R"({"lines": [{}]})", open}, {"{}", open}},
        "fact line.change number -10 to 10 from provider ask \"Which change?\"\n");
}

TEST_CASE("a derived fact is looked up, chosen or worked out") {
    const auto line = [](std::string_view code, std::string_view on) {
        return fmt::format(R"({{"request": {{"start": "{}"}}, "lines": [{{"code": "{}"}}]}})", on, code);
    };
    const std::string weight =
        "fact line.weight number\n  cite law\n  is weight of line.code in codes on request.start, otherwise "
        "7\n";
    expect("line.weight is 3",
           {{line("98941", "2022-01-01"), yes},
            {line("98941", "2021-12-31"), no},
            {R"({"lines": [{"code": "98941"}]})", open},
            {R"({"lines": [{"code": "98940"}]})", no}},
           weight);
    expect("line.weight is 7",
           {{line("98941", "2020-12-31"), yes},
            {line("99999", "2021-01-01"), yes},
            {line("98940", "2021-01-01"), no},
            {R"({"lines": [{"code": "99999"}]})", yes}},
           weight);
    expect("line.weight at most 7", {{"{}", open}, {R"({"lines": [{}]})", yes}}, weight);
    const std::string choice =
        "fact size number\n  cite law\n  when need.at_once then 1\n  when member.eligible then 2\n  "
        "otherwise request.units\n";
    expect("size is 2",
           {{R"({"need": {"at_once": false}, "member": {"eligible": true}})", yes},
            {R"({"need": {"at_once": true}})", no},
            {R"({"member": {"eligible": true}})", open},
            {R"({"need": {"at_once": false}, "member": {"eligible": false}, "request": {"units": 2}})", yes}},
           choice);
    expect("size at most 2", {{R"({"member": {"eligible": true}})", yes}, {"{}", open}}, choice);
    const std::string sum =
        "fact total number\n  cite law\n  is request.units times request.days\nfact less number\n  is "
        "request.units minus request.days\n";
    expect("total at least 12",
           {{R"({"request": {"units": 4, "days": 3}})", yes},
            {R"({"request": {"units": 4, "days": 2}})", no},
            {R"({"request": {"days": 0}})", no},
            {R"({"request": {"days": 12}})", yes},
            {R"({"request": {"days": 1}})", open}},
           sum);
    expect("less is 1",
           {{R"({"request": {"units": 4, "days": 3}})", yes}, {R"({"request": {"days": 3}})", open}}, sum);
}

TEST_CASE("a look-up that finds no row gives nothing, of which nothing holds") {
    const std::string weight =
        "fact line.weight number\n  is weight of line.code in codes on request.start\n";
    expect("line.weight at most 9",
           {{R"({"request": {"start": "2021-01-01"}, "lines": [{"code": "99999"}]})", no},
            {R"({"request": {"start": "2021-01-01"}, "lines": [{"code": "98940"}]})", yes}},
           weight);
    expect("line.weight not known",
           {{R"({"lines": [{"code": "99999"}]})", yes}, {R"({"lines": [{"code": "98940"}]})", no}}, weight);
}

TEST_CASE("a look-up that may find no row is not known, whatever all rows say") {
    const std::string weight =
        "fact line.weight number\n  is weight of line.code in codes on request.start\n";
    expect("line.weight at most 9",
           {{R"({"request": {"start": "2021-01-01"}, "lines": [{}]})", open},
            {R"({"lines": [{"code": "97110"}]})", open},
            {R"({"lines": [{"code": "98941"}]})", open}},
           weight);
    expect("line.weight known", {{R"({"lines": [{"code": "97110"}]})", no}}, weight);
    const std::string group =
        "fact line.group one of manual, exercise\n  is group of line.code in codes on request.start\n";
    expect("line.group is exercise",
           {{R"({"lines": [{"code": "97110"}]})", open},
            {R"({"request": {"start": "2021-06-30"}, "lines": [{"code": "97110"}]})", yes},
            {R"({"request": {"start": "2021-07-01"}, "lines": [{"code": "97110"}]})", no}},
           group);
}

TEST_CASE("what a person judges leaves the bounds of other facts alone") {
    const Program program = small_program({R"(fact a number 3 to 9 from provider ask "?"
fact line.a number 3 to 9 from provider ask "?"
fact j yes or no
  judged by a physician
fact line.j yes or no
  judged by a physician
criterion c
  cite law
  a at least 3
)"});
    const Facts facts(program);
    CHECK(facts.value(program.fact("a")->slot) == Interval{3, 9});
    CHECK(facts.line_values(0)[program.fact("line.a")->slot] == Interval{3, 9});
    CHECK(Evaluator(program, facts).truth(program.criteria[0].root) == Truth::Met);
}
