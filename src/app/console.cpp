#include "app/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/failure.hpp"

namespace assent::app {
namespace {

void write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw base::Failure(fmt::format("cannot write: {}", std::strerror(errno)));
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string coloured(std::string text, base::Severity severity) {
    const bool error = severity == base::Severity::Error;
    const std::string_view word = error ? "error:" : "warning:";
    const std::size_t at = text.find(word);
    if (at != std::string::npos) {
        text.replace(at, word.size(), fmt::format("\x1b[{}m{}\x1b[0m", error ? "31;1" : "33;1", word));
    }
    return text;
}

} // namespace

Console::Console()
    : answers_are_seen_(isatty(STDOUT_FILENO) == 1), mistakes_are_seen_(isatty(STDERR_FILENO) == 1) {
    const char* no_color = std::getenv("NO_COLOR");
    colours_ = no_color == nullptr || *no_color == '\0';
}

void Console::say(std::string_view text) { answers_ += text; }

void Console::complain(std::string_view text) {
    flush(); // what was said before stands before
    write_all(STDERR_FILENO, text);
}

void Console::flush() {
    write_all(STDOUT_FILENO, answers_);
    answers_.clear();
}

void Console::list(const base::Diagnostics& diagnostics, Stream where) {
    const bool seen = where == Stream::Answers ? answers_are_seen_ : mistakes_are_seen_;
    std::string text;
    for (const base::Diagnostic& one : diagnostics) {
        text += colours_ && seen ? coloured(to_text(one), one.severity) : to_text(one);
    }
    if (where == Stream::Answers) {
        say(text);
    } else {
        complain(text);
    }
}

base::JsonLayout Console::json_layout() const {
    return answers_are_seen_ ? base::JsonLayout::Indented : base::JsonLayout::Compact;
}

void write_diagnostics(const base::Diagnostics& diagnostics, base::JsonWriter& json) {
    json.begin_array();
    for (const base::Diagnostic& one : diagnostics) {
        const base::Place& at = one.place;
        const bool in_json = at.file.empty();
        json.begin_object()
            .key("severity")
            .value(one.severity == base::Severity::Error ? "error" : "warning");
        if (in_json) {
            json.key("pointer").value(at.pointer);
        } else {
            json.key("file").value(at.file).key("line").value(at.line).key("column").value(at.column);
        }
        json.key("message").value(one.message).key("hint").value(one.hint).end_object();
    }
    json.end_array();
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

} // namespace assent::app
