#pragma once
// What a server runs with: of each option what the command line says, or else the environment, or else the
// file, or else what holds when nobody says otherwise; every mistake with its place and what to write
// instead. Reads the file and nothing else: neither certificates nor data are looked at, and no secret is in
// any text.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/console.hpp"
#include "app/house_settings.hpp"
#include "app/server_option.hpp"
#include "base/diagnostics.hpp"

namespace assent::app {

struct Told {
    std::string file = {};                               // "": none
    std::map<std::string, std::string> environment = {}; // whose names begin with ASSENT_
    std::map<std::string, std::string> flags = {};       // by the keys of their options
};

// Those of this process.
std::map<std::string, std::string> assent_environment();

enum class Origin : std::uint8_t { Standard, File, Environment, CommandLine };

struct Setting {
    const ServerOption* option = nullptr;
    OptionValue value = {}; // its text is "" when nobody says anything
    Origin origin = Origin::Standard;
    base::Place place = {};
};

struct Configuration {
    std::string file;              // that was read; "": none
    std::vector<Setting> settings; // one for each option, in the order of the table
    base::Diagnostics findings;
    HouseSettings house; // without errors
};

// What a command answers to the findings of a configuration: a mistake of the command line is another thing
// than one of a file.
ExitCode code_of(const base::Diagnostics& findings);

Configuration configure(const Told& told);

// As a person reads it: each option with its value and where it comes from, a line each.
std::string shown(const Configuration& configuration);

} // namespace assent::app
