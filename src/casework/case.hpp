#pragma once
// A case as its events say it is: requests with their lines, who is in it, what was sent, who waits for what.
// It is made by evolve() and by nothing else; reading it never changes it. Beside the state it keeps marks,
// one for each thing that duties and rights can start from or end with, so that terms need no other history.

#include <optional>
#include <string>
#include <vector>

#include "casework/event.hpp"

namespace assent::policy {
struct Program;
} // namespace assent::policy

namespace assent::casework {

enum class State : std::uint8_t { Draft, Received, InReview, Pended, Suspended, Decided, Ended, Closed };

std::string_view to_text(State); // "in review"

// One line of a request: what was determined, by whose event.
struct LineState {
    bool determined = false;
    bool adverse = false;
    std::optional<Granted> granted;
    std::optional<Granted> before; // what was granted until it was reduced
    std::string rationale;         // why, as it was written
    Criteria criteria;             // by which
};

// What a pended or suspended request waits for.
struct Awaited {
    std::vector<std::string> items;
    std::uint16_t level = 0; // where it was pended
};

struct Request {
    std::uint16_t type = 0;
    RequestNo about = no_request;
    std::uint16_t version = 0;
    State state = State::Draft;
    std::uint16_t by_party = policy::any_object;
    PersonId asked_by;
    OrganizationId asked_for; // the organization that asked
    policy::Channel channel = policy::Channel::Portal;
    std::uint16_t level = policy::any_object; // where it rests
    PersonId reviewer;                        // who has it; empty: nobody
    std::vector<PersonId> took_part;          // every reviewer who acted on it
    std::vector<Known> facts;                 // the latest of each
    std::vector<Paper> papers;
    std::vector<LineState> lines;
    std::vector<Counted> accounts;      // of the member, as they were seen last
    std::vector<Reserved> reservations; // the latest of each line and ledger
    std::optional<Awaited> awaited;
    std::optional<Instant> received, counted_from, completed;
    std::optional<Overall> outcome;
    std::optional<EndedAs> ended;
    std::string why;           // it ended, in the words of whoever ended it
    std::uint64_t because = 0; // or because of these criteria, a bit each
    std::string number;        // of the authorization, once the fiscal agent gave it
    bool dates_limited = false;
    bool reopened = false;
    bool expedited = false;
    bool voided = false;

    bool is_open() const { return state < State::Decided; }
};

// One occurrence of a happening: what duties and rights start from and end with.
struct Mark {
    policy::Happening what = policy::Happening::Received;
    RequestNo request = no_request;
    std::uint16_t which = policy::any_object;  // level, notice, fact, party, thread
    std::uint16_t detail = policy::any_object; // of a notice its line; the level referred from, or decided at
    std::uint32_t event = 0;                   // its number in the case, from 0
    Instant at{};                              // when it happened; may lie before it was recorded
    PersonId by;
};

enum class Delivery : std::uint8_t { Composed, Sent, Served, CameBack };

struct NoticeState {
    RequestNo request = no_request;
    std::uint16_t notice = 0, line = 0;
    Delivery delivery = Delivery::Composed;
    Instant at{};
};

struct Thread {
    policy::Happening kind = policy::Happening::QuestionAsked;
    RequestNo request = no_request;
    bool answered = false;
    PersonId opened_by;
    OrganizationId organization; // theirs
    std::uint32_t event = 0;     // by which it was opened
    Instant arrived{}, recorded{};
    std::optional<Instant> answered_at = {};
    std::optional<std::uint32_t> corrected_by = {}; // the thread of what was meant
};

// What was said about a case that no provider is told: a concern for the agency, or what the agency directed.
struct Concern {
    std::uint32_t event = 0; // by which it was said: there are its words
    Instant at{};            // when it was recorded
    PersonId by;
    std::uint16_t fact = policy::any_object; // of the program, when it was told as one
    std::optional<Direction> direction = {}; // when it is one
};

struct Case {
    CaseId id;
    MemberId member;
    std::vector<Request> requests;
    std::vector<Participant> participants;
    std::vector<Mark> marks;          // in the order of the events
    std::vector<NoticeState> notices; // by their number less 1
    std::vector<Thread> threads;
    std::vector<TermKey> passed; // instances whose effect was applied and not revoked
    std::vector<Extended> extended;
    std::vector<Flagged> flags;
    std::vector<Concern> raised; // as flags that are kept from the provider, and directions
    bool held = false;           // by direction of the agency
    std::uint32_t events = 0;

    const Request& at(RequestNo request) const { return requests[request]; }
    bool is_open() const; // while one of its requests is not closed
};

// The case after one more event. Requires: the event was decided for this case, or read from its log.
Case evolve(Case, const Event&);

// All concerns and directions in their order, with the facts among them that the program hides from somebody.
std::vector<Concern> concerns(const Case&, const policy::Program&);

// The case that these events make, from its beginning.
Case replay(CaseId, MemberId, const Events&);

} // namespace assent::casework
