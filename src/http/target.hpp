#pragma once
// The target of a request, decoded once and never again: what a handler compares is what was meant. Anything
// that two programs could read differently is no target at all: an encoded slash, a segment that climbs,
// bytes that are not UTF-8. Pure.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace assent::http {

struct Target {
    std::string path;                         // begins with a slash
    std::map<std::string, std::string> query; // of a name that comes twice the last; a plus is a space
};

// Nothing when it is not a path, with or without a query (origin-form of RFC 9112), or not to be trusted.
std::optional<Target> read_target(std::string_view text);

// The text that is read as that target.
std::string write_target(const Target& target);

// The fields of a form as a browser sends it (application/x-www-form-urlencoded); of a name that comes twice
// the last. Nothing for what no browser sends.
std::optional<std::map<std::string, std::string>> read_form(std::string_view body);

} // namespace assent::http
