#pragma once
// What is known of a number: the least and the most it can be. A known value is both at once, an
// unknown one lies within the bounds its fact declares, and nothing at all (a code that is on no
// list has no discipline) is the empty interval. Yes and no are 1 and 0, dates are days since
// 1970-01-01, moments seconds of local time since its start, codes and words are integers that stand
// for them. Arithmetic never overflows.

#include <algorithm>
#include <cstdint>
#include <limits>

#include "policy/truth.hpp"

namespace assent::policy {

struct Interval {
    static constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min() / 4;
    static constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max() / 4;

    std::int64_t least = lowest;
    std::int64_t most = highest;

    static constexpr Interval exactly(std::int64_t value) { return {value, value}; }
    static constexpr Interval anything() { return {}; }
    static constexpr Interval nothing() { return {1, 0}; }

    constexpr bool known() const { return least >= most; } // a value, or known to be nothing
    constexpr bool is_nothing() const { return least > most; }
    friend constexpr bool operator==(Interval, Interval) = default;
};

constexpr std::int64_t clamped(std::int64_t value) {
    return std::clamp(value, Interval::lowest, Interval::highest);
}

// Both factors lie within the bounds, so only their product can leave the type.
constexpr std::int64_t product(std::int64_t a, std::int64_t b) {
    std::int64_t value = 0;
    if (__builtin_mul_overflow(a, b, &value))
        return (a < 0) == (b < 0) ? Interval::highest : Interval::lowest;
    return clamped(value);
}

constexpr Interval plus(Interval a, Interval b) {
    if (a.is_nothing() || b.is_nothing()) return Interval::nothing();
    return {clamped(a.least + b.least), clamped(a.most + b.most)};
}

constexpr Interval minus(Interval a, Interval b) {
    if (a.is_nothing() || b.is_nothing()) return Interval::nothing();
    return {clamped(a.least - b.most), clamped(a.most - b.least)};
}

constexpr Interval times(Interval a, Interval b) {
    if (a.least == a.most && b.least == b.most) return Interval::exactly(product(a.least, b.least));
    if (a.is_nothing() || b.is_nothing()) return Interval::nothing();
    const auto [least, most] = std::minmax({product(a.least, b.least), product(a.least, b.most),
                                            product(a.most, b.least), product(a.most, b.most)});
    return {least, most};
}

// The smallest interval that holds both.
constexpr Interval hull(Interval a, Interval b) {
    if (a.is_nothing()) return b;
    if (b.is_nothing()) return a;
    return {std::min(a.least, b.least), std::max(a.most, b.most)};
}

// What is known of a value that is the one or the other. When one of them may be nothing, nothing is
// known: an interval cannot say "this, or none at all".
constexpr Interval either(Interval a, Interval b) {
    if (a.is_nothing() && b.is_nothing()) return a;
    return a.is_nothing() || b.is_nothing() ? Interval::anything() : hull(a, b);
}

// Possible and certain together are Met, possible alone Unknown. Numbers and not bools, because a
// branch on what is as good as random costs more than all of it.
constexpr Truth truth_of(int possible, int certain) {
    return static_cast<Truth>(possible + (possible & certain));
}

constexpr int not_nothing(Interval a, Interval b) { return int{a.least <= a.most} & int{b.least <= b.most}; }

// A comparison with nothing is not met: there is no discipline to be the right one.
constexpr Truth at_least(Interval a, Interval b) {
    return truth_of(not_nothing(a, b) & int{a.most >= b.least}, int{a.least >= b.most});
}

constexpr Truth more_than(Interval a, Interval b) {
    return truth_of(not_nothing(a, b) & int{a.most > b.least}, int{a.least > b.most});
}

constexpr Truth same(Interval a, Interval b) {
    return truth_of(not_nothing(a, b) & int{a.most >= b.least} & int{b.most >= a.least},
                    int{a.known()} & int{b.known()});
}

} // namespace assent::policy
