#include "policy/names.hpp"

#include <utility>

namespace assent::policy {

bool begins_with(std::string_view text, std::string_view words) {
    if (!text.starts_with(words)) return false;
    return text.size() == words.size() || text[words.size()] == ' ' || text[words.size()] == ',';
}

void Names::add(NameKind kind, std::string name, std::uint16_t index) {
    entries_.push_back({kind, std::move(name), index});
}

std::optional<Names::Found> Names::at(NameKind kind, std::string_view text) const {
    std::optional<Found> longest;
    for (const Entry& entry : entries_) {
        if (entry.kind != kind || !begins_with(text, entry.name)) continue;
        if (!longest || entry.name.size() > longest->length) longest = Found{entry.index, entry.name.size()};
    }
    return longest;
}

std::optional<std::uint16_t> Names::exactly(NameKind kind, std::string_view name) const {
    for (const Entry& entry : entries_) {
        if (entry.kind == kind && entry.name == name) return entry.index;
    }
    return std::nullopt;
}

std::vector<std::string> Names::all(NameKind kind) const {
    std::vector<std::string> names;
    for (const Entry& entry : entries_) {
        if (entry.kind == kind) names.push_back(entry.name);
    }
    return names;
}

} // namespace assent::policy
