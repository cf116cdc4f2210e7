#pragma once
// A configuration file in TOML as a list of what is written in it, each with its place. Knows no option. The
// one source that includes toml++.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace assent::app {

// What a value is in TOML: Section is one with nothing in it; Other is a float, a date, a list.
enum class Written : std::uint8_t { Text, Whole, Truth, Section, Other };

struct WrittenValue {
    std::string key;  // "server.port"
    std::string text; // "8080"; "" of Other
    Written form = Written::Other;
    base::Place key_at, at;
};

// In the order of the file. What is no TOML is told at its first mistake, for what follows that is not
// understood.
base::Result<std::vector<WrittenValue>> read_config_text(std::string_view text, const std::string& name);

} // namespace assent::app
