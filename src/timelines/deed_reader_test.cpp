#include "timelines/deed_reader.hpp"

#include <doctest/doctest.h>

#include "timelines/small_timeline.hpp"

using namespace assent;
using namespace assent::timelines;

namespace {

using Words = std::vector<std::string>;

Deed deed(const std::string& words) { return small_step(words).deed; }

std::string wrong_step(const std::string& words) {
    return taught("scenario s\n  2026-03-02 09:00  " + words + "\n");
}

// "line.units[1] 4; ..."
std::string told(const Deed& deed) {
    std::string all;
    for (const Telling& one : deed.tellings)
        all += fmt::format("{}[{}] {};", small_program().facts[one.fact].name.text, one.line, one.value.text);
    return all;
}

std::string granted(const Deed& deed) {
    std::string all;
    for (const Grant& one : deed.grants) {
        all += policy::to_text(one.act);
        if (one.line) all += fmt::format(" line {}", *one.line);
        if (one.units) all += fmt::format(" {} units", *one.units);
        if (one.frequency) all += fmt::format(" {} a week", *one.frequency);
        if (one.from) all += " from " + calendar::to_text(*one.from);
        if (one.through) all += " through " + calendar::to_text(*one.through);
        all += ";";
    }
    return all;
}

} // namespace

TEST_CASE("a request is submitted, with what comes with it and what does not") {
    const Deed plain = deed("clinic submits therapy");
    CHECK(plain.kind == Deed::Kind::Submits);
    CHECK(plain.object == 0);
    CHECK_FALSE(plain.request);
    CHECK_FALSE(plain.channel);

    const Deed full = deed(
        "clinic submits a therapy by fax, without plan of care, with order, starting 2026-03-20, "
        "line.units 4, 8, diagnoses E11.9, arrived 2026-03-01 17:05");
    CHECK(full.channel == policy::Channel::Fax);
    CHECK(full.without == Words{"plan of care"});
    CHECK(full.items == Words{"order"});
    CHECK(told(full) == "request.start[-1] 2026-03-20;line.units[0] 4;line.units[1] 8;diagnoses[-1] E11.9;");
    CHECK(full.arrived ==
          calendar::LocalMoment{std::chrono::days{20513}} + std::chrono::hours{17} + std::chrono::minutes{5});

    CHECK(deed("clinic submits therapy starting 2026-03-20").tellings.size() == 1);
    CHECK(deed("clinic submits more therapy").object == 1);
    const Deed again = deed("patient asks for a second look by phone about request 1");
    CHECK(again.kind == Deed::Kind::Submits);
    CHECK(again.object == 2);
    CHECK(again.request == casework::RequestNo{0});
    CHECK(again.channel == policy::Channel::Phone);
    CHECK(deed("patient requests second look by certified mail").channel == policy::Channel::CertifiedMail);
}

TEST_CASE("a reviewer takes a request, gives it back, and somebody gives it to a reviewer") {
    CHECK(deed("nurse claims").kind == Deed::Kind::Claims);
    CHECK(deed("nurse claims request 2").request == casework::RequestNo{1});
    CHECK(deed("nurse claims because \"Ann is ill\"").words == "Ann is ill");
    const Deed back = deed("nurse releases because \"conflict of interest, of mine\"");
    CHECK(back.kind == Deed::Kind::Releases);
    CHECK(back.words == "conflict of interest, of mine");
    const Deed given = deed("supervisor assigns request 1 to physician \"Dr. Lee\"");
    CHECK(given.kind == Deed::Kind::Assigns);
    CHECK(given.request == casework::RequestNo{0});
    CHECK(given.other->name == "Dr. Lee");
    CHECK(given.other->party == 4);
}

TEST_CASE("what is waited for is listed, with or without quotation marks") {
    const Deed plain = deed("nurse pends for plan of care, letter by the school because it is unsigned");
    CHECK(plain.kind == Deed::Kind::Pends);
    CHECK(plain.items == Words{"plan of care", "letter by the school"});
    CHECK(plain.words == "it is unsigned");
    CHECK(deed("nurse pends request 1 for \"plan, signed\"").items == Words{"plan, signed"});

    const Deed supplied = deed("clinic supplies plan of care, order by fax, arrived 2026-03-01 08:00");
    CHECK(supplied.kind == Deed::Kind::Supplies);
    CHECK(supplied.items == Words{"plan of care", "order"});
    CHECK(supplied.channel == policy::Channel::Fax);
    CHECK(supplied.arrived.has_value());
    CHECK(deed("clinic supplies information").items.empty());
    CHECK(told(deed("clinic supplies information, line.units 4")) == "line.units[0] 4;");

    const Deed filed = deed("intake files plan of care, order by fax");
    CHECK(filed.kind == Deed::Kind::Files);
    CHECK(filed.items == Words{"plan of care", "order"});
    CHECK(deed("intake files \"a drawing\"").items == Words{"a drawing"});
}

TEST_CASE("facts are reported with their values, of the first line or of another") {
    CHECK(told(deed("clinic reports member.eligible no, line.units 4")) ==
          "member.eligible[-1] no;line.units[0] 4;");
    CHECK(told(deed("clinic reports line 2 units 4, line 1 units 5")) == "line.units[1] 4;line.units[0] 5;");
    CHECK(told(deed("clinic reports diagnoses E11.9, E66.9, line.code 97110, 97530")) ==
          "diagnoses[-1] E11.9;diagnoses[-1] E66.9;line.code[0] 97110;line.code[1] 97530;");
    CHECK(told(deed("clinic reports diagnoses none")) == "diagnoses[-1] none;");
    CHECK(told(deed("clinic reports request.discipline physical and occupational")) ==
          "request.discipline[-1] physical and occupational;");
    CHECK(told(deed("clinic reports remark \"one, two\"")) == "remark[-1] one, two;");
    CHECK(told(deed("physician reports reached 2026-03-01 16:30")) == "reached[-1] 2026-03-01 16:30;");
}

TEST_CASE("a fact without a value is so, or is now") {
    CHECK(told(deed("physician reports reached, member.eligible")) ==
          "reached[-1] 2026-03-02 09:00;member.eligible[-1] yes;");
    CHECK(told(deed("clinic reports request.start")) == "request.start[-1] 2026-03-02;");
    CHECK(wrong_step("clinic reports line.units") ==
          "2:46 `line.units` without a value; write a number from 1 to 99 after it\n");
}

TEST_CASE("a decision says what is granted, of all lines or of each") {
    CHECK(granted(deed("physician approves")) == "approve as requested;");
    CHECK(granted(deed("physician approves as requested")) == "approve as requested;");
    CHECK(granted(deed("physician approves 12 units 2 times a week from 2026-03-02 through 2026-04-01")) ==
          "approve 12 units 2 a week from 2026-03-02 through 2026-04-01;");
    CHECK(granted(deed("physician approves line 1, denies line 2")) ==
          "approve as requested line 0;deny line 1;");
    CHECK(
        granted(deed("physician partially denies line 1 to 12 units, line 2 to 1 unit and denies line 3")) ==
        "partially deny line 0 12 units;partially deny line 1 1 units;deny line 2;");
    CHECK(granted(deed("physician denies")) == "deny;");
    CHECK(granted(deed("physician upholds")) == "uphold;");
    CHECK(granted(deed("physician modifies to 6 units")) == "modify 6 units;");
    CHECK(granted(deed("physician reverses line 2")) == "reverse line 1;");
    CHECK(granted(deed("nurse answers yes")) == "answer;");
    CHECK(granted(deed("physician answers no")) == "deny;");
    CHECK(deed("physician answers no").kind == Deed::Kind::Decides);
    const Deed reduced = deed("physician reduces to 6 units because \"an error\"");
    CHECK(reduced.kind == Deed::Kind::Reduces);
    CHECK(granted(reduced) == "reduce 6 units;");
    CHECK(reduced.words == "an error");
}

TEST_CASE("a decision has its criteria and its reason, or lacks them") {
    const Deed full =
        deed("physician denies request 2 by \"Therapy criteria\" 2026.1 because \"not needed\"");
    CHECK(full.request == casework::RequestNo{1});
    CHECK(full.criteria == "Therapy criteria");
    CHECK(full.version == "2026.1");
    CHECK(full.words == "not needed");
    CHECK(deed("physician denies, without rationale, without criteria").without ==
          Words{"rationale", "criteria"});
}

TEST_CASE("a request goes elsewhere, or ends") {
    const Deed referred = deed("nurse refers to physician level because the plan is long");
    CHECK(referred.kind == Deed::Kind::Refers);
    CHECK(referred.object == 1);
    CHECK(referred.words == "the plan is long");
    CHECK(deed("nurse technically denies because \"no policy\"").kind == Deed::Kind::TechnicallyDenies);
    CHECK(deed("nurse returns because \"no policy\"").kind == Deed::Kind::Returns);
    CHECK(deed("clinic withdraws").kind == Deed::Kind::Withdraws);
    CHECK(deed("supervisor voids request 1 because \"issued in error\"").kind == Deed::Kind::Voids);
    CHECK(deed("system closes request 1").kind == Deed::Kind::Closes);
}

TEST_CASE("attempts to reach somebody, messages and their answers") {
    const Deed reached = deed("physician contacts ordering doctor by phone, reached \"agreed\"");
    CHECK(reached.kind == Deed::Kind::Contacts);
    CHECK(reached.object == 1);
    CHECK(reached.reached);
    CHECK(reached.words == "agreed");
    CHECK(reached.channel == policy::Channel::Phone);
    CHECK_FALSE(deed("physician contacts ordering doctor, not reached").reached);

    CHECK(deed("clinic asks \"when?\"").thread == policy::Happening::QuestionAsked);
    CHECK(deed("clinic asks a question by portal").channel == policy::Channel::Portal);
    CHECK(deed("patient leaves a message \"call me\" by phone").thread == policy::Happening::MessageLeft);
    CHECK(deed("patient complains by mail \"too slow\"").words == "too slow");
    CHECK(deed("patient inquires").thread == policy::Happening::InquiryMade);
    const Deed answered = deed("customer service answers the complaint \"sorry\"");
    CHECK(answered.kind == Deed::Kind::Answers);
    CHECK(answered.thread == policy::Happening::ComplaintMade);
    CHECK(answered.words == "sorry");
}

TEST_CASE("flags, directions, haste, extensions, corrections and names") {
    CHECK(deed("nurse flags \"may be fraud\", hidden").hidden);
    CHECK(deed("nurse flags late papers").words == "late papers");
    const Deed hold = deed("agency directs hold \"until we call\"");
    CHECK(hold.direction == casework::Direction::Hold);
    CHECK(hold.words == "until we call");
    CHECK(deed("agency directs continue").direction == casework::Direction::Continue);
    CHECK(deed("agency directs alter, review by two").direction == casework::Direction::Alter);
    CHECK(deed("clinic asks to expedite because it hurts").kind == Deed::Kind::Expedites);
    CHECK(deed("nurse expedites because it hurts").words == "it hurts");
    CHECK(deed("nurse refuses to expedite because it can wait").kind == Deed::Kind::RefusesToExpedite);
    const Deed extended = deed("nurse extends decide to 2026-03-16 because \"asked by the clinic\"");
    CHECK(extended.kind == Deed::Kind::Extends);
    CHECK(small_program().terms[extended.object].name.text == "decide");
    CHECK(extended.until == calendar::LocalMoment{std::chrono::days{20529}} - std::chrono::seconds{1});
    const Deed corrected = deed("clinic corrects line.units 5 because mistyped");
    CHECK(corrected.kind == Deed::Kind::Corrects);
    CHECK(told(corrected) == "line.units[0] 5;");
    CHECK(corrected.words == "mistyped");
    const Deed named = deed("clinic names ordering doctor \"Dr. Moss\"");
    CHECK(named.kind == Deed::Kind::Names);
    CHECK(named.object == 1);
    CHECK(named.other->name == "Dr. Moss");
}

TEST_CASE("notices are sent, served and come back") {
    const Deed sent = deed("system sends notice of denial to patient");
    CHECK(sent.kind == Deed::Kind::Sends);
    CHECK(sent.object == 1);
    CHECK(sent.other->party == 2);
    CHECK(deed("system serves notice of pended").kind == Deed::Kind::Serves);
    CHECK(deed("system gets back notice of denial to patient").kind == Deed::Kind::GetsBack);
    const Step back = small_step("notice of denial to patient comes back");
    CHECK(back.deed.kind == Deed::Kind::GetsBack);
    CHECK(back.who.role == casework::Role::System);
}

TEST_CASE("an unknown deed names the nearest, and a known one says what goes with it") {
    CHECK(wrong_step("clinic submit therapy") ==
          "2:28 a deed expected, and `submit` is none; did you mean `submits`?\n");
    CHECK(wrong_step("clinic juggles")
              .starts_with("2:28 a deed expected, and `juggles` is none; somebody submits, requests, asks "
                           "for, claims, "));
    CHECK(wrong_step("clinic submits therpay") ==
          "2:36 a request expected, and `therpay` is none; did you mean `therapy`?\n");
    CHECK(wrong_step("clinic submits therapy, quickly") ==
          "2:45 `quickly` is left over; after this deed may stand `without PAPER`, `with PAPER`, `starting "
          "DATE`, "
          "`arrived DATE TIME`, `by CHANNEL`, `about request N` or `FACT VALUE`\n");
    CHECK(wrong_step("nurse closes, without order") ==
          "2:35 `without` does not go with `closes`; nothing follows this deed\n");
    CHECK(wrong_step("clinic submits therapy,") ==
          "2:44 something expected after the comma; after this deed may stand "
          "`without PAPER`, `with PAPER`, `starting DATE`, `arrived DATE TIME`, "
          "`by CHANNEL`, `about request N` or `FACT VALUE`\n");
    CHECK(wrong_step("clinic submits therapy, without plan of cure") ==
          "2:53 a paper of the program expected, and `plan` is none; did you mean `plan of care`?\n");
    CHECK(wrong_step("clinic submits therapy by pigeon")
              .starts_with("2:47 a channel expected, and `pigeon` is none; "));
    CHECK(wrong_step("clinic submits therapy, arrived 2026-03-01")
              .starts_with("2:63 a time of day expected, and `the end of the line` is none; "));
    CHECK(wrong_step("clinic submits therapy about request 0") ==
          "2:58 the number of a request expected, and `0` is none; write `request 1`; they are counted from "
          "1\n");
}

TEST_CASE("a value that its fact cannot have is a mistake at its place") {
    CHECK(wrong_step("clinic reports line.units 100") ==
          "2:47 `100` is not a number from 1 to 99; write a value of `line.units`\n");
    CHECK(wrong_step("clinic reports request.discipline music") ==
          "2:55 `music` is not one of physical, occupational or physical and occupational; write a value of "
          "`request.discipline`\n");
    CHECK(wrong_step("clinic reports request.start unknown") ==
          "2:50 nobody can tell what is unknown; leave the fact out\n");
    CHECK(wrong_step("clinic reports request.type therapy") ==
          "2:36 nobody tells `request.type`: it comes from the case itself; leave it out; what happens in "
          "the timeline "
          "makes it so\n");
    CHECK(wrong_step("clinic reports line.double 4") ==
          "2:36 nobody tells `line.double`: it is worked out; tell the facts that it is made of\n");
    CHECK(wrong_step("clinic reports line.unit 4") ==
          "2:36 a fact expected, and `line.unit` is none; did you mean `line.units`?\n");
    CHECK(wrong_step("clinic reports line.units 4, 100, line.code 97110")
              .starts_with("2:50 `100` is not a number"));
}

TEST_CASE("every other mistake in a deed says what can stand there") {
    CHECK(wrong_step("nurse refers to third level") ==
          "2:37 a level expected, and `third` is none; there are first level and physician level\n");
    CHECK(deed("nurse refers").object == policy::any_object);
    CHECK(wrong_step("nurse refers physician level") == "2:34 `to` expected; write `refers to LEVEL`\n");
    CHECK(wrong_step("nurse pends plan of care") ==
          "2:33 `for` expected; write `pends for ITEM, ITEM because \"WHY\"`\n");
    CHECK(wrong_step("nurse pends for") ==
          "2:36 what is waited for expected; write what is waited for here\n");
    CHECK(wrong_step("physician partially denies") ==
          "2:47 how much of it is approved?; write `partially denies to 12 units through 2026-03-31`\n");
    CHECK(wrong_step("physician approves 12") ==
          "2:42 `units` or `times a week` expected after the number; write `12 units 2 times a week`\n");
    CHECK(wrong_step("physician denies, without reasons") ==
          "2:47 `criteria` or `rationale` expected; write `without criteria` or `without rationale`\n");
    CHECK(wrong_step("physician contacts ordering doctor by phone") ==
          "2:64 `not reached` expected; write `contacts PARTY by phone, not reached \"NOTE\"`\n");
    CHECK(wrong_step("nurse answers maybe") ==
          "2:35 yes, no or what is answered expected; write `answers yes`, `answers no`, or `answers the "
          "question` "
          "(message, complaint, inquiry)\n");
    CHECK(wrong_step("agency directs stop") ==
          "2:36 `continue` expected; write `directs hold, directs continue or directs alter`\n");
    CHECK(wrong_step("nurse extends decide by 3 days") ==
          "2:42 `to` expected; write `extends DUTY to 2026-03-16 because \"WHY\"`\n");
    CHECK(wrong_step("system sends denial") ==
          "2:34 `notice of` expected; write `sends notice of NOTICE to PARTY`\n");
    CHECK(wrong_step("system sends notice of denail") ==
          "2:44 a notice expected, and `denail` is none; did you mean `denial`?\n");
    CHECK(wrong_step("nothing happens at all") ==
          "2:37 `at all` is left over; a step in which nothing is done ends here\n");
    CHECK(wrong_step("nurse flags \"\"") == "2:33 what is flagged that says nothing; write what it says\n");
}
