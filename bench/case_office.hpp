#pragma once
// Cases made up for benchmarks, as many as wanted: always the same ones, with members, reviewers, levels,
// organizations and due times in no order. Nothing in them is anybody's.

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "store/batch.hpp"

namespace assent {

// A number that looks like any other, from one that is counted.
inline std::uint64_t mixed(std::uint64_t number) {
    number += 0x9E3779B97F4A7C15;
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
    number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
    return number ^ (number >> 31);
}

inline calendar::Instant moment(std::int64_t seconds) {
    return calendar::Instant{std::chrono::seconds{1'790'000'000 + seconds}};
}

// Cases of an office that grows with them up to 200 reviewers, 12 levels and 300 organizations; each of them
// always has more than a page in review.
class Office {
public:
    explicit Office(std::int64_t cases) : cases_(cases) {}

    std::int64_t cases() const { return cases_; }
    std::string reviewer(std::uint64_t any) const { return fmt::format("reviewer {}", any % at_most(200)); }
    std::string level(std::uint64_t any) const { return fmt::format("level {} review", any % at_most(12)); }
    std::string organization(std::uint64_t any) const { return fmt::format("ORG-{:05}", any % at_most(300)); }
    static std::string number(std::int64_t of) { return fmt::format("A-2026-{:08}", of); }

    std::string member(std::int64_t of) const {
        return fmt::format("M{:07}", random(of, 1) % static_cast<std::uint64_t>(cases_));
    }
    store::StreamId stream(std::int64_t of) const {
        return store::StreamId::of_case(member(of), fmt::format("C{:07}", of));
    }

    // As it is received, and as it is some time later.
    store::CaseRow received(std::int64_t of) const {
        const calendar::Instant due = moment(of * 30 + 3 * 86'400);
        return {stream(of),           member(of), number(of),          program, "in review",
                level(random(of, 2)), {},         organization_of(of), due,     due};
    }
    store::CaseRow now(std::int64_t of) const {
        store::CaseRow row = received(of);
        row.reviewer = reviewer(random(of, 3));
        const std::uint64_t fate = random(of, 4) % 100;
        row.state = fate < 40 ? "in review" : fate < 50 ? "pended" : fate < 70 ? "decided" : "closed";
        if (fate < 50) row.due = moment(of * 30 + static_cast<std::int64_t>(random(of, 5) % (14 * 86'400)));
        if (fate >= 50) row.due.reset();
        row.told_due = row.due;
        if (fate >= 50) row.level.reset();
        return row;
    }

private:
    static constexpr const char* program = "florida-medicaid/therapy";

    static std::uint64_t random(std::int64_t of, std::uint64_t what) {
        return mixed(static_cast<std::uint64_t>(of) * 8 + what);
    }
    std::uint64_t at_most(std::uint64_t people) const {
        return std::min(people, static_cast<std::uint64_t>(cases_ / 250));
    }
    std::string organization_of(std::int64_t of) const { return organization(random(of, 6)); }

    std::int64_t cases_;
};

} // namespace assent
