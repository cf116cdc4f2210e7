#include "desk/outbox.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "desk/sent_letters_test.hpp"

namespace assent::desk {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

bool is_sent(const casework::NoticeState& notice) { return notice.delivery == casework::Delivery::Sent; }

// A denial whose letters wait in the outbox.
struct UnsentDenial {
    OpenOffice open;
    Outbox outbox{open.store, therapy_shelf()};
    Bag bag;
    store::StreamId stream = denied(open.office);
};

} // namespace

TEST_CASE_FIXTURE(UnsentDenial,
                  "Everything a denial owes leaves with its text, and the case is told that it was sent") {
    outbox.deliver(bag, monday + hours{1});
    std::set<std::string> channels;
    std::size_t letters = 0;
    for (const Parcel& parcel : bag.all) {
        CHECK(parcel.of == stream);
        channels.insert(std::string(to_text(parcel.channel)));
        if (parcel.name != "denial" || !parcel.letter) continue;
        ++letters;
        CHECK(parcel.letter->html.find("The goals are met.") != std::string::npos);
        CHECK(parcel.letter->text.find("The goals are met.") != std::string::npos);
    }
    CHECK(letters >= 2);
    CHECK(channels.contains("mail"));
    const CaseFile file = open.office.file(stream);
    CHECK(std::all_of(file.now.notices.begin(), file.now.notices.end(), is_sent));
    CHECK(open.store.waiting(monday + hours{100}, 100).empty());
    bag.all.clear();
    CHECK(outbox.deliver(bag, monday + hours{2}).sent == 0);
    CHECK(bag.all.empty());
}

// THX-54, 63, 82: an e-mail says only that there is something to read.
TEST_CASE("Nothing of a notice goes by e-mail, and each letter says to whom and as what it goes, THX-84") {
    OpenOffice open;
    Bag bag;
    denied(open.office);
    Outbox(open.store, therapy_shelf()).deliver(bag, monday + hours{1});
    std::set<std::string> parts;
    std::size_t emails = 0;
    for (const Parcel& parcel : bag.all) {
        CHECK(parcel.member == "M1");
        if (parcel.channel == policy::Channel::Email) {
            ++emails;
            CHECK_FALSE(parcel.letter);
            CHECK(parcel.to == std::vector<std::string>{"clinic"});
        }
        if (parcel.channel == policy::Channel::Mail) parts.insert(parcel.part);
    }
    CHECK(emails == 2); // of the referral and of the denial
    CHECK(parts == std::set<std::string>{"ordering provider", "recipient or guardian"});
}

// THX-66, 68, 86: the approved part of what was partially denied, in figures, under one number of the
// request.
TEST_CASE("What is approved is transmitted in figures, and sent again under the same number") {
    OpenOffice open;
    Outbox outbox(open.store, therapy_shelf());
    Bag bag;
    const casework::Granted half{36, 3, calendar::Date{std::chrono::year{2026} / 12 / 10},
                                 calendar::Date{std::chrono::year{2027} / 5 / 26}};
    const auto stream =
        denied(open.office.desk(), therapy_rules(),
               {0, policy::LevelAct::PartiallyDeny, half, "Half of the sessions reach the goals."});
    const auto transmitted = [&](calendar::Instant now) {
        outbox.deliver(bag, now);
        std::vector<Parcel> all;
        std::copy_if(bag.all.begin(), bag.all.end(), std::back_inserter(all),
                     [](const Parcel& one) { return one.channel == policy::Channel::Transmission; });
        return all;
    };
    const auto first = transmitted(monday + hours{1});
    REQUIRE(first.size() == 1);
    CHECK(first[0].part == "fiscal agent");
    REQUIRE(first[0].authorized.size() == 1);
    CHECK(first[0].authorized[0].code == "97110");
    CHECK(first[0].authorized[0].granted == half);
    REQUIRE(first[0].letter);
    CHECK(first[0].letter->text.find("36 units, 3 times a week") != std::string::npos);
    open.office.desk().let_time_pass(monday + hours{50});
    const auto both = transmitted(monday + hours{50});
    REQUIRE(both.size() == 2);
    CHECK(both[1].mark != both[0].mark);
    CHECK(both[1].request == both[0].request);
    CHECK(both[1].request == stream.text() + "-1");
}

TEST_CASE_FIXTURE(UnsentDenial, "The digest that the log keeps is that of the text that was sent") {
    outbox.deliver(bag, monday + hours{1});
    std::set<std::string> sent;
    for (const Parcel& parcel : bag.all) {
        if (parcel.letter) sent.insert(digest_of(*parcel.letter));
    }
    std::set<std::string> recorded;
    for (const store::Event& event : open.store.read(stream, 2)) {
        const casework::Event one = event_of(stream, event);
        const auto* composed = std::get_if<casework::Composed>(&one.what);
        if (composed && !composed->digest.empty()) recorded.insert(composed->digest);
    }
    CHECK_FALSE(sent.empty());
    CHECK(sent == recorded);
}

TEST_CASE_FIXTURE(
    UnsentDenial,
    "A letter in whose text something is missing is not sent, and waits for somebody to see to it") {
    outbox.deliver(bag, monday + hours{1});
    bag.all.clear();
    const Letter letter{1,
                        "denial",
                        "1",
                        "en",
                        "<p>We decide by <span class=\"gap\">{{decision.by}}</span>.</p>",
                        "We decide by {{decision.by}}."};
    store::Batch batch;
    batch.appends.push_back({store::StreamId::of_letters(stream),
                             store::at_the_end,
                             {record_of(letter, {monday, {"clerk"}, casework::Role::System})}});
    batch.postings.push_back({stream, "mail", to_json(Posted{1, digest_of(letter)}), monday});
    REQUIRE(open.store.commit(batch));
    CHECK(outbox.deliver(bag, monday + hours{2}).given_up == 1);
    CHECK(bag.all.empty());
    const auto given_up = open.store.given_up(10);
    REQUIRE(given_up.size() == 1);
    CHECK(given_up[0].last_error == "something is missing in its text");
}

TEST_CASE("What cannot be sent now is tried again after a pause that doubles, then given up and revived") {
    OpenOffice open;
    Outbox outbox(open.store, therapy_shelf());
    Bag bag;
    bag.answer = {Sending::Result::Later, "the line is busy"};
    denied(open.office);
    calendar::Instant now = monday + hours{1};
    const std::size_t all = outbox.deliver(bag, now).again;
    CHECK(all == bag.all.size());
    CHECK(outbox.deliver(bag, now + minutes{1} - std::chrono::seconds{1}).again == 0);
    std::size_t given_up = 0;
    for (int i = 0; i < 40; ++i) {
        now += hours{4};
        given_up += outbox.deliver(bag, now).given_up;
    }
    CHECK(given_up == all);
    const auto dead = open.store.given_up(100);
    REQUIRE(dead.size() == all);
    CHECK(dead[0].last_error == "the line is busy");
    CHECK(dead[0].attempts == most_attempts_to_send);
    open.store.revive(dead[0].id, now);
    bag.answer = {};
    CHECK(outbox.deliver(bag, now).sent == 1);
    CHECK(open.store.given_up(100).size() == all - 1);
}

TEST_CASE("A pause is a minute at first, and never more than four hours") {
    CHECK(pause_after(0) == minutes{1});
    CHECK(pause_after(3) == minutes{8});
    CHECK(pause_after(7) == minutes{128});
    CHECK(pause_after(8) == hours{4});
    CHECK(pause_after(1'000'000) == hours{4});
}

TEST_CASE_FIXTURE(
    UnsentDenial,
    "A house that fell after sending sends again under the same mark, and the case is told once") {
    const auto before = open.store.waiting(monday + hours{1}, 100);
    outbox.deliver(bag, monday + hours{1});
    const auto marks = bag.all;
    const auto events = open.office.file(stream).now.events;
    store::Batch fallen; // the same postings, as if what took them out had been lost
    for (const store::Waiting& one : before)
        fallen.postings.push_back({one.stream, one.kind, one.body, one.due_at});
    REQUIRE(open.store.commit(fallen).has_value());
    bag.all.clear();
    outbox.deliver(bag, monday + hours{2});
    REQUIRE(bag.all.size() == marks.size());
    for (std::size_t i = 0; i < marks.size(); ++i) CHECK(bag.all[i].mark == marks[i].mark);
    CHECK(open.office.file(stream).now.events == events);
}

} // namespace assent::desk
