#pragma once
// Three truth values, ordered: NotMet < Unknown < Met. A group of conditions asks that at least so
// many of them hold: all of them (the minimum), any of them (the maximum), at least n (the n-th best).
// One function is all three, so there is nothing for them to disagree about.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assent::policy {

enum class Truth : std::uint8_t { NotMet, Unknown, Met };

constexpr Truth negated(Truth truth) { return static_cast<Truth>(2 - static_cast<int>(truth)); }
constexpr Truth as_truth(bool holds) { return holds ? Truth::Met : Truth::NotMet; }
constexpr Truth both(Truth a, Truth b) { return a < b ? a : b; }

// How many of a group came out how.
struct Tally {
    std::size_t met = 0;
    std::size_t unknown = 0;

    constexpr void count(Truth truth) {
        met += truth == Truth::Met;
        unknown += truth == Truth::Unknown;
    }

    // The n-th best of what was counted: Met when at least `wanted` are, NotMet when they cannot be.
    constexpr Truth at_least(std::size_t wanted) const {
        if (met >= wanted) return Truth::Met;
        return met + unknown >= wanted ? Truth::Unknown : Truth::NotMet;
    }
};

// "met", "not met", "unknown".
constexpr std::string_view to_text(Truth truth) {
    if (truth == Truth::Met) return "met";
    return truth == Truth::Unknown ? "unknown" : "not met";
}

} // namespace assent::policy
