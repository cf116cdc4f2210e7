#include <doctest/doctest.h>

#include "policy/people_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

PartyDef party(const std::string& lines) { return program_with("party p\n  cite law\n" + lines).parties[0]; }

} // namespace

TEST_CASE("of one `is` line any standing is enough, and every line must hold") {
    const PartyDef read = party("  is doctor, licensed midwife, or legal guardian\n  is registered\n");
    REQUIRE(read.all.size() == 2);
    REQUIRE(read.all[0].size() == 3);
    CHECK(read.all[0][0].party == 3);
    CHECK(read.all[0][0].credential.empty());
    CHECK(read.all[0][1].credential == "licensed midwife");
    CHECK(read.all[0][2].credential == "legal guardian");
    CHECK(read.all[1][0].credential == "registered");
    CHECK(read.all[0][1].source.column == 14);
}

TEST_CASE("a party that begins other words is not meant by them") {
    const PartyDef read = party("  is doctor of the hospital\n");
    CHECK(read.all[0][0].credential == "doctor of the hospital");
    CHECK(read.all[0][0].party == any_object);
}

TEST_CASE("a credential covers what a fact of the request says") {
    const Program program = program_with(
        "party p\n  cite law\n  is licensed therapist of request.discipline, manager of the unit\n");
    const std::vector<Standing>& any = program.parties[0].all[0];
    CHECK(any[0].credential == "licensed therapist");
    REQUIRE(any[0].of_fact < program.facts.size());
    CHECK(program.facts[any[0].of_fact].name.text == "request.discipline");
    CHECK(any[1].credential == "manager of the unit");
    CHECK(any[1].of_fact == any_object);
}

TEST_CASE("of a `has` line everything must hold, and of a `not` line nothing") {
    const PartyDef read = party(
        "  has board certification, office in the state\n  not doctor, clinic\n"
        "  not in known or potential conflict\n");
    CHECK(read.all.size() == 2);
    CHECK(read.all[1][0].credential == "office in the state");
    REQUIRE(read.none.size() == 2);
    CHECK(read.none[0].party == 3);
    CHECK(read.without_conflict);
    CHECK_FALSE(read.without_earlier_part);
}

TEST_CASE("a party can be kept from what it had a part in, be one for a case, and manage its users") {
    const PartyDef read = party(
        "  not in conflict\n  not involved in the request it is about\n  one per case\n"
        "  manages users of the same organization\n");
    CHECK(read.without_conflict);
    CHECK(read.without_earlier_part);
    CHECK(read.one_per_case);
    CHECK(read.manages_own_users);
    CHECK(read.none.empty());
}

TEST_CASE("every mistake in a party is told where it stands") {
    const std::vector<WrongLine> table = {
        {"is", "3:5 a standing expected, and there is none\n"},
        {"is doctor,", "3:13 a standing expected, and there is none\n"},
        {"is licensed and registered", "3:15 `and` in a standing\n"},
        {"is therapist of request.dicipline", "3:19 a fact expected, and `request.dicipline` is none\n"},
        {"is therapist of request.start", "3:19 a credential covers a word or a code of the request\n"},
        {"is therapist of line.code", "3:19 a credential covers a word or a code of the request\n"},
        {"is therapist of request.diagnoses", "3:19 a credential covers a word or a code of the request\n"},
        {"has license or diploma", "3:15 `or diploma` is left over\n"},
        {"not doctor or clinic", "3:14 `or clinic` is left over\n"},
        {"not in confict", "3:7 `not in confict` is not understood\n"},
        {"not involved in the case", "3:7 `not involved in the case` is not understood\n"},
        {"one per request", "3:7 `per case` expected after `one`\n"},
        {"one per case only", "3:16 `only` is left over\n"},
        {"manages everybody", "3:11 `users of the same organization` expected after `manages`\n"},
        {"one per case\n  one per case", "4:7 `one` is said a second time\n"},
        {"may decide", ""},
    };
    for (const WrongLine& row : table) {
        CAPTURE(row.line);
        const std::string told = mistakes_with("party p\n  cite law\n  " + row.line + "\n");
        if (row.expected.empty())
            CHECK(told == "3:3 a party has no line that begins with `may`\n");
        else
            CHECK(told == row.expected);
    }
}

TEST_CASE("a party that is itself, through others or what it is not, is refused") {
    CHECK(mistakes_with("party p\n  cite law\n  is p\n") == "1:7 who is `p` depends on who is `p`\n");
    CHECK(mistakes_with("party p\n  cite law\n  is q\nparty q\n  cite law\n  not p\n") ==
          "1:7 who is `p` depends on who is `p`\n4:7 who is `q` depends on who is `q`\n");
    CHECK(mistakes_with("party p\n  cite law\n  is doctor\nparty q\n  cite law\n  is p, doctor\n") == "");
}
