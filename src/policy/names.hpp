#pragma once
// The names a policy declares, which may be several words long. In a sentence the longest name that
// stands at a place is the one that is meant.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::policy {

enum class NameKind : std::uint8_t {
    Fact,
    List,
    Ledger,
    Criterion,
    Assumption,
    Level,
    Party,
    Request,
    Decision,
    Limit,
    Document,
    Term, // a duty or a right
    Notice
};

class Names {
public:
    struct Found {
        std::uint16_t index = 0;
        std::size_t length = 0; // of the name in the text
    };

    void add(NameKind, std::string name, std::uint16_t index);
    std::optional<Found> at(NameKind, std::string_view text) const; // the longest that `text` begins with
    std::optional<std::uint16_t> exactly(NameKind, std::string_view name) const;
    std::vector<std::string> all(NameKind) const;

private:
    struct Entry {
        NameKind kind;
        std::string name;
        std::uint16_t index;
    };
    std::vector<Entry> entries_;
};

// How much of `text` those whole words take when it begins with them, however many spaces stand
// between two of them; 0 when it does not. What follows them is the end, a space or a comma.
std::size_t matched(std::string_view text, std::string_view words);
bool begins_with(std::string_view text, std::string_view words);

} // namespace assent::policy
