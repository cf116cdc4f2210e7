// bench_http: what a submission costs over HTTP. `assent serve` takes admissions of 2 KB, each screened,
// decided and durable before it is answered; beside it the same server takes the same bodies and only appends
// them to the log (append_server.cpp). Both are processes of their own on files of their own; they take
// turns, so that what else runs on the machine meets both. Then each of them gets requests at fixed moments,
// half as many as it could answer. Wanted: at least half as many answers a second as the one that only
// appends, and at half of the load a p99 within five times the p50.
//
//   bench_http [REQUESTS [CONNECTIONS]]     4,000 a round on 64 connections, when not given
//
// The files lie where TMPDIR says: on a disk the sync is measured, in memory everything else.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "app/demonstration_test.hpp"
#include "app/served_program_test.hpp"
#include "http_load.hpp"

namespace assent::bench {
namespace {

constexpr std::size_t rounds = 5;

// Members for whom something can be asked, once.
void admit(const app::Demonstration& office, const catalog::TemporaryFolder& folder, std::size_t members) {
    std::string all = "member,name,birth_date,language\n", spans = "member,from,through,determined\n";
    for (std::size_t i = 0; i < members; ++i) {
        all += fmt::format("B{},A Child,2019-05-04,en\n", i);
        spans += fmt::format("B{},2026-01-01,,\n", i);
    }
    office.take_in("members", folder.write("members.csv", all).string());
    office.take_in("eligibility", folder.write("eligibility.csv", spans).string());
}

// Requests that nobody has sent yet.
class Submissions {
public:
    explicit Submissions(std::string token) : token_(std::move(token)) {}

    const std::vector<std::string>& next(std::size_t count) {
        bytes_.clear();
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t number = sent_++;
            bytes_.push_back(app::to_bytes({"POST", "/api/v1/cases", token_,
                                            app::admission(fmt::format("B{}", number), app::Papers::Many),
                                            fmt::format("key-{}", number)}));
        }
        return bytes_;
    }

private:
    std::string token_;
    std::size_t sent_ = 0;
    std::vector<std::string> bytes_;
};

// Of a process, in all its threads, so far.
std::chrono::duration<double, std::micro> processor_time(pid_t process) {
    const std::string stat = catalog::file_text(fmt::format("/proc/{}/stat", process));
    const auto fields = base::split(std::string_view(stat).substr(stat.rfind(')') + 2), ' ');
    const auto ticks = base::to_number(fields[11]).value_or(0) + base::to_number(fields[12]).value_or(0);
    return std::chrono::duration<double>(static_cast<double>(ticks) /
                                         static_cast<double>(sysconf(_SC_CLK_TCK)));
}

struct Side {
    const char* name;
    app::ServedProgram server;
    std::vector<double> peaks = {}, costs = {}, medians = {}, tails = {}; // of each round

    double peak() const { return middle(peaks); }
    static double middle(std::vector<double> all) {
        std::sort(all.begin(), all.end());
        return all[all.size() / 2];
    }
};

void measure_peak(Side& side, const Load& load) {
    const auto before = processor_time(side.server.id());
    const Measured found = measured(load);
    const auto took = processor_time(side.server.id()) - before;
    side.peaks.push_back(found.rate());
    side.costs.push_back(took.count() / static_cast<double>(load.requests.size()));
    fmt::print(
        "{:<20}{:>8.0f} requests/s   p50 {:>7.2f} ms   p99 {:>7.2f} ms   {:>6.0f} us of the processor each\n",
        side.name, found.rate(), found.percentile(0.5), found.percentile(0.99), side.costs.back());
}

void measure_half(Side& side, Load load) {
    load.rate = side.peak() / 2;
    const Measured found = measured(load);
    side.medians.push_back(found.percentile(0.5));
    side.tails.push_back(found.percentile(0.99));
    fmt::print("{:<20}{:>8.0f} requests/s   p50 {:>7.2f} ms   p99 {:>7.2f} ms   ({:.1f} times)\n", side.name,
               load.rate, side.medians.back(), side.tails.back(), side.tails.back() / side.medians.back());
}

void conclude(const Side& assent, const Side& append) {
    fmt::print("{} takes {:.2f} of what {} takes (wanted: 0.50)\n", assent.name,
               assent.peak() / append.peak(), append.name);
    fmt::print("of the processor each: {:.0f} us and {:.0f} us\n", Side::middle(assent.costs),
               Side::middle(append.costs));
    for (const Side* side : {&assent, &append})
        fmt::print("{}: at half of its load p50 {:.2f} ms, p99 {:.2f} ms: {:.1f} times (wanted: 5.0)\n",
                   side->name, Side::middle(side->medians), Side::middle(side->tails),
                   Side::middle(side->tails) / Side::middle(side->medians));
}

int run(std::size_t requests, std::size_t connections) {
    const catalog::TemporaryFolder folder;
    const app::Demonstration office((folder.path() / "data").string());
    admit(office, folder, 2 * (rounds + 1) * requests);
    const std::string other = (folder.path() / "appended").string();
    std::filesystem::copy(office.data(), other, std::filesystem::copy_options::recursive);
    Submissions submissions(office.token("ana"));
    Side assent{"assent serve", app::ServedProgram(office.serving("2026-11-30T15:00:00Z"))};
    Side append{"append alone", app::ServedProgram({ASSENT_APPEND_SERVER, other})};
    fmt::print("{} requests a round on {} connections, {} bytes of body\n", requests, connections,
               app::admission("B0", app::Papers::Many).size());
    const auto each = [&](auto measure) {
        const auto& bytes = submissions.next(requests);
        for (Side* side : {&append, &assent})
            measure(*side, Load{side->server.port(), bytes, 201, connections});
    };
    fmt::print("\nas soon as there is an answer\n");
    each(measure_peak); // to warm up
    for (Side* side : {&append, &assent}) side->peaks.clear(), side->costs.clear();
    for (std::size_t i = 0; i < rounds; ++i) each(measure_peak);
    fmt::print("\nat fixed moments, half of that\n");
    for (std::size_t i = 0; i < rounds; ++i) each(measure_half);
    fmt::print("\n");
    conclude(assent, append);
    return assent.server.stop() + append.server.stop();
}

} // namespace
} // namespace assent::bench

int main(int count, char** arguments) {
    const auto asked = [&](int place, std::size_t usual) {
        const int given = count > place ? std::atoi(arguments[place]) : 0;
        return given > 0 ? static_cast<std::size_t>(given) : usual;
    };
    try {
        return assent::bench::run(asked(1, 4'000), asked(2, 64));
    } catch (const assent::base::Failure& failure) {
        fmt::print(stderr, "bench_http: {}\n", failure.what());
        return 1;
    }
}
