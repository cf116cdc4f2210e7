#include "base/json_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/expects.hpp"
#include "base/json_mistake.hpp"
#include "base/json_token.hpp"
#include "base/text.hpp"

namespace assent::base {
namespace {

constexpr std::size_t most_nodes_at_first = 256; // for which there is room before any is read
constexpr std::size_t padding = 16; // zeros behind the text: a sentinel, and room to load 8 bytes

} // namespace

// Reads the bytes of a document into its nodes. After a mistake it goes on where the next value or
// member most probably starts; it stops only when the brackets no longer tell.
class JsonReader {
public:
    JsonReader(JsonDocument& document, std::size_t size, Diagnostics& diagnostics)
        : document_(document),
          nodes_(document.nodes_),
          diagnostics_(diagnostics),
          begin_(document.bytes_.data()),
          end_(begin_ + size),
          at_(begin_) {}

    bool read() {
        nodes_.clear();
        nodes_.reserve(std::min<std::size_t>(most_nodes_at_first, static_cast<std::size_t>(end_ - begin_)));
        nodes_.emplace_back();
        skip_blanks();
        if (at_ == end_) {
            stop(0, {"the text is empty", "send one JSON value, for example {}"});
        } else if (end_ - at_ >= 3 && std::memcmp(at_, "\xEF\xBB\xBF", 3) == 0) {
            tell(0, at_, {"the text starts with a byte order mark", "send UTF-8 without it"});
            at_ += 3;
        }
        value(0);
        skip_blanks();
        if (at_ != end_)
            stop(0, {"something follows the value", "send one JSON value and nothing behind it"});
        return told_ == 0;
    }

private:
    // An array or object while its children are read.
    struct Open {
        std::uint32_t self;
        char closer;
        std::uint32_t last = 0;
        std::uint32_t count = 0;
        std::array<std::uint64_t, 4> seen{}; // one bit for each hash of a key
        bool maybe_duplicate = false;
    };

    void tell(std::uint32_t node, const char* where, JsonMistake mistake) {
        if (stopped_) return;
        ++told_;
        if (told_ >= document_.limits_.mistakes) stopped_ = true;
        diagnostics_.error({.file = {}, .line = 0, .column = 0, .pointer = pointer_to(nodes_, node)},
                           fmt::format("{}, at byte offset {}", mistake.message, where - begin_),
                           std::string(mistake.hint));
    }

    // Tells the mistake at the current byte and reads no further.
    void stop(std::uint32_t node, JsonMistake mistake) {
        tell(node, at_, mistake);
        stopped_ = true;
        at_ = end_;
    }

    void skip_blanks() {
        while (is_blank(*at_)) ++at_;
    }

    bool ends_word(const char* at) const { return is_delimiter(*at) || (*at == '\0' && at == end_); }

    std::string_view take_word() {
        const char* const first = at_;
        while (!ends_word(at_)) ++at_;
        return {first, static_cast<std::size_t>(at_ - first)};
    }

    std::uint32_t add(Open& open) {
        const auto self = static_cast<std::uint32_t>(nodes_.size());
        JsonNode& node = nodes_.emplace_back();
        node.parent = open.self;
        node.position = open.count++;
        (open.last == 0 ? nodes_[open.self].first_child : nodes_[open.last].next_sibling) = self;
        open.last = self;
        return self;
    }

    void value(std::uint32_t self) {
        skip_blanks();
        switch (*at_) {
            case '"': {
                nodes_[self].kind = JsonKind::String;
                nodes_[self].text = string(self);
                return;
            }
            case '{':
            case '[': return container(self);
            case 't': return word(self, "true", JsonKind::Boolean);
            case 'f': return word(self, "false", JsonKind::Boolean);
            case 'n': return word(self, "null", JsonKind::Null);
            default: return is_digit(*at_) || *at_ == '-' ? number(self) : odd_value(self);
        }
    }

    void word(std::uint32_t self, std::string_view expected, JsonKind kind) {
        if (std::memcmp(at_, expected.data(), expected.size()) != 0 || !ends_word(at_ + expected.size())) {
            return odd_value(self);
        }
        at_ += expected.size();
        nodes_[self].kind = kind;
        nodes_[self].truth = expected == "true";
    }

    void number(std::uint32_t self) {
        const char* const behind = after_number(at_, end_);
        if (behind == nullptr || !ends_word(behind)) return odd_value(self);
        nodes_[self].kind = JsonKind::Number;
        nodes_[self].text = {at_, static_cast<std::size_t>(behind - at_)};
        at_ += behind - at_;
    }

    void odd_value(std::uint32_t self) {
        if (ends_word(at_)) {
            if (at_ == end_) return stop(nodes_[self].parent, {"the text ends where a value belongs"});
            return tell(self, at_, {"a value is missing", "write null if there is none"});
        }
        if (*at_ == '/' || *at_ == '#') return stop(self, {"JSON has no comments", "take the comment out"});
        const char* const first = at_;
        tell(self, first, mistake_of_word(take_word()));
    }

    void container(std::uint32_t self) {
        const bool object = *at_ == '{';
        nodes_[self].kind = object ? JsonKind::Object : JsonKind::Array;
        if (depth_ == document_.limits_.depth) return too_deep(self);
        ++depth_;
        Open open{.self = self, .closer = object ? '}' : ']'};
        ++at_;
        skip_blanks();
        if (*at_ == open.closer) {
            ++at_;
        } else if (object) {
            do member(open);
            while (another(open));
        } else {
            do value(add(open));
            while (another(open));
        }
        if (open.maybe_duplicate) tell_duplicates(open);
        --depth_;
    }

    void too_deep(std::uint32_t self) {
        tell(self, at_,
             {fmt::format("values are nested deeper than {} arrays and objects", document_.limits_.depth),
              "make the document flatter"});
        std::size_t open = 0;
        do {
            const char c = *at_;
            if (c == '"') {
                while (*++at_ != '"' && at_ != end_) at_ += *at_ == '\\' && at_ + 1 != end_ ? 1 : 0;
            }
            if (at_ == end_) return;
            ++at_;
            if (c == '[' || c == '{') ++open;
            if (c == ']' || c == '}') --open;
        } while (open > 0);
    }

    // Moves over what stands between two children; true when another child follows.
    bool another(const Open& open) {
        skip_blanks();
        if (*at_ == ',') {
            const char* const comma = at_++;
            skip_blanks();
            if (*at_ != open.closer) return true;
            tell(open.self, comma, {"a comma stands before the closing bracket", "take the comma out"});
        }
        if (*at_ == open.closer) {
            ++at_;
            return false;
        }
        if (at_ == end_) {
            stop(open.self, {"the text ends before the closing bracket of this value", "is it cut off?"});
            return false;
        }
        if (*at_ == ']' || *at_ == '}') {
            stop(open.self, {"the wrong closing bracket", "close [ with ] and { with }"});
            return false;
        }
        if (*at_ == ':') {
            stop(open.self,
                 {"a colon where a comma belongs", "a colon stands only behind the key of a member"});
            return false;
        }
        tell(open.self, at_, {"a comma is missing", "put a comma between values"});
        return true;
    }

    void member(Open& open) {
        skip_blanks();
        if (*at_ == ',')
            return tell(open.self, at_, {"a member is missing before this comma", "take one comma out"});
        const bool quoted = *at_ == '"';
        if (!quoted && ends_word(at_)) {
            if (at_ == end_) return; // told when the closing bracket is missed
            return stop(open.self, {"a key belongs here", "write members as \"key\": value"});
        }
        const std::uint32_t self = add(open);
        const char* const first = at_;
        const std::string_view key = quoted ? string(open.self) : take_word();
        nodes_[self].key = key;
        note_key(open, key);
        if (!quoted) tell(self, first, {"a key without double quotes", "write members as \"key\": value"});
        skip_blanks();
        if (*at_ == ':') {
            ++at_;
            return value(self);
        }
        if (*at_ == ',' || *at_ == open.closer) {
            return tell(self, at_, {"a key without a value", "write members as \"key\": value"});
        }
        if (at_ == end_ || *at_ == ']' || *at_ == '}') return; // told by another()
        tell(self, at_, {"a colon is missing behind the key", "write members as \"key\": value"});
        value(self);
    }

    // Two equal keys set the same bit, so only an object with a bit set twice is looked at closely.
    static void note_key(Open& open, std::string_view key) {
        std::uint64_t start;
        std::memcpy(&start, key.data(), sizeof start);
        std::uint64_t mixed = key.size();
        if (key.size() >= 8) {
            mixed += start ^ static_cast<unsigned char>(key.back());
        } else if constexpr (std::endian::native == std::endian::little) {
            mixed += start & ((std::uint64_t{1} << (8 * key.size())) - 1);
        }
        mixed *= 0x9E3779B97F4A7C15;
        const std::uint64_t bit = std::uint64_t{1} << ((mixed >> 56) & 63);
        std::uint64_t& seen = open.seen[mixed >> 62];
        open.maybe_duplicate = open.maybe_duplicate || (seen & bit) != 0;
        seen |= bit;
    }

    void tell_duplicates(const Open& open) {
        std::vector<std::uint32_t>& order = document_.by_key_;
        order.clear();
        for (std::uint32_t at = nodes_[open.self].first_child; at != 0; at = nodes_[at].next_sibling) {
            order.push_back(at);
        }
        const auto key = [this](std::uint32_t at) { return nodes_[at].key; };
        std::sort(order.begin(), order.end(), [&key](std::uint32_t a, std::uint32_t b) {
            const int compared = key(a).compare(key(b));
            return compared != 0 ? compared < 0 : a < b;
        });
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (key(order[i]) != key(order[i - 1])) continue;
            tell(order[i], key(order[i]).data(), {"this key is in the object twice", "keep one of the two"});
        }
    }

    // The string at the opening quote, unescaped in place. `self` is where its mistakes are told.
    std::string_view string(std::uint32_t self) {
        char* const first = ++at_;
        at_ = after_plain(first);
        char* out = at_;
        const std::uint32_t before = told_;
        while (*at_ != '"') {
            if (at_ == end_) {
                at_ = first - 1;
                stop(self, {"a string is not closed", "end it with a double quote"});
                return {first, first};
            }
            const char* const where = at_;
            const JsonMistake mistake = special(out);
            // One mistake of a string is enough; a text in a wrong encoding has hundreds.
            if (!mistake.message.empty() && told_ == before) tell(self, where, mistake);
            char* const plain = at_;
            at_ = after_plain(at_);
            out = std::copy(plain, at_, out);
        }
        ++at_;
        return {first, static_cast<std::size_t>(out - first)};
    }

    // Takes what after_plain stopped at inside a string, and puts what it stands for at `out`.
    JsonMistake special(char*& out) {
        if (*at_ == '\\') return escape(out);
        if (is_control(*at_)) {
            const bool line_break = *at_ == '\n' || *at_ == '\r';
            *out++ = *at_++;
            if (line_break)
                return {"a line break in a string", "close the string before it, or write it as \\n"};
            return {"a control character in a string", "write it as \\t or \\u001f are written"};
        }
        char* const first = at_;
        while (is_high(*at_)) ++at_;
        const std::string_view run(first, static_cast<std::size_t>(at_ - first));
        if (const auto invalid = first_invalid_utf8(run)) {
            out = std::fill_n(out, run.size(), '?');
            return {"a string is not UTF-8", "send the text in UTF-8"};
        }
        out = std::copy(first, at_, out);
        return {};
    }

    JsonMistake escape(char*& out) {
        ++at_;
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        if (*at_ == 'u') return unicode_escape(out);
        const std::size_t which = letters.find(*at_);
        if (which == std::string_view::npos) {
            return {"an unknown escape in a string",
                    "write \\\\ for a backslash; JSON knows \\\" \\\\ \\/ \\b "
                    "\\f \\n \\r \\t and \\u with four hexadecimal digits"};
        }
        ++at_;
        *out++ = meanings[which];
        return {};
    }

    JsonMistake unicode_escape(char*& out) {
        const std::optional<std::uint32_t> unit = four_hex(at_ + 1);
        ++at_;
        if (!unit) return {"\\u without four hexadecimal digits", "write it like \\u00e9"};
        at_ += 4;
        std::uint32_t point = *unit;
        if (point >= 0xD800 && point <= 0xDFFF) {
            const std::optional<std::uint32_t> low =
                at_[0] == '\\' && at_[1] == 'u' ? four_hex(at_ + 2) : std::nullopt;
            if (point >= 0xDC00 || !low || *low < 0xDC00 || *low > 0xDFFF) {
                return {"half of a surrogate pair in a string", "write both halves, like \\ud83d\\ude00"};
            }
            at_ += 6;
            point = 0x10000 + ((point - 0xD800) << 10) + (*low - 0xDC00);
        }
        out = put_utf8(out, point);
        return {};
    }

    JsonDocument& document_;
    std::vector<JsonNode>& nodes_;
    Diagnostics& diagnostics_;
    char* begin_;
    char* end_; // one of the zeros behind the text
    char* at_;
    std::uint32_t depth_ = 0;
    std::uint32_t told_ = 0;
    bool stopped_ = false; // nothing more is told
};

std::string_view to_text(JsonKind kind) {
    switch (kind) {
        case JsonKind::Null: return "null";
        case JsonKind::Boolean: return "true or false";
        case JsonKind::Number: return "a number";
        case JsonKind::String: return "a string";
        case JsonKind::Array: return "an array";
        case JsonKind::Object: return "an object";
    }
    impossible("a kind of JSON value");
}

std::size_t JsonChildren::size() const { return static_cast<std::size_t>(std::distance(begin(), end())); }

bool JsonDocument::read(std::string_view text, Diagnostics& diagnostics) {
    whole_ = false;
    if (text.size() > limits_.bytes) {
        diagnostics.error(
            {}, fmt::format("the text has {} bytes; at most {} are read", text.size(), limits_.bytes),
            "send less at a time");
        return false;
    }
    if (bytes_.size() < text.size() + padding) bytes_.resize(text.size() + padding);
    std::copy(text.begin(), text.end(), bytes_.begin());
    std::fill_n(bytes_.data() + text.size(), padding, '\0');
    whole_ = JsonReader(*this, text.size(), diagnostics).read();
    return whole_;
}

const JsonNode& JsonDocument::root() const {
    expects(whole_, "a document that was read without a mistake");
    return nodes_[0];
}

const JsonNode* JsonDocument::find(const JsonNode& node, std::string_view key) const {
    if (node.kind != JsonKind::Object) return nullptr;
    for (const JsonNode& child : children(node)) {
        if (child.key == key) return &child;
    }
    return nullptr;
}

std::string JsonDocument::pointer(const JsonNode& node) const {
    return pointer_to(nodes_, static_cast<std::uint32_t>(&node - nodes_.data()));
}

bool is_json_number(std::string_view text) {
    const char* const end = text.data() + text.size();
    return after_number(text.data(), end) == end && !text.empty();
}

std::optional<std::int64_t> whole_number(const JsonNode& node) {
    if (node.kind != JsonKind::Number) return std::nullopt;
    const std::string_view text = node.text;
    const std::size_t point = std::min(text.find('.'), text.size());
    return text.find_first_not_of(".0", point) == std::string_view::npos ? to_number(text.substr(0, point))
                                                                         : std::nullopt;
}

} // namespace assent::base
