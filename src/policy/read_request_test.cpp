#include <doctest/doctest.h>

#include "policy/people_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string opening = "request r\n  cite law\n  opens a case\n  by clinic\n  goes to desk\n";
const std::string again = "request r\n  cite law\n  by clinic\n  goes to desk\n";

// A request that opens a case, or is about one, with more lines from its sixth, or fifth, on.
RequestDef opens(const std::string& lines) { return program_with(opening + lines).requests[0]; }
RequestDef about(const std::string& lines) { return program_with(again + lines).requests[0]; }

SubjectSet subject_set(std::initializer_list<Subject> all) {
    SubjectSet made;
    for (const Subject subject : all) made.set(static_cast<std::size_t>(subject));
    return made;
}

// The right to submit the request of these rules that comes first.
TermDef right_in(const Program& program) { return program.terms[program.requests[0].submit]; }

std::vector<Happening> begun_by(const std::string& subjects) {
    std::vector<Happening> all;
    for (const EventRef& event : right_in(program_with(again + "  about " + subjects + "\n")).when)
        all.push_back(event.what);
    return all;
}

} // namespace

TEST_CASE("a request opens a case, or is about something of one") {
    CHECK(opens("").opens_case);
    CHECK(opens("").about.none());
    const RequestDef read =
        about("  about denial, partial denial, or start\n  not about r, technical denial\n");
    CHECK_FALSE(read.opens_case);
    CHECK(read.about == subject_set({Subject::Denial, Subject::PartialDenial}));
    CHECK(read.about_types == std::vector<std::uint16_t>{1});
    CHECK(read.not_about == subject_set({Subject::TechnicalDenial}));
    CHECK(read.not_about_types == std::vector<std::uint16_t>{0});
}

TEST_CASE("a request whose name is the word for a determination is meant when it is the longer") {
    const Program program = program_with(
        again + "  about denial of a visit, stay\nrequest denial of a visit\n  like start\n  cite law\n");
    CHECK(program.requests[0].about == subject_set({Subject::Stay}));
    CHECK(program.requests[0].about_types == std::vector<std::uint16_t>{1});
}

TEST_CASE("each `by` line has its parties and their channels") {
    const RequestDef read = opens("  by doctor or anyone by fax, certified mail or phone\n");
    REQUIRE(read.by.size() == 2);
    CHECK(read.by[0].parties == std::vector<std::uint16_t>{0});
    CHECK(read.by[0].channels.none());
    CHECK(read.by[1].parties == std::vector<std::uint16_t>{2, anyone});
    CHECK(read.by[1].channels.count() == 3);
    CHECK(read.by[1].channels[static_cast<std::size_t>(Channel::CertifiedMail)]);
}

TEST_CASE("a request says what is asked, what comes with it and what must be true") {
    const RequestDef read = opens(
        "  asks an answer\n  with form, cover sheet if any\n  with form\n"
        "  if need.at_once\n  if eligible\n  then no further request about it\n"
        "criterion eligible\n  cite law\n  member.eligible\n");
    CHECK_FALSE(read.asks_lines);
    CHECK(read.with == std::vector<std::uint16_t>{0, 0});
    CHECK(read.may_with == std::vector<std::uint16_t>{1});
    CHECK(read.condition != no_node);
    CHECK(read.level == 0);
    CHECK(read.last);
    CHECK(opens("").asks_lines);
    CHECK(opens("  asks lines\n").asks_lines);
    CHECK(opens("  if any of\n    need.at_once\n    member.eligible\n").condition != no_node);
}

TEST_CASE("every request has a right to submit it, without end when nothing says until when") {
    const Program program = program_with(opening + "  by doctor, clinic by fax\n");
    const TermDef right = right_in(program);
    CHECK(right.name.text == "r");
    CHECK(right.kind == TermKind::Right);
    CHECK(right.parties == std::vector<std::uint16_t>{0, 2});
    CHECK(right.act.deed == Deed::Submit);
    CHECK(right.act.object == 0);
    CHECK(right.request == 0);
    CHECK(right.when.empty());
    CHECK(right.opens == no_moment);
    CHECK(right.due == no_moment);
    CHECK(right.sources.cites.size() == 1);
    CHECK(program.terms.size() == 2);
    CHECK(program.terms[program.requests[1].submit].request == 1);
    CHECK(right_in(program_with(opening + "  submit at any time\n")).due == no_moment);
}

TEST_CASE("the window of a request, and what follows outside it, are those of its right") {
    const TermDef right = right_in(
        program_with(opening + "  submit from request.made to request.start, if need.at_once\n"
                               "  late accept and limit dates to receipt\n  early accept and warn\n"));
    CHECK(right.opens != no_moment);
    CHECK(right.due != no_moment);
    CHECK(right.condition != no_node);
    REQUIRE(right.effects.size() == 2);
    CHECK(right.effects[1].kind == EffectKind::LimitDatesToReceipt);
    REQUIRE(right.early.size() == 2);
    CHECK(right.early[1].kind == EffectKind::Warn);
}

TEST_CASE("a right to ask again begins with what the request is about") {
    using enum Happening;
    CHECK(begun_by("authorization") == std::vector{Approved, PartiallyDenied, Modified, Reversed});
    CHECK(begun_by("denial") == std::vector{Denied, Upheld});
    CHECK(begun_by("denial, partial denial") == std::vector{Denied, Upheld, PartiallyDenied, Modified});
    CHECK(begun_by("technical denial") == std::vector{TechnicallyDenied});
    CHECK(begun_by("ended service") == std::vector{Ended});
    CHECK(begun_by("stay, start") == std::vector{Received});
}

TEST_CASE("a clock that counts as a denial opens what is about one") {
    const std::string clock =
        "duty decide soon\n  cite law\n  we must decide\n  within 3 days of received\n"
        "  missed counts as a denial\n";
    const Program program = program_with(again + "  about what counts as a denial, denial\n" + clock);
    const TermDef right = right_in(program);
    REQUIRE(right.when.size() == 3);
    CHECK(right.when[2] == EventRef{Happening::Missed, 0});
    CHECK(mistakes_with(again + "  about what counts as a denial\n") ==
          "1:9 no clock of this program counts as a denial\n");
}

TEST_CASE("a request about one determination counts its time from that") {
    const Program program =
        program_with(again + "  about technical denial\n  submit within 5 days of technically denied\n");
    CHECK(counted_from(program.moments, right_in(program).due).start);
    CHECK(mistakes_with(again + "  about technical denial\n  submit within 5 days\n") == "");
    CHECK(mistakes_with(opening + "  submit within 5 days\n") ==
          "6:10 a request that opens a case has no event to count from\n");
}

TEST_CASE("every mistake in a line of a request is told where it stands") {
    const std::vector<WrongLine> table = {
        {"by nobody", "6:6 a party expected, and `nobody` is none\n"},
        {"by clinic by facs", "6:16 a channel expected, and `facs` is none\n"},
        {"by clinic by fax, doctor by mail", "6:21 a channel expected, and `doctor by mail` is none\n"},
        {"by clinic by fax today", "6:20 `today` is left over\n"},
        {"asks days", "6:8 `asks days` is not understood\n"},
        {"asks lines of one code", "6:14 `of one code` is left over\n"},
        {"with letter", "6:8 a document expected, and `letter` is none\n"},
        {"with form now", "6:13 `now` is left over\n"},
        {"if need.at_onc", "6:6 a fact expected, and `need.at_onc` is none\n"},
        {"then nothing", "6:8 `no further request about it` expected after `then`\n"},
        {"submit at any time, when need.at_once", "6:23 `if` expected after the comma\n"},
        {"submit at any time, if need.at_once today", "6:39 `today` is left over\n"},
        {"submit before request.start early", "6:31 `early` is left over\n"},
        {"late refuse", "6:8 `late` where nothing ends\n"},
        {"early refuse", "6:9 `early` where nothing has to open\n"},
        {"submit before request.start\n  early refuse", "7:9 `early` where nothing has to open\n"},
        {"opens a case", "6:9 `opens` is said a second time\n"},
        {"goes to office", "6:11 `goes to` is said a second time\n"},
        {"not about denial", "6:13 `not about` without `about`\n"},
    };
    for (const WrongLine& row : table) {
        CAPTURE(row.line);
        CHECK(mistakes_with(opening + "  " + row.line + "\n") == row.expected);
    }
    CHECK(mistakes_with(again + "  about denail\n") ==
          "5:9 `denail` is nothing that a request can be about\n");
    CHECK(mistakes_with(again + "  about denial of it\n") == "5:16 `of it` is left over\n");
    CHECK(mistakes_with("request r\n  cite law\n  opens case\n  by clinic\n  goes to desk\n") ==
          "3:9 `a case` expected after `opens`\n");
    CHECK(mistakes_with("request r\n  cite law\n  opens a case\n  by clinic\n  goes to dsk\n") ==
          "5:11 a level expected, and `dsk` is none\n");
    CHECK(mistakes_with("request r\n  quote \"of age\"\n  opens a case\n  by clinic\n  goes to desk\n"
                        "  if request.units at least 21\n") ==
          "6:29 the number 21 stands in none of the phrases of its rule\n");
}

TEST_CASE("a line that says nothing any more is refused, and never passed over") {
    for (const char* line : {"started by clinic", "completed by clinic", "records who", "changes to another",
                             "after received", "when received", "clinic may ask"}) {
        CAPTURE(line);
        CHECK_FALSE(mistakes_with(opening + "  " + line + "\n").empty());
    }
}

TEST_CASE("a request must say what it begins or is about, who asks and where it goes") {
    CHECK(mistakes_with("request r\n  cite law\n  by clinic\n  goes to desk\n") ==
          "1:9 `r` neither opens a case nor is about one\n");
    CHECK(mistakes_with(opening + "  about denial\n") ==
          "1:9 `r` opens a case and is about an earlier one\n");
    CHECK(mistakes_with("request r\n  cite law\n  opens a case\n  goes to desk\n") ==
          "1:9 nobody may ask `r`\n");
    const std::string nowhere = "request r\n  cite law\n  opens a case\n  by us\n";
    CHECK(mistakes_with(nowhere) == "1:9 `r` goes to no level\n");
    CHECK(mistakes_with(nowhere + "  asks nothing\n") == "");
    CHECK(mistakes_in({nowhere}) == "");
}
