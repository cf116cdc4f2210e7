#include <doctest/doctest.h>

#include "casework/small_desk_test.hpp"

using namespace assent;
using namespace assent::casework;
using namespace assent::casework::desk;

namespace {

// Which words of the party fail for the actor, "" when none.
std::string missing(const Actor& actor, std::uint16_t party, const Case& of = in_review(FirstLevel, "")) {
    const RuleBook rules = book();
    return Authority(rules, of, actor, noon).why_not(party, 0).value_or("");
}

} // namespace

TEST_CASE("a party is who holds each of its credentials today") {
    CHECK(missing(physician(), Physician).empty());
    Actor actor = physician();
    actor.credentials.pop_back();
    CHECK(missing(actor, Physician) == "physician needs active practice, which is not on file");
    actor.credentials.clear();
    CHECK(missing(actor, Physician) ==
          "physician needs licensed physician, which is not on file; "
          "physician needs active practice, which is not on file");
}

TEST_CASE("a credential holds from its first day through its last, and not a day longer") {
    for (const int shift : {-1, 0, 1}) {
        Actor lapsing = physician(), beginning = physician();
        lapsing.credentials[0].valid.through = monday + std::chrono::days{shift};
        beginning.credentials[0].valid.from = monday + std::chrono::days{shift};
        CHECK(missing(lapsing, Physician).empty() == (shift >= 0));
        CHECK(missing(beginning, Physician).empty() == (shift <= 0));
    }
    Actor lapsed = physician();
    lapsed.credentials[0].valid.through = monday - std::chrono::days{1};
    CHECK(missing(lapsed, Physician) == "physician needs licensed physician, which does not hold today");
    lapsed.credentials.push_back({"licensed physician", "", "", {monday, std::nullopt}}); // renewed
    CHECK(missing(lapsed, Physician).empty());
}

TEST_CASE("the day of the act is the local day") {
    const auto zone = calendar::Zone::make("west", {{calendar::Instant{}, std::chrono::hours{-5}, "W"}});
    calendar::CalendarRules weekdays;
    weekdays.open_weekdays = 0b0111110;
    const RuleBook rules(program(), {calendar::BusinessCalendar(weekdays)}, *zone);
    const Case of = in_review(FirstLevel, "");
    Actor actor = physician();
    actor.credentials[0].valid.through = monday;
    const calendar::Instant midnight = monday + std::chrono::hours{24 + 5};
    CHECK(Authority(rules, of, actor, midnight - std::chrono::seconds{1}).is(Physician, 0));
    CHECK_FALSE(Authority(rules, of, actor, midnight).is(Physician, 0));
}

TEST_CASE("a credential of a fact is of what the request says, and of every one that lines say") {
    CHECK(missing(therapist(), Therapist).empty());
    Actor other = therapist();
    other.credentials[0].scope = "occupational";
    CHECK(missing(other, Therapist) ==
          "therapist needs licensed therapist of request.discipline, which is on "
          "file, but for another request.discipline");
    Case untold = in_review(FirstLevel, "");
    untold.requests[0].facts.clear();
    CHECK(missing(therapist(), Therapist, untold) ==
          "therapist needs licensed therapist of request.discipline, and nobody has told request.discipline");

    policy::Program per_line = program();
    per_line.facts[Discipline].per_line = true;
    per_line.line_slots = 1;
    const RuleBook rules = book(per_line);
    Case two = in_review(FirstLevel, "");
    two.requests[0].lines.resize(2);
    two.requests[0].facts = {{Discipline, 0, 1, "", false}};
    const auto fits = [&](const Actor& actor) { return Authority(rules, two, actor, noon).is(Therapist, 0); };
    CHECK_FALSE(fits(therapist())); // the second line is not told
    two.requests[0].facts.push_back({Discipline, 1, 0, "", false});
    CHECK_FALSE(fits(therapist()));
    Actor both = therapist();
    both.credentials.push_back({"licensed therapist", "occupational", "", {}});
    CHECK(fits(both));
}

TEST_CASE("a credential towards somebody counts for that member alone") {
    CHECK(missing(guardian(), Family).empty());
    Actor neighbour = guardian();
    neighbour.credentials[0].towards = "m2";
    CHECK(missing(neighbour, Family) ==
          "family needs member or legal guardian, and none of them holds today");
}

TEST_CASE("what a party must not hold keeps its holder out") {
    Actor actor = physician();
    CHECK(missing(actor, Outside).empty());
    actor.credentials.push_back({"user of the portal", "", "", {}});
    CHECK(missing(actor, Outside) == "physician without access is nobody with user of the portal");
}

TEST_CASE("a conflict towards anybody in the case keeps a physician out while it holds") {
    for (const char* id : {"m1", "doctor", "clerk", "office"}) {
        Actor actor = physician();
        actor.conflicts = {{id, "partner", {}}};
        CHECK_MESSAGE(
            missing(actor, Physician) == "physician has no conflict of interest, and one is on file", id);
        actor.conflicts[0].valid.through = monday - std::chrono::days{1};
        CHECK_MESSAGE(missing(actor, Physician).empty(), id);
    }
    Actor elsewhere = physician();
    elsewhere.conflicts = {{"somebody else", "partner", {}}, {"", "nobody", {}}};
    CHECK(missing(elsewhere, Physician).empty());
}

TEST_CASE("who took part in what a request is about, however far back, is no fresh physician") {
    Case of = denied();
    for (const RequestNo about : {RequestNo{0}, RequestNo{1}}) {
        Request next;
        next.type = Reconsideration;
        next.about = about;
        next.state = State::InReview;
        of.requests.push_back(next);
    }
    of.requests[2].took_part = {{"third"}};
    const RuleBook rules = book();
    const auto fresh = [&](const char* id, RequestNo request) {
        return Authority(rules, of, physician(id), noon).is(FreshPhysician, request);
    };
    CHECK_FALSE(fresh("physician", 1));
    CHECK_FALSE(fresh("physician", 2));
    CHECK(fresh("other", 2));
    CHECK(fresh("third", 2)); // in this very request
    CHECK(fresh("physician", 0));
}

TEST_CASE("a party without lines is whoever the case names, a person or an organization") {
    CHECK(missing(person("doctor", Role::Provider), Ordering).empty());
    Actor staff = person("nurse", Role::Provider);
    CHECK(missing(staff, Ordering) == "ordering provider is whoever the case names as it");
    staff.organization = {"doctor"};
    CHECK(missing(staff, Ordering).empty());
    CHECK_FALSE(missing(person("doctor", Role::Provider), Agency).empty()); // named as another party
    CHECK(missing(person("a1", Role::Agency), Agency).empty());
    CHECK_FALSE(missing(person("a1", Role::Auditor), Agency).empty());
}

TEST_CASE("we, anyone and the requester are parties of every program") {
    for (std::size_t i = 0; i < roles; ++i) {
        const Role role = static_cast<Role>(i);
        const bool ours = role == Role::System || role == Role::Timer || role == Role::Reviewer ||
                          role == Role::Supervisor || role == Role::CustomerService || role == Role::Intake ||
                          role == Role::PlanAdministrator;
        CHECK_MESSAGE(missing(person("x", role), policy::us).empty() == ours, to_text(role));
        CHECK(missing(person("x", role), policy::anyone).empty());
    }
    CHECK(missing(office(), policy::requester).empty());
    Actor colleague = office();
    colleague.person = {"colleague"};
    CHECK(missing(colleague, policy::requester).empty());
    CHECK_FALSE(missing(guardian(), policy::requester).empty());
    CHECK_FALSE(missing(office(), 999).empty());
}

TEST_CASE("parties that are each other are nobody") {
    policy::Program circle = program();
    circle.parties[Physician].all = {{being(FreshPhysician)}};
    const RuleBook rules = book(circle);
    const Case of = in_review(FirstLevel, "");
    CHECK_FALSE(Authority(rules, of, physician(), noon).is(Physician, 0));
}
