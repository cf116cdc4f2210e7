#pragma once
// Everything that can have happened in a case. Events are facts of the past: they are appended, never
// changed, and a case is what its events say it is. Definitions of the program (types, levels, facts,
// notices, parties, terms) stand in them by their numbers in the version that governs the request.

#include <string>
#include <variant>
#include <vector>

#include "casework/actor.hpp"
#include "casework/determination.hpp"
#include "casework/handed_in.hpp"
#include "casework/outcome.hpp"
#include "policy/definitions.hpp"
#include "policy/terms.hpp"

namespace assent::casework {

// One instance of a duty or a right: the term, the request it is of, and the event that began it.
struct TermKey {
    std::uint16_t term = 0;
    RequestNo request = no_request;
    std::uint32_t begun_by = 0; // number of the event in the case

    friend auto operator<=>(const TermKey&, const TermKey&) = default;
};

struct Begun {
    RequestNo request = 0;
    std::uint16_t type = 0;
    RequestNo about = no_request;
    std::uint16_t version = 0; // of the program, among those the case knows
    std::vector<Participant> participants;
};
struct Submitted {
    RequestNo request = 0;
    OrganizationId organization; // for whom it was asked
    std::uint16_t by_party = policy::any_object;
    policy::Channel channel = policy::Channel::Portal;
    std::uint16_t lines = 0;
    std::vector<Known> facts;
    std::vector<Paper> papers;
    std::string from = {}; // who it was, when somebody else wrote it down
};
struct Received {
    RequestNo request = 0;
    Instant arrived{};
    Instant counted_from{};
    bool dates_limited = false; // no day before its receipt can be approved
    bool early = false;
};
struct Screened {
    RequestNo request = 0;
    policy::Act outcome = policy::Act::Refer;
    std::uint64_t because = 0;     // criteria, a bit each
    std::vector<std::string> asks; // facts that are not known, by their names
};
struct Assigned {
    RequestNo request = 0;
    std::uint16_t level = 0;
    PersonId reviewer;
    std::string credentials; // as they were seen
    std::string reason = {}; // of whoever steps in for a colleague
};
struct Released {
    RequestNo request = 0;
    std::string reason;
};
struct Reported {
    RequestNo request = 0;
    std::vector<Known> facts;
    std::string number; // of an authorization, when the fiscal agent gives it
};
struct Filed {
    RequestNo request = 0;
    Paper paper;
};
struct Supplied {
    RequestNo request = 0;
    std::vector<std::string> items; // of what was asked for; empty: all of it
    Instant arrived{};
    std::optional<policy::Channel> channel = {};
    std::string from = {}, words = {}; // who told it, and what they said, when somebody else wrote it down
};
struct Completed {
    RequestNo request = 0;
    Instant at{};        // when the last missing item arrived
    bool deemed = false; // it counts as complete, though something is missing
};
struct Pended {
    RequestNo request = 0;
    std::uint16_t level = 0;
    std::vector<std::string> items;
    std::string reason;
};
struct Reopened {
    RequestNo request = 0;
    Instant at{};
};
struct Referred {
    RequestNo request = 0;
    std::uint16_t from = policy::any_object; // no level: from screening
    std::uint16_t to = 0;
    std::string reason;
};
struct Determined {
    RequestNo request = 0;
    std::uint16_t line = 0;
    Determination determination;
};
struct Decided { // every line has its determination
    RequestNo request = 0;
    Overall outcome = Overall::Approved;
};
struct Ended {
    RequestNo request = 0;
    EndedAs as = EndedAs::Withdrawn;
    std::string why;
    std::uint64_t because = 0; // criteria, a bit each, when screening ended it
};
struct Composed {
    RequestNo request = 0;
    std::uint16_t notice = 0;
    std::uint16_t line = 0;   // the term of the notice's line: to whom, by which channel
    std::uint32_t number = 0; // of the notice in its case, from 1
    std::string digest;       // of its text; "" for one without a text of its own
};
struct Sent {
    std::uint32_t notice = 0;
};
struct Served {
    std::uint32_t notice = 0;
    Instant at{};
    std::string proof;
};
struct CameBack {
    std::uint32_t notice = 0;
    std::string why;
};
struct Passed {
    TermKey term;
    Instant due{};
    policy::Effects effects;
};
struct Revoked { // what arrived in time was linked late
    TermKey term;
    std::string reason;
};
struct Contacted {
    RequestNo request = 0;
    std::uint16_t party = 0;
    policy::Channel channel = policy::Channel::Phone;
    Instant at{};
    bool reached = false;
    std::string note, reference;
};
struct Messaged {
    std::uint32_t thread = 0;
    policy::Happening kind = policy::Happening::QuestionAsked;
    RequestNo request = no_request;
    policy::Channel channel = policy::Channel::Portal;
    Instant arrived{};
    std::string text;
    OrganizationId organization;                // of whoever opened it
    std::string from = {};                      // who it was, when somebody else wrote it down
    std::optional<std::uint32_t> corrects = {}; // the thread of which this is what was meant
};
struct Answered {
    std::uint32_t thread = 0;
    std::string text;
};
struct Flagged {
    RequestNo request = no_request;
    std::string what;
    bool hidden_from_provider = false; // a concern
    bool for_the_house = false;        // said to nobody outside, and no concern
};
struct Directed {
    Direction direction = Direction::Continue;
    std::string words;
};
struct ExpediteAsked {
    RequestNo request = 0;
    std::string reason;
};
struct Expedited {
    RequestNo request = 0;
    std::string reason;
};
struct ExpediteRefused {
    RequestNo request = 0;
    std::string reason;
};
struct Extended {
    TermKey term;
    Instant due{};
    std::string reason;
};
struct Corrected { // the event stays; what it said is replaced from here on
    RequestNo request = 0;
    std::uint32_t event = 0;
    std::vector<Known> facts;
    std::string reason;
};
struct Named { // somebody takes a part in the case from now on, instead of who had it
    Participant participant;
    std::string reason;
};
struct Voided { // an authorization that was never used and issued in error
    RequestNo request = 0;
    std::string reason;
};
struct Counted { // what was used of one of the member's accounts, when it was looked at
    RequestNo request = 0;
    std::uint16_t ledger = 0;
    std::int32_t period = 0; // the calendar year
    std::int64_t used = 0;
};
struct Reserved { // what a line sets aside on one of them from now on, instead of what it did before
    RequestNo request = 0;
    std::uint16_t line = 0;
    std::uint16_t ledger = 0;
    std::int32_t period = 0;
    std::int64_t units = 0;              // 0: nothing any more
    std::optional<calendar::Date> until; // it is given back after that day
};
struct Resumed { // what a rule ended goes on: what it rested on was told wrongly
    RequestNo request = 0;
    std::string reason;
};
struct Closed {
    RequestNo request = 0;
};

using What = std::variant<Begun, Submitted, Received, Screened, Assigned, Released, Reported, Filed, Supplied,
                          Completed, Pended, Reopened, Referred, Determined, Decided, Ended, Composed, Sent,
                          Served, CameBack, Passed, Revoked, Contacted, Messaged, Answered, Flagged, Directed,
                          ExpediteAsked, Expedited, ExpediteRefused, Extended, Corrected, Named, Voided,
                          Counted, Reserved, Resumed, Closed>;

struct Event {
    Instant at{}; // when it was recorded
    PersonId by;
    Role role = Role::System;
    What what;
};
using Events = std::vector<Event>;

// "Pended", "PartiallyDenied": the kind of an event as logs and machines name it.
std::string_view kind_of(const What&);
std::vector<std::string> event_kinds(); // all of them
// The request it is about; no_request when it is about none.
RequestNo request_of(const What&);
// Why, in the words of whoever did it; "" when it has none.
std::string_view reason_of(const What&);

} // namespace assent::casework
