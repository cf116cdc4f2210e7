#pragma once
// The words and texts of one program, each standing for itself as a number, so that comparing two
// words compares two numbers. A number, once given, never changes and is never given again.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::policy {

class Words {
public:
    // The number of that word, a new one when it is met for the first time.
    std::int64_t add(const std::string& word) {
        const auto [place, fresh] = numbers_.try_emplace(word, static_cast<std::int64_t>(words_.size()));
        if (fresh) words_.push_back(word);
        return place->second;
    }

    std::optional<std::int64_t> find(std::string_view word) const {
        const auto place = numbers_.find(word);
        if (place == numbers_.end()) return std::nullopt;
        return place->second;
    }

    // Requires: `number` was given by this object.
    const std::string& at(std::int64_t number) const { return words_[static_cast<std::size_t>(number)]; }

private:
    std::map<std::string, std::int64_t, std::less<>> numbers_;
    std::vector<std::string> words_;
};

} // namespace assent::policy
