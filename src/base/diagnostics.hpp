#pragma once
// What is wrong with something that was handed in: every mistake of one run, each with its place,
// what is wrong, and what to do instead. A place is a line of a file, or a JSON pointer. A message
// names words of policies, never the value of a member's fact.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::base {

enum class Severity : std::uint8_t { Error, Warning };

// Where a mistake stands. `line` and `column` count from 1 in bytes; 0 means there is none, and
// then `pointer` (RFC 6901) may say where in a JSON document.
struct Place {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string pointer;

    friend bool operator==(const Place&, const Place&) = default;
};

struct Diagnostic {
    Severity severity = Severity::Error;
    Place place;
    std::string message; // what is wrong, one sentence without its full stop
    std::string hint;    // what to write instead; may be empty

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

class Diagnostics {
public:
    void error(Place place, std::string message, std::string hint = {});
    void warning(Place place, std::string message, std::string hint = {});
    void append(Diagnostics more);

    bool has_errors() const { return errors_ > 0; }
    std::size_t errors() const { return errors_; }
    bool empty() const { return all_.empty(); }
    std::size_t size() const { return all_.size(); }
    auto begin() const { return all_.begin(); }
    auto end() const { return all_.end(); }

    // By file, line and column, as a reader meets them; order of the same place is kept.
    void sort();

private:
    std::vector<Diagnostic> all_;
    std::size_t errors_ = 0;
};

// "program.policy:12:3: error: message" and, on a line of its own, "    hint".
std::string to_text(const Diagnostic&);
std::string to_text(const Diagnostics&);

} // namespace assent::base
