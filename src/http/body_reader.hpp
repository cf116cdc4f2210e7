#pragma once
// Reads the members of a JSON object that a client sent, by their names and types. Every mistake is told with
// its JSON pointer and what is to stand there; a member that nobody asked for is a mistake too. No message
// repeats a value.

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

class BodyReader {
public:
    // Looks at all of them for as long as it lives. What is no object is a mistake, and has no member.
    BodyReader(const base::JsonDocument& document, const base::JsonNode& node, base::Diagnostics& mistakes);

    // What is absent or null has no value; "" of a text.
    std::string text(std::string_view name);
    std::string needed(std::string_view name); // its absence is a mistake
    std::optional<std::int64_t> number(std::string_view name);
    std::int64_t needed_number(std::string_view name);
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

    // About one of its members, or about all of it when there is no such one.
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
