#include "policy/interval.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <functional>
#include <vector>

using namespace assent::policy;

namespace {

// Every interval of small numbers, and the one that holds nothing.
std::vector<Interval> small_intervals() {
    std::vector<Interval> all{Interval::nothing()};
    for (std::int64_t least = -3; least <= 3; ++least) {
        for (std::int64_t most = least; most <= 3; ++most) all.push_back({least, most});
    }
    return all;
}

bool holds(Interval interval, std::int64_t value) {
    return interval.least <= value && value <= interval.most;
}

std::vector<std::int64_t> values_of(Interval interval) {
    std::vector<std::int64_t> all;
    for (std::int64_t value = interval.least; value <= interval.most; ++value) all.push_back(value);
    return all;
}

// Met only if all choices satisfy, NotMet only if none does; exact, since the bounds are all there is.
void compare(const std::function<Truth(Interval, Interval)>& tested,
             const std::function<bool(std::int64_t, std::int64_t)>& plain) {
    for (const Interval a : small_intervals()) {
        for (const Interval b : small_intervals()) {
            std::size_t good = 0, all = 0;
            for (const std::int64_t x : values_of(a)) {
                for (const std::int64_t y : values_of(b)) {
                    good += plain(x, y) ? 1 : 0;
                    ++all;
                }
            }
            const Truth expected = good == 0 ? Truth::NotMet : good == all ? Truth::Met : Truth::Unknown;
            CHECK(tested(a, b) == expected);
        }
    }
}

void calculate(const std::function<Interval(Interval, Interval)>& tested,
               const std::function<std::int64_t(std::int64_t, std::int64_t)>& plain) {
    for (const Interval a : small_intervals()) {
        for (const Interval b : small_intervals()) {
            Interval expected = Interval::nothing();
            for (const std::int64_t x : values_of(a)) {
                for (const std::int64_t y : values_of(b))
                    expected = hull(expected, Interval::exactly(plain(x, y)));
            }
            CHECK(tested(a, b) == expected);
        }
    }
}

rc::Gen<std::int64_t> any_bound() {
    return rc::gen::oneOf(
        rc::gen::inRange(Interval::lowest, Interval::highest + 1), rc::gen::inRange<std::int64_t>(-10, 11),
        rc::gen::element(Interval::lowest, Interval::highest, Interval::lowest + 1, Interval::highest - 1));
}

Interval any_interval() {
    const std::int64_t a = *any_bound();
    const std::int64_t b = *any_bound();
    return {std::min(a, b), std::max(a, b)};
}

bool within_bounds(Interval interval) {
    return interval.least >= Interval::lowest && interval.most <= Interval::highest &&
           interval.least <= interval.most;
}

} // namespace

TEST_CASE("comparisons agree with trying every value") {
    compare(at_least, std::greater_equal<>());
    compare(more_than, std::greater<>());
    compare(same, std::equal_to<>());
}

TEST_CASE("sums, differences and products are the closest intervals around every result") {
    calculate(plus, std::plus<>());
    calculate(minus, std::minus<>());
    calculate(times, std::multiplies<>());
}

TEST_CASE("arithmetic at the edge of the type stays within its bounds and holds each result") {
    CHECK(rc::check("plus, minus, times", [] {
        const Interval a = any_interval(), b = any_interval();
        const std::int64_t x = *rc::gen::element(a.least, a.most);
        const std::int64_t y = *rc::gen::element(b.least, b.most);
        RC_ASSERT(within_bounds(plus(a, b)));
        RC_ASSERT(within_bounds(minus(a, b)));
        RC_ASSERT(within_bounds(times(a, b)));
        RC_ASSERT(holds(plus(a, b), clamped(x + y)));
        RC_ASSERT(holds(minus(a, b), clamped(x - y)));
        RC_ASSERT(holds(times(a, b), product(x, y)));
    }));
}

TEST_CASE("a product beyond the bounds is the bound of its sign") {
    CHECK(product(Interval::highest, Interval::highest) == Interval::highest);
    CHECK(product(Interval::lowest, Interval::lowest) == Interval::highest);
    CHECK(product(Interval::lowest, Interval::highest) == Interval::lowest);
    CHECK(product(Interval::lowest, 0) == 0);
    CHECK(product(Interval::lowest, 1) == Interval::lowest);
}

TEST_CASE("nothing is known, and nothing can be said of it") {
    CHECK(Interval::nothing().known());
    CHECK(Interval::nothing().is_nothing());
    CHECK_FALSE(Interval::anything().known());
    CHECK_FALSE(Interval::exactly(0).is_nothing());
    CHECK(plus(Interval::nothing(), Interval::exactly(1)).is_nothing());
    CHECK(times(Interval::exactly(0), Interval::nothing()).is_nothing());
    CHECK(same(Interval::nothing(), Interval::nothing()) == Truth::NotMet);
}

TEST_CASE("the hull holds both, and nothing adds nothing to it") {
    CHECK(hull({1, 2}, {5, 6}) == Interval{1, 6});
    CHECK(hull(Interval::nothing(), {5, 6}) == Interval{5, 6});
    CHECK(hull({5, 6}, Interval::nothing()) == Interval{5, 6});
    CHECK(hull(Interval::nothing(), Interval::nothing()).is_nothing());
}
