#pragma once
// Appends one JSON value to a string the caller owns. Commas, colons, escaping and indentation are
// the writer's work. What it appends is always valid JSON in UTF-8: bytes that are not UTF-8 become
// U+FFFD. Calls in an order that cannot be JSON are a bug and stop the process.

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_document.hpp"

namespace assent::base {

enum class JsonLayout : std::uint8_t {
    Compact, // no blanks at all, for machines
    Indented // a line for each value, two spaces deeper for each level, for people
};

class JsonWriter {
public:
    // Requires: `out` outlives the writer.
    explicit JsonWriter(std::string& out, JsonLayout layout = JsonLayout::Compact)
        : out_(out), indented_(layout == JsonLayout::Indented) {}

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();

    // Before every value in an object. That no key comes twice is the caller's to see to.
    JsonWriter& key(std::string_view key);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(std::same_as<bool> auto truth) { return word(truth ? "true" : "false"); }
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char>)
    JsonWriter& value(T whole) {
        std::array<char, 24> digits{};
        return word({digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), whole).ptr});
    }
    JsonWriter& null() { return word("null"); }

    // A number exactly as it is to stand, such as 1.50. Requires: is_json_number(text).
    JsonWriter& number(std::string_view text);

    // A value that was read, with all its children; numbers as they were written.
    JsonWriter& copy(const JsonDocument& document, const JsonNode& node);

    // True when one whole value has been written.
    bool complete() const { return wrote_value_ && open_.empty(); }

private:
    struct Level {
        char closer;
        bool empty;
    };

    JsonWriter& word(std::string_view text);
    JsonWriter& begin(char opener, char closer);
    JsonWriter& end(char closer);
    void before_value();
    void separate();
    void new_line();
    void quoted(std::string_view text);

    std::string& out_;
    std::vector<Level> open_;
    bool indented_;
    bool after_key_ = false;
    bool wrote_value_ = false;
};

} // namespace assent::base
