#include "casework/event_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/json_document.hpp"
#include "base/json_writer.hpp"
#include "casework/event_fields.hpp"
#include "casework/event_words.hpp"

namespace assent::casework {

// Adverse determinations are issued by Authority, and read back here.
class EventReader {
public:
    static AdverseDetermination adverse(AdverseDetermination::Content content) {
        return AdverseDetermination(std::move(content));
    }
};

namespace {

using base::JsonNode;

template <typename T>
concept HasFields = requires(const T* value) { fields(value); };

std::int64_t seconds_of(Instant moment) { return moment.time_since_epoch().count(); }

// Whether a value is what its field holds by itself, and need not be written.
bool is_blank_value(const std::string& text) { return text.empty(); }
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
bool is_blank_value(bool truth) { return !truth; }
template <typename T>
bool is_blank_value(const T&) {
    return false;
}

class Writing {
public:
    explicit Writing(base::JsonWriter& json) : json_(json) {}

    void write(bool truth) { json_.value(truth); }
    void write(const std::string& text) { json_.value(std::string_view(text)); }
    void write(Instant moment) { json_.value(seconds_of(moment)); }
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
    void write(const Determination& determination) {
        json_.begin_object();
        std::visit([&](const auto& one) { write_one(one); }, determination);
        json_.end_object();
    }

private:
    template <HasFields T>
    void write_one(const T& one) {
        json_.key(name_of(&one));
        write(one);
    }
    void write_one(const AdverseDetermination& adverse) {
        json_.key("adverse");
        write(adverse.content());
    }
    static std::string_view name_of(const Approval*) { return "approval"; }
    static std::string_view name_of(const ReportedOutcome*) { return "reported"; }
    static std::string_view name_of(const Yes*) { return "yes"; }

    base::JsonWriter& json_;
};

class Reading {
public:
    Reading(const base::JsonDocument& document, base::Diagnostics& mistakes)
        : document_(document), mistakes_(mistakes) {}

    void read(const JsonNode& node, bool& truth) {
        truth = node.truth;
        if (node.kind != base::JsonKind::Boolean) wrong(node, "true or false");
    }
    void read(const JsonNode& node, std::string& text) {
        text = node.text;
        if (node.kind != base::JsonKind::String) wrong(node, "a string");
    }
    void read(const JsonNode& node, Instant& moment) {
        std::int64_t seconds = 0;
        read(node, seconds);
        moment = Instant{std::chrono::seconds{seconds}};
    }
    void read(const JsonNode& node, calendar::Date& day) {
        const auto parsed = calendar::parse_date(node.text);
        const bool is_text = node.kind == base::JsonKind::String;
        if (is_text && parsed) day = *parsed;
        if (!is_text || !parsed) wrong(node, "a date");
    }
    template <typename Kind>
    void read(const JsonNode& node, Id<Kind>& id) {
        read(node, id.text);
    }
    template <typename T>
    void read(const JsonNode& node, std::optional<T>& maybe) {
        read(node, maybe.emplace());
    }
    template <typename T>
    void read(const JsonNode& node, std::vector<T>& all) {
        if (node.kind != base::JsonKind::Array) return wrong(node, "a list");
        for (const JsonNode& child : document_.children(node)) read(child, all.emplace_back());
    }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    void read(const JsonNode& node, T& whole) {
        const auto value = unsigned_or_signed<T>(node);
        if (value) whole = *value;
        if (!value) wrong(node, "a whole number that fits");
    }
    template <typename E>
        requires std::is_enum_v<E>
    void read(const JsonNode& node, E& word) {
        const auto found = node.kind == base::JsonKind::String ? from_word<E>(node.text) : std::nullopt;
        if (found) word = *found;
        if (!found) wrong(node, "one of its words");
    }
    template <HasFields T>
    void read(const JsonNode& node, T& one) {
        if (node.kind != base::JsonKind::Object) return wrong(node, "an object");
        for (const JsonNode& child : document_.children(node)) {
            bool known = false;
            const auto take = [&](const auto& field) {
                if (known || field.name != child.key) return;
                known = true;
                read(child, one.*field.member);
            };
            std::apply([&](const auto&... each) { (take(each), ...); }, fields(&one));
            if (!known) mistakes_.error(place(child), "an event of this kind has no such field");
        }
    }
    void read(const JsonNode& node, Determination& determination) {
        const auto members = document_.children(node);
        if (node.kind != base::JsonKind::Object || members.size() != 1)
            return wrong(node, "one determination");
        const JsonNode& one = *members.begin();
        if (one.key == "approval") return read_as<Approval>(one, determination);
        if (one.key == "reported") return read_as<ReportedOutcome>(one, determination);
        if (one.key == "yes") return read_as<Yes>(one, determination);
        if (one.key != "adverse") return wrong(node, "one determination");
        AdverseDetermination::Content content;
        read(one, content);
        determination = EventReader::adverse(std::move(content));
    }

private:
    template <typename T>
    void read_as(const JsonNode& node, Determination& determination) {
        T made;
        read(node, made);
        determination = std::move(made);
    }

    template <typename T>
    static std::optional<T> unsigned_or_signed(const JsonNode& node) {
        if (node.kind != base::JsonKind::Number) return std::nullopt;
        T value{};
        const auto [end, error] =
            std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
        const bool whole = error == std::errc() && end == node.text.data() + node.text.size();
        return whole ? std::optional(value) : std::nullopt;
    }

    base::Place place(const JsonNode& node) const { return {{}, 0, 0, document_.pointer(node)}; }
    void wrong(const JsonNode& node, std::string_view wanted) {
        mistakes_.error(place(node), fmt::format("{} expected, and this is {}", wanted, to_text(node.kind)));
    }

    const base::JsonDocument& document_;
    base::Diagnostics& mistakes_;
};

// The event of that name among the kinds, by their order.
template <std::size_t... I>
std::optional<What> blank(std::string_view kind, std::index_sequence<I...>) {
    std::optional<What> made;
    const auto consider = [&](What one) {
        if (!made && kind_of(one) == kind) made = std::move(one);
    };
    (consider(What(std::in_place_index<I>)), ...);
    return made;
}

} // namespace

std::string to_json(const What& what) {
    std::string text;
    base::JsonWriter json(text);
    Writing writing(json);
    std::visit([&](const auto& event) { writing.write(event); }, what);
    return text;
}

base::Result<What> read_event(std::string_view kind, std::uint16_t version, std::string_view json) {
    auto made = blank(kind, std::make_index_sequence<std::variant_size_v<What>>());
    if (!made) return base::refused({}, "no event is of this kind");
    if (version != event_version)
        return base::refused({}, fmt::format("version {} of an event is not known here", version),
                             "read it with a newer release");
    base::JsonDocument document;
    base::Diagnostics mistakes;
    if (document.read(json, mistakes)) {
        Reading reading(document, mistakes);
        std::visit([&](auto& event) { reading.read(document.root(), event); }, *made);
    }
    if (mistakes.has_errors()) return base::refused(std::move(mistakes));
    return *std::move(made);
}

} // namespace assent::casework
