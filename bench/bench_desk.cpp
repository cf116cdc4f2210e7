// bench_desk: what the desk costs, beside the same reads and writes made again without any of its logic.
// Sixty four people at once take requests through their lives (submitted, claimed, approved or pended, asked
// about), each a case of its own; what their desk asked of the store is kept and made again by as many
// threads on plain SQLite, in groups as well. Wanted: at least half as many commands a second, and a p99
// within three times.
//
//   bench_desk [COMMANDS]     20,000 when not given
//
// The file lies in the folder that TMPDIR names: on a disk the sync is measured, in memory everything else.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "desk/small_office_test.hpp"
#include "plain_database.hpp"
#include "recorded_calls.hpp"

namespace assent::bench {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::minutes;

constexpr std::size_t people = 64, commands_of_a_life = 4;

std::string member(std::size_t person, std::size_t number) { return fmt::format("M{}x{}", person, number); }

struct Measured {
    double seconds = 0;
    std::vector<double> latencies; // milliseconds, in order

    double rate() const { return static_cast<double>(latencies.size()) / seconds; }
    double percentile(double share) const {
        return latencies[static_cast<std::size_t>(share * static_cast<double>(latencies.size() - 1))];
    }
};

// Each command of one person, with what it asked of the store.
using Person = std::vector<Calls>;

double milliseconds(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

// Runs `one(person)` in as many threads, each returning its latencies.
template <typename One>
Measured all_at_once(One one) {
    std::vector<std::vector<double>> each(people);
    std::vector<std::thread> threads;
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < people; ++i) threads.emplace_back([&, i] { each[i] = one(i); });
    for (std::thread& thread : threads) thread.join();
    Measured measured{std::chrono::duration<double>(Clock::now() - begin).count(), {}};
    for (const auto& some : each)
        measured.latencies.insert(measured.latencies.end(), some.begin(), some.end());
    std::sort(measured.latencies.begin(), measured.latencies.end());
    return measured;
}

class Client {
public:
    Client(store::Store& store, std::size_t number) : office_(store), number_(number) {}

    std::vector<double> live(std::size_t commands, Person& kept) {
        while (latencies_.size() < commands) {
            const bool whole = cases_ % 2 == 0;
            const auto stream = order(desk::SmallOffice::admission(member(number_, cases_++), whole), kept);
            order({{"therapist"}, stream, casework::Claim{0}}, kept);
            if (whole)
                order({{"therapist"}, stream, desk::SmallOffice::approval()}, kept);
            else
                order({{"therapist"}, stream, casework::Pend{0, {"plan of care"}, "It is missing."}}, kept);
            const casework::Message question{
                policy::Happening::QuestionAsked, 0, policy::Channel::Portal, {}, "When?"};
            order({{"clerk"}, stream, question}, kept);
        }
        return std::move(latencies_);
    }

private:
    store::StreamId order(desk::Order one, Person& kept) {
        one.key = fmt::format("{}-{}", number_, latencies_.size());
        RecordingStore::keep(&kept.emplace_back());
        const auto begin = Clock::now();
        const auto stream = looked_and_done(one);
        latencies_.push_back(milliseconds(Clock::now() - begin));
        RecordingStore::keep(nullptr);
        return stream;
    }

    // As an interface does it: what is read for one order is of one moment.
    store::StreamId looked_and_done(const desk::Order& one) {
        const store::Look look(office_.store());
        return office_.done(one, desk::monday + minutes{latencies_.size()});
    }

    desk::SmallOffice office_;
    std::size_t number_, cases_ = 0;
    std::vector<double> latencies_;
};

// What is read before it is written is read in one transaction, as the desk does.
void replay(const Calls& command, PlainConnection& reader, PlainWriter& writer) {
    bool looks = true;
    reader.run("BEGIN");
    for (const Call& call : command) {
        const auto* batch = std::get_if<store::Batch>(&call);
        if (batch && looks) reader.run("COMMIT");
        if (batch) looks = false;
        if (batch)
            writer.commit(*batch);
        else
            reader.make(call);
    }
    if (looks) reader.run("COMMIT");
}

std::vector<double> replay(const Person& person, const std::string& file, PlainWriter& writer) {
    PlainConnection reader(file);
    std::vector<double> latencies;
    for (const Calls& command : person) {
        const auto begin = Clock::now();
        replay(command, reader, writer);
        latencies.push_back(milliseconds(Clock::now() - begin));
    }
    return latencies;
}

// A store in which the office is known, and everybody for whom something will be asked.
void open_office(const std::string& file, std::size_t commands) {
    store::SqliteStore store({{file}, desk::test_key()});
    desk::SmallOffice office(store);
    office.open();
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < people; ++i) {
        threads.emplace_back([&, i] {
            for (std::size_t n = 0; n <= commands / people / commands_of_a_life; ++n)
                office.admit(member(i, n));
        });
    }
    for (std::thread& thread : threads) thread.join();
}

void print(const char* what, const Measured& measured) {
    fmt::print("{:<24}{:>10.0f} commands/s   p50 {:>7.2f} ms   p99 {:>7.2f} ms\n", what, measured.rate(),
               measured.percentile(0.5), measured.percentile(0.99));
}

int run(std::size_t commands) {
    const store::TemporaryFile through_desk, plainly;
    open_office(through_desk.path(), commands);
    open_office(plainly.path(), commands);
    static_cast<void>(desk::therapy_rules());
    std::vector<Person> kept(people);
    Measured desk;
    {
        store::SqliteStore store({{through_desk.path()}, desk::test_key()});
        RecordingStore recording(store);
        desk =
            all_at_once([&](std::size_t i) { return Client(recording, i).live(commands / people, kept[i]); });
    }
    Measured plain;
    {
        PlainWriter writer(plainly.path());
        plain = all_at_once([&](std::size_t i) { return replay(kept[i], plainly.path(), writer); });
    }
    print("through the desk", desk);
    print("the same SQL alone", plain);
    fmt::print("the desk is at {:.2f} of plain SQL (wanted: 0.50), its p99 at {:.2f} of it (wanted: 3.00)\n",
               desk.rate() / plain.rate(), desk.percentile(0.99) / plain.percentile(0.99));
    return 0;
}

} // namespace
} // namespace assent::bench

int main(int count, char** arguments) {
    const int commands = count > 1 ? std::atoi(arguments[1]) : 0;
    return assent::bench::run(commands > 0 ? static_cast<std::size_t>(commands) : 20'000);
}
