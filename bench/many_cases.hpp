#pragma once
// Many cases, made through the desk as an office and its reviewers would make them: each is submitted, three
// in five are claimed, and some of those approved or pended; of one in five hundred the reviewer tells a
// concern that the provider does not hear of. What is owed has left.

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "desk/outbox.hpp"
#include "desk/small_office_test.hpp"

namespace assent::bench {

constexpr std::size_t threads_that_fill = 64;
constexpr std::int64_t cases_a_minute = 50;

class Nobody final : public desk::Carrier {
public:
    desk::Sending send(const desk::Parcel&) override { return {}; }
};

// Runs `one(number)` for each number up to `count`, in many threads.
template <typename One>
void all_at_once(std::size_t count, One one) {
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < threads_that_fill; ++i) {
        threads.emplace_back([&] {
            for (std::size_t number = next++; number < count; number = next++) one(number);
        });
    }
    for (std::thread& thread : threads) thread.join();
}

inline void live(desk::SmallOffice& office, std::size_t number) {
    const std::string member = fmt::format("S{:07}", number);
    const calendar::Instant now = desk::monday + std::chrono::minutes{number / cases_a_minute % 240};
    const std::size_t fate = number % 5;
    office.admit(member);
    const auto stream = office.done(desk::SmallOffice::admission(member, fate != 4, now), now);
    if (fate < 2) return;
    office.done("therapist", stream, casework::Claim{0}, now);
    if (number % 500 == 2)
        office.done("therapist", stream, casework::Flag{0, "The code is for more than was done.", true}, now);
    if (fate == 3) office.done("therapist", stream, desk::SmallOffice::approval(), now);
    if (fate == 4)
        office.done("therapist", stream, casework::Pend{0, {"plan of care"}, "It is missing."}, now);
}

inline void deliver(store::Store& store) {
    const calendar::Instant evening = desk::monday + std::chrono::hours{4};
    desk::Outbox outbox(store, desk::therapy_shelf());
    Nobody carrier;
    constexpr int at_once = 20'000;
    for (auto due = outbox.due(evening, at_once); !due.empty(); due = outbox.due(evening, at_once)) {
        all_at_once(due.size(), [&](std::size_t i) {
            desk::Round round;
            outbox.deliver_one(carrier, due[i], evening, round);
        });
    }
}

inline void fill(const store::SqliteSettings& settings, std::size_t cases) {
    const auto begin = std::chrono::steady_clock::now();
    store::SqliteStore store(settings);
    desk::SmallOffice people(store);
    people.open();
    all_at_once(cases, [&](std::size_t number) {
        desk::SmallOffice mine(store);
        live(mine, number);
    });
    deliver(store);
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin);
    fmt::print("{} cases were made in {:.0f} s\n", cases, took.count());
}

} // namespace assent::bench
