// bench_agree: the engine, the rules written by hand and the tuned ones decide the same requests, each
// from memory and from JSON, and must say the same. Prints the first differences, what the requests are made
// of and what was allocated; ends with 1 when something differs, a boundary is not among them, or a warm
// engine allocated.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/json_document.hpp"
#include "bench/allocations.hpp"
#include "bench/engine.hpp"
#include "bench/hand_tuned.hpp"

namespace assent::bench {
namespace {

constexpr std::size_t most_shown = 10;
constexpr std::array outcome_names{"approve", "offer", "refer", "ask"};

std::string shown(const HandVerdict& verdict) {
    std::string text =
        fmt::format("{} because {}", outcome_names.at(static_cast<std::size_t>(verdict.outcome)),
                    fmt::join(verdict.because, ", "));
    if (verdict.offer) text += fmt::format("; {} units", *verdict.offer);
    if (verdict.from) text += "; from " + calendar::to_text(*verdict.from);
    if (verdict.through) text += "; through " + calendar::to_text(*verdict.through);
    return text;
}

constexpr std::string_view not_read = "not read";

// What each of them says of one request.
struct Answers {
    std::array<std::string, 6> all;

    static constexpr std::array names{"by hand, memory", "by hand, JSON",  "tuned, memory",
                                      "tuned, JSON",     "engine, memory", "engine, JSON"};

    bool agree() const {
        return all.front() != not_read &&
               std::ranges::all_of(all, [&](const std::string& one) { return one == all.front(); });
    }
};

// One boundary, and how many requests stand on it.
struct Boundary {
    std::string name;
    std::size_t count = 0;
};

class Boundaries {
public:
    void note(std::string name, bool stands_on_it) {
        for (Boundary& boundary : all_) {
            if (boundary.name != name) continue;
            boundary.count += stands_on_it;
            return;
        }
        all_.push_back({std::move(name), stands_on_it});
    }
    const std::vector<Boundary>& all() const { return all_; }

private:
    std::vector<Boundary> all_;
};

bool names(const Request& request, std::string_view code) {
    if (!request.diagnoses) return false;
    for (const auto& item : *request.diagnoses) {
        if (item && diagnosis_key(*item) == diagnosis_key(code)) return true;
    }
    return false;
}

std::optional<std::int64_t> units_of(const Request& request) {
    if (!request.lines) return std::nullopt;
    std::int64_t total = 0;
    for (const ServiceLine& line : *request.lines) {
        if (!line.units) return std::nullopt;
        total += *line.units;
    }
    return total;
}

void note_dates(const Request& request, Boundaries& boundaries) {
    using namespace std::chrono_literals;
    const auto starts_on = [&](calendar::Date day) { return request.start == day; };
    for (const std::string_view code : {"M54.5", "M54.50", "M54.51", "M54.59"}) {
        const bool named = names(request, code);
        boundaries.note(fmt::format("{} on 2021-09-30", code), named && starts_on(2021y / 9 / 30));
        boundaries.note(fmt::format("{} on 2021-10-01", code), named && starts_on(2021y / 10 / 1));
    }
    boundaries.note("starts on 29 February", starts_on(2024y / 2 / 29));
    boundaries.note("starts on the last day of a year", starts_on(2026y / 12 / 31));
    boundaries.note("starts on the first day of a year", starts_on(2027y / 1 / 1));
    if (!request.start || !request.birth_date) return;
    const calendar::Date birthday = calendar::add_years(*request.birth_date, 21);
    for (const int days : {-1, 0, 1}) {
        boundaries.note(fmt::format("{:+} days from the 21st birthday", days),
                        *request.start - birthday == std::chrono::days{days});
    }
    boundaries.note("born on 29 February, 21 on 1 March",
                    *request.birth_date == 2004y / 2 / 29 && starts_on(2025y / 3 / 1));
}

void note_units(const Request& request, Boundaries& boundaries) {
    const auto total = units_of(request);
    if (!total || !request.used) return;
    const std::int64_t left = std::max<std::int64_t>(0, 120 - *request.used);
    for (const int more : {-1, 0, 1})
        boundaries.note(fmt::format("{:+} units from what is left", more), *total - left == more);
    for (const std::int64_t edge : {0, 1, 119, 120})
        boundaries.note(fmt::format("{} units left", edge), left == edge);
    for (const std::int64_t edge : {119, 120, 121})
        boundaries.note(fmt::format("{} units asked for", edge), total == edge);
}

class Comparison {
public:
    Comparison(const policy::Program& program, const std::vector<Request>& requests)
        : program_(program), requests_(requests), facts_(program), reader_(program) {}

    bool run() {
        for (int round = 0; round < 2; ++round) { // the second one is warm
            warm_ = round == 1;
            for (std::size_t i = 0; i < requests_.size(); ++i) compare(i);
        }
        for (const Request& request : requests_) {
            note_dates(request, boundaries_);
            note_units(request, boundaries_);
        }
        return report();
    }

private:
    void compare(std::size_t index) {
        const Request& request = requests_[index];
        std::string padded = request.json;
        padded.resize(padded.size() + std::max(HandReader::json_padding, TunedReader::json_padding));
        const std::string_view json = std::string_view(padded).substr(0, request.json.size());
        const HandVerdict by_hand = decide_by_hand(request);
        const Answers answers{{shown(by_hand), by_hand_from_json(json),
                               shown(as_hand_verdict(decide_tuned(packed_facts(request)))),
                               tuned_from_json(json), engine_from_memory(request),
                               engine_from_json(request)}};
        if (warm_) {
            outcomes_.at(static_cast<std::size_t>(by_hand.outcome))++;
            return;
        }
        if (answers.agree() || ++differences_ > most_shown) return;
        fmt::print("request {}: {}\n", index, request.json);
        for (std::size_t i = 0; i < answers.all.size(); ++i)
            fmt::print("  {:16} {}\n", Answers::names.at(i), answers.all.at(i));
    }

    std::string by_hand_from_json(std::string_view json) {
        if (!hand_reader_.read(json, hand_facts_)) return std::string(not_read);
        return shown(decide_by_hand(hand_facts_));
    }

    std::string tuned_from_json(std::string_view json) {
        TunedFacts facts;
        if (!tuned_reader_.read(json, facts)) return std::string(not_read);
        return shown(as_hand_verdict(decide_tuned(facts)));
    }

    std::string engine_from_memory(const Request& request) {
        const policy::Facts facts = engine_facts(program_, request);
        const std::uint64_t before = allocations();
        const policy::Verdict verdict = policy::decide(program_, facts);
        if (warm_) deciding_ += allocations() - before;
        return shown(as_hand_verdict(program_, verdict));
    }

    std::string engine_from_json(const Request& request) {
        base::Diagnostics diagnostics;
        const std::uint64_t before = allocations();
        if (!document_.read(request.json, diagnostics) || !reader_.read(document_, facts_, diagnostics)) {
            fmt::print("{}", base::to_text(diagnostics));
            return std::string(not_read);
        }
        const policy::Verdict verdict = policy::decide(program_, facts_);
        if (warm_) {
            (diagnostics.empty() ? reading_ : warning_) += allocations() - before;
            warned_ += !diagnostics.empty();
        }
        return shown(as_hand_verdict(program_, verdict));
    }

    bool report() const {
        fmt::print("{} requests, {} of them decided differently\n", requests_.size(), differences_);
        for (std::size_t i = 0; i < outcomes_.size(); ++i) {
            fmt::print("  {:8} {:5.1f} %\n", outcome_names.at(i),
                       100.0 * static_cast<double>(outcomes_.at(i)) / static_cast<double>(requests_.size()));
        }
        bool missing = false;
        for (const Boundary& boundary : boundaries_.all()) {
            missing |= boundary.count == 0;
            fmt::print("  {:36} {:5}\n", boundary.name, boundary.count);
        }
        fmt::print("allocations of the warm engine: {} to decide, {} to read JSON and decide\n", deciding_,
                   reading_);
        fmt::print("  and {} to warn of codes without a shape, in {} requests\n", warning_, warned_);
        return differences_ == 0 && !missing && deciding_ == 0 && reading_ == 0;
    }

    const policy::Program& program_;
    const std::vector<Request>& requests_;
    base::JsonDocument document_;
    policy::Facts facts_;
    policy::RequestReader reader_;
    HandReader hand_reader_;
    Request hand_facts_;
    TunedReader tuned_reader_;
    Boundaries boundaries_;
    std::array<std::size_t, outcome_names.size()> outcomes_{};
    std::size_t differences_ = 0;
    std::size_t warned_ = 0;
    std::uint64_t deciding_ = 0, reading_ = 0, warning_ = 0;
    bool warm_ = false;
};

} // namespace
} // namespace assent::bench

int main() {
    using namespace assent::bench;
    const assent::policy::Program program = read_program();
    const std::vector<Request> requests = generate_requests(usual_seed, usual_count);
    return Comparison(program, requests).run() ? 0 : 1;
}
