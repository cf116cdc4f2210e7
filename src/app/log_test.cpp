#include "app/log.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "base/json_document.hpp"
#include "base/text.hpp"

namespace assent::app {
namespace {

using namespace std::chrono_literals;

constexpr LogMoment noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 28} + 12h + 5min + 9s + 7ms;

std::string json(LogEvent event, LogFields fields) { return log_line(event, fields, LogFormat::Json, noon); }
std::string text(LogEvent event, LogFields fields) { return log_line(event, fields, LogFormat::Text, noon); }

} // namespace

TEST_CASE("An event is one line of JSON, or of plain text for people") {
    const LogFields fields = {{"id", "0123456789abcdef"},
                              {"method", "GET"},
                              {"route", "/api/v1/cases/{member}/{number}"},
                              {"status", 200},
                              {"ms", 1'234us},
                              {"received", 0},
                              {"sent", 512}};
    CHECK(json(LogEvent::Request, fields) ==
          "{\"time\":\"2026-11-28T12:05:09.007Z\",\"level\":\"info\",\"event\":\"request\","
          "\"id\":\"0123456789abcdef\",\"method\":\"GET\",\"route\":\"/api/v1/cases/{member}/{number}\","
          "\"status\":200,\"ms\":1.234,\"received\":0,\"sent\":512}\n");
    CHECK(text(LogEvent::Listening, {{"url", "http://127.0.0.1:8080"}}) ==
          "2026-11-28T12:05:09.007Z info listening  url: http://127.0.0.1:8080\n");
}

TEST_CASE("A message that names a stream names nobody, and begins no other line") {
    const std::string broken = "cannot read case/M7/C12 event 3: 'standing/ana'\nand (letters/M7/C12) too";
    CHECK(text(LogEvent::Failed, {{"message", broken}}) ==
          "2026-11-28T12:05:09.007Z error failed  message: "
          "cannot read case/... event 3: 'standing/... and (letters/... too\n");
    CHECK(json(LogEvent::Failed, {{"message", "in case/M7/C12"}}).find("M7") == std::string::npos);
    CHECK(json(LogEvent::Failed, {{"message", "/srv/case/x"}}).find("/srv/case/x") != std::string::npos);
    CHECK(json(LogEvent::Failed, {{"message", "a\nb"}}).find('\n') ==
          json(LogEvent::Failed, {{"message", "a\nb"}}).size() - 1);
}

TEST_CASE("Every event has its row, and a level is not told when less is asked for") {
    std::size_t i = 0;
    for (const LogEventRow& row : log_events()) CHECK(static_cast<std::size_t>(row.event) == i++);
    std::string told;
    Log log({LogLevel::Warning, LogFormat::Text}, [&](std::string_view line) { told += line; });
    log.tell(LogEvent::Stopped);
    CHECK(told.empty());
    log.tell(LogEvent::RoundFailed, {{"failures", 2}, {"message", "the disk is full"}});
    CHECK(told.find(" error round-failed  failures: 2  message: the disk is full\n") != std::string::npos);
}

TEST_CASE("Lines of many threads are whole") {
    std::string told;
    Log log({}, [&](std::string_view line) {
        for (const char c : line) told += c;
    });
    std::vector<std::thread> speakers;
    for (int speaker = 0; speaker < 8; ++speaker) {
        speakers.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                log.tell(LogEvent::Refused, {{"kind", "too-slow"}, {"status", 408}});
        });
    }
    for (std::thread& one : speakers) one.join();
    const auto lines = base::split_lines(told);
    CHECK(lines.size() == 4'000);
    for (const std::string_view line : lines) {
        base::Diagnostics mistakes;
        base::JsonDocument document;
        REQUIRE(document.read(line, mistakes));
    }
}

} // namespace assent::app
