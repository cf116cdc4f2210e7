#pragma once
// A whole office in a seed: members, providers of several disciplines, reviewers and physicians, a fiscal
// agent and an outbox, through weeks of days. People make mistakes: they act too early and too late, twice,
// without the credential, without the paper, on what is not theirs. After every command the promises are
// looked at; the first that does not hold stops the run with the seed. The same seed is the same run.

#include <optional>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include "casework/authority.hpp"
#include "casework/decide.hpp"
#include "casework/term.hpp"

namespace assent::office {

using casework::Actor;
using casework::Case;
using casework::Instant;
using casework::RequestNo;
using casework::Role;

struct Counts {
    std::uint64_t commands = 0, events = 0, refusals = 0, cases = 0;
    std::uint64_t approvals = 0, adverse = 0, suspensions = 0, revocations = 0, disputes = 0, missed = 0;
};

class Office {
public:
    // Looks at the book and the composer for as long as it lives.
    Office(const casework::RuleBook& book, const casework::NoticeComposer& composer, std::uint64_t seed);

    // Runs until so many events were recorded. Nothing, or what promise broke, in a sentence.
    std::optional<std::string> run(std::uint64_t events);

    const Counts& counts() const { return counts_; }

private:
    struct File {
        Case now;
        casework::Events events;
        std::size_t discipline = 0;
        std::size_t provider = 0;
        int idle = 0; // turns in which nothing happened
    };
    struct Turn {
        Instant at;
        std::size_t file;
        friend bool operator>(const Turn& a, const Turn& b) { return a.at > b.at; }
    };

    // People
    static Actor provider(std::size_t number, std::size_t discipline);
    static Actor stranger();
    Actor reviewer(std::size_t discipline);
    Actor physician();
    Actor somebody(const File& file);
    static Actor member_of(const File& file);
    static Actor account(Role role);

    // Turns
    void open(File& file, std::size_t number);
    void turn(File& file, Instant now);
    void submit(File& file, Instant now);
    void review(File& file, RequestNo request, Instant now);
    void review_as_physician(File& file, RequestNo request, Instant now);
    void wait(File& file, RequestNo request, Instant now);
    void after(File& file, RequestNo request, Instant now);
    void gossip(File& file, RequestNo request, Instant now);
    void send_some(File& file, Instant now);
    bool act(File& file, const casework::Command& command, const Actor& actor, Instant now);

    // Facts by name
    casework::Known told(std::string_view fact, std::int64_t value, int line = -1) const;
    std::int64_t word(std::string_view text) const;
    std::uint16_t party(std::string_view name) const;
    std::uint16_t type(std::string_view name) const;

    // Promises
    void look(const File& file, const casework::Events& fresh, const Actor& actor, Instant now);
    void look_at_refusal(const casework::Refusal& refusal);
    void look_at_terms(const File& file, Instant now);
    void look_at_event(const File& file, const casework::Event& event, const Actor& actor);
    void look_at_privacy(const File& file, Instant now);
    void look_at_history(const File& file);
    void broken(std::string what) {
        if (!broken_) broken_ = std::move(what);
    }

    std::uint64_t roll(std::uint64_t sides) { return dice_() % sides; }
    bool chance(std::uint64_t percent) { return roll(100) < percent; }

    const casework::RuleBook& book_;
    const casework::NoticeComposer& composer_;
    std::mt19937_64 dice_;
    std::vector<File> files_;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns_;
    std::vector<casework::Term> terms_;
    std::optional<std::string> broken_;
    Counts counts_;
};

} // namespace assent::office
