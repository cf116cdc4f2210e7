#pragma once
// The one way in. Whoever wants something done to a case, from whatever interface, says so here: the desk
// knows who it is, reads the case, has it decided, and writes what follows in one step, or answers why not.
// It decides nothing itself. Every call may come from any thread; time is an argument. A broken world is a
// Failure, and then it is not known whether the order was done: the same order with its key, given again, is
// done once.

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "casework/command.hpp"
#include "desk/case_file.hpp"
#include "desk/readings.hpp"
#include "desk/standing.hpp"
#include "desk/turn.hpp"

namespace assent::desk {

// A case that is to begin, under rules of the shelf; the command is its first submission.
struct NewCase {
    const Rules& under;
    casework::MemberId member;
};

// What somebody told us that belongs to no case yet, under rules of the shelf; the command is its first
// message. It has a stream of its own, with the events that a case has for it, and its times by the same
// calendar.
struct NewContact {
    const Rules& under;
};

struct Order {
    casework::PersonId by;
    std::variant<NewCase, NewContact, store::StreamId> about; // the stream of a case, or of a contact
    casework::Command command;
    std::string key = {};    // by which its sender knows it, when it may come twice; "" when it may not
    std::string digest = {}; // of all that was sent with that key
    std::optional<casework::Actor> as = {}; // who `by` is, when the desk was asked for this order already
    // The case's last record that its sender has seen; when there are more, nothing is done.
    std::optional<std::int64_t> seen = {};
};

// How long an order that comes again with its key is known; later it would be done once more.
constexpr std::chrono::days orders_are_known{30};

// What was done: the case, and which of its events, [first, end), are this order's.
struct Done {
    std::string of; // the case's stream
    std::uint32_t first = 0, end = 0;
    bool repeated = false; // it was done before, and not again now
    bool changed = false;  // nothing was done: the case is no more as its sender has seen it
};

// What an order would do, and has not done: the case as it would be, and what would have happened, with what
// fell due before it.
struct Foreseen {
    CaseFile file;
    casework::Events events;
};

// Numbers of new cases. Requires: a text that can be a key, hardly ever the same twice; one that is taken is
// asked for anew.
using NewNumber = std::function<std::string()>;

// Ten letters and digits that nobody can guess from another number.
std::string random_number();

class Desk {
public:
    // Looks at both for as long as it lives.
    Desk(store::Store& store, const RuleShelf& shelf, NewNumber new_number = random_number);

    const RuleShelf& shelf() const { return shelf_; }

    base::Expected<Done, casework::Refusal> handle(const Order& order, calendar::Instant now);

    // What handling it would do now. Nothing is written, and its key is not looked at.
    base::Expected<Foreseen, casework::Refusal> foresee(const Order& order, calendar::Instant now);

    // Lets time pass over the cases whose alarms rang by now, each once, at most so many; how many there
    // were. What fell due while nobody looked has its effect now, under its own moment. The first case that
    // cannot be read ends it with a Failure; whoever must not be held up by one goes through `due` by
    // themselves.
    std::size_t let_time_pass(calendar::Instant now, int limit = 256);

    std::vector<store::StreamId> due(calendar::Instant now, int limit);
    void let_time_pass_over(const store::StreamId& stream, calendar::Instant now);

    // Orders that were done longer ago than they are known, and whatever was kept for a while that is over.
    void forget(calendar::Instant now);

    // The case, or the contact that belongs to none, when that person may see it.
    base::Expected<CaseFile, casework::Refusal> see(const casework::PersonId& by, const store::StreamId& of,
                                                    calendar::Instant now);

    // Grows with everything that is done here to any case.
    std::uint64_t changes() const { return changes_; }

    // Who has read what; whoever shows anything of a case notes it there.
    Readings& readings() { return readings_; }

private:
    using Answered = base::Expected<Done, casework::Refusal>;

    // An order done to a case that was read, and not written.
    struct Taken {
        Turn turn;
        Done done;
        std::optional<casework::Refusal> refused;
        std::int64_t read = 0; // the last record of the case as it was read
    };

    std::optional<Answered> answered_before(const Order& order);
    base::Expected<Taken, casework::Refusal> take(const Order& order, const casework::Actor& actor,
                                                  calendar::Instant now);
    void note_refused(const Order& order, const casework::Actor& actor, casework::RefusalKind why,
                      calendar::Instant now);
    std::optional<Answered> attempt(const Order& order, const casework::Actor& actor, calendar::Instant now);
    base::Expected<CaseFile, casework::Refusal> file_of(const Order& order);
    std::vector<casework::Elsewhere> elsewhere(const CaseFile& file);

    store::Store& store_;
    const RuleShelf& shelf_;
    NewNumber new_number_;
    Readings readings_;
    std::atomic<std::uint64_t> changes_{0};
};

} // namespace assent::desk
