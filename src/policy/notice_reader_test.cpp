#include "policy/notice_reader.hpp"

#include <doctest/doctest.h>

#include "policy/small_terms.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

std::string notice(const std::string& lines) { return "notice denial\n  cite law\n" + lines; }

// "NAME, WHEN DUE" for each line of the first notice.
std::vector<std::string> lines_of(const Program& program) {
    std::vector<std::string> all;
    for (const std::uint16_t line : program.notices.front().lines) {
        const TermDef& term = program.terms[line];
        all.push_back(fmt::format("{}, {}", term.name.text, to_text(program, term.due)));
    }
    return all;
}

std::vector<std::string> lines(const std::string& text) {
    return lines_of(program_of_terms(notice("  when denied\n" + text)));
}

} // namespace

TEST_CASE("each line of a notice is a duty of ours to send it to one party by one way") {
    const Program program = program_of_terms(notice(R"(  when denied, partially denied
  if member.eligible
  unless request.kind is renewal
  to provider by email at once, saying log in, and in portal within 1 business day
  to member or guardian or fiscal agent by mail within 1 business day of notice of denial
  missed alert supervisor and send again
)"));
    CHECK(lines_of(program) ==
          std::vector<std::string>{
              "denial to provider by email, at once", "denial to provider by portal, 1 business day",
              "denial to member or guardian or fiscal agent by mail, 1 business day after "
              "notice of denial"});
    for (const std::uint16_t line : program.notices[0].lines) {
        const TermDef& term = program.terms[line];
        CHECK(term.kind == TermKind::Duty);
        CHECK(term.parties == std::vector<std::uint16_t>{us});
        CHECK(term.act.deed == Deed::Send);
        CHECK(term.act.object == 0);
        CHECK(term.notice == 0);
        CHECK(term.when == std::vector<EventRef>{{Happening::Denied, any_object},
                                                 {Happening::PartiallyDenied, any_object}});
        CHECK(term.condition == program.notices[0].condition);
        CHECK(term.unless == program.notices[0].unless);
        REQUIRE(term.effects.size() == 2);
        CHECK(term.effects[1].kind == EffectKind::SendAgain);
        CHECK(term.sources.cites.size() == 1);
    }
    CHECK(program.notices[0].condition != no_node);
    CHECK(program.notices[0].unless != no_node);
    CHECK(program.terms[0].form == "log in");
    CHECK(program.terms[0].channels == ChannelSet().set(static_cast<std::size_t>(Channel::Email)));
    CHECK(program.terms[2].to == std::vector<std::uint16_t>{1, 2});
    CHECK(program.terms[2].form == "");
}

TEST_CASE("parties joined by commas each get their own, and channels joined by or are each enough") {
    CHECK(lines("  to provider, member or guardian and fiscal agent by mail within 1 working day\n") ==
          std::vector<std::string>{"denial to provider by mail, 1 business day",
                                   "denial to member or guardian by mail, 1 business day",
                                   "denial to fiscal agent by mail, 1 business day"});
    CHECK(lines("  to provider by phone, fax or portal by end of the day of admitted\n") ==
          std::vector<std::string>{"denial to provider by portal, fax or phone, end of the day of admitted"});
    CHECK(lines("  to provider by certified mail or in person\n") ==
          std::vector<std::string>{"denial to provider by certified mail or in person, at once"});
    CHECK(lines("  to the requester by the channel it came, at once\n") ==
          std::vector<std::string>{"denial to the requester by the channel it came, at once"});
}

TEST_CASE("a party may owe a delivery, by any channel") {
    const Program program = program_of_terms(notice(R"(  when last covered day
  provider delivers to member or guardian by 2 calendar days before last covered day
  provider delivers to member or guardian in person by admitted, if need.at_once
  we deliver to fiscal agent from 2 days before admitted to last covered day
)"));
    CHECK(lines_of(program) ==
          std::vector<std::string>{"denial to member or guardian, 2 calendar days before last covered day",
                                   "denial to member or guardian by in person, admitted",
                                   "denial to fiscal agent, last covered day"});
    CHECK(program.terms[0].parties == std::vector<std::uint16_t>{0});
    CHECK(program.terms[0].channels.all());
    CHECK(program.terms[0].condition == no_node);
    CHECK(program.terms[1].condition != no_node);
    CHECK(program.terms[1].channels.count() == 1);
    CHECK(to_text(program, program.terms[2].opens) == "2 calendar days before admitted");
}

TEST_CASE("a line's own condition is met together with the notice's") {
    const Program program = program_of_terms(
        notice("  when denied\n  if member.eligible\n  to provider by mail, if need.at_once\n"));
    const auto read = [&](const std::string& json) {
        const Facts facts = small_facts(program, json);
        return Evaluator(program, facts).truth(program.terms[0].condition);
    };
    CHECK(read(R"({"member": {"eligible": true}, "need": {"at_once": true}})") == Truth::Met);
    CHECK(read(R"({"member": {"eligible": false}, "need": {"at_once": true}})") == Truth::NotMet);
    CHECK(read(R"({"member": {"eligible": true}, "need": {"at_once": false}})") == Truth::NotMet);
}

TEST_CASE("a notice is owed by its event, by the event of its name, or by that its lines count from") {
    const auto when = [](const std::string& text) {
        const Program program = program_of_terms(text);
        return to_text(program, program.notices.front().when.at(0));
    };
    CHECK(when("notice x\n  cite law\n  when approved\n  to provider by mail\n") == "approved");
    CHECK(when("notice pended\n  cite law\n  to provider by mail\n") == "pended");
    CHECK(when("notice x\n  cite law\n  to provider by mail within 24 hours of admitted\n") == "admitted");
    const Program sent = program_of_terms(
        "notice x\n  cite law\n  to provider by mail\n"
        "right y\n  cite law\n  we may send notice of x\n");
    CHECK(sent.notices.front().when.empty());
}

TEST_CASE("a notice says its elements, its form, and which day counts as receipt") {
    const Program program = program_of_terms(notice(R"(  when denied
  to provider by mail
  says reason, criteria
  says last day to ask again
  form integrated denial notice
  served by certified mail on the day signed or refused
  served in person on the day signed
  served by phone or fax on the day of the talk, when mailed that day
  returned the second business day after mailing counts
  copy in the medical record
)"));
    const NoticeDef& read = program.notices.front();
    CHECK(read.says == std::vector<std::string>{"reason", "criteria", "last day to ask again"});
    CHECK(read.form == "integrated denial notice");
    CHECK(read.returned == "the second business day after mailing counts");
    CHECK(read.copy == "in the medical record");
    REQUIRE(read.served.size() == 4);
    CHECK(read.served[0].channel == Channel::CertifiedMail);
    CHECK(read.served[0].words.text == "on the day signed or refused");
    CHECK(read.served[1].channel == Channel::InPerson);
    CHECK(read.served[3].words.text == "on the day of the talk, when mailed that day");
}

TEST_CASE("every mistake in a notice says what can stand there") {
    const auto told = [](const std::string& lines) {
        return hints_for_terms(notice("  when denied\n" + lines));
    };
    CHECK(told("") ==
          "1:8 the notice `denial` goes to nobody; add `to PARTY by CHANNEL`, for instance `to "
          "provider by mail within 1 business day`\n");
    CHECK(
        hints_for_terms(notice("  to provider by mail\n")) ==
        "1:8 nothing says when the notice `denial` is owed; add `when EVENT`, or a duty or right that sends "
        "it\n");
    CHECK(told("  to nobody by mail\n") ==
          "4:6 a party expected, and `nobody` is none; declared are provider, member or guardian and fiscal "
          "agent\n");
    CHECK(told("  to provider\n")
              .starts_with("4:14 a channel expected, and `the end of the line` is none; write `by` and "
                           "portal, upload, "));
    CHECK(told("  to provider by pigeon\n").starts_with("4:18 a channel expected, and `pigeon` is none; "));
    CHECK(told("  to provider by emial\n") ==
          "4:18 a channel expected, and `emial` is none; did you mean `email`?\n");
    CHECK(told("  to provider by mail at any time\n") ==
          "4:23 a notice is owed by some time; write `at once`, `within SPAN of EVENT`, `by MOMENT` or `from "
          "MOMENT to MOMENT`\n");
    CHECK(told("  to provider by mail at once, saying\n") ==
          "4:38 the name of a template expected; write `saying NAME`, for instance `saying log in`\n");
    CHECK(
        told("  to provider by mail at once, with the items needed\n") ==
        "4:30 `, with the items needed` is left over; after the time come `, saying NAME`, `and by CHANNEL` "
        "with its own time, or `, if CONDITION`\n");
    CHECK(told("  tu provider by mail\n") ==
          "4:3 a notice has no line that begins with `tu`; did you mean `to`?\n");
    CHECK(told("  provider must deliver to member or guardian\n") ==
          "4:12 `delivers to` expected; write `PARTY delivers to PARTY by MOMENT` or `within SPAN`\n");
    CHECK(
        told("  to provider by mail\n  says reason,\n") ==
        "5:15 an element of the notice expected; name what it must say, for instance `says reason, last day "
        "to ask again`\n");
    CHECK(told("  to provider by mail\n  served when opened\n") ==
          "5:10 a channel expected after `served`; write `served by CHANNEL on` and the day that counts, for "
          "instance `served by certified mail on the day signed`\n");
    CHECK(
        told("  to provider by mail\n  served by mail\n").starts_with("5:17 which day counts as receipt?; "));
    CHECK(told("  to provider by mail\n  form\n") ==
          "5:7 `form` says nothing; write what it is, or take the line out\n");
    CHECK(told("  to provider by mail\n  form a\n  form b\n") ==
          "6:8 `form` is said a second time; a notice says it once\n");
}
