#pragma once
// Reads the members of a JSON object that a client sent, by their names and types. Every mistake is told with
// its JSON pointer and what is to stand there; a member that nobody asked for is a mistake too. No message
// repeats a value.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_document.hpp"
#include "calendar/zone.hpp"

namespace assent::http {

// A moment as machines write it, in UTC to the second: "2026-11-30T15:00:00Z".
std::string moment_text(calendar::Instant moment);
std::optional<calendar::Instant> parse_moment(std::string_view text);

// What a whole number can be. No interface takes more: nothing here can be made to overflow.
struct Bounds {
    std::int64_t least = -1'000'000'000;
    std::int64_t most = 1'000'000'000;
};
constexpr Bounds a_count{0};
constexpr Bounds counted_from_1{1, 65'534}; // requests, lines, notices, threads

// Of such a number, as people count, the one by which a case counts: from 0.
constexpr std::uint16_t from_0(std::int64_t number) { return static_cast<std::uint16_t>(number - 1); }

// Told of one body, so that no answer is much larger than what was sent; whoever sends more of them reads no
// further.
constexpr std::size_t most_mistakes = 20;

// Of one text, in a body as in a form of a page.
constexpr std::int64_t most_characters = 10'000;
bool is_too_long(std::string_view text);

class BodyReader {
public:
    // Looks at all of them for as long as it lives. What is no object is a mistake, and has no member.
    BodyReader(const base::JsonDocument& document, const base::JsonNode& node, base::Diagnostics& mistakes);

    // What is absent has no value; "" of a text.
    std::string text(std::string_view name);
    std::optional<std::string> given(std::string_view name); // a text that may be ""
    std::string needed(std::string_view name);               // its absence is a mistake
    std::optional<std::int64_t> number(std::string_view name, Bounds bounds = {});
    std::int64_t needed_number(std::string_view name, Bounds bounds = {}); // the least, when it is wrong
    bool truth(std::string_view name);
    std::optional<calendar::Date> date(std::string_view name);
    std::optional<calendar::Instant> moment(std::string_view name);
    std::vector<std::string> texts(std::string_view name); // a list of texts
    const base::JsonNode* list(std::string_view name);     // null when it is absent
    const base::JsonNode* object(std::string_view name);

    // To be called when everything was asked for.
    void end();

    void complain(const base::JsonNode& node, std::string message, std::string hint = {});
    void complain(std::string message, std::string hint = {}) {
        complain(node_, std::move(message), std::move(hint));
    }

    bool is_full() const { return mistakes_.errors() >= most_mistakes; }
    // One of its members, or all of it when there is no such one; and a mistake about that.
    const base::JsonNode& place_of(std::string_view name) const;
    bool lacks(std::string_view name) const { return &place_of(name) == &node_; }
    void complain_of(std::string_view name, std::string message, std::string hint = {});

    const base::JsonDocument& document() const { return document_; }
    base::Diagnostics& mistakes() const { return mistakes_; }

private:
    const base::JsonNode* take(std::string_view name, base::JsonKind kind);

    const base::JsonDocument& document_;
    const base::JsonNode& node_;
    base::Diagnostics& mistakes_;
    std::vector<std::string> asked_;
};

} // namespace assent::http
