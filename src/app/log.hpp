#pragma once
// What a running server tells whoever operates it: one line on standard error for each event, as JSON for
// programs or as plain text for people, whole also when several threads speak. The events and their fields
// are a closed list, so that what can be in a log can be read in one place. No line holds anything of a
// member: a request is told by the pattern of its route, and a stream by its kind, whatever a message says.

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace assent::app {

enum class LogLevel : std::uint8_t { Error, Warning, Info, Debug };
enum class LogFormat : std::uint8_t { Json, Text };

std::string_view to_text(LogLevel); // "error"

enum class LogEvent : std::uint8_t {
    Listening,
    Doubt,
    Request,
    Refused,
    Failed,
    Checkpoint,
    GivenUp,
    RoundFailed,
    RoundMended,
    CertificateRead,
    CertificateKept,
    OpenIdFailed,
    Stopping,
    Stopped
};

struct LogEventRow {
    LogEvent event;
    LogLevel level;
    std::string_view word;     // "request"
    std::string_view fields;   // "method route status", in this order; of a line any may be missing
    std::string_view sentence; // for docs/operations.md
};

std::span<const LogEventRow> log_events(); // in the order of LogEvent

using LogValue = std::variant<std::string_view, std::int64_t, std::chrono::microseconds>; // shown in ms
struct LogField {
    std::string_view name;
    LogValue value;
};
using LogFields = std::initializer_list<LogField>;

struct LogSettings {
    LogLevel level = LogLevel::Info; // and everything more urgent
    LogFormat format = LogFormat::Json;
};

// A moment to the millisecond, as the real clock has it.
using LogMoment = std::chrono::sys_time<std::chrono::milliseconds>;

// Pure: one line with its end. Requires: the fields are those of the event's row, in its order.
std::string log_line(LogEvent event, LogFields fields, LogFormat format, LogMoment at);

class Log {
public:
    using Write = std::function<void(std::string_view line)>;

    explicit Log(LogSettings settings); // to standard error; what cannot be written there is lost
    Log(LogSettings settings, Write write) : settings_(settings), write_(std::move(write)) {}

    // From any thread.
    void tell(LogEvent event, LogFields fields = {});

private:
    const LogSettings settings_;
    const Write write_;
    std::mutex mutex_;
};

} // namespace assent::app
