#include <doctest/doctest.h>

#include "policy/people_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string level_head =
    "level l\n  cite law\n  reviewers reviewer\n  may approve, deny, refer to office\n"
    "  record rationale for each line\n";

// The level with one more line, which is its sixth.
LevelDef level(const std::string& line) { return program_with(level_head + "  " + line + "\n").levels[0]; }

LevelActs acts(std::initializer_list<LevelAct> all) {
    LevelActs made;
    for (const LevelAct act : all) made.set(static_cast<std::size_t>(act));
    return made;
}

// A level whose `may` line, the fourth, this is.
std::string may(const std::string& acts_of_it) {
    return "level l\n  cite law\n  reviewers reviewer or doctor\n  may " + acts_of_it +
           "\n"
           "  record rationale for each line\n";
}

} // namespace

TEST_CASE("a level says who works there and what they may do") {
    const LevelDef read =
        program_with(
            may("approve as requested, partially deny, technically deny, pend, refer to desk, refer to "
                "quality of care, or return"))
            .levels[0];
    CHECK(read.reviewers == std::vector<std::uint16_t>{1, 2});
    CHECK(read.may == acts({LevelAct::ApproveAsRequested, LevelAct::PartiallyDeny, LevelAct::TechnicallyDeny,
                            LevelAct::Pend, LevelAct::Refer, LevelAct::Return}));
    CHECK(read.refers_to == std::vector<std::uint16_t>{1});
    CHECK(read.teams == std::vector<std::string>{"quality of care"});
    CHECK(read.records_rationale);
    CHECK_FALSE(read.records_criteria);
}

TEST_CASE("every act is read by its words") {
    for (std::size_t i = 0; i < level_acts; ++i) {
        const auto act = static_cast<LevelAct>(i);
        const std::string words(to_text(act));
        CAPTURE(words);
        const Piece piece{words, 1, 1};
        Cursor cursor(piece, "file");
        CHECK(level_act_at(cursor) == act);
        CHECK(cursor.at_end());
    }
    const Piece other{"approval", 1, 1};
    Cursor cursor(other, "file");
    CHECK_FALSE(level_act_at(cursor));
    CHECK(cursor.left() == "approval");
}

TEST_CASE("a guard names its acts, and then what must be met") {
    const LevelDef before = level("if deny or approve  need.at_once and request.units at least 2");
    REQUIRE(before.before.size() == 1);
    CHECK(before.before[0].acts == acts({LevelAct::Deny, LevelAct::Approve}));
    CHECK(before.before[0].condition != no_node);
    CHECK(before.before[0].words == "need.at_once and request.units at least 2");
    CHECK(before.after.empty());
    const LevelDef after = level("after approve request.start known");
    REQUIRE(after.after.size() == 1);
    CHECK(after.after[0].acts == acts({LevelAct::Approve}));
    CHECK(
        level("if refer eligible is met\ncriterion eligible\n  cite law\n  member.eligible").before[0].acts ==
        acts({LevelAct::Refer}));
}

TEST_CASE("a guard may rest on what a person judges") {
    const std::string judged = "criterion fitting\n  cite law\n  judged by reviewer\n";
    CHECK(mistakes_with(level_head + "  if approve fitting\n" + judged) == "");
    CHECK(mistakes_with(judged +
                        "decision d\n  cite law\n  when fitting then approve\n  otherwise refer to desk\n") ==
          "1:11 `fitting` is judged by a person, and a decision of the software rests on it\n");
}

TEST_CASE("a level says what is recorded and what is seen") {
    CHECK(level("record criteria and version").records_criteria);
    CHECK(level("sees everything before and everything new").sees == "everything before and everything new");
}

TEST_CASE("a level without a name holds guards and nothing else") {
    const Program program = program_with("level\n  cite law\n  if deny or approve member.eligible\n");
    CHECK(program.levels[0].name.text.empty());
    CHECK(program.levels[0].before.size() == 1);
    CHECK(warnings_with("level\n  cite law\n  if reduce member.eligible\n").empty());
    CHECK(mistakes_with("level\n  cite law\n  may approve\n  if deny member.eligible\n") ==
          "3:7 `may` in a level without a name\n");
    CHECK(mistakes_with("level\n  cite law\n") == "1:6 a level without a name that adds nothing\n");
}

TEST_CASE("a level where nobody works or nothing may be done is refused") {
    CHECK(mistakes_with("level l\n  cite law\n") ==
          "1:7 nobody works at the level `l`\n1:7 nothing may be done at the level `l`\n");
    CHECK(mistakes_with("level l\n  cite law\n  may approve\n") == "1:7 nobody works at the level `l`\n");
    CHECK(mistakes_with("level l\n  cite law\n  reviewers doctor\n") ==
          "1:7 nothing may be done at the level `l`\n");
}

TEST_CASE("while no request is taken, a level may be no more than a name") {
    CHECK(mistakes_in({"level l\n  cite law\n"}) == "");
    CHECK(mistakes_in({"level l\n  cite law\n  sees everything\n"}) ==
          "1:7 nobody works at the level `l`\n1:7 nothing may be done at the level `l`\n");
}

TEST_CASE("every mistake in what may be done is told where it stands") {
    const std::vector<WrongLine> table = {
        {"aprove", "4:7 an act expected, and `aprove` is none\n"},
        {"approve, ", "4:15 an act expected, and `the end of the line` is none\n"},
        {"refer", "4:12 `refer` to where?\n"},
        {"refer to", "4:15 `refer` to where?\n"},
        {"refer to, approve", "4:15 `refer` to where?\n"},
        {"refer to l", "4:16 `l` refers to itself\n"},
        {"refer to ofice", "4:16 a level expected, and `ofice` is none\n"},
        {"approve deny", "4:15 `deny` is left over\n"},
    };
    for (const WrongLine& row : table) {
        CAPTURE(row.line);
        CHECK(mistakes_with(may(row.line)) == row.expected);
    }
}

TEST_CASE("every mistake in another line of a level is told where it stands") {
    const std::vector<WrongLine> table = {
        {"if need.at_once", "6:6 an act expected, and `need.at_once` is none\n"},
        {"if deny", "6:10 acts without a condition\n"},
        {"if deny or need.at_once", "6:14 an act expected, and `need.at_once` is none\n"},
        {"if deny need.at_onc", "6:11 a fact expected, and `need.at_onc` is none\n"},
        {"if deny need.at_once today", "6:24 `today` is left over\n"},
        {"after deny", "6:13 acts without a condition\n"},
        {"record reasons", "6:10 `rationale for each line` expected after `record`\n"},
        {"record criteria", "6:10 `criteria and version` expected after `record`\n"},
        {"sees", "6:7 what do they see?\n"},
        {"reviewers doctor", "6:13 `reviewers` is said a second time\n"},
        {"not doctor", "6:3 a level has no line that begins with `not`\n"},
    };
    for (const WrongLine& row : table) {
        CAPTURE(row.line);
        CHECK(mistakes_with(level_head + "  " + row.line + "\n") == row.expected);
    }
    CHECK(mistakes_with("level l\n  cite law\n  reviewers nobody\n  may approve\n") ==
          "3:13 a party expected, and `nobody` is none\n");
    CHECK(mistakes_with("level l\n  quote \"at least two\"\n  reviewers doctor\n  may approve\n"
                        "  if approve request.units at least 3\n") ==
          "5:37 the number 3 stands in none of the phrases of its rule\n");
}

TEST_CASE("who may say no without writing down why is warned of") {
    CHECK(warnings_with("level l\n  cite law\n  reviewers doctor\n  may approve, deny, uphold\n") ==
          "1:7 `l` may `deny` or `uphold`, and need not say why\n");
    CHECK(
        warnings_with("level l\n  cite law\n  reviewers doctor\n  may approve, technically deny\n").empty());
    CHECK(warnings_with(level_head).empty());
}

TEST_CASE("a guard of what may not be done in any case is warned of") {
    CHECK(warnings_with(level_head + "  if approve or reverse need.at_once\n") ==
          "6:6 `l` may not `reverse` in any case\n");
}
