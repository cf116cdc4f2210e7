#include "policy/request_reader.hpp"

#include <doctest/doctest.h>

#include "policy/explanation.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const Program& program() {
    static const Program read = small_program({some_facts + R"(fact request date from provider ask "?"
fact date of birth date from provider ask "?"
fact line.when.exactly moment from provider ask "?"
fact twice number
  cite law
  is request.units plus request.units
fact sound yes or no
  judged by a physician
ledger visits of the year
  cite law
  holds 10
  ask "?"
)"});
    return read;
}

// What was complained of: "/request/units error: ..." a line each.
std::string complaints(std::string_view json) {
    base::JsonDocument document;
    base::Diagnostics diagnostics;
    REQUIRE(document.read(json, diagnostics));
    RequestReader reader(program());
    Facts facts(program());
    const bool understood = reader.read(document, facts, diagnostics);
    CHECK(understood == !diagnostics.has_errors());
    std::string all;
    for (const base::Diagnostic& one : diagnostics) {
        const char* severity = one.severity == base::Severity::Error ? "" : "warning: ";
        all += fmt::format("{} {}{}; {}\n", one.place.pointer, severity, one.message, one.hint);
    }
    return all;
}

std::string value(std::string_view fact, std::string_view json) {
    const FactDef* found = program().fact(fact);
    REQUIRE(found != nullptr);
    return shown(program(), found->type, small_facts(program(), json).value(found->slot));
}

} // namespace

TEST_CASE("a value of each type is read") {
    CHECK(value("member.eligible", R"({"member": {"eligible": true}})") == "yes");
    CHECK(value("member.eligible", R"({"member": {"eligible": false}})") == "no");
    CHECK(value("member.born", R"({"member": {"born": "1975-06-30"}})") == "1975-06-30");
    CHECK(value("request.units", R"({"request": {"units": 7}})") == "7");
    CHECK(value("request.days", R"({"request": {"days": -7}})") == "-7");
    CHECK(value("request.cost", R"({"request": {"cost": "12.5"}})") == "12.50");
    CHECK(value("request.cost", R"({"request": {"cost": 12}})") == "12.00");
    CHECK(value("request.cost", R"({"request": {"cost": 0.07}})") == "0.07");
    CHECK(value("request.kind", R"({"request": {"kind": "late renewal"}})") == "late renewal");
    CHECK(value("request.diagnosis", R"({"request": {"diagnosis": "m5450"}})") == "M54.50");
    CHECK(value("plan.letter", R"({"plan": {"letter": "scan 7"}})") == "known");
    CHECK(value("date of birth", R"({"date of birth": "1975-06-30"})") == "1975-06-30");
}

TEST_CASE("what is null or missing is unknown, at every level") {
    for (const std::string json :
         {"{}", R"({"member": null})", R"({"member": {}})", R"({"member": {"born": null}})"}) {
        CAPTURE(json);
        CHECK(value("member.born", json) == "unknown");
    }
    CHECK(value("request.units", "{}") == "unknown, from 1 to 100");
    CHECK(complaints(R"({"lines": null, "ledger": null})") == "");
    CHECK(complaints(R"({"ledger": {"visits of the year": null}})") == "");
    CHECK(complaints(R"({"ledger": {"visits of the year": {"used": null}}})") == "");
}

TEST_CASE("an empty list is known to be empty, and an absent one is unknown") {
    const std::size_t diagnoses = program().fact("request.diagnoses")->slot;
    CHECK_FALSE(small_facts(program(), "{}").list_known(diagnoses));
    CHECK_FALSE(small_facts(program(), R"({"request": {"diagnoses": null}})").list_known(diagnoses));
    const Facts empty = small_facts(program(), R"({"request": {"diagnoses": []}})");
    CHECK(empty.list_known(diagnoses));
    CHECK(empty.list(diagnoses).empty());
    CHECK_FALSE(small_facts(program(), "{}").lines_known());
    CHECK(small_facts(program(), R"({"lines": []})").lines_known());
    CHECK(small_facts(program(), R"({"lines": []})").lines() == 0);
}

TEST_CASE("the values of a list keep their order, and null is one that is not known") {
    const Facts facts = small_facts(
        program(),
        R"({"request": {"diagnoses": ["M54.5", null, "G89.4"]}, "plan": {"services": ["needles"]}})");
    const FactDef* diagnoses = program().fact("request.diagnoses");
    const auto items = facts.list(diagnoses->slot);
    REQUIRE(items.size() == 3);
    CHECK(shown(program(), diagnoses->type, items[0]) == "M54.5");
    CHECK(shown(program(), diagnoses->type, items[1]) == "unknown");
    CHECK(shown(program(), diagnoses->type, items[2]) == "G89.4");
    CHECK(facts.list(program().fact("plan.services")->slot).size() == 1);
}

TEST_CASE("facts of service lines stand in the objects of the lines") {
    const Facts facts = small_facts(
        program(),
        R"({"lines": [{"units": 3, "when": {"exactly": "2021-01-02 08:30"}}, null, {"code": "98940"}]})");
    REQUIRE(facts.lines() == 3);
    CHECK(facts.line_values(0)[program().fact("line.units")->slot] == Interval::exactly(3));
    CHECK(facts.line_values(1)[program().fact("line.units")->slot] == Interval{1, 50});
    CHECK(facts.line_values(2)[program().fact("line.code")->slot].known());
    CHECK(facts.line_values(0)[program().fact("line.when.exactly")->slot].known());
}

TEST_CASE("a name may be a fact and the beginning of others") {
    CHECK(value("request", R"({"request": "2021-01-02"})") == "2021-01-02");
    CHECK(value("request.units", R"({"request": {"units": 2}})") == "2");
}

TEST_CASE("what was used of a ledger stands under its name") {
    const Facts facts = small_facts(program(), R"({"ledger": {"visits of the year": {"used": 4}}})");
    CHECK(facts.value(program().ledgers[0].slot) == Interval::exactly(4));
    CHECK(complaints(R"({"ledger": {"visits": {"used": 4}}})") ==
          "/ledger/visits the program has no such ledger; its ledgers are visits of the year\n");
    CHECK(complaints(R"({"ledger": {"visits of the year": {"usd": 4}}})") ==
          "/ledger/visits of the year/usd a ledger has no such member; what a request may say of a ledger is "
          "`used`, in units\n");
    for (const std::string used : {"-1", "1.5", "\"4\"", "1000000001", "true"}) {
        CAPTURE(used);
        CHECK(complaints(fmt::format(R"({{"ledger": {{"visits of the year": {{"used": {}}}}}}})", used)) ==
              "/ledger/visits of the year/used the units used are a whole number from 0 to 1000000000; write "
              "it in digits, without quotes and without a decimal point\n");
    }
    CHECK(complaints(R"({"ledger": []})").starts_with("/ledger an object expected, and this is an array"));
    CHECK(complaints(R"({"ledger": {"visits of the year": 4}})")
              .starts_with("/ledger/visits of the year an object expected"));
}

TEST_CASE("a value of the wrong type is refused with its place and how to write it") {
    CHECK(complaints(R"({"member": {"eligible": "yes"}})") ==
          "/member/eligible yes or no expected, and this is a string; write true or false\n");
    CHECK(complaints(R"({"member": {"born": 1975}})") ==
          "/member/born a date expected, and this is a number; write a date of the calendar as "
          "\"2026-11-28\"\n");
    CHECK(complaints(R"({"member": {"born": "2021-02-29"}})") ==
          "/member/born not a date; write a date of the calendar as \"2026-11-28\"\n");
    CHECK(complaints(R"({"request": {"units": "7"}})") ==
          "/request/units a number expected, and this is a string; write a whole number from 1 to 100 "
          "without quotes\n");
    CHECK(complaints(R"({"request": {"units": 101}})") ==
          "/request/units not a number that fits here; write a whole number from 1 to 100 without quotes\n");
    CHECK(
        complaints(R"({"request": {"units": 0}})").starts_with("/request/units not a number that fits here"));
    CHECK(complaints(R"({"request": {"units": 1.5}})")
              .starts_with("/request/units not a number that fits here"));
    CHECK(complaints(R"({"request": {"days": 99999999999999999999}})")
              .starts_with("/request/days not a number"));
    CHECK(complaints(R"({"request": {"days": 9223372036854775807}})")
              .starts_with("/request/days not a number"));
    CHECK(complaints(R"({"request": {"kind": "second"}})") ==
          "/request/kind not one of first, renewal or late renewal; write one of first, renewal or late "
          "renewal, in quotes\n");
    CHECK(
        complaints(R"({"request": {"cost": "12.345"}})").starts_with("/request/cost not an amount of money"));
    CHECK(complaints(R"({"request": {"diagnoses": "M54.5"}})") ==
          "/request/diagnoses a list expected, and this is a string; write it between [ and ]; write the "
          "code in quotes, as \"M54.50\"\n");
    CHECK(complaints(R"({"request": {"diagnoses": ["M54.5", 7]}})")
              .starts_with("/request/diagnoses/1 a diagnosis code expected, and this is a number"));
    CHECK(complaints(R"({"lines": {}})").starts_with("/lines a list of service lines expected"));
    CHECK(complaints(R"({"lines": [7]})").starts_with("/lines/0 an object expected"));
    CHECK(complaints(R"({"member": 7})").starts_with("/member an object expected"));
    CHECK(complaints("[]").starts_with(" a request is an object, and this is an array"));
    CHECK(complaints(R"({"plan": {"letter": {}}})")
              .starts_with("/plan/letter a document expected, and this is an object"));
}

TEST_CASE("an amount of money is not negative, however it is written") {
    for (const std::string cost :
         {"\"-0.50\"", "-0.50", "\"-1\"", "\"1.-5\"", "\"1.+5\"", "\"1.\"", "\".5\"", "\"\"", "1e3"}) {
        CAPTURE(cost);
        CHECK(
            complaints(fmt::format(R"({{"request": {{"cost": {}}}}})", cost)).starts_with("/request/cost "));
    }
}

TEST_CASE("every mistake of a request is told in one run, and no value is repeated") {
    const std::string all =
        complaints(R"({"member": {"born": "SECRET", "elgible": true}, "requst": {}, "request": {"units": -1},
                                     "lines": [{"unit": 3}, {"code": "SECRET CODE"}],
                                     "twice": 4, "sound": true})");
    CHECK(all.find("SECRET") == std::string::npos);
    for (const char* one :
         {"/member/born not a date",
          "/member/elgible the program has no fact of this name; did you mean `eligible`?",
          "/requst the program has no fact of this name; did you mean `request`?",
          "/request/units not a number",
          "/lines/0/unit the program has no fact of this name; did you mean `units`?",
          "/lines/1/code warning: this has not the shape of a procedure code, so it is on no list",
          "/twice the program has no fact", "/sound the program has no fact"}) {
        CAPTURE(one);
        CHECK(all.find(one) != std::string::npos);
    }
}

TEST_CASE("a text without the shape of a code is a code all the same, one that is on no list") {
    CHECK(
        complaints(R"({"request": {"diagnosis": "back pain"}})").starts_with("/request/diagnosis warning: "));
    CHECK(value("request.diagnosis", R"({"request": {"diagnosis": "back pain"}})") == "not a code");
}

TEST_CASE("reading again forgets what was read before") {
    base::JsonDocument document;
    base::Diagnostics none;
    RequestReader reader(program());
    Facts facts(program());
    REQUIRE(document.read(
        R"({"member": {"eligible": true}, "lines": [{"units": 3}, {}], "request": {"diagnoses": ["M54.5"]}})",
        none));
    REQUIRE(reader.read(document, facts, none));
    REQUIRE(document.read(R"({"lines": [{}]})", none));
    REQUIRE(reader.read(document, facts, none));
    CHECK_FALSE(facts.value(program().fact("member.eligible")->slot).known());
    CHECK(facts.lines() == 1);
    CHECK(facts.line_values(0)[program().fact("line.units")->slot] == Interval{1, 50});
    CHECK_FALSE(facts.list_known(program().fact("request.diagnoses")->slot));
}
