#include <doctest/doctest.h>

#include <array>
#include <random>

#include "desk/outbox.hpp"
#include "desk/rebuild.hpp"
#include "desk/small_office_test.hpp"
#include "store/forgetful_disk_test.hpp"
#include "store/thinned_test.hpp"
#include "store/verify.hpp"

namespace assent::desk {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

store::SqliteSettings settings(const store::ForgetfulDisk& disk) {
    return {{"store", disk.vfs()}, test_key(), 1, {20, 60}};
}

class Anybody final : public Carrier {
public:
    Sending send(const Parcel&) override { return {}; }
};

// An order that was acknowledged: its key, and how it was answered.
struct Acknowledged {
    Order order;
    Done answer;
};

// A small day: six cases, claimed, some approved, some pended; notices leave, time passes. Stops when the
// world breaks. Every order has a key of its own, so that it can be given again.
class Day {
public:
    explicit Day(store::Store& store) : store_(store), office_(store) {}

    void live(std::vector<Acknowledged>& acknowledged) {
        Outbox outbox(store_, therapy_shelf());
        Anybody carrier;
        for (int i = 0; i < 6; ++i) {
            const calendar::Instant now = monday + hours{5 * i};
            Order begin = SmallOffice::admission(fmt::format("M{}", i), i % 2 == 0, now);
            const auto stream = order(std::move(begin), now, acknowledged);
            order({{"therapist"}, stream, casework::Claim{0}}, now + minutes{2}, acknowledged);
            casework::Command next = SmallOffice::approval();
            if (i % 2 == 1) next = casework::Pend{0, {"plan of care"}, "It is missing."};
            order({{"therapist"}, stream, std::move(next)}, now + minutes{9}, acknowledged);
            outbox.deliver(carrier, now + minutes{10});
            office_.desk().let_time_pass(now + minutes{10});
        }
    }

private:
    store::StreamId order(Order one, calendar::Instant now, std::vector<Acknowledged>& acknowledged) {
        one.key = fmt::format("k{}", keys_++);
        const auto answer = office_.desk().handle(one, now);
        REQUIRE(answer.has_value());
        acknowledged.push_back({one, *answer});
        return *store::StreamId::parse(answer->of);
    }

    store::Store& store_;
    SmallOffice office_;
    int keys_ = 0;
};

// Everything that was acknowledged until the world broke.
std::vector<Acknowledged> lived(const store::ForgetfulDisk& disk) {
    std::vector<Acknowledged> acknowledged;
    try {
        store::SqliteStore store(settings(disk));
        Day(store).live(acknowledged);
    } catch (const base::Failure&) { // as was wanted
        return acknowledged;
    }
    return acknowledged;
}

// Each acknowledged order, given again, is answered as it was, and what the store holds is of one piece.
void check_after(const store::ForgetfulDisk& disk, const std::vector<Acknowledged>& acknowledged) {
    store::SqliteStore store(settings(disk));
    Desk desk(store, therapy_shelf());
    for (const Acknowledged& one : acknowledged) {
        const auto again = desk.handle(one.order, monday + days{9});
        REQUIRE(again.has_value());
        REQUIRE(again->repeated);
        REQUIRE(again->of == one.answer.of);
        REQUIRE(again->end == one.answer.end);
        const auto file = read_file(store, therapy_shelf(), *store::StreamId::parse(again->of));
        REQUIRE(file.has_value());
        REQUIRE(file->now.events >= one.answer.end);
    }
    const Comparison found = compare(store, therapy_shelf(), any_document);
    const std::string first = found.findings.empty() ? "" : found.findings[0];
    INFO(first);
    REQUIRE(found.findings.empty());
    REQUIRE(store::verify({"store", disk.vfs()}, test_key().public_key(), {}).is_clean());
}

void open_office(const store::ForgetfulDisk& disk) {
    store::SqliteStore store(settings(disk));
    SmallOffice office(store);
    office.open();
    for (int i = 0; i < 6; ++i) office.admit(fmt::format("M{}", i));
}

std::int64_t operations_of_a_day() {
    store::ForgetfulDisk disk;
    open_office(disk);
    disk.arm({});
    REQUIRE(lived(disk).size() == 18);
    return disk.operations();
}

void check_mishap(const store::Mishaps& mishaps, std::uint32_t seed) {
    CAPTURE(seed);
    store::ForgetfulDisk disk;
    open_office(disk);
    disk.arm(mishaps);
    const auto acknowledged = lived(disk);
    std::mt19937 chance(seed);
    constexpr std::array all = {store::Survivors::Nothing, store::Survivors::Everything,
                                store::Survivors::Sectors, store::Survivors::TornSectors};
    disk.restart(all[seed % all.size()], chance);
    check_after(disk, acknowledged);
}

} // namespace

TEST_CASE("Wherever power goes in a day, every acknowledged order was done, once, and none by half") {
    const std::int64_t operations = operations_of_a_day();
    REQUIRE(operations > 150);
    const std::int64_t step = std::getenv("ASSENT_EVENTS") != nullptr ? 1 : store::thinned(5);
    for (std::int64_t at = 1; at <= operations; at += step)
        check_mishap({.power_lost_at = at}, static_cast<std::uint32_t>(at));
}

TEST_CASE("A disk that fails to sync, writes short or is full loses no acknowledged order") {
    const std::int64_t operations = operations_of_a_day();
    for (std::int64_t at = 3; at <= operations; at += 37) {
        check_mishap({.sync_fails_from = at}, static_cast<std::uint32_t>(at));
        check_mishap({.write_short_from = at}, static_cast<std::uint32_t>(at));
    }
    for (std::size_t bytes = 200'000; bytes < 1'500'000; bytes += 90'000)
        check_mishap({.capacity = bytes}, static_cast<std::uint32_t>(bytes));
}

TEST_CASE("A clock that jumps either way loses nothing and brings nothing before its time") {
    OpenOffice open;
    const auto stream = open.office.done(SmallOffice::admission("M1"), monday);
    open.office.done("therapist", stream, casework::Claim{0}, monday - hours{30});
    open.office.desk().let_time_pass(monday - days{300});
    open.office.done("therapist", stream, SmallOffice::approval(), monday + minutes{5});
    open.office.desk().let_time_pass(monday + days{4});
    open.office.desk().let_time_pass(monday + minutes{6});
    CHECK(open.office.file(stream).now.at(0).outcome == casework::Overall::Approved);
    CHECK(compare(open.store, therapy_shelf(), any_document).findings.empty());
    CHECK(store::verify({open.file.path()}, test_key().public_key(), {}).is_clean());
}

} // namespace assent::desk
