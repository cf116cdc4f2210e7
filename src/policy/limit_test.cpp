// Limits cut an approval to the days it may have, before anybody sees it.

#include <doctest/doctest.h>

#include "policy/explanation.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::map<std::string, std::string> pains_and_codes = {
    {"pains",
     "diagnosis code,label,from,through\n"
     "M54.5,back,,2021-09-30\nM54.50,back,2021-10-01,\nM54.51,back,2021-10-02,\nG89.4,pain,,\n"
     "R52,pain,2021-01-01,2021-03-31\nR52,pain,2021-04-01,2021-05-31\n"},
    {"codes", "procedure code,label,from,through\n98940,x,,\n98941,y,,2021-06-30\n98942,z,,2021-04-30\n"}};

// The days of the approval of "2021-01-15 for 12 months" under those limits: "2021-01-15 to 2022-01-14".
std::string days(const std::string& limits, const std::string& more,
                 const std::string& approve = "from request.start for 12 months") {
    const Program program =
        small_program({"decision d\n  cite law\n  when member.eligible then approve " + approve +
                           "\n  otherwise refer to nurse\n" + limits +
                           "level nurse\n  cite law\nlist pains\n  cite law\n  columns diagnosis code, "
                           "label, from, through\n"
                           "list codes\n  cite law\n  columns procedure code, label, from, through\n" +
                           some_facts,
                       pains_and_codes});
    const Facts facts = small_facts(program, R"({"member": {"eligible": true}, )" + more + "}");
    const Explanation made = explain(program, facts, decide(program, facts));
    if (made.decision != "approve") {
        std::string text = made.decision;
        for (const Question& question : made.ask) text += " " + question.fact;
        return text;
    }
    return fmt::format("{} to {}", made.from.value_or("none"), made.through.value_or("none"));
}

std::string limit(const std::string& lines) { return "limit l\n  cite law\n  " + lines + "\n"; }

const std::string first_request =
    R"("request": {"start": "2021-01-15", "made": "2021-03-01", "kind": "first"})";

} // namespace

TEST_CASE("a span of months ends on the day before its anniversary, a span of days with its last") {
    CHECK(days("", first_request) == "2021-01-15 to 2022-01-14");
    CHECK(days("", first_request, "from request.start for 1 month") == "2021-01-15 to 2021-02-14");
    CHECK(days("", first_request, "from request.start for 1 year") == "2021-01-15 to 2022-01-14");
    CHECK(days("", first_request, "from request.start for 1 day") == "2021-01-15 to 2021-01-15");
    CHECK(days("", first_request, "from request.start for 2 weeks") == "2021-01-15 to 2021-01-28");
    CHECK(days("", first_request, "from request.start") == "2021-01-15 to none");
    CHECK(days("", first_request, "") == "none to none");
    CHECK(days("", R"("request": {"start": "2020-02-29"})") == "2020-02-29 to 2021-02-27");
    CHECK(days("", R"("request": {"start": "2021-01-31"})", "from request.start for 1 month") ==
          "2021-01-31 to 2021-02-27");
    CHECK(days("", R"("request": {})") == "ask request.start");
}

TEST_CASE("through at most and from at least cut, and what lies outside changes nothing") {
    CHECK(days(limit("through at most 2021-06-30"), first_request) == "2021-01-15 to 2021-06-30");
    CHECK(days(limit("through at most 2022-01-14"), first_request) == "2021-01-15 to 2022-01-14");
    CHECK(days(limit("through at most 2023-01-01"), first_request) == "2021-01-15 to 2022-01-14");
    CHECK(days(limit("through at most request.made"), first_request) == "2021-01-15 to 2021-03-01");
    CHECK(days(limit("from at least request.made"), first_request) == "2021-03-01 to 2022-01-14");
    CHECK(days(limit("from at least 2020-12-31"), first_request) == "2021-01-15 to 2022-01-14");
    CHECK(days(limit("through at most 90 days from request.start"), first_request) ==
          "2021-01-15 to 2021-04-14");
    CHECK(days(limit("through at most 3 months from request.start"), first_request) ==
          "2021-01-15 to 2021-04-14");
    CHECK(days(limit("through at most 30 days before request.made"), first_request) ==
          "2021-01-15 to 2021-01-30");
}

TEST_CASE("the day of a count is that day, the first being day 1") {
    CHECK(days(limit("through at most day 1 counted from request.start"), first_request) ==
          "2021-01-15 to 2021-01-15");
    CHECK(days(limit("through at most day 180 counted from request.start"), first_request) ==
          "2021-01-15 to 2021-07-13");
}

TEST_CASE("a limit binds when its condition holds, and not when it is excepted") {
    const std::string when = limit("through at most 2021-06-30\n  when need.at_once");
    const auto need = [](std::string_view yes) {
        return fmt::format(R"({}, "need": {{"at_once": {}}})", first_request, yes);
    };
    CHECK(days(when, need("true")) == "2021-01-15 to 2021-06-30");
    CHECK(days(when, need("false")) == "2021-01-15 to 2022-01-14");
    CHECK(days(when, first_request) == "ask need.at_once");
    const std::string unless = limit("through at most 2021-06-30\n  unless need.at_once");
    CHECK(days(unless, need("true")) == "2021-01-15 to 2022-01-14");
    CHECK(days(unless, need("false")) == "2021-01-15 to 2021-06-30");
    CHECK(days(unless, first_request) == "ask need.at_once");
    CHECK(days(limit("through at most 2023-06-30\n  when need.at_once"), first_request) ==
          "2021-01-15 to 2022-01-14");
}

TEST_CASE("a limit whose date is not known is asked for, unless it cannot matter") {
    const std::string begun = R"("request": {"start": "2021-01-15"})";
    CHECK(days(limit("through at most request.made"), begun) == "ask request.made");
    CHECK(days(limit("through at most request.made\n  when need.at_once"),
               begun + R"(, "need": {"at_once": false})") == "2021-01-15 to 2022-01-14");
}

TEST_CASE("limits that leave no day approve nothing") {
    CHECK(days(limit("through at most 2021-01-14"), first_request) == "refer");
    CHECK(days(limit("through at most 2021-01-15"), first_request) == "2021-01-15 to 2021-01-15");
    CHECK(days(limit("from at least 2022-01-15"), first_request) == "refer");
}

TEST_CASE("an approval ends with the last code that holds, and a code may succeed another") {
    const std::string last =
        limit("through at most last day of request.diagnoses in pains from request.start");
    const auto codes = [](std::string_view list) {
        return fmt::format(R"("request": {{"start": "2021-01-15", "diagnoses": {}}})", list);
    };
    CHECK(days(last, codes(R"(["G89.4"])")) == "2021-01-15 to 2022-01-14");
    CHECK(days(last, codes(R"(["M54.5"])")) == "2021-01-15 to 2021-09-30");
    CHECK(days(last, codes(R"(["M54.5", "M54.50"])")) == "2021-01-15 to 2022-01-14");
    CHECK(days(last, codes(R"(["M54.50", "M54.5"])")) == "2021-01-15 to 2022-01-14");
    CHECK(days(last, codes(R"(["M54.5", "M54.51"])")) == "2021-01-15 to 2021-09-30");
    CHECK(days(last, codes(R"(["R52"])")) == "2021-01-15 to 2021-05-31");
    CHECK(days(last, codes(R"(["R52", "M54.5"])")) == "2021-01-15 to 2021-09-30");
    CHECK(days(last, codes(R"(["M54.50"])")) == "refer");
    CHECK(days(last, codes(R"(["Z99"])")) == "refer");
    CHECK(days(last, codes("[]")) == "refer");
    CHECK(days(last, codes("null")) == "ask request.diagnoses");
    CHECK(days(last, codes(R"(["M54.5", null])")) == "ask request.diagnoses");
    CHECK(days(last, codes(R"(["G89.4", null])")) == "2021-01-15 to 2022-01-14");
}

TEST_CASE("the service line whose code ends first ends the approval") {
    const std::string last = limit("through at most last day of line.code in codes from request.start");
    const auto lines = [](std::string_view list) {
        return fmt::format(R"({}, "lines": {})", first_request, list);
    };
    CHECK(days(last, lines(R"([{"code": "98940"}])")) == "2021-01-15 to 2022-01-14");
    CHECK(days(last, lines(R"([{"code": "98940"}, {"code": "98941"}])")) == "2021-01-15 to 2021-06-30");
    CHECK(days(last, lines(R"([{"code": "98942"}, {"code": "98941"}])")) == "2021-01-15 to 2021-04-30");
    CHECK(days(last, lines(R"([{"code": "98940"}, {}])")) == "ask line.code");
}

TEST_CASE("an approval waits for lines that are not known when a limit reads them") {
    CHECK(days(limit("through at most last day of line.code in codes from request.start"), first_request) ==
          "ask line.code");
}

TEST_CASE("what cannot cut below another limit is not asked, in whichever order they stand") {
    const std::string fixed = "limit a\n  cite law\n  through at most 2021-03-31\n";
    const std::string codes =
        "limit b\n  cite law\n  through at most last day of request.diagnoses in pains from request.start\n";
    const std::string half = R"("request": {"start": "2021-01-15", "diagnoses": ["M54.5", null]})";
    CHECK(days(fixed + codes, half) == "2021-01-15 to 2021-03-31");
    CHECK(days(codes + fixed, half) == "2021-01-15 to 2021-03-31");
}

TEST_CASE("more codes than one expects are looked up all the same") {
    std::string many;
    for (int i = 0; i < 70; ++i) many += fmt::format(R"("Z{:02}", )", i);
    CHECK(days(limit("through at most last day of request.diagnoses in pains from request.start"),
               R"("request": {"start": "2021-01-15", "diagnoses": [)" + many + R"("M54.5"]})") ==
          "2021-01-15 to 2021-09-30");
}

TEST_CASE("the limit that ended an approval is named") {
    const Program program =
        small_program({"decision d\n  cite law\n  otherwise approve from request.start for 12 months\n"
                       "limit end of the year\n  cite law\n  through at most 2021-12-31\n" +
                       some_facts});
    const Facts facts = small_facts(program, R"({"request": {"start": "2021-06-01"}})");
    CHECK(
        explain(program, facts, decide(program, facts)).warnings ==
        std::vector<std::string>{"The approval ends on 2021-12-31 and not on 2022-05-31: end of the year."});
}
