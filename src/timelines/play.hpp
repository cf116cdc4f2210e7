#pragma once
// Plays a timeline against its program: the same decide() and evolve() as in the server, with time as an
// argument. Between two steps the clock stops at every alarm of the case, so that nothing due is passed over;
// what is owed is sent at once unless the timeline keeps the outbox by hand. It compares what came with what
// was expected, and says what came instead. It decides nothing itself.

#include "base/json_writer.hpp"
#include "casework/decide.hpp"
#include "casework/term.hpp"
#include "timelines/timeline.hpp"

namespace assent::timelines {

struct Unmet {
    policy::Piece place;
    std::string expected, instead;
};

// What one step, or one alarm before it, did to the case.
struct Played {
    casework::Instant at{};
    const Step* step = nullptr; // null: an alarm
    casework::Events events;
    // Of the events, what the deed itself did: before it a reviewer may have claimed the request and told
    // what the timeline's facts say of their judgement, and after it the outbox sent what was composed.
    std::size_t done_from = 0, done_to = 0;
    std::optional<casework::Refusal> refusal;
    casework::Case after;
    std::vector<casework::Term> terms; // after it
    std::vector<Unmet> unmet;
};

struct Play {
    const Timeline* timeline = nullptr;
    casework::Case end;
    std::vector<Played> played;

    bool as_expected() const;
    std::size_t expectations() const; // of all its steps
    std::size_t unmet() const;        // a step refused against expectation is one too
};

Play play(const Timeline&, const casework::RuleBook&, const casework::NoticeComposer&);

// The case as it went, for people: a paragraph for each moment.
std::string to_text(const Play&, const casework::RuleBook&);
// One line for each expectation that was not met: "file:line:column: expected ..., and instead ...".
std::string unmet_text(const Play&);
// Every event, term and notice, for machines: one JSON object.
void write_json(const Play&, const casework::RuleBook&, base::JsonWriter&);
std::string to_json(const Play&, const casework::RuleBook&);

} // namespace assent::timelines
