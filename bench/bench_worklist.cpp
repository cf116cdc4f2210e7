// What a page of a worklist and a look-up cost in a store of a thousand cases and in one of a million,
// counted in pages of the file, which is the same on every machine; and how much memory a server of a million
// cases takes.
//
// Three figures for each question, all of the server's own reader, its cache as large as the server's:
//   touched  pages that SQLite looked at, in its cache or not (SQLITE_DBSTATUS_CACHE_HIT and CACHE_MISS).
//            A B-tree of a million entries is one or two levels higher than one of a thousand, so this grows
//            by that.
//   leaves   pages that hold what was asked for: leaves and overflow pages fetched from the file by a reader
//   that
//            has nothing in its cache. What is left out, page 1 and the interior pages, a running server
//            holds.
//   missed   pages that a reader fetched from the file after it had answered thousands of such questions. It
//   shows
//            that the server does hold them; a small file it holds altogether, so there it is 0.
//
//   bench_worklist [CASES]    in the larger store, which lies where TMPDIR says; 1000000 if not given

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cctype>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "bench/case_office.hpp"
#include "bench/counted_reader.hpp"
#include "store/sqlite_store.hpp"

namespace assent {
namespace {

constexpr std::int64_t small_store = 1000;
constexpr int page_of_list = 50;

void check(bool holds, const char* what) {
    if (holds) return;
    fmt::print(stderr, "bench_worklist: {}\n", what);
    std::_Exit(1);
}

// Each case is received in one batch and changed in a later one, so that the pages are filled as in use.
void add(const Office& office, std::int64_t of, bool later, store::Batch& batch) {
    static const std::string payload(1000, 'x');
    const store::CaseRow row = later ? office.now(of) : office.received(of);
    const calendar::Instant at = moment(of * 30);
    const std::string_view kind = later ? "Assigned" : "Received";
    batch.appends.push_back({row.stream,
                             later ? 1 : 0,
                             {{at, "user 4", "reviewer", std::string(kind), 1,
                               payload.substr(0, later ? 200 : payload.size())}}});
    batch.alarms.push_back({row.stream, row.due ? *row.due : moment(of * 30 + 365 * 86'400)});
    batch.cases.push_back(row);
}

void make_store(const std::string& file, const Office& office) {
    store::SqliteStore store({{file}, store::SigningKey({1})});
    constexpr std::int64_t in_a_batch = 5000;
    for (std::int64_t from = 0; from < office.cases() + in_a_batch; from += in_a_batch) {
        store::Batch batch;
        for (std::int64_t of = from; of < from + in_a_batch; ++of) {
            if (of < office.cases()) add(office, of, false, batch);
            if (of >= in_a_batch && of - in_a_batch < office.cases())
                add(office, of - in_a_batch, true, batch);
        }
        check(store.commit(batch).has_value(), "a batch was refused");
    }
}

// One kind of question, asked as the `which`-th of its kind; gives how many rows were found.
struct Question {
    const char* name;
    std::size_t rows; // always found
    std::function<std::size_t(store::Reader&, std::uint64_t which)> ask;
};

std::vector<Question> questions(const Office& office) {
    const auto list = [](store::Reader& reader, store::CaseQuery query) {
        query.limit = page_of_list;
        return reader.cases(query).size();
    };
    const auto any_case = [&office](std::uint64_t which) {
        return static_cast<std::int64_t>(mixed(which) % static_cast<std::uint64_t>(office.cases()));
    };
    return {
        {"reviewer, in review", page_of_list,
         [=, &office](store::Reader& reader, std::uint64_t which) {
             return list(reader, {.state = "in review", .reviewer = office.reviewer(mixed(which))});
         }},
        {"reviewer, a later page", page_of_list,
         [=, &office](store::Reader& reader, std::uint64_t which) {
             return list(reader, {.state = "in review",
                                  .reviewer = office.reviewer(mixed(which)),
                                  .after = store::CasePlace{moment(office.cases() * 8), office.stream(1)}});
         }},
        {"level, in review", page_of_list,
         [=, &office](store::Reader& reader, std::uint64_t which) {
             return list(reader, {.state = "in review", .level = office.level(mixed(which))});
         }},
        {"organization, in review", page_of_list,
         [=, &office](store::Reader& reader, std::uint64_t which) {
             return list(reader, {.state = "in review", .organization = office.organization(mixed(which))});
         }},
        {"organization", page_of_list,
         [=, &office](store::Reader& reader, std::uint64_t which) {
             return list(reader, {.organization = office.organization(mixed(which))});
         }},
        {"number", 1,
         [=](store::Reader& reader, std::uint64_t which) {
             return list(reader, {.number = Office::number(any_case(which))});
         }},
        {"stream: row and events", 3,
         [=, &office](store::Reader& reader, std::uint64_t which) {
             const store::StreamId stream = office.stream(any_case(which));
             return reader.read(stream, 1).size() + (reader.case_row(stream) ? 1 : 0);
         }},
        {"alarms", page_of_list,
         [](store::Reader& reader, std::uint64_t) {
             return reader.due_alarms(moment(1'000'000'000), page_of_list).size();
         }},
    };
}

struct Figures {
    double leaves = 0;
    double touched = 0;
    double missed = 0;
    double microseconds = 0;
};

constexpr std::uint64_t times = 300;

double leaves_of(CountedReader& reader, const Question& question) {
    const std::int64_t before = CountedReader::leaves_fetched();
    for (std::uint64_t which = 0; which < times; ++which) {
        reader.empty_cache();
        check(question.ask(reader.ask(), which) == question.rows, "not as many rows as there should be");
    }
    return static_cast<double>(CountedReader::leaves_fetched() - before) / times;
}

void add_one(CountedReader& reader, const Question& question, std::uint64_t which, Figures& figures) {
    const std::int64_t touched = reader.touched();
    const std::int64_t missed = reader.missed();
    const auto start = std::chrono::steady_clock::now();
    question.ask(reader.ask(), which);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    figures.touched += static_cast<double>(reader.touched() - touched) / times;
    figures.missed += static_cast<double>(reader.missed() - missed) / times;
    figures.microseconds += took.count() / times;
}

void ask_all(CountedReader& reader, const std::vector<Question>& asked, std::vector<Figures>& figures) {
    constexpr std::uint64_t before = 5000; // of each, other ones
    for (std::uint64_t which = 0; which < before; ++which) {
        for (const Question& question : asked) question.ask(reader.ask(), 1'000'000 + which);
    }
    for (std::uint64_t which = 0; which < times; ++which) {
        for (std::size_t i = 0; i < asked.size(); ++i) add_one(reader, asked[i], which, figures[i]);
    }
}

std::vector<Figures> measured(const std::string& file, const Office& office) {
    const std::vector<Question> asked = questions(office);
    std::vector<Figures> figures;
    CountedReader reader(file);
    for (const Question& question : asked) figures.push_back({.leaves = leaves_of(reader, question)});
    ask_all(reader, asked, figures);
    return figures;
}

long highest_memory_in_mib() {
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.rfind("VmHWM:", 0) == 0) return std::atol(line.c_str() + 6) / 1024;
    }
    return 0;
}

constexpr std::uint64_t readers = 4;
constexpr std::uint64_t rounds = 2500; // of each

store::CaseQuery mixed_question(const Office& office, std::uint64_t round, std::int64_t of) {
    const std::uint64_t which = mixed(round);
    store::CaseQuery query;
    query.limit = page_of_list;
    if (round % 5 < 2) query.state = "in review";
    switch (round % 5) {
        case 0: query.reviewer = office.reviewer(which); break;
        case 1: query.level = office.level(which); break;
        case 2: query.organization = office.organization(which); break;
        case 3: query.number = Office::number(of); break;
        default: query.member = office.member(of); break;
    }
    return query;
}

// Mixed questions, and after each a change of some case that nobody else changes.
void use(store::SqliteStore& store, const Office& office, std::uint64_t reader) {
    for (std::uint64_t round = reader; round < readers * rounds; round += readers) {
        const std::uint64_t any = mixed(round) % static_cast<std::uint64_t>(office.cases());
        const auto of = static_cast<std::int64_t>(any - any % readers + reader);
        check(!store.cases(mixed_question(office, round, of)).empty(), "a question found nothing");
        store::CaseRow row = office.now(of);
        row.reviewer = office.reviewer(round);
        const std::string note(1000, 'y');
        store::Batch batch{{{row.stream,
                             store.head(row.stream).sequence,
                             {{moment(of), "user 4", "reviewer", "Noted", 1, note}}}}};
        batch.alarms = {{row.stream, moment(of)}};
        batch.cases = {row};
        check(store.commit(batch).has_value(), "a batch was refused");
    }
}

// A server's day in short.
void serve(const std::string& file, const Office& office) {
    const long before = highest_memory_in_mib();
    {
        store::SqliteStore store({{file}, store::SigningKey({1}), readers});
        std::vector<std::thread> users;
        for (std::uint64_t reader = 0; reader < readers; ++reader)
            users.emplace_back([&, reader] { use(store, office, reader); });
        for (std::thread& user : users) user.join();
    }
    fmt::print("memory: {} MiB at most (VmHWM), {} MiB before the store was opened\n",
               highest_memory_in_mib(), before);
}

// In a process of its own, whose memory is its own too; whether all went well.
bool apart(const std::function<void()>& work) {
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        std::fflush(stdout);
        std::_Exit(0);
    }
    int status = 0;
    return child > 0 && ::waitpid(child, &status, 0) == child && status == 0;
}

void print(const Office& large, const std::vector<Figures>& few, const std::vector<Figures>& many) {
    fmt::print(
        "pages of the file, mean of {} questions; the first of each pair with {} cases, the second with {}\n",
        times, small_store, large.cases());
    fmt::print("{:<26}{:>16}{:>8}{:>16}{:>8}{:>16}{:>18}\n", "question", "leaves", "ratio", "touched",
               "ratio", "missed", "us");
    const auto names = questions(large);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Figures& a = few[i];
        const Figures& b = many[i];
        fmt::print("{:<26}{:>8.2f}{:>8.2f}{:>8.2f}{:>8.2f}{:>8.2f}{:>8.2f}{:>8.2f}{:>8.2f}{:>9.0f}{:>9.0f}\n",
                   names[i].name, a.leaves, b.leaves, b.leaves / a.leaves, a.touched, b.touched,
                   b.touched / a.touched, a.missed, b.missed, a.microseconds, b.microseconds);
    }
}

bool run(std::int64_t cases, const std::string& folder) {
    const Office few(small_store);
    const Office many(cases);
    const std::string small = folder + "/small";
    const std::string large = folder + "/large";
    if (!apart([&] { make_store(small, few); })) return false;
    const auto start = std::chrono::steady_clock::now();
    if (!apart([&] { make_store(large, many); })) return false;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    fmt::print("{} cases: {} MiB, made in {:.0f} s\n", cases, std::filesystem::file_size(large) >> 20,
               took.count());
    return apart([&] { print(many, measured(small, few), measured(large, many)); }) &&
           apart([&] { serve(large, many); });
}

} // namespace
} // namespace assent

int main(int argc, char** argv) {
    const std::int64_t cases = argc > 1 && std::isdigit(*argv[1]) ? std::atoll(argv[1]) : 1'000'000;
    std::string folder = (std::filesystem::temp_directory_path() / "assent-bench-XXXXXX").string();
    if (!::mkdtemp(folder.data())) return 1;
    const bool done = assent::run(cases, folder);
    std::filesystem::remove_all(folder);
    return done ? 0 : 1;
}
