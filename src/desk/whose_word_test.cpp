#include "desk/whose_word.hpp"

#include <doctest/doctest.h>

#include "casework/case_facts.hpp"
#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using casework::Known;
using casework::RefusalKind;
using policy::Channel;
using std::chrono::hours;

struct Words : OpenOffice {
    Words() {
        report(store, stream_of(casework::PersonId{"keyer"}),
               Person{"Intake", casework::Role::Intake, {"us"}}, {monday, {"import"}});
    }

    std::optional<RefusalKind> refused(const Order& order) {
        const auto answer = office.desk().handle(order, monday);
        return answer ? std::nullopt : std::optional(answer.error().kind);
    }
    static Order admission(const char* by, void (*change)(casework::Submit&)) {
        Order order = SmallOffice::admission("M1");
        order.by = {by};
        change(std::get<casework::Submit>(order.command));
        return order;
    }
    static Known eligible(std::int64_t value) {
        return {SmallOffice::fact("member.eligible"), -1, value, {}, false};
    }
};

} // namespace

TEST_CASE("Whoever is not of the house is on the portal, and there now") {
    Words words;
    const auto earlier = [](casework::Submit& submit) { submit.arrived = monday - hours{24}; };
    const auto by_fax = [](casework::Submit& submit) { submit.channel = Channel::Fax; };
    const auto old_paper = [](casework::Submit& submit) { submit.papers[0].arrived = monday - hours{24}; };
    for (const auto change : {+earlier, +by_fax, +old_paper})
        CHECK(words.refused(Words::admission("clerk", change)) == RefusalKind::NotTheirs);
    CHECK_FALSE(words.refused(Words::admission("clerk", +[](casework::Submit&) {})));
    const auto of = words.office.done(SmallOffice::admission("M1", false), monday - hours{48});
    casework::Paper fax = SmallOffice::paper("plan of care", monday);
    fax.channel = Channel::Fax;
    casework::Supply late;
    late.arrived = monday - hours{1};
    casework::Message called;
    called.channel = Channel::Phone;
    called.text = "When?";
    const std::vector<casework::Command> all = {casework::File{0, fax}, late, called};
    for (const casework::Command& one : all)
        CHECK(words.refused({{"clerk"}, of, one}) == RefusalKind::NotTheirs);
    fax.arrived = monday - hours{24};
    CHECK_FALSE(words.refused({{"keyer"}, of, casework::File{0, fax}}));
}

TEST_CASE("What the member's record tells nobody tells otherwise, and nobody outside before it does") {
    Words words;
    const auto of = words.office.done(SmallOffice::admission("M2")); // of whom nothing is known
    casework::Supply supply;
    supply.facts = {Words::eligible(1)};
    CHECK(words.refused({{"clerk"}, of, supply}) == RefusalKind::NotTheirs);
    const casework::Report told{0, {Words::eligible(1)}};
    CHECK_FALSE(words.refused({{"keyer"}, of, told}));
    CHECK(casework::told(words.office.file(of).now.at(0), told.facts[0].fact)->value == 1);
    report(words.store, stream_of(casework::MemberId{"M2"}),
           Eligible{calendar::Date{std::chrono::year{2026} / 1 / 1},
                    calendar::Date{std::chrono::year{2026} / 11 / 30},
                    {}},
           {monday, {"import"}});
    CHECK(words.refused({{"keyer"}, of, told}) == RefusalKind::NotTheirs);
}

TEST_CASE("A request takes from the record what it does not say itself") {
    Words words;
    const auto of = words.office.done(SmallOffice::admission("M1"));
    const casework::Request request = words.office.file(of).now.at(0);
    CHECK(casework::told(request, SmallOffice::fact("member.eligible"))->value == 1);
    CHECK(casework::told(request, SmallOffice::fact("member.birth_date")));
    CHECK_FALSE(casework::told(request, SmallOffice::fact("member.determined")));
}

TEST_CASE("An arrival of the year 1970 is an arrival in the past like any other") {
    Words words;
    const auto long_ago = [](casework::Submit& submit) { submit.arrived = calendar::Instant{}; };
    CHECK(words.refused(Words::admission("clerk", +long_ago)) == RefusalKind::NotTheirs);
    const auto to_come = [](casework::Submit& submit) { submit.papers[0].arrived = monday + hours{1}; };
    CHECK(words.refused(Words::admission("clerk", +to_come)) == RefusalKind::NotTheirs);
    const auto of = words.office.done(SmallOffice::admission("M1", false));
    casework::Supply later;
    later.papers = {SmallOffice::paper("plan of care", monday + hours{1})};
    CHECK(words.refused({{"keyer"}, of, later}) == RefusalKind::Incomplete);
}

TEST_CASE(
    "Who asks names nobody as what their account says, as who reviews, or as who speaks for the member") {
    Words words;
    for (const char* party : {"fiscal agent", "agency", "office administrator", "therapist", "physician",
                              "recipient or guardian"}) {
        Order order = SmallOffice::admission("M1");
        std::get<casework::Submit>(order.command)
            .participants.push_back({SmallOffice::party(party), "clinic"});
        CAPTURE(party);
        CHECK(words.refused(order));
    }
}

TEST_CASE("Nobody of the house is named in a case, by which they could review nothing of it") {
    Words words;
    report(words.store, stream_of(casework::OrganizationId{"us"}), Organization{"The house"},
           {monday, {"import"}});
    for (const char* one : {"therapist", "us"}) {
        Order order = SmallOffice::admission("M1");
        std::get<casework::Submit>(order.command).participants = {
            {SmallOffice::party("ordering provider"), one}};
        CHECK(words.refused(order) == RefusalKind::NotAllowed);
    }
    CHECK_FALSE(words.refused(SmallOffice::admission("M1"))); // dr-hill, of whom nothing is known
}

TEST_CASE("What comes by fax is asked by somebody who is named, is on record, and holds what it takes") {
    Words words;
    const auto from = [](const char* who) {
        Order order = SmallOffice::admission("M1");
        order.by = {"keyer"};
        auto& submit = std::get<casework::Submit>(order.command);
        submit.channel = Channel::Fax;
        if (*who != '\0')
            submit.participants.push_back({SmallOffice::party("physician without access"), who});
        return order;
    };
    CHECK(words.refused(from("")) == RefusalKind::Incomplete);
    CHECK(words.refused(from("dr-fax")) == RefusalKind::NotEntitled);
    const Cause cause{monday, {"import"}};
    const auto doctor = stream_of(casework::PersonId{"dr-fax"});
    report(words.store, doctor, Person{"Dr. Fax", casework::Role::Provider, {"elsewhere"}}, cause);
    CHECK(words.refused(from("dr-fax")) == RefusalKind::NotEntitled);
    report(words.store, doctor, Held{"licensed physician", {}, {}, {}, {}}, cause);
    const auto of = words.office.done(from("dr-fax"));
    CHECK(words.office.file(of).now.at(0).asked_for.text == "elsewhere"); // whose people see it
    CHECK(words.office.desk().see({"stranger"}, of, monday));
}

} // namespace assent::desk
