#pragma once
// What somebody can want done to a case. A command says what, never how it turns out: decide() answers with
// the events it causes, or refuses it with the rule and what can be done instead.

#include <string>
#include <variant>
#include <vector>

#include "casework/event.hpp"
#include "casework/notice.hpp"

namespace assent::casework {

// Begin and submit in one: the asker hands in all of a request. What arrived on paper carries when it
// arrived.
struct Submit {
    std::uint16_t type = 0;
    RequestNo about = no_request;
    policy::Channel channel = policy::Channel::Portal;
    std::uint16_t lines = 0;
    std::vector<Known> facts;
    std::vector<Paper> papers;
    std::vector<Participant> participants;
    std::optional<Instant> arrived; // when it reached us, if that was before now
    // Of what is written down for somebody else: as which party they ask (none: the first that may ask so;
    // policy::anyone: none that the program names), and who it was.
    std::uint16_t asked_as = policy::any_object;
    std::string from = {};
    OrganizationId office = {}; // of whoever asks; none: who is named as them
};
struct Claim { // a reviewer takes it; from a colleague who has it, with a reason
    RequestNo request = 0;
    std::string reason = {};
};
struct Assign { // somebody gives it to a reviewer
    RequestNo request = 0;
    Actor reviewer;
};
struct Release {
    RequestNo request = 0;
    std::string reason; // "conflict of interest"
};
struct Report {
    RequestNo request = 0;
    std::vector<Known> facts;
};
struct File {
    RequestNo request = 0;
    Paper paper;
};
struct Supply { // what a pend or suspension waits for
    RequestNo request = 0;
    std::vector<std::string> items; // empty: all of it
    std::vector<Known> facts;
    std::vector<Paper> papers;
    policy::Channel channel = policy::Channel::Portal;
    std::optional<Instant> arrived;
    std::string from = {}, words = {}; // who told it, and what they said
};
struct Pend {
    RequestNo request = 0;
    std::vector<std::string> items;
    std::string reason;
};
struct Refer {
    RequestNo request = 0;
    std::uint16_t to = 0;
    std::string reason;
};

// What a reviewer decides on one line. `granted` is what is approved of it; none: all of it, or nothing, as
// the act is. What is 0 in it, or no day, is as it was asked, or of a reduction as it was approved.
struct LineDecision {
    std::uint16_t line = 0;
    policy::LevelAct act = policy::LevelAct::ApproveAsRequested;
    std::optional<Granted> granted;
    std::string rationale;
};
struct Decide {
    RequestNo request = 0;
    std::vector<LineDecision> lines;
    Criteria criteria;
};
struct TechnicallyDeny {
    RequestNo request = 0;
    std::string reason;
};
struct Return {
    RequestNo request = 0;
    std::string reason;
};
struct Withdraw {
    RequestNo request = 0;
    std::string reason;
};
struct Contact {
    RequestNo request = 0;
    std::uint16_t party = 0;
    policy::Channel channel = policy::Channel::Phone;
    std::optional<Instant> at;
    bool reached = false;
    std::string note, reference;
};
// Opens a thread: what somebody asked, said or wrote. Whoever writes down what others told us says who it
// was, may put right an earlier entry, and may say what was answered at once.
struct Message {
    policy::Happening kind = policy::Happening::QuestionAsked;
    RequestNo request = no_request;
    policy::Channel channel = policy::Channel::Portal;
    std::optional<Instant> arrived;
    std::string text;
    std::string from = {};
    std::optional<std::uint32_t> corrects = {}; // a thread
    std::string answer = {};
};
struct Answer {
    std::uint32_t thread = 0;
    std::string text;
};
struct Flag {
    RequestNo request = no_request;
    std::string what;
    bool hidden_from_provider = false;
};
struct Direct {
    Direction direction = Direction::Continue;
    std::string words;
};
struct Expedite {
    RequestNo request = 0;
    std::string reason;
};
struct RefuseToExpedite {
    RequestNo request = 0;
    std::string reason;
};
struct Extend {
    TermKey term;
    Instant due{};
    std::string reason;
};
struct Correct {
    RequestNo request = 0;
    std::uint32_t event = 0;
    std::vector<Known> facts;
    std::string reason;
};
struct Name {
    Participant participant;
    std::string reason;
};
struct Void {
    RequestNo request = 0;
    std::string reason;
};
struct Reduce {
    RequestNo request = 0;
    LineDecision line;
    Criteria criteria;
};
struct Send { // the outbox sent a notice
    std::uint32_t notice = 0;
};
struct Serve {
    std::uint32_t notice = 0;
    std::optional<Instant> at;
    std::string proof;
};
struct ComeBack {
    std::uint32_t notice = 0;
    std::string why;
};
struct Pass { // the timer: whatever is due by now has its effect
};
struct Close {
    RequestNo request = 0;
};

using Command =
    std::variant<Submit, Claim, Assign, Release, Report, File, Supply, Pend, Refer, Decide, TechnicallyDeny,
                 Return, Withdraw, Contact, Message, Answer, Flag, Direct, Expedite, RefuseToExpedite, Extend,
                 Correct, Name, Void, Reduce, Send, Serve, ComeBack, Pass, Close>;

} // namespace assent::casework
