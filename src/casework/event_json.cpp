#include "casework/event_json.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/json_document.hpp"
#include "base/json_writer.hpp"
#include "casework/event_fields.hpp"
#include "casework/fields_json.hpp"

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

std::string_view name_of(const Approval*) { return "approval"; }
std::string_view name_of(const ReportedOutcome*) { return "reported"; }
std::string_view name_of(const Yes*) { return "yes"; }

template <HasFields T>
void write_one(FieldWriter& writer, const T& one) {
    writer.json().key(name_of(&one));
    writer.write(one);
}
void write_one(FieldWriter& writer, const AdverseDetermination& adverse) {
    writer.json().key("adverse");
    writer.write(adverse.content());
}

template <typename T>
void read_as(FieldReader& reader, const JsonNode& node, Determination& determination) {
    T made;
    reader.read(node, made);
    determination = std::move(made);
}

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

void write_value(FieldWriter& writer, const Determination& determination) {
    writer.json().begin_object();
    std::visit([&](const auto& one) { write_one(writer, one); }, determination);
    writer.json().end_object();
}

void read_value(FieldReader& reader, const JsonNode& node, Determination& determination) {
    const auto members = reader.children(node);
    if (node.kind != base::JsonKind::Object || members.size() != 1)
        return reader.wrong(node, "one determination");
    const JsonNode& one = *members.begin();
    if (one.key == "approval") return read_as<Approval>(reader, one, determination);
    if (one.key == "reported") return read_as<ReportedOutcome>(reader, one, determination);
    if (one.key == "yes") return read_as<Yes>(reader, one, determination);
    if (one.key != "adverse") return reader.wrong(node, "one determination");
    AdverseDetermination::Content content;
    reader.read(one, content);
    determination = EventReader::adverse(std::move(content));
}

std::string to_json(const What& what) {
    std::string text;
    base::JsonWriter json(text);
    FieldWriter writing(json);
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
        FieldReader reading(document, mistakes);
        std::visit([&](auto& event) { reading.read(document.root(), event); }, *made);
    }
    if (mistakes.has_errors()) return base::refused(std::move(mistakes));
    return *std::move(made);
}

} // namespace assent::casework
