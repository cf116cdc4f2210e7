#pragma once
// Facts and papers as a client tells them, by the names and types of a program: "request.start" is a date,
// "line.units" stands as "units" in an object of the service lines. What the program does not know, or what
// has another type, is a mistake at its place.

#include <vector>

#include "base/json_writer.hpp"
#include "casework/handed_in.hpp"
#include "casework/rule_book.hpp"
#include "http/body_reader.hpp"

namespace assent::http {

constexpr std::size_t most_lines = 100; // of one request

class FactsReader {
public:
    FactsReader(const casework::RuleBook& book, BodyReader& body) : book_(book), body_(body) {}

    // Reads the member `facts`: an object of names and values; an empty list is known to be empty.
    void read_facts(std::vector<casework::Known>& facts);

    // Reads the member `lines`: a list of objects; how many there are.
    std::uint16_t read_lines(std::vector<casework::Known>& facts);

private:
    void read_members(const base::JsonNode& object, int line, std::vector<casework::Known>& facts);
    void read_value(const base::JsonNode& node, casework::Known known, std::vector<casework::Known>& facts);
    std::vector<std::string> names(bool of_lines) const;

    const casework::RuleBook& book_;
    BodyReader& body_;
};

// How a fact of service lines is called in an object of one: "units" for "line.units".
std::string_view in_line(std::string_view fact);

// A value as it was told, for a client: "2026-12-10", "97110", "yes", 72.
void write_value(const policy::Program& program, const casework::Known& known, base::JsonWriter& json);

} // namespace assent::http
