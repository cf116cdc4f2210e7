// Logs that were written by an older release are read by this one, for ever. Each file of tests/logs is one
// case: a line for each event, as the log keeps it. What the case then is stands beside it. A file is added
// when a kind of event gets a new version; none is ever rewritten. Every kind of event there is stands in
// some file.
//
// To write files for kinds that no file has, from the timelines of all programs:
//
//   ASSENT_WRITE_LOGS=1 build/test_old_logs

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "app/playbill.hpp"
#include "app/stage.hpp"
#include "base/text.hpp"
#include "casework/event_json.hpp"
#include "casework/fields_json.hpp"
#include "catalog/file_text.hpp"

namespace {

namespace fs = std::filesystem;
using namespace assent;
using casework::field;

const fs::path logs = fs::path(ASSENT_SOURCE_DIR) / "tests" / "logs";

struct Line {
    std::string kind, by, what;
    std::int64_t version = 0;
    calendar::Instant at{};
    casework::Role role = casework::Role::System;
};

constexpr auto fields(const Line*) {
    return std::tuple(field("kind", &Line::kind), field("version", &Line::version), field("at", &Line::at),
                      field("by", &Line::by), field("role", &Line::role), field("what", &Line::what));
}

casework::Event event_of(const Line& line) {
    auto what = casework::read_event(line.kind, static_cast<std::uint16_t>(line.version), line.what);
    if (!what) FAIL(base::to_text(what.error()));
    return {line.at, {line.by}, line.role, std::move(*what)};
}

std::string log_of(const casework::Events& events) {
    std::string text;
    for (const casework::Event& one : events) {
        text += casework::fields_json(Line{std::string(kind_of(one.what)), one.by.text, to_json(one.what),
                                           casework::event_version, one.at, one.role}) +
                "\n";
    }
    return text;
}

std::vector<Line> lines_in(const std::string& text) {
    std::vector<Line> all;
    for (const std::string_view line : base::split_lines(text)) {
        auto read = casework::read_fields<Line>(line);
        if (!read) FAIL(base::to_text(read.error()));
        all.push_back(std::move(*read));
    }
    return all;
}

std::string described(const std::optional<casework::Granted>& granted) {
    if (!granted) return "nothing";
    return fmt::format("{} units, {} a week, {} to {}", granted->units, granted->frequency,
                       calendar::to_text(granted->from), calendar::to_text(granted->through));
}

// What the case is, as far as anybody above would see a difference.
std::string summary(const casework::Case& of) {
    std::string text = fmt::format("{} events, {} marks, {} notices, {} threads, {} flags, {} passed{}\n",
                                   of.events, of.marks.size(), of.notices.size(), of.threads.size(),
                                   of.flags.size(), of.passed.size(), of.held ? ", held" : "");
    for (const casework::Request& one : of.requests) {
        text += fmt::format(
            "request {}, outcome {}, ended {}, level {}, reviewer '{}', {} facts, {} papers, number '{}'\n",
            to_text(one.state), one.outcome ? static_cast<int>(*one.outcome) : -1,
            one.ended ? static_cast<int>(*one.ended) : -1, one.level, one.reviewer.text, one.facts.size(),
            one.papers.size(), one.number);
        for (const casework::LineState& line : one.lines)
            text += fmt::format("  line {}{}: {}; '{}'\n", line.determined ? "determined" : "open",
                                line.adverse ? ", adverse" : "", described(line.granted), line.rationale);
    }
    for (const casework::NoticeState& one : of.notices)
        text += fmt::format("notice {} of line {}: {} at {}\n", one.notice, one.line,
                            static_cast<int>(one.delivery), one.at.time_since_epoch().count());
    return text;
}

std::vector<fs::path> log_files() {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(logs)) {
        if (entry.path().extension() == ".log") all.push_back(entry.path());
    }
    std::sort(all.begin(), all.end());
    return all;
}

casework::Case replayed(const std::vector<Line>& lines) {
    casework::Events events;
    for (const Line& line : lines) events.push_back(event_of(line));
    return replay({"old"}, {"member"}, events);
}

template <std::size_t... I>
std::set<std::string> every_kind(std::index_sequence<I...>) {
    return {std::string(kind_of(casework::What(std::in_place_index<I>)))...};
}

std::set<std::string> kinds_in_files() {
    std::set<std::string> kinds;
    for (const fs::path& file : log_files()) {
        for (const Line& line : lines_in(catalog::file_text(file))) kinds.insert(line.kind);
    }
    return kinds;
}

void write_log(const timelines::Play& play, std::set<std::string>& covered) {
    casework::Events events;
    for (const timelines::Played& one : play.played)
        events.insert(events.end(), one.events.begin(), one.events.end());
    bool fresh = false;
    for (const casework::Event& one : events) fresh |= covered.insert(std::string(kind_of(one.what))).second;
    if (!fresh) return;
    std::string name = play.timeline->name;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; },
        '-');
    const fs::path file = logs / fmt::format("1-{}.log", name.substr(0, 60));
    std::ofstream(file, std::ios::binary) << log_of(events);
    std::ofstream(fs::path(file).replace_extension(".expected"), std::ios::binary)
        << summary(replay({"old"}, {"member"}, events));
}

void write_missing_logs() {
    std::set<std::string> covered = kinds_in_files();
    base::Diagnostics diagnostics;
    for (const app::Playbill& bill : app::playbills(ASSENT_SOURCE_DIR "/programs", "", diagnostics)) {
        const auto stage = app::Stage::of(bill.version);
        if (!stage) continue;
        for (const timelines::Timeline& one : bill.timelines) write_log(stage->play(one), covered);
    }
    for (const fs::path& file : log_files()) { // one that was written by hand
        const fs::path expected = fs::path(file).replace_extension(".expected");
        if (!fs::exists(expected))
            std::ofstream(expected, std::ios::binary)
                << summary(replayed(lines_in(catalog::file_text(file))));
    }
}

} // namespace

TEST_CASE("Every log that was ever written is read, and makes the case that it made then") {
    if (std::getenv("ASSENT_WRITE_LOGS") != nullptr) write_missing_logs();
    REQUIRE_FALSE(log_files().empty());
    for (const fs::path& file : log_files()) {
        CAPTURE(file.filename().string());
        const auto lines = lines_in(catalog::file_text(file));
        CHECK(summary(replayed(lines)) == catalog::file_text(fs::path(file).replace_extension(".expected")));
    }
}

TEST_CASE("Every kind of event that there is stands in an old log") {
    std::set<std::string> kinds = every_kind(std::make_index_sequence<std::variant_size_v<casework::What>>());
    for (const std::string& kind : kinds_in_files()) kinds.erase(kind);
    std::vector<std::string> missing(kinds.begin(), kinds.end());
    INFO(base::join(missing, ", "));
    CHECK(missing.empty());
}
