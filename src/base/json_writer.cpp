#include "base/json_writer.hpp"

#include "base/expects.hpp"
#include "base/json_token.hpp"
#include "base/text.hpp"

namespace assent::base {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

// The bytes from `at` on for which `holds`.
template <typename Test>
std::string_view run_of(std::string_view text, std::size_t at, Test holds) {
    std::size_t behind = at;
    while (behind < text.size() && holds(text[behind])) ++behind;
    return text.substr(at, behind - at);
}

void append_repaired(std::string& out, std::string_view high) {
    while (const auto invalid = first_invalid_utf8(high)) {
        out.append(high.substr(0, *invalid)).append(replacement);
        high.remove_prefix(*invalid + 1);
    }
    out.append(high);
}

void append_escaped(std::string& out, char c) {
    constexpr std::string_view characters = "\"\\\b\f\n\r\t";
    constexpr std::string_view letters = "\"\\bfnrt";
    constexpr std::string_view hex = "0123456789abcdef";
    const std::size_t which = characters.find(c);
    if (which != std::string_view::npos) {
        out += '\\';
        out += letters[which];
        return;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += hex[byte >> 4];
    out += hex[byte & 0x0F];
}

} // namespace

JsonWriter& JsonWriter::begin_object() { return begin('{', '}'); }
JsonWriter& JsonWriter::end_object() { return end('}'); }
JsonWriter& JsonWriter::begin_array() { return begin('[', ']'); }
JsonWriter& JsonWriter::end_array() { return end(']'); }

JsonWriter& JsonWriter::key(std::string_view key) {
    expects(!open_.empty() && open_.back().closer == '}' && !after_key_, "a key only directly in an object");
    separate();
    quoted(key);
    out_ += indented_ ? ": " : ":";
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    before_value();
    quoted(text);
    return *this;
}

JsonWriter& JsonWriter::number(std::string_view text) {
    expects(is_json_number(text), "the text of a JSON number");
    return word(text);
}

JsonWriter& JsonWriter::copy(const JsonDocument& document, const JsonNode& node) {
    switch (node.kind) {
        case JsonKind::Null: return null();
        case JsonKind::Boolean: return value(node.truth);
        case JsonKind::Number: return number(node.text);
        case JsonKind::String: return value(node.text);
        case JsonKind::Array:
            begin_array();
            for (const JsonNode& child : document.children(node)) copy(document, child);
            return end_array();
        case JsonKind::Object:
            begin_object();
            for (const JsonNode& child : document.children(node)) key(child.key).copy(document, child);
            return end_object();
    }
    impossible("a kind of JSON value");
}

JsonWriter& JsonWriter::word(std::string_view text) {
    before_value();
    out_ += text;
    return *this;
}

JsonWriter& JsonWriter::begin(char opener, char closer) {
    before_value();
    out_ += opener;
    open_.push_back({.closer = closer, .empty = true});
    return *this;
}

JsonWriter& JsonWriter::end(char closer) {
    expects(!open_.empty() && open_.back().closer == closer && !after_key_, "the end of what was begun last");
    const bool empty = open_.back().empty;
    open_.pop_back();
    if (!empty) new_line();
    out_ += closer;
    return *this;
}

void JsonWriter::before_value() {
    if (open_.empty()) {
        expects(!wrote_value_, "one value for each writer");
    } else if (open_.back().closer == '}') {
        expects(after_key_, "a key before each value in an object");
    } else {
        separate();
    }
    after_key_ = false;
    wrote_value_ = true;
}

void JsonWriter::separate() {
    if (!open_.back().empty) out_ += ',';
    open_.back().empty = false;
    new_line();
}

void JsonWriter::new_line() {
    if (!indented_) return;
    out_ += '\n';
    out_.append(2 * open_.size(), ' ');
}

void JsonWriter::quoted(std::string_view text) {
    out_ += '"';
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view plain = run_of(text, at, is_plain);
        out_ += plain;
        at += plain.size();
        const std::string_view high = run_of(text, at, is_high);
        append_repaired(out_, high);
        at += high.size();
        if (high.empty() && at < text.size()) append_escaped(out_, text[at++]);
    }
    out_ += '"';
}

} // namespace assent::base
