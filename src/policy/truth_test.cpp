#include "policy/truth.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <vector>

using namespace assent::policy;

namespace {

constexpr Truth values[] = {Truth::NotMet, Truth::Unknown, Truth::Met};

// Visits every tuple of truth values of that length.
void for_all(std::size_t length, std::vector<Truth>& tuple,
             const std::function<void(const std::vector<Truth>&)>& visit) {
    if (tuple.size() == length) return visit(tuple);
    for (const Truth value : values) {
        tuple.push_back(value);
        for_all(length, tuple, visit);
        tuple.pop_back();
    }
}

Tally tally_of(const std::vector<Truth>& tuple) {
    Tally tally;
    for (const Truth truth : tuple) tally.count(truth);
    return tally;
}

} // namespace

TEST_CASE("at least n of is the n-th best of every tuple up to five") {
    std::size_t tried = 0;
    for (std::size_t length = 0; length <= 5; ++length) {
        std::vector<Truth> room;
        for_all(length, room, [&](const std::vector<Truth>& tuple) {
            std::vector<Truth> best = tuple;
            std::sort(best.begin(), best.end(), std::greater<>());
            const Tally tally = tally_of(tuple);
            for (std::size_t n = 1; n <= length; ++n) CHECK(tally.at_least(n) == best[n - 1]);
            CHECK(tally.at_least(length + 1) == Truth::NotMet);
            CHECK(tally.at_least(0) == Truth::Met);
            ++tried;
        });
    }
    CHECK(tried == 1 + 3 + 9 + 27 + 81 + 243);
}

TEST_CASE("all of is the minimum and any of the maximum") {
    for (std::size_t length = 1; length <= 5; ++length) {
        std::vector<Truth> room;
        for_all(length, room, [&](const std::vector<Truth>& tuple) {
            CHECK(tally_of(tuple).at_least(length) == *std::min_element(tuple.begin(), tuple.end()));
            CHECK(tally_of(tuple).at_least(1) == *std::max_element(tuple.begin(), tuple.end()));
        });
    }
}

TEST_CASE("what is tallied holds for every way in which the unknown could come out") {
    for (std::size_t length = 0; length <= 4; ++length) {
        std::vector<Truth> room;
        for_all(length, room, [&](const std::vector<Truth>& tuple) {
            const Tally tally = tally_of(tuple);
            for (std::size_t n = 0; n <= length; ++n) {
                const bool surely = tally.met >= n;
                const bool possibly = tally.met + tally.unknown >= n;
                CHECK((tally.at_least(n) == Truth::Met) == surely);
                CHECK((tally.at_least(n) == Truth::NotMet) == !possibly);
            }
        });
    }
}

// Clinical Quality Language 1.5, appendix B, section 2: the three-valued `and`, `or` and `not`.
TEST_CASE("two conditions combine by the truth tables of Clinical Quality Language") {
    struct Row {
        Truth a, b, both, either;
    };
    const Truth no = Truth::NotMet, open = Truth::Unknown, yes = Truth::Met;
    const Row rows[] = {
        {yes, yes, yes, yes},   {yes, no, no, yes},   {yes, open, open, yes},
        {no, yes, no, yes},     {no, no, no, no},     {no, open, no, open},
        {open, yes, open, yes}, {open, no, no, open}, {open, open, open, open},
    };
    for (const Row& row : rows) {
        const Tally tally = tally_of({row.a, row.b});
        CHECK(tally.at_least(2) == row.both);
        CHECK(both(row.a, row.b) == row.both);
        CHECK(tally.at_least(1) == row.either);
    }
    CHECK(negated(yes) == no);
    CHECK(negated(no) == yes);
    CHECK(negated(open) == open);
}

TEST_CASE("negation is its own contrary and turns all into any") {
    for (const Truth a : values) {
        CHECK(negated(negated(a)) == a);
        for (const Truth b : values) {
            CHECK(negated(tally_of({a, b}).at_least(2)) == tally_of({negated(a), negated(b)}).at_least(1));
        }
    }
    CHECK(as_truth(true) == Truth::Met);
    CHECK(as_truth(false) == Truth::NotMet);
}

TEST_CASE("a truth has its words") {
    CHECK(to_text(Truth::Met) == "met");
    CHECK(to_text(Truth::NotMet) == "not met");
    CHECK(to_text(Truth::Unknown) == "unknown");
}
