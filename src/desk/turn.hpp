#pragma once
// One try at an order: what it does to a case that was read, gathered into one batch for the store. What is
// due by now, and what the member's record says by now, has its effect before and after. Nothing of it has
// happened until the batch is committed; when somebody else was faster, the turn is thrown away and taken
// again from what the store holds then.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "casework/command.hpp"
#include "desk/case_file.hpp"
#include "desk/standing.hpp"

namespace assent::desk {

// What is put in the outbox: which notice of the case, and the text it has.
struct Posted {
    std::uint32_t notice = 0; // its number in the case, from 1
    std::string letter;       // the digest of its text; "" for one without
};

std::string to_json(const Posted& posted);
std::optional<Posted> posted_of(std::string_view json); // nothing when the text is none

// What is put in the outbox when a notice of this case was composed.
store::Posting posting_of(const CaseFile& file, const casework::Composed& composed, calendar::Instant at);

class Turn {
public:
    // Looks at the store for as long as it lives, and only reads. `elsewhere` is what is known of the
    // member's other cases.
    Turn(store::Store& store, CaseFile file, calendar::Instant now,
         std::vector<casework::Elsewhere> elsewhere = {});

    // Lets everything that is due have its effect, and the open requests hear what the member's record says.
    void let_time_pass();

    // Nothing when it was done, or why not; then nothing is changed.
    std::optional<casework::Refusal> act(const casework::Command& command, const casework::Actor& actor);

    const CaseFile& file() const { return file_; }
    const Standing& record();                                      // the member's, as it is now
    const casework::Events& happened() const { return happened_; } // in this turn, so far

    // All of it, with the row and the alarm that follow.
    store::Batch batch() const;

private:
    void pass();
    bool hear_the_record();
    void take(casework::Events events);
    void take_step(casework::Events events);
    void keep_text(casework::Composed& composed, const Cause& cause);
    void enter(const casework::Event& event);
    store::Append letters() const;

    store::Store& store_;
    CaseFile file_;
    calendar::Instant now_;
    std::vector<casework::Elsewhere> elsewhere_;
    std::int64_t expected_; // of the case's stream, when the turn began
    std::optional<Standing> record_;
    casework::Events happened_;
    std::vector<store::Record> records_, letters_;
    std::map<std::size_t, std::vector<store::Record>> entries_; // by the place of their account
    std::map<std::pair<casework::RequestNo, std::uint16_t>, std::string> composed_; // digests, of this step
    std::vector<store::Posting> postings_;
};

} // namespace assent::desk
