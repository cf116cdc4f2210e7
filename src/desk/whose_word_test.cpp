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

} // namespace assent::desk
