#pragma once
// Where a command speaks: answers on standard output, mistakes on standard error. Colours are for
// people alone: a terminal, and NO_COLOR not set. What cannot be written (a full disk, a closed pipe)
// throws base::Failure, so that no command ends well with half an answer.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/diagnostics.hpp"
#include "base/json_writer.hpp"

namespace assent::app {

// What every command returns to its caller.
enum class ExitCode : std::uint8_t { Fine = 0, WrongInput = 1, WrongUsage = 2, BrokenWorld = 3 };

class Console {
public:
    enum class Stream : std::uint8_t { Answers, Mistakes };

    Console(); // looks at the terminal and at NO_COLOR

    // Held back until flush(), so that many small pieces cost one write.
    void say(std::string_view text);
    // At once.
    void complain(std::string_view text);
    void flush();

    // Each mistake with its place and its hint; `error` and `warning` in colour on a terminal.
    void list(const base::Diagnostics& diagnostics, Stream where = Stream::Mistakes);

    // For people on a terminal, compact for machines.
    base::JsonLayout json_layout() const;

private:
    std::string answers_;
    bool answers_are_seen_, mistakes_are_seen_; // by a person, on a terminal
    bool colours_;
};

// [{"severity", "file", "line", "column", "message", "hint"}]; a place in JSON is a "pointer" instead.
void write_diagnostics(const base::Diagnostics& diagnostics, base::JsonWriter& json);

// A whole number as a person writes it after a noun: "1 error", "2 errors".
std::string counted(std::size_t count, std::string_view noun);

} // namespace assent::app
