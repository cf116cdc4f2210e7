#pragma once
// Whether two reviewers decide the same: decisions of people, drawn by chance, each looked at by another one
// who may decide such a request. What they are shown is the case as it stood before the decision, and this is
// a property of the shape: it is made from the records before, so that nothing later can be in it. What they
// say changes no case: no line, no clock, no letter. A sample is a stream of its own. From any thread.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/refusal.hpp"
#include "desk/case_file.hpp"

namespace assent::desk {

// What can be said of a line, by whoever decided and by whoever looks at it again.
namespace view {
inline constexpr std::string_view approve = "approve", part = "approve a part", deny = "deny",
                                  refer = "refer", ask = "ask for more";
inline constexpr std::array all = {approve, part, deny, refer, ask};
} // namespace view

struct LineView {
    std::string would, reason;
};

// One decision of a sample: all lines of one request, decided by one person.
struct Sampled {
    store::StreamId of;
    casework::RequestNo request = 0;
    std::int64_t before = 0; // the last record of the case before the decision
    calendar::Instant at;    // when it was decided
    casework::PersonId by;
    std::vector<std::string> decided; // of each line
    casework::PersonId asked;         // who is to look at it; nobody: nobody fits
    std::vector<LineView> opinion;    // of each line; empty while it is awaited

    bool agrees() const; // requires: there is an opinion
};

struct Sample {
    std::string number; // "2026-11-S4K": by its month
    std::string program, month, seed;
    casework::PersonId by;
    calendar::Instant at;
    std::vector<Sampled> all;
    std::int64_t sequence = 0;
};

struct SampleWish {
    std::string program; // one of the shelf
    std::chrono::year_month month;
    std::int64_t size = 0;
    std::string seed; // the same one draws the same decisions; "": one is made
};
constexpr std::int64_t largest_sample = 50;

// Draws a sample and gives each decision to somebody who fits; its number.
base::Expected<std::string, casework::Refusal> draw_sample(store::Store& store, const RuleShelf& shelf,
                                                           const SampleWish& wish, const casework::Actor& by,
                                                           calendar::Instant now);

// Gives what nobody has to somebody who fits by now; how many there were.
std::size_t give_sample(store::Store& store, const RuleShelf& shelf, const std::string& number,
                        const casework::Actor& by, calendar::Instant now);

// By their months, the earliest first; nothing for a number that no sample has.
std::vector<std::string> sample_numbers(store::Store& store);
std::optional<Sample> read_sample(store::Store& store, const std::string& number);
std::vector<Sample> latest_samples(store::Store& store); // 50 at most, the latest first

// The case as it stood before the decision, without what reviewers found or recorded on the way there.
std::optional<CaseFile> file_before(store::Store& store, const RuleShelf& shelf, const Sampled& one);

// What can be said of its lines: what the level may do where it was decided.
std::vector<std::string_view> views_at(const CaseFile& before, casework::RequestNo request);

// Nothing when somebody may look at it: who fits its level today, has not worked on it, and has not looked at
// the case since it was decided.
std::optional<casework::Refusal> refusal_to_look(store::Store& store, const RuleShelf& shelf,
                                                 const Sampled& one, const casework::Actor& who,
                                                 calendar::Instant now);

// What whoever was asked would have decided, once: a view and a reason for each line.
struct GivenOpinion {
    std::string sample; // its number
    store::StreamId of; // the case
    std::vector<LineView> lines;
};
std::optional<casework::Refusal> give_opinion(store::Store& store, const RuleShelf& shelf,
                                              const GivenOpinion& given, const casework::Actor& who,
                                              calendar::Instant now);

// How far two views of the same lines agree. Kappa is in hundredths: 100 for agreement everywhere, 0 for as
// much as chance alone would bring, given how often each view is taken; nothing when chance would always
// agree, for then there is nothing to measure.
struct Agreement {
    std::int64_t decisions = 0, lines = 0, agreed = 0; // of the lines

    std::optional<std::int64_t> kappa;
};
Agreement agreement_of(const std::vector<const Sampled*>& all); // those with an opinion count

} // namespace assent::desk
