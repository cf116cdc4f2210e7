#pragma once
// Reads events, spans, moments and windows into the moments of a program. The grammar stands in moment.hpp
// and happening.hpp. A mistake is told once, where it stands, with what can stand there; the numbers of
// spans are kept for the check against the phrases of whatever block is being read.

#include <optional>
#include <string_view>
#include <vector>

#include "policy/referents.hpp"

namespace assent::policy {

// What a `submit` line or the like allows: from when, until when.
struct Window {
    MomentId opens = no_moment, due = no_moment;
};

class MomentReader {
public:
    // Requires: the referents' conditions have begun the block whose numbers these are.
    explicit MomentReader(Referents& referents) : referents_(referents) {}

    std::optional<EventRef> event(Cursor& cursor);
    std::optional<std::vector<EventRef>> events(Cursor& cursor); // joined by commas or "or"
    std::optional<MomentId> moment(Cursor& cursor);
    // "3 business days [of EVENT]": without an event, from the start.
    std::optional<MomentId> within(Cursor& cursor);
    std::optional<MomentId> span_or_moment(Cursor& cursor); // the same, or any moment
    std::optional<Window> window(Cursor& cursor);
    std::optional<std::uint16_t> duty(Cursor& cursor);
    std::optional<MomentId> span(Cursor& cursor);        // from the start, whatever follows
    std::optional<MomentId> start(const Cursor& cursor); // of the duty or right, without any words
    void count_from(MomentId span, MomentId first);      // instead of from the start
    static bool sees_window(const Cursor& cursor);       // a word with which a window begins

private:
    std::optional<MomentUnit> unit(Cursor& cursor);
    bool sees_span(const Cursor& cursor) const;
    bool sees_moment(const Cursor& cursor) const;
    bool fits(const EventRef& event, const Cursor& before);
    std::optional<EventRef> no_event(const Cursor& cursor);
    std::optional<MomentId> no_moment_here(const Cursor& cursor);
    std::optional<MomentId> moment_here(Cursor& cursor);
    std::optional<MomentId> counted(Cursor& cursor, bool from_start);
    std::optional<MomentId> of_two(Cursor& cursor, MomentOp op, std::string_view begun);
    std::optional<MomentId> of_one(Cursor& cursor, MomentNode node, std::string_view begun);
    std::optional<Window> from_to(Cursor& cursor);
    std::optional<Window> countdown(Cursor& cursor);
    std::optional<MomentId> add(MomentNode node, const Cursor& cursor, std::string_view begun);

    Referents& referents_;
    int depth_ = 0;
};

} // namespace assent::policy
