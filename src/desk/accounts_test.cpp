#include "desk/accounts.hpp"

#include <doctest/doctest.h>

#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using casework::Refusal;
using casework::Role;
using std::chrono::minutes;

// The desk's store with somebody who looks after the clinic.
struct Clinic : OpenOffice {
    casework::Actor chief{{"chief"}, Role::OfficeAdministrator, {"clinic"}, {}, {}};

    std::optional<Refusal> become(const casework::PersonId& who, const Person& then,
                                  calendar::Instant now = monday) {
        return manage(
            store, chief, who,
            [&](const std::optional<Person>&) -> base::Expected<Person, Refusal> { return then; }, now);
    }
};

} // namespace

TEST_CASE(
    "An account has been what it is since its role, its organization or its end changed, not its name") {
    Clinic open;
    const auto since = [&] { return open.store.account_row(stream_of(clerk))->since; };
    const calendar::Instant first = since();
    CHECK_FALSE(
        open.become(clerk, {"Clerk A.", Role::Provider, {"clinic"}}, monday + minutes{1}).has_value());
    CHECK(since() == first);
    CHECK(open.store.account_row(stream_of(clerk))->name == "Clerk A.");
    CHECK_FALSE(
        open.become(clerk, {"Clerk A.", Role::Provider, {"clinic"}, true, "left"}, monday + minutes{2})
            .has_value());
    CHECK(since() == monday + minutes{2});
    CHECK(read_standing(open.store, stream_of(clerk)).person->reason == "left");
    CHECK(read_standing(open.store, stream_of(clerk)).person_since == monday + minutes{2});
}

TEST_CASE("Who may not manage an account changes nothing, by what it is when it is written") {
    Clinic open;
    CHECK(open.become(clerk, {"Clerk", Role::Reviewer, {"clinic"}}).has_value());
    CHECK(open.become(clerk, {"Clerk", Role::Provider, {"elsewhere"}}).has_value());
    CHECK(open.become({"stranger"}, {"Mine", Role::Provider, {"clinic"}}).has_value());
    CHECK(open.become({"fresh"}, {"Fresh", Role::OfficeAdministrator, {"clinic"}}).has_value());
    CHECK_FALSE(identify(open.store, {"fresh"}).has_value());
    CHECK(identify(open.store, {"stranger"})->organization.text == "elsewhere");
    // Somebody else takes the clerk away in between: it is looked at again, and refused.
    int looked = 0;
    const auto no = manage(
        open.store, open.chief, clerk,
        [&](const std::optional<Person>& now) -> base::Expected<Person, Refusal> {
            if (++looked == 1)
                report(open.store, stream_of(clerk), Person{"Clerk", Role::Provider, {"elsewhere"}},
                       {monday, {"plan"}});
            Person then = *now;
            then.name = "Mine";
            return then;
        },
        monday);
    REQUIRE(no.has_value());
    CHECK(looked == 2);
    CHECK(read_standing(open.store, stream_of(clerk)).name() == "Clerk");
}

TEST_CASE("Organizations come page by page, and accounts are each looked at once") {
    Clinic open;
    for (const char* id : {"bay", "zoo", "clinic"})
        report(open.store, stream_of(casework::OrganizationId{id}), Organization{id}, {monday, {"plan"}});
    std::string all;
    std::string after;
    for (auto page = organizations(open.store, after, 1); !page.empty();
         page = organizations(open.store, after, 1)) {
        all += page[0].text + " ";
        after = page[0].text;
    }
    CHECK(all.find("bay ") != std::string::npos);
    CHECK(all.ends_with("zoo "));
    std::vector<std::string> people;
    for_each_account(open.store, [&](const store::StreamId& one) { people.push_back(person_of(one).text); });
    CHECK(people == std::vector<std::string>{"agent", "clerk", "physician", "stranger", "therapist"});
}

} // namespace assent::desk
