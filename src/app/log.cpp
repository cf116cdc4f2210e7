#include "app/log.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "base/expects.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "calendar/date.hpp"
#include "store/stream_id.hpp"

namespace assent::app {
namespace {

using enum LogLevel;

constexpr std::array rows{
    LogEventRow{LogEvent::Listening, Info, "listening", "version data url",
                "Everything is built, and requests are taken from now on."},
    LogEventRow{LogEvent::Doubt, Warning, "doubt", "place message hint",
                "Something in the configuration is probably not what was meant."},
    LogEventRow{LogEvent::Request, Info, "request", "id method route status ms received sent",
                "A request was answered; `route` is its pattern, empty when nothing is at its address."},
    LogEventRow{LogEvent::Refused, Info, "refused", "id kind status",
                "A request was turned away before anything looked at it."},
    LogEventRow{LogEvent::Failed, Error, "failed", "id message",
                "The world broke under a request, which was answered 503, or under a connection."},
    LogEventRow{LogEvent::Checkpoint, Debug, "checkpoint", "number position", "The log was signed."},
    LogEventRow{LogEvent::GivenUp, Warning, "given-up", "notices",
                "Notices could not be sent, and are not tried again until somebody looks."},
    LogEventRow{LogEvent::RoundFailed, Error, "round-failed", "failures message",
                "Time could not be let pass over some cases, or what they owe not be handed on; the first "
                "reason. It is tried again every second, and told again when it changes."},
    LogEventRow{LogEvent::RoundMended, Info, "round-mended", "", "A round met nothing broken again."},
    LogEventRow{LogEvent::CertificateRead, Info, "certificate-read", "ends",
                "Certificate and key were read again, and are shown from now on."},
    LogEventRow{LogEvent::CertificateKept, Error, "certificate-kept", "message",
                "Certificate and key could not be read again; the old ones are shown."},
    LogEventRow{LogEvent::OpenIdFailed, Warning, "open-id-failed", "message",
                "Somebody could not be signed in by the provider of OpenID Connect, and why."},
    LogEventRow{LogEvent::Stopping, Info, "stopping", "signal",
                "No more is taken, and what was accepted is finished."},
    LogEventRow{LogEvent::Stopped, Info, "stopped", "ms", "Everything that was accepted was answered."},
};

const LogEventRow& row_of(LogEvent event) {
    const LogEventRow& row = rows[static_cast<std::size_t>(event)];
    base::expects(row.event == event, "the events stand in their order");
    return row;
}

// Whether each field stands in the row, in its order.
bool belong(LogFields fields, const LogEventRow& row) {
    const auto names = base::split(row.fields, ' ');
    auto at = names.begin();
    return std::all_of(fields.begin(), fields.end(), [&](const LogField& field) {
        at = std::find(at, names.end(), field.name);
        return at != names.end();
    });
}

bool begins_word(std::string_view text, std::size_t at) {
    return at == 0 || std::string_view(" '\"`(").find(text[at - 1]) != std::string_view::npos;
}

// "cannot read case/M7/C12 event 3" names a member: "cannot read case/... event 3" does not.
std::string without_keys(std::string_view text) {
    std::string kept(text);
    using enum store::StreamKind;
    for (const store::StreamKind kind : {Case, Letters, Ledger, Standing, Intake}) {
        const std::string word = std::string(to_text(kind)) + "/";
        for (std::size_t at = kept.find(word); at != std::string::npos; at = kept.find(word, at + 1)) {
            if (!begins_word(kept, at)) continue;
            const std::size_t end = std::min(kept.find_first_of(" \t\r\n", at), kept.size());
            kept.replace(at + word.size(), end - at - word.size(), "...");
        }
    }
    return kept;
}

std::string milliseconds_text(std::chrono::microseconds time) {
    return fmt::format("{}.{:03}", time.count() / 1000, time.count() % 1000);
}

std::string time_text(LogMoment at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::hh_mm_ss time(at - day);
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", calendar::to_text(calendar::Date(day)),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

std::string json_line(const LogEventRow& row, LogFields fields, LogMoment at) {
    std::string line;
    base::JsonWriter json(line);
    json.begin_object().key("time").value(std::string_view(time_text(at)));
    json.key("level").value(to_text(row.level)).key("event").value(row.word);
    for (const LogField& field : fields) {
        json.key(field.name);
        if (const auto* text = std::get_if<std::string_view>(&field.value))
            json.value(std::string_view(without_keys(*text)));
        else if (const auto* whole = std::get_if<std::int64_t>(&field.value))
            json.value(*whole);
        else
            json.number(milliseconds_text(std::get<std::chrono::microseconds>(field.value)));
    }
    json.end_object();
    return line + "\n";
}

// A value cannot begin another line.
std::string plain(std::string_view text) {
    std::string kept = without_keys(text);
    std::replace_if(kept.begin(), kept.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; }, ' ');
    return kept;
}

std::string text_line(const LogEventRow& row, LogFields fields, LogMoment at) {
    std::string line = fmt::format("{} {} {}", time_text(at), to_text(row.level), row.word);
    for (const LogField& field : fields) {
        line += fmt::format("  {}: ", field.name);
        if (const auto* text = std::get_if<std::string_view>(&field.value))
            line += plain(*text);
        else if (const auto* whole = std::get_if<std::int64_t>(&field.value))
            line += std::to_string(*whole);
        else
            line += milliseconds_text(std::get<std::chrono::microseconds>(field.value));
    }
    return line + "\n";
}

// Nobody could be told that it failed.
void write_to_standard_error(std::string_view line) {
    while (!line.empty()) {
        const ssize_t count = ::write(STDERR_FILENO, line.data(), line.size());
        if (count < 0 && errno != EINTR) return;
        if (count > 0) line.remove_prefix(static_cast<std::size_t>(count));
    }
}

} // namespace

std::string_view to_text(LogLevel level) {
    constexpr std::array<std::string_view, 4> words{"error", "warning", "info", "debug"};
    return words[static_cast<std::size_t>(level)];
}

std::span<const LogEventRow> log_events() { return rows; }

std::string log_line(LogEvent event, LogFields fields, LogFormat format, LogMoment at) {
    const LogEventRow& row = row_of(event);
    base::expects(belong(fields, row), "an event is told with the fields of its row");
    return format == LogFormat::Json ? json_line(row, fields, at) : text_line(row, fields, at);
}

Log::Log(LogSettings settings) : Log(settings, write_to_standard_error) {}

void Log::tell(LogEvent event, LogFields fields) {
    if (row_of(event).level > settings_.level) return;
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const std::string line = log_line(event, fields, settings_.format, now);
    const std::scoped_lock lock(mutex_);
    write_(line);
}

} // namespace assent::app
