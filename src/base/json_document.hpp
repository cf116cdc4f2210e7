#pragma once
// One JSON text, read strictly (RFC 8259, RFC 3629) into flat nodes that know where they stand.
// Every mistake that can be found in one run is told with the JSON pointer (RFC 6901) of its place
// and its byte offset, counted from 0. The buffers are kept between texts, so a warm document reads
// without allocating. Nothing is refused silently and nothing lenient is accepted: no comments, no
// trailing commas, no duplicate keys, no lone surrogates. No message ever holds a value of the text.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"

namespace assent::base {

enum class JsonKind : std::uint8_t { Null, Boolean, Number, String, Array, Object };

// "a string", "an object": ready to stand in a message.
std::string_view to_text(JsonKind);

// One value. Indexes are into its document; 0 means there is none, since the root is no one's child.
struct JsonNode {
    std::string_view key;  // unescaped; empty for elements of an array and for the root
    std::string_view text; // a string: unescaped; a number: exactly as written; otherwise empty
    std::uint32_t first_child = 0;
    std::uint32_t next_sibling = 0;
    std::uint32_t parent = 0;
    std::uint32_t position = 0; // among its siblings, from 0
    JsonKind kind = JsonKind::Null;
    bool truth = false; // of a Boolean
};

// What a text may be at most; beyond that it is refused.
struct JsonLimits {
    std::size_t bytes = std::size_t{1} << 20;
    std::uint32_t depth = 64;    // arrays and objects inside one another; reading recurses this deep
    std::uint32_t mistakes = 20; // told per text, so that a hostile text cannot fill a log
};

// The children of one array or object, in the order of the text.
class JsonChildren {
public:
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = JsonNode;
        using difference_type = std::ptrdiff_t;
        using pointer = const JsonNode*;
        using reference = const JsonNode&;

        Iterator() = default;
        Iterator(const JsonNode* nodes, std::uint32_t at) : nodes_(nodes), at_(at) {}
        reference operator*() const { return nodes_[at_]; }
        pointer operator->() const { return nodes_ + at_; }
        Iterator& operator++() {
            at_ = nodes_[at_].next_sibling;
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

    private:
        const JsonNode* nodes_ = nullptr;
        std::uint32_t at_ = 0;
    };

    JsonChildren(const JsonNode* nodes, std::uint32_t first) : nodes_(nodes), first_(first) {}
    Iterator begin() const { return {nodes_, first_}; }
    Iterator end() const { return {nodes_, 0}; }
    bool empty() const { return first_ == 0; }
    std::size_t size() const; // counts them

private:
    const JsonNode* nodes_;
    std::uint32_t first_;
};

class JsonDocument {
public:
    explicit JsonDocument(JsonLimits limits = {}) : limits_(limits) {}
    JsonDocument(const JsonDocument&) = delete; // its nodes look into its own bytes
    JsonDocument& operator=(const JsonDocument&) = delete;

    // True when `text` is one JSON value and nothing else. Otherwise all its mistakes are added to
    // the diagnostics. The text is copied; nodes and views of an earlier read are void.
    bool read(std::string_view text, Diagnostics& diagnostics);

    // The whole value. Requires: the last read returned true.
    const JsonNode& root() const;

    // Empty for anything but an array or object.
    JsonChildren children(const JsonNode& node) const { return {nodes_.data(), node.first_child}; }

    // The member of an object with this key, or nullptr.
    const JsonNode* find(const JsonNode& node, std::string_view key) const;

    // "/lines/0/units": where a node of this document stands, for a Place. Meant to be shown: a key
    // longer than 40 bytes is cut ("...") and control characters become "?".
    std::string pointer(const JsonNode& node) const;

private:
    friend class JsonReader;

    JsonLimits limits_;
    std::vector<char> bytes_; // only grows; the text, its strings unescaped in place, then padding
    std::vector<JsonNode> nodes_;
    std::vector<std::uint32_t> by_key_; // room for finding duplicate keys
    bool whole_ = false;
};

// True when all of `text` is one number of RFC 8259, section 6: 1.50 and -2e9, but not 01, 1. or +1.
bool is_json_number(std::string_view text);

// The value of a number that is whole as it is written: 12, and 12.0, as JSON Schema has it. Nothing for 1.5,
// for 1e3, for what does not fit, and for what is no number.
std::optional<std::int64_t> whole_number(const JsonNode& node);

} // namespace assent::base
