#pragma once
// Values as JSON by a list of their fields, and back: whoever keeps a log of a type writes `fields(const T*)`
// beside it and, for a closed list of words, `word_of`. What a field holds by itself is not written. A text
// that is not such a value is read with every mistake told; no message repeats a value.

#include <fmt/format.h>

#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "base/json_document.hpp"
#include "base/json_writer.hpp"
#include "base/result.hpp"
#include "calendar/zone.hpp"
#include "casework/event_words.hpp"
#include "casework/ids.hpp"

namespace assent::casework {

template <typename Owner, typename Value>
struct Field {
    std::string_view name;
    Value Owner::* member;
};
template <typename Owner, typename Value>
constexpr Field<Owner, Value> field(std::string_view name, Value Owner::* member) {
    return {name, member};
}

template <typename T>
concept HasFields = requires(const T* value) { fields(value); };

// Whether a value is what its field holds by itself, and need not be written.
inline bool is_blank_value(const std::string& text) { return text.empty(); }
template <typename T>
bool is_blank_value(const std::vector<T>& all) {
    return all.empty();
}
template <typename T>
bool is_blank_value(const std::optional<T>& maybe) {
    return !maybe;
}
template <typename Kind>
bool is_blank_value(const Id<Kind>& id) {
    return id.empty();
}
inline bool is_blank_value(bool truth) { return !truth; }
template <typename T>
bool is_blank_value(const T&) {
    return false;
}

class FieldWriter {
public:
    explicit FieldWriter(base::JsonWriter& json) : json_(json) {}

    void write(bool truth) { json_.value(truth); }
    void write(const std::string& text) { json_.value(std::string_view(text)); }
    void write(Instant moment) { json_.value(std::int64_t{moment.time_since_epoch().count()}); }
    void write(calendar::Date day) { json_.value(std::string_view(calendar::to_text(day))); }
    template <typename Kind>
    void write(const Id<Kind>& id) {
        json_.value(std::string_view(id.text));
    }
    template <typename T>
    void write(const std::optional<T>& maybe) {
        write(*maybe); // an absent one is not written
    }
    template <typename T>
    void write(const std::vector<T>& all) {
        json_.begin_array();
        for (const T& one : all) write(one);
        json_.end_array();
    }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    void write(T whole) {
        json_.value(whole);
    }
    template <typename E>
        requires std::is_enum_v<E>
    void write(E word) {
        json_.value(word_of(word));
    }
    template <HasFields T>
    void write(const T& one) {
        json_.begin_object();
        const auto put = [&](const auto& field) {
            const auto& value = one.*field.member;
            if (is_blank_value(value)) return;
            json_.key(field.name);
            write(value);
        };
        std::apply([&](const auto&... each) { (put(each), ...); }, fields(&one));
        json_.end_object();
    }
    // What has a shape of its own: `write_value(FieldWriter&, const T&)`.
    template <typename T>
        requires(!HasFields<T>) &&
                requires(FieldWriter& writer, const T& value) { write_value(writer, value); }
    void write(const T& value) {
        write_value(*this, value);
    }

    base::JsonWriter& json() { return json_; }

private:
    base::JsonWriter& json_;
};

class FieldReader {
public:
    FieldReader(const base::JsonDocument& document, base::Diagnostics& mistakes)
        : document_(document), mistakes_(mistakes) {}

    void read(const base::JsonNode& node, bool& truth) {
        truth = node.truth;
        if (node.kind != base::JsonKind::Boolean) wrong(node, "true or false");
    }
    void read(const base::JsonNode& node, std::string& text) {
        text = node.text;
        if (node.kind != base::JsonKind::String) wrong(node, "a string");
    }
    void read(const base::JsonNode& node, Instant& moment) {
        std::int64_t seconds = 0;
        read(node, seconds);
        moment = Instant{std::chrono::seconds{seconds}};
    }
    void read(const base::JsonNode& node, calendar::Date& day) {
        const auto parsed = calendar::parse_date(node.text);
        const bool is_text = node.kind == base::JsonKind::String;
        if (is_text && parsed) day = *parsed;
        if (!is_text || !parsed) wrong(node, "a date");
    }
    template <typename Kind>
    void read(const base::JsonNode& node, Id<Kind>& id) {
        read(node, id.text);
    }
    template <typename T>
    void read(const base::JsonNode& node, std::optional<T>& maybe) {
        read(node, maybe.emplace());
    }
    template <typename T>
    void read(const base::JsonNode& node, std::vector<T>& all) {
        if (node.kind != base::JsonKind::Array) return wrong(node, "a list");
        for (const base::JsonNode& child : document_.children(node)) read(child, all.emplace_back());
    }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    void read(const base::JsonNode& node, T& whole) {
        const auto value = unsigned_or_signed<T>(node);
        if (value) whole = *value;
        if (!value) wrong(node, "a whole number that fits");
    }
    template <typename E>
        requires std::is_enum_v<E>
    void read(const base::JsonNode& node, E& word) {
        const auto found = node.kind == base::JsonKind::String ? from_word<E>(node.text) : std::nullopt;
        if (found) word = *found;
        if (!found) wrong(node, "one of its words");
    }
    template <HasFields T>
    void read(const base::JsonNode& node, T& one) {
        if (node.kind != base::JsonKind::Object) return wrong(node, "an object");
        for (const base::JsonNode& child : document_.children(node)) {
            bool known = false;
            const auto take = [&](const auto& field) {
                if (known || field.name != child.key) return;
                known = true;
                read(child, one.*field.member);
            };
            std::apply([&](const auto&... each) { (take(each), ...); }, fields(&one));
            if (!known) mistakes_.error(place(child), "nothing of this kind has such a field");
        }
    }
    // What has a shape of its own: `read_value(FieldReader&, const base::JsonNode&, T&)`.
    template <typename T>
        requires(!HasFields<T>) && requires(FieldReader& reader, const base::JsonNode& node, T& value) {
            read_value(reader, node, value);
        }
    void read(const base::JsonNode& node, T& value) {
        read_value(*this, node, value);
    }

    base::JsonChildren children(const base::JsonNode& node) const { return document_.children(node); }
    void wrong(const base::JsonNode& node, std::string_view wanted) {
        mistakes_.error(place(node), fmt::format("{} expected, and this is {}", wanted, to_text(node.kind)));
    }

private:
    template <typename T>
    static std::optional<T> unsigned_or_signed(const base::JsonNode& node) {
        if (node.kind != base::JsonKind::Number) return std::nullopt;
        T value{};
        const auto [end, error] =
            std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
        const bool whole = error == std::errc() && end == node.text.data() + node.text.size();
        return whole ? std::optional(value) : std::nullopt;
    }

    base::Place place(const base::JsonNode& node) const { return {{}, 0, 0, document_.pointer(node)}; }

    const base::JsonDocument& document_;
    base::Diagnostics& mistakes_;
};

// The value as one JSON object.
template <HasFields T>
std::string fields_json(const T& value) {
    std::string text;
    base::JsonWriter json(text);
    FieldWriter(json).write(value);
    return text;
}

// The value that such a text holds, or all that is wrong with it.
template <HasFields T>
base::Result<T> read_fields(std::string_view text, base::JsonLimits limits = {}) {
    T made;
    base::JsonDocument document(limits);
    base::Diagnostics mistakes;
    if (document.read(text, mistakes)) FieldReader(document, mistakes).read(document.root(), made);
    if (mistakes.has_errors()) return base::refused(std::move(mistakes));
    return made;
}

} // namespace assent::casework
