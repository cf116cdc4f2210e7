#pragma once
// Ten thousand requests of the complementary-therapy program, or as many as are asked for: every
// outcome, every boundary a step either side, facts left out, codes spelled as people spell them. The
// same seed gives the same requests on every platform. Nobody in them exists.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/printed_lists.hpp"
#include "calendar/date.hpp"

namespace assent::bench {

struct ServiceLine {
    std::optional<std::string> code;
    std::optional<std::int64_t> units;
};

// What is not known is empty; an empty list is known to be empty.
struct Request {
    std::optional<calendar::Date> birth_date;
    std::optional<bool> eligible;
    std::optional<calendar::Date> start;
    std::optional<std::vector<std::optional<std::string>>> diagnoses;
    std::optional<Discipline> discipline;
    std::optional<std::vector<std::optional<Discipline>>> services;
    std::optional<std::vector<ServiceLine>> lines;
    std::optional<std::int64_t> used; // therapy units, in the calendar year of the start
    std::string json;                 // the same, as `assent decide` reads it
};

std::vector<Request> generate_requests(std::uint64_t seed, std::size_t count);

constexpr std::uint64_t usual_seed = 20211001;
constexpr std::size_t usual_count = 10'000;

std::string_view to_text(Discipline); // "physical therapy"

} // namespace assent::bench
