#include "policy/missed_lookup.hpp"

#include <doctest/doctest.h>

#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::map<std::string, std::string> service_rows = {
    {"services",
     "procedure code,kind,from,through\n98940,massage,,\n98941,massage,2021-01-01,2021-12-31\n"
     "98941,exercise,2023-01-01,2023-12-31\n"}};

// "code 98940 of line 1 2: kind massage, not exercise" for each look-up that criterion c missed.
std::string missed(const std::string& lines, std::string_view request) {
    const Program program = small_program(
        {"criterion c\n  cite law\n  " + lines +
             "\ndecision d\n  cite law\n  when c then approve\n  otherwise refer to nurse\n" + some_facts +
             "level nurse\n  cite law\nlist services\n  cite law\n  columns procedure code, "
             "kind, from, through\n",
         service_rows});
    const Facts facts = small_facts(program, request);
    std::string all;
    for (const MissedLookup& one : missed_lookups(program, facts, 0)) {
        all += fmt::format("{}{} {}", all.empty() ? "" : "; ", one.name, one.key);
        for (const std::size_t line : one.lines) all += fmt::format(" {}", line);
        if (one.is_found) all += " found";
        if (one.on) all += " on " + calendar::to_text(*one.on);
        if (one.through) all += " through " + calendar::to_text(*one.through);
        if (one.from) all += " from " + calendar::to_text(*one.from);
        for (const MissedLookup::Column& column : one.columns) {
            if (!column.is_as_wanted() && !column.has.empty())
                all += fmt::format(": {} {}, not {}", column.name, column.has.front(), column.wanted);
        }
    }
    return all;
}

const std::string in_services = "line.code in services where kind is line.service on request.start";

} // namespace

TEST_CASE("a look-up that fails says what the list has of the key instead") {
    CHECK(missed(in_services, R"({"request": {"start": "2021-05-01"},
          "lines": [{"code": "98940", "service": "exercise"}]})") ==
          "line.code 98940: kind massage, not exercise");
    CHECK(missed(in_services, R"({"request": {"start": "2021-05-01"},
          "lines": [{"code": "98940", "service": "massage"}]})")
              .empty());
}

TEST_CASE("a key that the list has on other days says on which") {
    const auto on = [](const std::string& day) {
        return missed(in_services, R"({"request": {"start": ")" + day +
                                       R"("}, "lines": [{"code": "98941", "service": "massage"}]})");
    };
    CHECK(on("2020-12-31") == "line.code 98941 on 2020-12-31 from 2021-01-01");
    CHECK(on("2021-01-01").empty());
    CHECK(on("2021-12-31").empty());
    CHECK(on("2022-01-01") == "line.code 98941 on 2022-01-01 through 2021-12-31");
    CHECK(on("2023-01-01") == "line.code 98941 on 2023-01-01: kind exercise, not massage");
}

TEST_CASE("lines that miss alike are told together, and what is blank is missed by nobody") {
    CHECK(missed(in_services, R"({"request": {"start": "2021-05-01"},
          "lines": [{"code": "98942", "service": "massage"}, {"code": "98940", "service": "massage"},
                    {"code": "98942", "service": "massage"}, {"service": "massage"}]})") ==
          "line.code 98942 1 3");
    CHECK(missed("all of\n    " + in_services + "\n    need.at_once",
                 R"({"need": {"at_once": false}, "lines": [{"service": "massage"}]})")
              .empty());
}

TEST_CASE("what must not be in a list is told when it is") {
    CHECK(missed("line.code not in services on request.start", R"({"request": {"start": "2021-05-01"},
          "lines": [{"code": "98940"}, {"code": "98942"}]})") == "line.code 98940 1 found");
}

TEST_CASE("what has the shape of no code has no key") {
    CHECK(missed("line.code in services on request.start",
                 R"({"request": {"start": "2021-05-01"}, "lines": [{"code": "a chair"}]})") == "line.code ");
}
