#include "policy/explanation.hpp"

#include <doctest/doctest.h>

#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const Program& explained_program() {
    static const Program read = [] {
        Program made = small_program({R"(criterion eligible
  quote "MO HealthNet eligible participants"
  member.eligible is yes
criterion grown
  quote "21 years of age"
  assume age_on_service
  age from member.born on request.start at least 21
criterion within
  cite law
  sum of line.units at most left in visits
criterion sound
  quote "as judged"
  judged by a physician
decision d
  cite law
  assume no_denial
  when need.at_once then warn "It is needed at once."
  when eligible and grown and within then approve from request.start for 12 months
  when eligible and grown and not within then offer what is left in visits
  otherwise refer to nurse
level nurse
  cite law
limit end of the year
  cite law
  assume year_end
  through at most 2026-12-31
ledger visits
  cite law
  holds 10
  warn at 9 used
  ask "How many visits were used?"
assumption age_on_service
  we read Age is tested on the first day.
assumption no_denial
  we read Nothing is denied.
assumption year_end
  we read Years end.
)" + some_facts});
        made.hash = "abc";
        return made;
    }();
    return read;
}

Explanation explained(std::string_view json) {
    const Facts facts = small_facts(explained_program(), json);
    return explain(explained_program(), facts, decide(explained_program(), facts));
}

std::string json_of(std::string_view request) {
    std::string text;
    base::JsonWriter writer(text);
    write_json(explained_program(), explained(request), writer);
    CHECK(writer.complete());
    return text;
}

const std::string met =
    R"({"member": {"eligible": true, "born": "1975-06-30"}, "request": {"start": "2026-03-01"},
                            "lines": [{"units": 4}], "need": {"at_once": true},
                            "ledger": {"visits": {"used": 5}}})";

} // namespace

TEST_CASE("an explanation holds the outcome, its dates, its notes and what it rests on") {
    using Texts = std::vector<std::string>;
    const Explanation made = explained(met);
    CHECK(made.decision == "approve");
    CHECK(made.object.empty());
    CHECK(made.because.empty());
    CHECK(made.ask.empty());
    CHECK_FALSE(made.offer);
    CHECK(made.from == "2026-03-01");
    CHECK(made.through == "2026-12-31");
    CHECK(made.warnings == Texts{"It is needed at once.",
                                 "The approval ends on 2026-12-31 and not on 2027-02-28: end of the year."});
    CHECK(made.assumptions == Texts{"age_on_service", "no_denial", "year_end"});
    CHECK(explained("{}").assumptions == Texts{"age_on_service", "no_denial"});
}

TEST_CASE("the trace shows each criterion, its phrase, its conditions and what was seen") {
    const Explanation made = explained(met);
    REQUIRE(made.trace.size() == 4);
    const Trace& grown = made.trace[1];
    CHECK(grown.name == "grown");
    CHECK(grown.truth == Truth::Met);
    CHECK(grown.quote == "21 years of age");
    CHECK(grown.assumptions == std::vector<std::string>{"age_on_service"});
    REQUIRE(grown.conditions.size() == 1);
    CHECK(grown.conditions[0].text == "age from member.born on request.start at least 21");
    std::string seen;
    for (const Seen& one : grown.conditions[0].seen) seen += one.name + "=" + one.value + ";";
    CHECK(seen ==
          "age from member.born on request.start=50;member.born=1975-06-30;request.start=2026-03-01;");
    CHECK(made.trace[3].name == "sound");
    CHECK(made.trace[3].truth == Truth::Unknown);
    CHECK(made.trace[3].conditions.empty());
}

TEST_CASE("the JSON has the keys of the interface, in their order") {
    base::JsonDocument document;
    base::Diagnostics none;
    for (const std::string& request :
         {std::string("{}"), met, std::string(R"({"member": {"eligible": false}})")}) {
        const std::string text = json_of(request);
        REQUIRE(document.read(text, none));
        std::string keys;
        for (const base::JsonNode& member : document.children(document.root()))
            keys += std::string(member.key) + " ";
        const bool refers = text.find("\"to\":") != std::string::npos;
        CHECK(keys == (refers ? "decision to because ask offer approval warnings assumptions policy trace "
                              : "decision because ask offer approval warnings assumptions policy trace "));
    }
}

TEST_CASE("an approval, an offer and a question in JSON") {
    CHECK(json_of(met).find(R"("approval":{"from":"2026-03-01","through":"2026-12-31"})") !=
          std::string::npos);
    CHECK(json_of(met).find(R"("policy":{"id":"small","effective":"2021-01-01","hash":"abc"})") !=
          std::string::npos);
    const std::string offered =
        json_of(R"({"member": {"eligible": true, "born": "1975-06-30"}, "request": {"start": "2026-03-01"},
                                            "lines": [{"units": 4}], "ledger": {"visits": {"used": 7}}})");
    CHECK(offered.find(R"("decision":"offer")") != std::string::npos);
    CHECK(offered.find(R"("offer":{"units":3},"approval":null)") != std::string::npos);
    CHECK(offered.find(R"("because":["within"])") != std::string::npos);
    const std::string asked =
        json_of(R"({"member": {"born": "1975-06-30"}, "request": {"start": "2026-03-01"},
                                          "lines": [{"units": 4}, {}], "ledger": {"visits": {"used": 5}}})");
    CHECK(asked.find(
              R"("ask":[{"fact":"member.eligible","question":"Is the member eligible?","from":"registry"},)"
              R"({"fact":"line.units","question":"How many units on the line?",)"
              R"("from":"provider","lines":[2]}])") != std::string::npos);
    CHECK(asked.find(R"("offer":null,"approval":null)") != std::string::npos);
}

TEST_CASE("the sentences tell the outcome and every criterion with its phrase") {
    for (const std::string& request :
         {std::string("{}"), met, std::string(R"({"member": {"eligible": false}})")}) {
        const Explanation made = explained(request);
        const std::string text = to_sentences(explained_program(), made);
        for (const CriterionDef& criterion : explained_program().criteria) {
            CAPTURE(criterion.name.text);
            CHECK(text.find(criterion.name.text) != std::string::npos);
        }
        for (const char* phrase :
             {"MO HealthNet eligible participants", "21 years of age", "Age is tested on the first day."})
            CHECK(text.find(phrase) != std::string::npos);
        CHECK(text.back() == '\n');
    }
    CHECK(to_sentences(explained_program(), explained(met))
              .starts_with("Approved from Sun 1 Mar 2026 through Thu 31 Dec 2026.\n"));
    CHECK(to_sentences(explained_program(), explained(R"({"member": {"eligible": false}})"))
              .starts_with("Referred to nurse: a person decides.\n"));
    const std::string asked = to_sentences(explained_program(), explained("{}"));
    CHECK(asked.starts_with("Not decided yet"));
    CHECK(asked.find("When was the member born?") != std::string::npos);
}

TEST_CASE("a value is shown as people write it") {
    const auto type = [](Kind kind) { return Type{kind, false, Interval::anything(), {}}; };
    const auto text = [&](Kind kind, std::int64_t value) {
        return shown(explained_program(), type(kind), Interval::exactly(value));
    };
    CHECK(text(Kind::YesNo, 1) == "yes");
    CHECK(text(Kind::YesNo, 0) == "no");
    CHECK(text(Kind::Number, -3) == "-3");
    CHECK(text(Kind::Date, 0) == "1970-01-01");
    CHECK(text(Kind::Money, 5) == "0.05");
    CHECK(text(Kind::Money, 12345) == "123.45");
    CHECK(text(Kind::Diagnosis, no_code) == "not a code");
    CHECK(text(Kind::Text, 1) == "known");
    CHECK(shown(explained_program(), type(Kind::Number), Interval::nothing()) == "none");
    CHECK(shown(explained_program(), type(Kind::Number), Interval::anything()) == "unknown");
    CHECK(shown(explained_program(), type(Kind::Number), {3, 9}) == "unknown, from 3 to 9");
    CHECK(shown(explained_program(), type(Kind::Date), {3, 9}) == "unknown");
}

TEST_CASE("an amount below zero is shown with its sign before it") {
    CHECK(shown(explained_program(), Type{Kind::Money, false, {}, {}}, Interval::exactly(-50)) == "-0.50");
    CHECK(shown(explained_program(), Type{Kind::Money, false, {}, {}}, Interval::exactly(-1250)) == "-12.50");
}

TEST_CASE("several lines are told one by one") {
    const Program lines = small_program({"criterion c\n  cite law\n  line.units at least 5\n" + some_facts});
    const Facts facts = small_facts(lines, R"({"lines": [{"units": 5}, {"units": 4}, {}]})");
    const Explanation made = explain(lines, facts, decide(lines, facts));
    CHECK(made.trace[0].truth == Truth::NotMet);
    const auto& each = made.trace[0].conditions[0].conditions;
    REQUIRE(each.size() == 3);
    CHECK(each[0].truth == Truth::Met);
    CHECK(each[1].truth == Truth::NotMet);
    CHECK(each[2].truth == Truth::Unknown);
    CHECK(each[1].text == "line 2: line.units at least 5");
    CHECK(each[1].seen.at(0).value == "4");
}
