#pragma once
// What leaves a small office, kept by whoever would carry it; a denial to leave it; and the code of a member
// that a letter bears. Part of the tests.

#include <string>
#include <vector>

#include "desk/member_door.hpp"
#include "desk/outbox.hpp"
#include "desk/small_office_test.hpp"

namespace assent::desk {

// Keeps what it is given, and answers as it is told.
class Bag final : public Carrier {
public:
    Sending send(const Parcel& parcel) override {
        all.push_back(parcel);
        return answer;
    }
    Sending tell(const AccountNote& note) override {
        notes.push_back(note);
        return answer;
    }

    std::vector<Parcel> all;
    std::vector<AccountNote> notes;
    Sending answer = {};
};

// Of M1 under those rules, an hour after Monday began.
inline store::StreamId denied(Desk& desk, const Rules& rules,
                              const casework::LineDecision& line = {
                                  0, policy::LevelAct::Deny, {}, "The goals are met."}) {
    const Order admission{{"clerk"}, NewCase{rules, {"M1"}}, SmallOffice::admission("M1").command};
    const auto done = [&](const Order& order, calendar::Instant now = monday) {
        const auto answer = desk.handle(order, now);
        if (!answer) throw base::Failure("refused: " + to_text(answer.error()));
        return *store::StreamId::parse(answer->of);
    };
    const store::StreamId stream = done(admission);
    done({{"therapist"}, stream, casework::Claim{0}});
    done({{"therapist"}, stream, casework::Refer{0, 1, "above the guideline"}});
    done({{"physician"}, stream, casework::Claim{0}});
    done({{"physician"},
          stream,
          casework::Contact{0,
                            SmallOffice::party("ordering provider"),
                            policy::Channel::Phone,
                            {},
                            false,
                            "no answer",
                            ""}});
    done({{"physician"}, stream, casework::Decide{0, {line}, {"therapy criteria", "2026.1"}}},
         monday + std::chrono::hours{1});
    return stream;
}
inline store::StreamId denied(SmallOffice& office) { return denied(office.desk(), therapy_rules()); }

// A case that was approved and given a number, whose letters have left, and whose times are all over: within
// five hundred days it is at rest.
inline store::StreamId at_rest(SmallOffice& office, const Order& order,
                               const casework::Decide& decision = SmallOffice::approval()) {
    const auto stream = office.done(order);
    office.done("therapist", stream, casework::Claim{0});
    office.done("therapist", stream, decision);
    Bag bag;
    const auto pass = [&](calendar::Instant now) {
        while (office.desk().let_time_pass(now) > 0) {
        }
        while (Outbox(office.store(), therapy_shelf()).deliver(bag, now).sent > 0) {
        }
    };
    pass(monday); // the number is awaited from when it was asked for
    const auto an_hour_later = monday + std::chrono::hours{1};
    const auto local = (an_hour_later - std::chrono::hours{5}).time_since_epoch().count();
    office.done("agent", stream,
                casework::Report{0, {{SmallOffice::fact("number.received"), -1, local, "PA1", false}}},
                an_hour_later);
    for (std::chrono::days day{10}; day < std::chrono::days{500}; day += std::chrono::days{10})
        pass(monday + day);
    return stream;
}

// Behind "Type this code: " in a letter; "" in one without.
inline std::string code_in(const Parcel& parcel) {
    const std::string before = "Type this code: ";
    const std::size_t at = parcel.letter ? parcel.letter->text.find(before) : std::string::npos;
    return at == std::string::npos ? "" : parcel.letter->text.substr(at + before.size(), 11);
}

// Those of all letters that have left.
inline std::vector<std::string> codes_in(const Bag& bag) {
    std::vector<std::string> all;
    for (const Parcel& parcel : bag.all) {
        if (!code_in(parcel).empty()) all.push_back(code_in(parcel));
    }
    return all;
}

} // namespace assent::desk
