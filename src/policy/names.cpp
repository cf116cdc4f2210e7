#include "policy/names.hpp"

#include <utility>

namespace assent::policy {

std::size_t matched(std::string_view text, std::string_view words) {
    std::size_t at = 0;
    for (const char c : words) {
        if (at >= text.size() || text[at] != c) return 0;
        ++at;
        while (c == ' ' && at < text.size() && text[at] == ' ') ++at;
    }
    return at == text.size() || text[at] == ' ' || text[at] == ',' ? at : 0;
}

bool begins_with(std::string_view text, std::string_view words) { return matched(text, words) > 0; }

void Names::add(NameKind kind, std::string name, std::uint16_t index) {
    entries_.push_back({kind, std::move(name), index});
}

std::optional<Names::Found> Names::at(NameKind kind, std::string_view text) const {
    std::optional<Found> longest;
    for (const Entry& entry : entries_) {
        const std::size_t length = entry.kind == kind ? matched(text, entry.name) : 0;
        if (length > 0 && (!longest || length > longest->length)) longest = Found{entry.index, length};
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
