#include "http/body_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace assent::http {

using base::JsonKind;
using base::JsonNode;

bool is_too_long(std::string_view text) {
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
    return std::count_if(text.begin(), text.end(), begins) > most_characters;
}

std::string moment_text(calendar::Instant moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const auto seconds = (moment - day).count();
    return fmt::format("{}T{:02}:{:02}:{:02}Z", calendar::to_text(calendar::Date{day}), seconds / 3600,
                       seconds / 60 % 60, seconds % 60);
}

std::optional<calendar::Instant> parse_moment(std::string_view text) {
    constexpr std::size_t length = std::string_view("2026-11-30T15:00:00Z").size();
    const bool shaped =
        text.size() == length && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == 'Z';
    if (!shaped || text.find('-', 11) != std::string_view::npos) return std::nullopt;
    const auto day = calendar::parse_date(text.substr(0, 10));
    const auto hours = base::to_number(text.substr(11, 2));
    const auto minutes = base::to_number(text.substr(14, 2));
    const auto seconds = base::to_number(text.substr(17, 2));
    if (!day || !hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59)
        return std::nullopt;
    return calendar::Instant{*day} + std::chrono::seconds{*hours * 3600 + *minutes * 60 + *seconds};
}

BodyReader::BodyReader(const base::JsonDocument& document, const JsonNode& node, base::Diagnostics& mistakes)
    : document_(document), node_(node), mistakes_(mistakes) {
    if (node.kind != JsonKind::Object)
        complain(fmt::format("an object expected, and this is {}", to_text(node.kind)),
                 "write it between { and }");
}

void BodyReader::complain(const JsonNode& node, std::string message, std::string hint) {
    mistakes_.error({{}, 0, 0, document_.pointer(node)}, std::move(message), std::move(hint));
}

const JsonNode& BodyReader::place_of(std::string_view name) const {
    const JsonNode* found = node_.kind == JsonKind::Object ? document_.find(node_, name) : nullptr;
    return found ? *found : node_;
}

void BodyReader::complain_of(std::string_view name, std::string message, std::string hint) {
    complain(place_of(name), std::move(message), std::move(hint));
}

const JsonNode* BodyReader::take(std::string_view name, JsonKind kind) {
    asked_.emplace_back(name);
    if (node_.kind != JsonKind::Object) return nullptr;
    const JsonNode* found = document_.find(node_, name);
    if (!found || found->kind == kind) return found;
    complain(*found, fmt::format("{} expected, and this is {}", to_text(kind), to_text(found->kind)),
             found->kind == JsonKind::Null ? "leave it out" : "");
    return nullptr;
}

std::optional<std::string> BodyReader::given(std::string_view name) {
    const JsonNode* found = take(name, JsonKind::String);
    return found ? std::optional<std::string>(found->text) : std::nullopt;
}

std::string BodyReader::text(std::string_view name) { return given(name).value_or(""); }

std::string BodyReader::needed(std::string_view name) {
    const std::size_t before = mistakes_.errors();
    std::string found = text(name);
    if (!found.empty() || mistakes_.errors() != before) return found;
    complain_of(name, fmt::format("`{}` is {}", name, lacks(name) ? "missing" : "empty"),
                lacks(name) ? "write it as a string" : "write what it is");
    return found;
}

std::optional<std::int64_t> BodyReader::number(std::string_view name, Bounds bounds) {
    const JsonNode* found = take(name, JsonKind::Number);
    if (!found) return std::nullopt;
    auto number = base::whole_number(*found);
    if (number && *number >= bounds.least && *number <= bounds.most) return number;
    complain(*found, "a whole number that fits here expected",
             fmt::format("write one from {} to {}", bounds.least, bounds.most));
    return std::nullopt;
}

std::int64_t BodyReader::needed_number(std::string_view name, Bounds bounds) {
    const std::size_t before = mistakes_.errors();
    const auto found = number(name, bounds);
    if (!found && mistakes_.errors() == before)
        complain(fmt::format("`{}` is missing", name), "write it as a whole number");
    return found.value_or(bounds.least);
}

bool BodyReader::truth(std::string_view name) {
    const JsonNode* found = take(name, JsonKind::Boolean);
    return found && found->truth;
}

std::optional<calendar::Date> BodyReader::date(std::string_view name) {
    const JsonNode* found = take(name, JsonKind::String);
    if (!found) return std::nullopt;
    auto day = calendar::parse_date(found->text);
    if (!day) complain(*found, "a date of the calendar expected", "write it as 2026-11-28");
    return day;
}

std::optional<calendar::Instant> BodyReader::moment(std::string_view name) {
    const JsonNode* found = take(name, JsonKind::String);
    if (!found) return std::nullopt;
    auto moment = parse_moment(found->text);
    if (!moment) complain(*found, "a moment in UTC expected", "write it as 2026-11-28T15:00:00Z");
    return moment;
}

std::vector<std::string> BodyReader::texts(std::string_view name) {
    std::vector<std::string> all;
    const JsonNode* found = list(name);
    if (!found) return all;
    for (const JsonNode& child : document_.children(*found)) {
        if (child.kind != JsonKind::String) complain(child, "a string expected");
        all.emplace_back(child.text);
    }
    return all;
}

const JsonNode* BodyReader::list(std::string_view name) { return take(name, JsonKind::Array); }
const JsonNode* BodyReader::object(std::string_view name) { return take(name, JsonKind::Object); }

void BodyReader::end() {
    if (node_.kind != JsonKind::Object) return;
    for (const JsonNode& child : document_.children(node_)) {
        if (is_full()) return;
        if (std::find(asked_.begin(), asked_.end(), child.key) != asked_.end()) continue;
        std::string hint = base::did_you_mean(child.key, asked_);
        complain(child, "there is no such member here",
                 hint.empty() ? "write " + base::listed(asked_, "or") : std::move(hint));
    }
}

} // namespace assent::http
