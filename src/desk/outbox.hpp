#pragma once
// What is owed leaves the house here: each notice that waits is handed to a carrier, and the case is told
// that it was sent in the same step that takes it out of the outbox. A carrier may get the same parcel more
// than once (the house may fall between its answer and the record of it), and knows it by its mark. What
// cannot be sent is tried again after a while that doubles, and is given up after a day and a half for
// somebody to look at. Notes to accounts leave in the same way (desk/account_note.hpp).

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "desk/account_note.hpp"
#include "desk/desk.hpp"

namespace assent::desk {

// What is approved of a service line, for a system that is told.
struct Authorized {
    std::uint16_t line = 0;
    std::string code;
    casework::Granted granted;
};

// One notice on its way.
struct Parcel {
    std::string mark; // the same for the same parcel, whenever it comes
    store::StreamId of;
    std::uint32_t notice = 0; // its number in the case, from 1
    policy::Channel channel = policy::Channel::Portal;
    std::string name;                  // of the notice, in its program
    std::vector<std::string> to;       // persons and organizations, by identifier
    std::optional<Letter> letter = {}; // none by e-mail, which says only that there is something to read
    std::string part = {};             // as what they are told: "recipient or guardian"
    std::string member = {};  // whom the care is for; letters to them and theirs go to where they live
    std::string request = {}; // its number, as letters name it: the same however often it is sent
    std::string number = {};  // of the authorization, once there is one
    std::vector<Authorized> authorized = {}; // of a transmission, line by line, as it stands when it leaves
};

struct Sending {
    enum class Result : std::uint8_t { Sent, Later, Never };

    Result result = Result::Sent;
    std::string why = {}; // of Later and Never; without member data
};

class Carrier {
public:
    virtual ~Carrier() = default;
    virtual Sending send(const Parcel& parcel) = 0;

    // What is no notice of a case and goes by e-mail alone; whoever carries none gives it up.
    virtual Sending tell(const AccountNote&);
};

// How long to wait after so many attempts that failed: a minute, twice that, and so on, four hours at most.
std::chrono::seconds pause_after(std::int64_t attempts);

constexpr std::int64_t most_attempts_to_send = 16; // some 36 hours

struct Round {
    std::size_t sent = 0, again = 0, given_up = 0;
};

class Outbox {
public:
    // `portal` is the address of the pages as their readers know it; with one, letters on paper to a member
    // bear a code that opens their case there (desk/member_door.hpp).
    Outbox(store::Store& store, const RuleShelf& shelf, std::string portal = {})
        : store_(store), shelf_(shelf), portal_(std::move(portal)) {}

    // Hands on what is due by now, at most so many. The first of a case that cannot be read ends it with a
    // Failure; whoever must not be held up by one hands them on one by one.
    Round deliver(Carrier& carrier, calendar::Instant now, int limit = 256);

    std::vector<store::Waiting> due(calendar::Instant now, int limit) { return store_.waiting(now, limit); }
    void deliver_one(Carrier& carrier, const store::Waiting& waiting, calendar::Instant now, Round& round);

private:
    std::optional<Parcel> parcel_of(const CaseFile& file, const store::Waiting& waiting,
                                    calendar::Instant now);
    void enclose_code(const CaseFile& file, Parcel& parcel, calendar::Instant now);
    bool note_sent(const store::Waiting& waiting, const Parcel& parcel, calendar::Instant now);
    void add_news(const CaseFile& file, const Parcel& parcel, store::Batch& batch, calendar::Instant now);
    void deliver_note(Carrier& carrier, const store::Waiting& waiting, calendar::Instant now, Round& round);
    void put_off(const store::Waiting& waiting, const Sending& sending, calendar::Instant now, Round& round);

    store::Store& store_;
    const RuleShelf& shelf_;
    std::string portal_;
};

} // namespace assent::desk
