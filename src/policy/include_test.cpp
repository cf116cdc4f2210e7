// Programs that include others: what joins, whose it stays, and that messages name the right file.

#include <doctest/doctest.h>

#include "policy/phrases.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string law_header = R"(program law/of-the-land
  title      The law
  effective  2026-01-01 through 2026-12-31
  calendar   federal
  cite       1 CFR 1
)";

const std::string law_rules = R"(
party assistant
  cite       1 CFR 2
  is         registered nurse

fact request.fast yes or no from assistant ask "Is it urgent?"

limit law_units
  cite       1 CFR 3
  when       request.fast
  units at most 12

duty answer by law
  cite       1 CFR 4
  we must decide
  when       received
  within     7 calendar days of receipt
  missed     alert supervisor

assumption two_readings
  we read    The earlier of the two.
)";

ProgramText including(const std::string& rules, const std::string& law) {
    ProgramText text;
    text.policy = {"own.policy", "program own\n  cite law\n  effective 2021-01-01 onward\n" + rules};
    text.included["law/of-the-land"] = {"law.policy", law};
    text.programs = {"law/of-the-land", "own"};
    return text;
}

const std::string include = "  include law/of-the-land\n";

std::string messages_about(const ProgramText& text) {
    base::Diagnostics warnings;
    const auto read = read_program(text, warnings);
    return base::to_text(read ? warnings : read.error());
}

Program whole_program(const ProgramText& text) {
    base::Diagnostics warnings;
    return whole(read_program(text, warnings));
}

} // namespace

TEST_CASE("the rules of an included program join, and stay its own") {
    const Program program = whole_program(
        including(include + "party nurse\n  cite law\n  is registered nurse\n", law_header + law_rules));
    REQUIRE(program.origins.size() == 2);
    CHECK(program.origins[0].id == "own");
    CHECK(program.origins[1].id == "law/of-the-land");
    CHECK(program.origins[1].title == "The law");
    CHECK(program.origins[1].calendar == "federal");
    CHECK(program.origins[1].file == "law.policy");
    CHECK(calendar::to_text(program.origins[1].effective) == "2026-01-01");
    REQUIRE(program.origins[1].through);
    CHECK(calendar::to_text(*program.origins[1].through) == "2026-12-31");
    CHECK(program.header.id.text == "own");
    REQUIRE(program.parties.size() == 2);
    CHECK(program.file_of(program.parties[0].name) == "own.policy");
    CHECK(program.file_of(program.parties[1].name) == "law.policy");
    CHECK(program.fact("request.fast"));
    CHECK(program.limits.size() == 1);
    REQUIRE(program.terms.size() == 1);
    CHECK(program.terms[0].origin == 1);
    CHECK(program.assumption("two_readings"));
}

TEST_CASE("own rules may speak of included ones, and included ones of own") {
    CHECK(messages_about(including(include +
                                       "criterion fast\n  cite law\n  request.fast\ndecision d\n  cite law\n"
                                       "  when fast then ask\n  otherwise ask\n",
                                   law_header + law_rules)) == "");
    const std::string asks = law_header + "limit l\n  cite 1 CFR 5\n  units at most request.units\n";
    CHECK(messages_about(including(include + "fact request.units number from provider ask \"How many?\"\n",
                                   asks)) == "");
}

TEST_CASE("a mistake in an included program names its file and line") {
    const std::string law = law_header + "limit l\n  cite 1 CFR 5\n  when request.fast\n  units at most 3\n" +
                            "fact request.slow sometimes\nparty p\n";
    const std::string all = messages_about(including(include, law));
    CHECK(says(all, "law.policy:8:8: error: a fact expected, and `request.fast` is none"));
    CHECK(says(all, "law.policy:10:6: error: a fact without a type"));
    CHECK(says(all, "law.policy:11:7: error: the party `p` does not show its source"));
    CHECK_FALSE(says(all, "own.policy"));
}

TEST_CASE("a check of the whole program names the included file too") {
    const std::string law = law_header +
                            "fact request.fast yes or no\nlimit l\n  quote \"twelve\"\n"
                            "  units at most 13\n";
    const std::string all = messages_about(including(include, law));
    CHECK(says(all, "law.policy:6:6: error: nobody is named who can tell `request.fast`"));
    CHECK(says(all, "law.policy:9:17: error: the number 13 stands in none of the phrases of its rule"));
}

TEST_CASE("a name that both declare is a mistake that names both files") {
    const std::string own = include + "party assistant\n  cite law\n  is registered nurse\n";
    CHECK(says(messages_about(including(own, law_header + law_rules)),
               "law.policy:7:7: error: `assistant` is declared twice, in own.policy and in law.policy"));
    CHECK(says(messages_about(including(include + "criterion request.fast\n  cite law\n  judged by nurse\n",
                                        law_header + law_rules)),
               "`request.fast` is declared twice, in own.policy and in law.policy"));
    CHECK(says(messages_about(including("party a\n  cite law\nparty a\n  cite law\n", law_header)),
               "`a` is declared twice\n"));
}

TEST_CASE("a fact of the case may be declared by both when they agree") {
    const std::string fact = "fact request.expedited yes or no from the case\n";
    const std::string limit = "limit l\n  cite 1 CFR 5\n  when request.expedited\n  units at most 3\n";
    const Program program =
        whole_program(including(include + fact, law_header +
                                                    "fact request.expedited   yes or no   "
                                                    "from the case\n" +
                                                    limit));
    CHECK(program.facts.size() == 1);
    CHECK(says(
        messages_about(including(include + fact, law_header + "fact request.expedited date from the case\n")),
        "`request.expedited` is declared twice, in own.policy and in law.policy"));
    CHECK(
        says(messages_about(including(fact + fact, law_header)), "`request.expedited` is declared twice\n"));
}

TEST_CASE("an include line names a program that is there, once, and not itself") {
    CHECK(says(messages_about(including("  include law/of-the-lamb\n", law_header)),
               "own.policy:4:11: error: there is no program `law/of-the-lamb` to include\n"
               "    did you mean `law/of-the-land`?"));
    CHECK(says(messages_about(including(include + include, law_header)),
               "5:11: error: `law/of-the-land` is included twice"));
    CHECK(says(messages_about(including("  include own\n", law_header)),
               "4:11: error: a program includes itself"));
    CHECK(says(messages_about(including(include, law_header + "  include own\n")),
               "law.policy:6:11: error: own.policy includes this program, which includes another"));
}

TEST_CASE("what decides for itself does not join") {
    for (const char* block :
         {"criterion c\n  cite law\n  judged by nurse\n", "decision d\n  cite law\n  otherwise ask\n",
          "list l\n  cite law\n  columns code, from, through\n",
          "ledger l\n  cite law\n  holds 3\n  ask \"?\"\n", "document d\n  cite law\n",
          "request r\n  cite law\n"}) {
        CAPTURE(block);
        CHECK(says(messages_about(including(include, law_header + block)),
                   "in a program that own.policy includes"));
    }
    CHECK(messages_about(including(include, law_header + "scenario s\n  decision ask\n")) == "");
    CHECK(whole_program(including(include, law_header + "scenario s\n  decision ask\n")).scenarios.empty());
}

TEST_CASE("phrases of an included program are not looked for in the including one's document") {
    const Program program = whole_program(
        including(include + "assumption own\n  quote \"own words\"\n  we read This.\n",
                  law_header + "assumption theirs\n  quote \"their words\"\n  we read That.\n"));
    const std::vector<Piece> quotes = all_quotes(program);
    REQUIRE(quotes.size() == 1);
    CHECK(quotes[0].text == "own words");
}

TEST_CASE("a program of rules for others stands alone as well") {
    ProgramText text;
    text.policy = {"law.policy", law_header + "  assume two_readings\n" + law_rules};
    CHECK(messages_about(text) == "");
}

TEST_CASE("the ids that a text includes are found before it is read") {
    const std::vector<Piece> ids =
        included_by("program p\n  include a/b\n  title include\n  include c\nfact x\n");
    REQUIRE(ids.size() == 2);
    CHECK(ids[0].text == "a/b");
    CHECK(ids[1].line == 4);
    CHECK(included_by("program p\n").empty());
}
