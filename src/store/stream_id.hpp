#pragma once
// The name of a stream of events: a case, its letters, a ledger, somebody's standing, an intake, a program, a
// draft, an office's list of drafts, what somebody has read, or how the house looks after its own work.
// Its text is "case/M7/C12": what it is, where it is placed, and which one. Case, letters, ledger and
// standing are placed by member, so that one transaction over them stays on one machine; drafts by their
// office; the others by themselves. The text stands in messages for operators: its keys are numbers of our
// own, never those of a plan.

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace assent::store {

enum class StreamKind : std::uint8_t {
    Case,
    Letters,
    Ledger,
    Standing,
    Intake,
    Program,
    Draft,
    Drafts,
    Reads,
    Audit
};

std::string_view to_text(StreamKind); // "case": the word that begins the text of its streams

class StreamId {
public:
    // Requires of every key: not empty, printable ASCII, without blanks and slashes.
    static StreamId of_case(std::string_view member, std::string_view number);
    static StreamId of_ledger(std::string_view member, std::string_view name);
    static StreamId of_standing(std::string_view member);
    static StreamId of_intake(std::string_view number);
    static StreamId of_program(std::string_view key);
    static StreamId of_draft(std::string_view office, std::string_view name);
    static StreamId of_drafts(std::string_view office); // which ones it has
    static StreamId of_reads(std::string_view person);  // what they have read
    static StreamId of_audit(std::string_view key);     // a sample of decisions, the holds
    static StreamId of_letters(const StreamId& of);     // requires: of a case

    // Whether a text from outside can be a key.
    static bool is_key(std::string_view text);

    // What text() gave; nothing for any other text.
    static std::optional<StreamId> parse(std::string_view text);

    StreamKind kind() const { return kind_; }
    const std::string& text() const { return text_; }

    // Streams with the same placement lie on one machine.
    std::string_view placement() const;

    friend bool operator==(const StreamId& a, const StreamId& b) { return a.text_ == b.text_; }
    friend auto operator<=>(const StreamId& a, const StreamId& b) { return a.text_ <=> b.text_; }

private:
    StreamId(StreamKind kind, std::string text) : kind_(kind), text_(std::move(text)) {}

    StreamKind kind_;
    std::string text_;
};

} // namespace assent::store

template <>
struct std::hash<assent::store::StreamId> {
    std::size_t operator()(const assent::store::StreamId& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};
