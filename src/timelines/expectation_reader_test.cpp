#include "timelines/expectation_reader.hpp"

#include <doctest/doctest.h>

#include "timelines/small_timeline.hpp"

using namespace assent;
using namespace assent::timelines;

namespace {

using casework::EndedAs;
using casework::Overall;
using casework::State;

constexpr auto expected = small_expectation;

std::string wrong_expectation(const std::string& words) {
    return taught("scenario s\n  2026-03-02 09:00  nothing happens\n    expect  " + words + "\n");
}

std::string moment_told(const std::optional<calendar::LocalMoment>& moment) {
    if (!moment) return "never";
    const auto day = std::chrono::floor<std::chrono::days>(*moment);
    return fmt::format("{} {}", calendar::to_text(calendar::Date{day.time_since_epoch()}),
                       (*moment - day).count());
}

std::vector<std::string> names_of(const std::vector<std::uint16_t>& terms) {
    std::vector<std::string> names;
    for (const std::uint16_t term : terms) names.push_back(small_program().terms[term].name.text);
    return names;
}

} // namespace

TEST_CASE("a refusal is expected, with words or without") {
    CHECK(expected("refused").kind == Expectation::Kind::Refused);
    CHECK(expected("refused").words.empty());
    CHECK(expected("refused because the level, of nurses, may not").words == "the level, of nurses, may not");
    CHECK(expected("refused because \"a hold\"").words == "a hold");
}

TEST_CASE("a request is expected to be in a state, decided so, or ended so") {
    CHECK(expected("draft").state == State::Draft);
    CHECK(expected("received").state == State::Received);
    CHECK(expected("received").asked == false);
    CHECK(expected("asked").state == State::Received);
    CHECK(expected("asked").asked);
    CHECK(expected("in review").object == policy::any_object);
    CHECK(expected("in review at physician level").state == State::InReview);
    CHECK(expected("in review at physician level").object == 1);
    CHECK(expected("pended").state == State::Pended);
    CHECK(expected("suspended").state == State::Suspended);
    CHECK(expected("is decided").state == State::Decided);
    CHECK(expected("closed").state == State::Closed);
    CHECK(expected("approved").outcome == Overall::Approved);
    CHECK(expected("partially denied").outcome == Overall::PartiallyDenied);
    CHECK(expected("denied").outcome == Overall::Denied);
    CHECK(expected("upheld").outcome == Overall::Upheld);
    CHECK(expected("modified").outcome == Overall::Modified);
    CHECK(expected("reversed").outcome == Overall::Reversed);
    CHECK(expected("answered yes").outcome == Overall::Yes);
    CHECK(expected("answered no").outcome == Overall::No);
    CHECK(expected("not required").ended == EndedAs::NotRequired);
    CHECK_FALSE(expected("not required").not_so);
    CHECK(expected("cancelled").ended == EndedAs::Cancelled);
    CHECK(expected("returned").ended == EndedAs::Returned);
    CHECK(expected("technically denied").ended == EndedAs::TechnicallyDenied);
    CHECK(expected("is refused").ended == EndedAs::Refused);
    CHECK(expected("withdrawn").ended == EndedAs::Withdrawn);
    CHECK(expected("converted").ended == EndedAs::Converted);
    CHECK(expected("not reviewed").ended == EndedAs::NotReviewed);
    CHECK(expected("is not pended").not_so);
    CHECK(expected("not pended").state == State::Pended);
    CHECK(expected("request 2 is not pended").request == casework::RequestNo{1});
    CHECK(expected("request 2 denied").outcome == Overall::Denied);
    CHECK(expected("request 1 at first level").kind == Expectation::Kind::AtLevel);
    CHECK(expected("at first level").object == 0);
    CHECK(expected("not at first level").not_so);
}

TEST_CASE("a duty is due, by its name or by its sentence, and a right lasts until a moment") {
    const Expectation named = expected("answer a pend due 2026-11-27");
    CHECK(named.kind == Expectation::Kind::Due);
    CHECK(names_of(named.terms) == std::vector<std::string>{"answer a pend"});
    CHECK(moment_told(named.through) == "2026-11-27 86399");
    CHECK(moment_told(expected("decide due 2026-11-27 end of day").through) == "2026-11-27 86399");
    CHECK(moment_told(expected("decide due 2026-11-27 start of day").through) == "2026-11-27 0");
    CHECK(moment_told(expected("decide due 2026-11-27 noon").through) == "2026-11-27 43200");
    CHECK(moment_told(expected("decide due 2026-11-27 close of business").through) == "2026-11-27 61200");
    CHECK(moment_told(expected("decide due 2026-11-27 16:30").through) == "2026-11-27 59400");
    CHECK(moment_told(expected("decide due 2026-11-27 16:30:05").through) == "2026-11-27 59405");
    CHECK(names_of(expected("reopen until 2026-12-27").terms) == std::vector<std::string>{"reopen"});

    const Expectation must = expected("clinic must supply information by 2026-11-27");
    CHECK(must.kind == Expectation::Kind::Due);
    CHECK(must.who.party == 0);
    CHECK(must.act == "supply information");
    CHECK(names_of(must.terms) == std::vector<std::string>{"answer a pend"});
    CHECK(names_of(expected("we must decide by 2026-11-27").terms) == std::vector<std::string>{"decide"});
    CHECK(expected("we must send notice of denial by 2026-11-27").terms.size() == 2);
}

TEST_CASE("a term is in a state, or none of it runs") {
    for (const char* state :
         {"waiting", "open", "running", "paused", "done", "done late", "missed", "lapsed", "over"}) {
        const Expectation one = expected(std::string("answer a pend is ") + state);
        CHECK(one.kind == Expectation::Kind::TermIs);
        CHECK(one.term_state == state);
    }
    CHECK(expected("reopen open").term_state == "open");
    CHECK(expected("no answer a pend").kind == Expectation::Kind::NoTerm);
    CHECK(expected("no answer a pend").object != policy::any_object);
    CHECK(expected("nothing due").kind == Expectation::Kind::NoTerm);
    CHECK(expected("nothing due").object == policy::any_object);
}

TEST_CASE("a window is open from the start of a day to the end of another") {
    const Expectation request = expected("more therapy open from 2026-11-04 to 2026-11-12");
    CHECK(request.kind == Expectation::Kind::Window);
    CHECK(request.of_type);
    CHECK(request.object == 1);
    CHECK(moment_told(request.from) == "2026-11-04 0");
    CHECK(moment_told(request.through) == "2026-11-12 86399");
    const Expectation right = expected("reopen open from 2026-11-04 08:00 to 2026-11-12 17:00");
    CHECK(right.kind == Expectation::Kind::Window);
    CHECK_FALSE(right.of_type);
    CHECK(moment_told(right.from) == "2026-11-04 28800");
}

TEST_CASE("notices are composed, are not, or are due") {
    const Expectation one = expected("notice of denial to patient by mail");
    CHECK(one.kind == Expectation::Kind::Notice);
    CHECK(one.object == 1);
    CHECK(one.to == std::uint16_t{2});
    CHECK(one.channel == policy::Channel::Mail);
    CHECK(expected("notice pended").object == 0);
    CHECK(expected("no notice").kind == Expectation::Kind::NoNotice);
    CHECK(expected("no notice").object == policy::any_object);
    CHECK(expected("no notice of denial to clinic").kind == Expectation::Kind::NoNotice);
    CHECK(expected("no notice of denial to clinic").to == std::uint16_t{0});
    const Expectation due = expected("notice of denial to patient due 2026-03-03");
    CHECK(due.kind == Expectation::Kind::NoticeDue);
    CHECK(moment_told(due.through) == "2026-03-03 86399");
}

TEST_CASE("lines, days, reviewers and numbers are what they are") {
    const Expectation line =
        expected("line 2 approved 12 units 2 times a week from 2026-03-02 through 2026-04-01");
    CHECK(line.kind == Expectation::Kind::Line);
    CHECK(line.granted->line == std::uint16_t{1});
    CHECK(line.granted->units == std::int64_t{12});
    CHECK(line.granted->frequency == std::int64_t{2});
    CHECK(line.granted->from == calendar::parse_date("2026-03-02"));
    CHECK(line.granted->through == calendar::parse_date("2026-04-01"));
    CHECK_FALSE(expected("line 1 approved").granted->units);
    CHECK(expected("line 1 denied").denied);
    CHECK(expected("line 1 open").undecided);
    CHECK(expected("no day before 2026-12-14").kind == Expectation::Kind::FirstDay);
    CHECK(moment_told(expected("no day before 2026-12-14").from) == "2026-12-14 0");
    CHECK(expected("last day certified 2026-12-14").kind == Expectation::Kind::LastDay);
    CHECK(expected("no reviewer").kind == Expectation::Kind::Reviewer);
    CHECK(expected("no reviewer").words.empty());
    CHECK(expected("number PA-7").words == "PA-7");
    CHECK(expected("number \"PA 7\"").words == "PA 7");
    const Timeline named = small_timeline(
        "scenario s\n  2026-03-02 09:00  nurse \"Ann\" claims\n    expect  reviewer \"Ann\"\n");
    CHECK(named.steps[0].expects.at(0).words == "Ann");
}

TEST_CASE("flags, alerts, holds, threads and events") {
    CHECK(expected("flagged may be fraud").kind == Expectation::Kind::Flagged);
    CHECK(expected("alerted supervisor").words == "supervisor");
    CHECK(expected("held").kind == Expectation::Kind::Held);
    CHECK_FALSE(expected("held").not_so);
    CHECK(expected("not held").not_so);
    CHECK(expected("question open").kind == Expectation::Kind::Open);
    CHECK(expected("complaint answered").kind == Expectation::Kind::Answered);
    CHECK(expected("complaint answered").thread == policy::Happening::ComplaintMade);
    CHECK(expected("message open").thread == policy::Happening::MessageLeft);
    CHECK(expected("inquiry open").thread == policy::Happening::InquiryMade);
    CHECK(expected("events pended, Composed").events == std::vector<std::string>{"Pended", "Composed"});
}

TEST_CASE("somebody may do something, or may not") {
    const Expectation may = expected("physician may technically deny");
    CHECK(may.kind == Expectation::Kind::May);
    CHECK(may.who.party == 4);
    CHECK(may.act == "technically deny");
    CHECK(expected("nurse may not deny").kind == Expectation::Kind::MayNot);
    CHECK(expected("auditor may see").who.role == casework::Role::Auditor);
    CHECK(expected("clinic \"Lakeside\" may not see").who.name == "Lakeside");
    CHECK(expected("nurse may approve as requested").act == "approve as requested");
    CHECK(expected("clinic may manage users").act == "manage users");
    const Expectation submit = expected("patient may submit second look");
    CHECK(submit.act == "submit");
    CHECK(submit.object == 2);
    CHECK(expected("patient may not submit").object == policy::any_object);
}

TEST_CASE("what is no expectation shows what can be one") {
    CHECK(wrong_expectation("").starts_with(
        "3:11 an expectation that says nothing; expected can be: refused because WORDS; "));
    CHECK(wrong_expectation("lunch").starts_with(
        "3:13 `lunch` is not understood as something to expect; expected can be: "));
    CHECK(wrong_expectation("is pendid") ==
          "3:16 a state expected, and `pendid` is none; did you mean `pended`?\n");
    CHECK(wrong_expectation("is lost").starts_with(
        "3:16 a state expected, and `lost` is none; states are draft, received, "));
    CHECK(wrong_expectation("in review, at first level") ==
          "3:22 `, at first level` is left over; an expectation ends here; write the next one on a line of "
          "its own, "
          "after `expect`\n");
    CHECK(wrong_expectation("decide due soon") ==
          "3:24 a date expected, and `soon` is none; write a day of the calendar as 2026-03-02\n");
    CHECK(wrong_expectation("decide due 2026-11-27 9:00")
              .starts_with("3:35 a time of day expected, and `9:00` is none; "));
    CHECK(
        wrong_expectation("clinic must sing by 2026-11-27") ==
        "3:25 what they must do expected, and `sing` is none; duties of theirs are to supply information\n");
    CHECK(wrong_expectation("clinic must supply information") ==
          "3:43 by when?; write `PARTY must ACT by 2026-03-05`\n");
    CHECK(wrong_expectation("nobody must decide by 2026-11-27")
              .starts_with("3:13 a party expected, and `nobody` is none; there are clinic, "));
    CHECK(
        wrong_expectation("no lunch") ==
        "3:16 a duty or a right expected, and `lunch` is none; there are decide, answer a pend and reopen\n");
    CHECK(wrong_expectation("notice of denail") ==
          "3:23 a notice expected, and `denail` is none; did you mean `denial`?\n");
    CHECK(wrong_expectation("line 1 given") ==
          "3:20 approved, denied or open expected; write for instance `line 1 approved 12 units through "
          "2026-03-31`\n");
    CHECK(wrong_expectation("line one denied")
              .starts_with("3:18 the number of a line expected, and `one` is none; "));
    CHECK(wrong_expectation("more therapy open from 2026-11-04") ==
          "3:46 `to` and the end of the window expected; write `open from 2026-11-04 to 2026-11-12`\n");
    CHECK(wrong_expectation("reviewer \"Ann\"").starts_with("3:22 nobody is called `Ann` yet; "));
    CHECK(wrong_expectation("events Pended, Lost")
              .starts_with("3:28 a kind of event expected, and `Lost` is none; "));
    CHECK(wrong_expectation("physician may dance")
              .starts_with("3:27 an act expected, and `dance` is none; acts are see, submit, "));
    CHECK(wrong_expectation("refused because") ==
          "3:28 words of the refusal expected; write a few words of it\n");
    CHECK(wrong_expectation("no notice of denial to patient due 2026-03-03")
              .starts_with("3:58 an expectation that says nothing"));
}

TEST_CASE("what stands below a step is expected of it, or a mistake") {
    const auto program = [](const std::string& scenarios) {
        return policy::mistakes_in({"", {}, scenarios});
    };
    CHECK(program("scenario s\n  2026-03-02 09:00  nothing happens\n    in review\n") ==
          "3:5 a line below a step that is not expected of it\n");
    CHECK(program("scenario s\n  2026-03-02 09:00  nothing happens\n    expect  in review\n      at first "
                  "level\n") == "4:7 a line below a step that is not expected of it\n");
    CHECK(program("scenario s\n  like a\n    expect  in review\n") ==
          "3:5 a line indented below one that takes none\n");
    CHECK(program("scenario s\n  outbox by hand\n  outbox by hand\n") ==
          "3:10 `outbox` is said a second time\n");
}
