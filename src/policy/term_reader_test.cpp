#include "policy/term_reader.hpp"

#include <doctest/doctest.h>

#include "policy/small_terms.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

std::string mistakes_in_terms(const std::string& terms) {
    return mistakes_in({terms + some_people + some_facts});
}

std::string duty(const std::string& lines) { return "duty work\n  cite law\n" + lines; }
std::string right(const std::string& lines) { return "right work\n  cite law\n" + lines; }

const TermDef& only(const Program& program) { return program.terms.front(); }

std::string joined(const Program& program, const std::vector<EventRef>& events) {
    std::vector<std::string> all;
    for (const EventRef& event : events) all.push_back(to_text(program, event));
    return base::join(all, ", ");
}

PartyAct act(const std::string& words) {
    const Program program =
        program_of_terms("right work\n  cite law\n  we may " + words +
                         "\nduty other\n  cite law\n  we must decide\n  within 3 days of receipt\n"
                         "notice denial\n  cite law\n  when denied\n  to provider by mail\n");
    return only(program).act;
}

} // namespace

TEST_CASE("a duty says who must do what by when, and what follows when it is missed") {
    const Program program = program_of_terms(duty(R"(  provider or fiscal agent must supply information
  when pended at first level or suspended
  within 1 business day of notice of pended
  goal 4 hours
  from end of the day of pended
  pauses from notice of pended came back to notice of pended sent
  until withdrawn, decided
  if member.eligible
  unless request.kind is renewal
  missed suspend and alert supervisor
notice pended
  cite law
  to provider by email
)"));
    const TermDef& term = only(program);
    CHECK(term.kind == TermKind::Duty);
    CHECK(term.parties == std::vector<std::uint16_t>{0, 2});
    CHECK(term.act.deed == Deed::Supply);
    CHECK(joined(program, term.when) == "pended at first level, suspended");
    CHECK(to_text(program, term.due) == "1 business day after notice of pended");
    CHECK(to_text(program, term.goal) == "4 hours");
    CHECK(to_text(program, term.opens) == "end of the day of pended");
    REQUIRE(term.pauses.size() == 1);
    CHECK(to_text(program, term.pauses[0].from) == "notice of pended came back");
    CHECK(to_text(program, term.pauses[0].to) == "notice of pended sent");
    CHECK(joined(program, term.until) == "withdrawn, decided");
    CHECK(term.condition != no_node);
    CHECK(term.unless != no_node);
    REQUIRE(term.effects.size() == 2);
    CHECK(term.effects[0].kind == EffectKind::Suspend);
    CHECK(term.effects[1].kind == EffectKind::Alert);
    CHECK(term.effects[1].words == "supervisor");
}

TEST_CASE("a right says who may do what until when, and what follows when it is used or has lapsed") {
    const Program program = program_of_terms(right(R"(  member or guardian may submit reconsideration
  when denied
  from notice of denial served
  until 60 calendar days after notice of denial served
  then reopen
  after that refuse and tell the requester
notice denial
  cite law
  when denied
  to provider by mail
)"));
    const TermDef& term = only(program);
    CHECK(term.kind == TermKind::Right);
    CHECK(term.act.deed == Deed::Submit);
    CHECK(program.requests[term.act.object].name.text == "reconsideration");
    CHECK(to_text(program, term.opens) == "notice of denial served");
    CHECK(to_text(program, term.due) == "60 calendar days after notice of denial served");
    REQUIRE(term.then.size() == 1);
    CHECK(term.then[0].kind == EffectKind::Reopen);
    REQUIRE(term.effects.size() == 2);
    CHECK(term.effects[1].kind == EffectKind::TellRequester);
}

TEST_CASE("without when, a duty starts at the event its time counts from, and counts from its own start") {
    const Program program =
        program_of_terms(duty("  we must decide\n  within 3 business days of complete information\n"
                              "  goal 1 business day of complete information\n"));
    const TermDef& term = only(program);
    CHECK(joined(program, term.when) == "complete information");
    const MomentNode& due = program.moments[term.due];
    CHECK(due.op == MomentOp::After);
    CHECK(program.moments[due.first].op == MomentOp::Start);
    CHECK(program.moments[program.moments[term.goal].first].op == MomentOp::Start);
    CHECK(to_text(program, term.due) == "3 business days after complete information");
}

TEST_CASE("an event that is not the only one to begin a duty stays the event that it is") {
    const Program program =
        program_of_terms(duty("  we must decide\n  when received, reopened\n  within 3 days of received\n"));
    CHECK(program.moments[program.moments[only(program).due].first].op == MomentOp::Event);
}

TEST_CASE(
    "without when, a right starts at its opening, else at the event its time counts from, else always") {
    const auto start = [](const std::string& lines) {
        const Program program = program_of_terms(right("  provider may supply information\n" + lines));
        return joined(program, only(program).when);
    };
    CHECK(start("  from admitted\n  until decided\n") == "admitted");
    CHECK(start("  until 30 days after decided\n") == "decided");
    CHECK(start("  within 30 days of decided\n") == "decided");
    CHECK(start("  when suspended\n  until no end\n") == "suspended");
    CHECK(start("") == "");
    CHECK(start("  until no end\n") == "");
}

TEST_CASE("a right without an end has none") {
    const Program program =
        program_of_terms(right("  provider may supply information\n  when suspended\n  until no end\n"));
    CHECK(only(program).due == no_moment);
}

TEST_CASE("each act is read with what it is about") {
    CHECK(act("supply information").deed == Deed::Supply);
    CHECK(act("submit continued stay").object == 1);
    CHECK(act("decide").object == any_object);
    CHECK(act("decide reconsideration").object == 2);
    CHECK(act("decide at physician level").object == 1);
    CHECK(act("decide at physician level").at_level);
    CHECK_FALSE(act("decide reconsideration").at_level);
    CHECK(act("send notice of denial").deed == Deed::Send);
    CHECK(act("deliver notice of denial").object == 0);
    CHECK(act("report last covered day").deed == Deed::Report);
    CHECK(act("contact fiscal agent").object == 2);
    CHECK(act("contact us").object == us);
    CHECK(act("answer question").thread == Happening::QuestionAsked);
    CHECK(act("answer message").thread == Happening::MessageLeft);
    CHECK(act("answer complaint").thread == Happening::ComplaintMade);
    CHECK(act("answer inquiry").thread == Happening::InquiryMade);
    CHECK(act("ask a question").deed == Deed::Ask);
    CHECK(act("leave a message").thread == Happening::MessageLeft);
    CHECK(act("complain").thread == Happening::ComplaintMade);
    CHECK(act("inquire").thread == Happening::InquiryMade);
    CHECK(act("ask to expedite").deed == Deed::AskToExpedite);
    CHECK(act("expedite or refuse to").deed == Deed::Expedite);
    CHECK(act("direct the review").deed == Deed::Direct);
    CHECK(act("ask for a fair hearing").deed == Deed::Enter);
    CHECK(act("ask for a fair hearing").words == "a fair hearing");
}

TEST_CASE("an extension is a new time for a duty, counted from the old") {
    const Program program = program_of_terms(
        "right extend\n  cite law\n  we may extend decide standard by 14 days\n"
        "  until the time to decide standard\n"
        "duty decide standard\n  cite law\n  we must decide\n"
        "  within 7 days of receipt\n");
    const TermDef& term = only(program);
    CHECK(term.act.deed == Deed::Extend);
    CHECK(term.act.object == 1);
    CHECK(to_text(program, term.act.extended) == "14 calendar days after the time to decide standard");
    CHECK(to_text(program, term.due) == "the time to decide standard");
    CHECK(term.when.empty());
}

TEST_CASE("a table of duties is one duty on each row") {
    const Program program = program_of_terms(R"(duty
  | name   | we must         | within                  | missed             | cite       |
  | decide | decide          | 7 calendar days of receipt | counts as a denial | 42 CFR 1   |
  | again  | decide reconsideration | 72 hours of receipt | alert supervisor | 42 CFR 2 |
)");
    REQUIRE(program.terms.size() >= 2); // the time to submit each request comes after them
    CHECK(program.terms[0].name.text == "decide");
    CHECK(program.terms[0].effects.at(0).kind == EffectKind::CountsAsDenial);
    CHECK(program.terms[1].act.object == 2);
    CHECK(to_text(program, program.terms[1].due) == "72 hours after receipt");
}

TEST_CASE("a duty lacks nothing that it needs, and each lack is told") {
    CHECK(hints_for_terms(duty("  within 3 days of receipt\n")) ==
          "1:6 the duty `work` does not say who must do what; add a line, for instance `we must decide`\n");
    CHECK(hints_for_terms(duty("  we must decide\n")) ==
          "1:6 the duty `work` does not say by when; add `within 3 business days of EVENT` or `by MOMENT`\n");
    CHECK(hints_for_terms(duty("  we must decide\n  within 3 days\n")) ==
          "1:6 nothing says what begins the duty `work`; add `when EVENT`, or count from an event: `within 3 "
          "business days of EVENT`\n");
    CHECK(hints_for_terms(duty("  we must decide\n  by the earlier of admitted and decided\n")) ==
          "1:6 the duty `work` counts from several events, and none is said to begin it; add `when EVENT`\n");
    CHECK(hints_for_terms(duty("  we must decide\n  within 3 days of receipt\n  by decided\n")) ==
          "5:6 `within` and `by` in one duty; a duty is due once; an earlier mark is a `goal`\n");
    CHECK(hints_for_terms(right("  we may decide\n  within 3 days of receipt\n  until decided\n")) ==
          "5:9 `within` and `until` in one right; a right ends once\n");
    CHECK(
        hints_for_terms(right("  we may decide\n  within 3 days\n")) ==
        "1:7 nothing says what begins the right `work`; add `when EVENT`, or count from an event: `within 3 "
        "business days of EVENT`\n");
}

TEST_CASE("a duty says must and a right says may, once") {
    const std::string time = "  within 3 days of receipt\n";
    CHECK(hints_for_terms(duty("  we may decide\n" + time)) ==
          "3:6 a duty says `must`; write `must`, or make it a right\n");
    CHECK(hints_for_terms(right("  we must decide\n" + time)) ==
          "3:6 a right says `may`; write `may`, or make it a duty\n");
    CHECK(hints_for_terms(duty("  we decide\n" + time)) ==
          "3:6 `must` and an act expected; write `PARTY must ACT`, for instance `we must decide`\n");
    CHECK(hints_for_terms(duty("  nobody must decide\n" + time)) ==
          "3:3 a party expected, and `nobody` is none; declared are provider, member or guardian and fiscal "
          "agent\n");
    CHECK(hints_for_terms(duty("  we must decide\n  withing 3 days of receipt\n" + time)) ==
          "4:3 a second sentence in one duty; did you mean `within`?\n");
    CHECK(
        hints_for_terms(right("  we may decide\n  we may complain\n")) ==
        "4:3 a second sentence in one right; a right is one act of its parties; other lines begin with when, "
        "within, from, until, if, unless, after that, then, quote, cite, assume or like\n");
}

TEST_CASE("every mistake in an act says what can stand there") {
    const auto told = [](const std::string& words) {
        return hints_for_terms(right("  we may " + words + "\n"));
    };
    CHECK(
        told("sleep").starts_with("3:10 an act expected, and `sleep` is none; an act is `submit REQUEST`, "));
    CHECK(told("").starts_with("3:9 an act expected, and `the end of the line` is none; "));
    CHECK(told("submit appeal") ==
          "3:17 a request expected, and `appeal` is none; declared are admission, "
          "continued stay and reconsideration\n");
    CHECK(told("decide at third level") ==
          "3:20 a level expected, and `third` is none; declared are first level and physician level\n");
    CHECK(told("decide the rest") ==
          "3:17 a request expected, and `the` is none; declared are admission, "
          "continued stay and reconsideration\n");
    CHECK(told("send a letter") ==
          "3:15 `notice of` and the name of a notice expected; what must reach somebody is a notice; declare "
          "it with a block of its own\n");
    CHECK(told("send notice of denial") ==
          "3:25 a notice expected, and `denial` is none; declare it with a block of its own\n");
    CHECK(
        told("extend work by 3 days") ==
        "3:17 a duty expected, and `work` is a right; name a duty; what a right allows has no time by which "
        "it must be done\n");
    CHECK(told("ask for") == "3:17 nothing is asked for; write `ask for` and what, in a few words\n");
    CHECK(told("complain, by phone") ==
          "3:18 `, by phone` is left over; the sentence ends with its act; `when`, `if` and the like begin "
          "lines of their own\n");
    CHECK(hints_for_terms(right("  we may extend other\n") +
                          "duty other\n  cite law\n  we must decide\n  within 3 days of receipt\n") ==
          "3:22 by how much?; write `extend DUTY by 14 calendar days`\n");
}

TEST_CASE("every mistake in a line of a duty is told where it stands") {
    const auto told = [](const std::string& lines) {
        return hints_for_terms(duty("  we must decide\n" + lines));
    };
    CHECK(told("  within 3 days of receipt\n  pauses suspended to reopened\n") ==
          "5:10 a pause begins with `from`; write `pauses from EVENT to EVENT`\n");
    CHECK(told("  within 3 days of receipt\n  pauses from suspended until reopened\n") ==
          "5:25 a pause ends with `to` and an event; write `pauses from EVENT to EVENT`\n");
    CHECK(told("  when received if needed\n  within 3 days\n") ==
          "4:17 `if needed` is left over; events are joined by `,` or `or`; what must be true besides stands "
          "on "
          "a line of its own, after `if` or `unless`\n");
    CHECK(told("  when referred to third level\n  within 3 days\n") ==
          "4:20 a level expected, and `third` is none; declared are first level and physician level\n");
    CHECK(told("  when pended at third level\n  within 3 days\n") ==
          "4:18 a level expected, and `third` is none; declared are first level and physician level\n");
    CHECK(told("  within 3 days of receipt if asked\n") ==
          "4:28 `if asked` is left over; a moment ends here; conditions stand on a line of their own, after "
          "`if` or `unless`\n");
    CHECK(told("  within 3 days of receipt\n  within 4 days of receipt\n") ==
          "5:10 `within` is said a second time; a duty says it once\n");
    CHECK(told("  within 3 days of receipt\n  if request.kid is renewal\n")
              .starts_with("5:6 a fact expected, and `request.kid` is none; "));
    CHECK(mistakes_in_terms(right("  we may decide\n  with a form\n")) ==
          "4:3 a second sentence in one right\n");
}

TEST_CASE("several lines if must all be met, and a group below one is a condition of its own") {
    const Program program = program_of_terms(duty(R"(  we must decide
  within 3 days of receipt
  if member.eligible
  if any of
    need.at_once
    request.kind is renewal
)"));
    const auto read = [&](const std::string& json) {
        const Facts facts = small_facts(program, json);
        return Evaluator(program, facts).truth(only(program).condition);
    };
    CHECK(read(R"({"member": {"eligible": true}, "need": {"at_once": true}})") == Truth::Met);
    CHECK(read(R"({"member": {"eligible": false}, "need": {"at_once": true}})") == Truth::NotMet);
    CHECK(read(R"({"member": {"eligible": true}, "need": {"at_once": false},
                   "request": {"kind": "first"}})") == Truth::NotMet);
}

TEST_CASE("a number in a span stands in a phrase of its duty") {
    const auto quoting = [](const std::string& phrase, const std::string& lines) {
        return mistakes_in_terms("duty work\n  quote \"" + phrase + "\"\n  we must decide\n" + lines);
    };
    CHECK(quoting("within three business days", "  within 3 business days of receipt\n") == "");
    CHECK(quoting("within four business days", "  within 3 business days of receipt\n") ==
          "4:10 the number 3 stands in none of the phrases of its rule\n");
    CHECK(quoting("within 5 days", "  within 5 days of receipt\n  goal 3 days\n") ==
          "5:8 the number 3 stands in none of the phrases of its rule\n");
    CHECK(mistakes_in_terms(
              "right work\n  quote \"in a day\"\n  we may decide\n  until 14 days after receipt\n") ==
          "4:9 the number 14 stands in none of the phrases of its rule\n");
    CHECK(mistakes_in_terms(
              "notice work\n  quote \"in a day\"\n  when denied\n  to provider by mail within 14 days\n") ==
          "4:30 the number 14 stands in none of the phrases of its rule\n");
}

TEST_CASE("two duties whose times go by each other are a mistake") {
    CHECK(hints_for_terms(
              "duty a\n  cite law\n  we must decide\n  when received\n  by the time to b\n"
              "duty b\n  cite law\n  we must decide\n  when received\n  by end of the day of the time to "
              "a\n") ==
          "1:6 the time to `a` is worked out from itself; count one of the duties from an event\n");
    CHECK(hints_for_terms(duty("  we must decide\n  when received\n  by the time to work\n"))
              .starts_with("1:6 the time to `work` is worked out from itself"));
    CHECK(mistakes_in_terms("duty a\n  cite law\n  we must decide\n  when received\n  by the time to b\n"
                            "duty b\n  cite law\n  we must decide\n  within 3 days of receipt\n") == "");
}
