#pragma once
// An option of the server, declared once: how it is called in the file, in the environment and on the command
// line, what it takes, what holds when nobody says otherwise, and the sentence that documents it. From the
// one table in server_options.cpp comes everything that reads, checks, shows or documents an option. A value
// is text until it has been looked at; no message repeats it, for it may be a secret.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::app {

struct HouseSettings;

enum class OptionKind : std::uint8_t {
    Text,   // an address
    Path,   // of a file or a folder
    Whole,  // a whole number
    Bytes,  // a size: "4 MiB", or a number of bytes
    Time,   // how long: "30 s"
    Truth,  // true or false
    Choice, // one of a few words
    Moment, // in UTC, to the second
    Secret  // text that is never shown
};

struct OptionValue {
    std::string text;
    std::int64_t number = 0; // of Whole; of Bytes in bytes, of Time in milliseconds, of Truth 0 or 1
};

struct ServerOption {
    std::string_view key; // "server.port"
    OptionKind kind;
    std::string_view standard = {}; // what holds when nobody says otherwise; "": nothing
    std::string_view example;       // what somebody might write
    std::string_view sentence;
    void (*put)(const OptionValue&, HouseSettings&);
    std::string_view flag = {};       // "--port"; "": none
    std::int64_t least = 0, most = 0; // of Whole, Bytes and Time; of a secret the least length
    std::string_view choices = {};    // "auto json text"
    bool in_file = true;              // false: it is for the environment alone
};

std::span<const ServerOption> server_options(); // those without a section first, then section by section

std::string environment_name(const ServerOption& option); // "ASSENT_SERVER_PORT"
std::string_view section_of(const ServerOption& option);  // "server"; "" without one
std::string_view name_of(const ServerOption& option);     // "port"

// What the text says; nothing when the option does not take it.
std::optional<OptionValue> read_option(const ServerOption& option, std::string_view text);

// "a whole number from 0 to 65535"
std::string taken_by(const ServerOption& option);

// As it stands in the file: 8080, true, "30 s".
std::string in_file_text(const ServerOption& option, std::string_view text);

} // namespace assent::app
