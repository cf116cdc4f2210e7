#include "desk/account_note.hpp"

#include <doctest/doctest.h>

#include "desk/email_address.hpp"
#include "desk/sent_letters_test.hpp"

namespace assent::desk {
namespace {

using calendar::Instant;
using std::chrono::minutes;
using std::chrono::seconds;

using Texts = std::vector<std::string>;

const casework::OrganizationId clinic{"clinic"};
const Cause admin{monday, {"admin"}};

struct Office : OpenOffice {
    Outbox outbox{store, therapy_shelf()};
    Bag bag;

    Office() { report(store, stream_of(clerk), Address{"clerk@clinic.example"}, admin); }

    void wish(const char* person, bool news) { report(store, stream_of(clinic), Wish{person, news}, admin); }
    void end_clerk() {
        report(store, stream_of(clerk), Person{"Clerk", casework::Role::Provider, clinic, true}, admin);
    }

    // Which is told by e-mail and on the portal.
    void pend(const char* member, Instant now) {
        const auto stream = office.done(SmallOffice::admission(member, false, now), now);
        office.done("therapist", stream, casework::Claim{0}, now);
        office.done("therapist", stream, casework::Pend{0, {"plan of care"}, "It is missing."}, now);
        bag.all.clear();
        outbox.deliver(bag, now);
        const auto is_on_portal = [](const Parcel& one) { return one.channel == policy::Channel::Portal; };
        REQUIRE(std::any_of(bag.all.begin(), bag.all.end(), is_on_portal));
    }
    std::size_t notes_by(Instant now) {
        outbox.deliver(bag, now);
        return bag.notes.size();
    }
};

} // namespace

TEST_CASE(
    "What an organization is owed by e-mail goes to its address, or to those of its people who want it") {
    Office open;
    CHECK(addresses_of(open.store, {"clinic", "nobody", "a/b"}).empty());
    open.wish("clerk", true);
    CHECK(addresses_of(open.store, {"clinic"}) == Texts{"clerk@clinic.example"});
    CHECK(addresses_of(open.store, {"clinic", "clerk"}) == Texts{"clerk@clinic.example"}); // once
    open.wish("stranger", true); // of another organization: it was so once
    report(open.store, stream_of(casework::PersonId{"stranger"}), Address{"stranger@x"}, admin);
    CHECK(addresses_of(open.store, {"clinic"}) == Texts{"clerk@clinic.example"});
    report(open.store, stream_of(clinic), Address{"office@clinic.example"}, admin);
    CHECK(addresses_of(open.store, {"clinic"}) == Texts{"office@clinic.example"});
    report(open.store, stream_of(clinic), Address{""}, admin);
    open.end_clerk();
    CHECK(addresses_of(open.store, {"clinic", "clerk"}).empty());
}

TEST_CASE("Who wants mail about the portal is kept with the organization, or with a person of none") {
    Office open;
    const casework::Actor of_clinic = identify(open.store, clerk).value();
    casework::Actor alone = of_clinic;
    alone.organization = {};
    CHECK(wishes_of(of_clinic) == stream_of(clinic));
    CHECK(wishes_of(alone) == stream_of(clerk));
    CHECK_FALSE(wants_news(open.store, of_clinic));
    open.wish("clerk", true);
    CHECK(wants_news(open.store, of_clinic));
    CHECK(wanting_news(open.store, {"clinic"}) == std::vector{clerk});
    open.wish("clerk", false);
    CHECK_FALSE(wants_news(open.store, of_clinic));
    CHECK(wanting_news(open.store, {"clinic"}).empty());
    report(open.store, stream_of(clerk), Wish{"clerk", true}, admin);
    CHECK(wanting_news(open.store, {"clerk"}) == std::vector{clerk});
}

TEST_CASE(
    "News of the portal are gathered for ten minutes into one mail, and nobody gets it who did not ask") {
    Office open;
    report(open.store, stream_of(clinic), Address{"office@clinic.example"}, admin);
    open.pend("M1", monday);
    CHECK(open.notes_by(monday + minutes{30}) == 0);
    open.wish("clerk", true);
    const Instant now = monday + minutes{40};
    open.office.admit("M2");
    open.office.admit("M3");
    open.pend("M2", now);
    open.pend("M3", now + minutes{1});
    CHECK(open.notes_by(now + minutes{10} - seconds{1}) == 0);
    CHECK(open.notes_by(now + minutes{10}) == 1);
    CHECK(open.bag.notes[0].kind == NoteKind::SomethingNew);
    CHECK(open.bag.notes[0].to == "clerk@clinic.example");
    CHECK(open.bag.notes[0].path == "/");
    CHECK(open.notes_by(now + minutes{60}) == 1);
}

TEST_CASE("Who is written to about a notice anyway is not told of it twice") {
    Office open;
    open.wish("clerk", true); // and the clinic has no address of its own
    open.pend("M1", monday);
    CHECK(open.notes_by(monday + minutes{30}) == 0);
}

TEST_CASE(
    "What waits for an account survives a note that nobody can read, and a carrier without mail gives up") {
    Office open;
    store::Batch odd;
    odd.postings = {{stream_of(clerk), "email", "{\"what\":\"unheard of\"}", monday},
                    {stream_of(clerk), "email", "no JSON", monday},
                    {stream_of(clinic), "email", R"({"what":"news","at":0})", monday}};
    REQUIRE(open.store.commit(odd).has_value());
    CHECK(open.notes_by(monday) == 0);
    CHECK(open.store.waiting(monday + minutes{600}, 10).empty());
    class Paper final : public Carrier {
        Sending send(const Parcel&) override { return {}; }
    } paper;
    write_to(open.store, clerk, NoteKind::PasswordChanged, monday);
    CHECK(open.outbox.deliver(paper, monday).given_up == 1);
}

} // namespace assent::desk
