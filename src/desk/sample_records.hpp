#pragma once
// What stands in each record of a sample of decisions. A field's name is part of every log that was ever
// written. For the sources of this folder only.

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "casework/actor.hpp"
#include "casework/fields_json.hpp"
#include "desk/second_opinions.hpp"

namespace assent::desk {

using casework::field;

inline constexpr std::string_view drawn = "Drawn", asked = "Asked", opinion = "Opinion";

struct DrawnDecision {
    std::string of;
    casework::RequestNo request = 0;
    std::int64_t before = 0;
    calendar::Instant at{};
    casework::PersonId by;
    std::vector<std::string> decided;
};
constexpr auto fields(const DrawnDecision*) {
    return std::tuple(field("case", &DrawnDecision::of), field("request", &DrawnDecision::request),
                      field("before", &DrawnDecision::before), field("at", &DrawnDecision::at),
                      field("by", &DrawnDecision::by), field("decided", &DrawnDecision::decided));
}

struct Drawn {
    std::string program, month, seed;
    std::vector<DrawnDecision> decisions;
};
constexpr auto fields(const Drawn*) {
    return std::tuple(field("program", &Drawn::program), field("month", &Drawn::month),
                      field("seed", &Drawn::seed), field("decisions", &Drawn::decisions));
}

// That somebody is to look at it.
struct Asked {
    std::string of;
    casework::PersonId reviewer;
};
constexpr auto fields(const Asked*) {
    return std::tuple(field("case", &Asked::of), field("reviewer", &Asked::reviewer));
}

constexpr auto fields(const LineView*) {
    return std::tuple(field("would", &LineView::would), field("reason", &LineView::reason));
}

struct Opinion {
    std::string of;
    std::vector<LineView> lines;
};
constexpr auto fields(const Opinion*) {
    return std::tuple(field("case", &Opinion::of), field("lines", &Opinion::lines));
}

store::StreamId sample_stream(std::string_view number);

template <typename T>
store::Record sample_record(std::string_view kind, const T& said, const casework::Actor& by,
                            calendar::Instant now) {
    return {now,
            by.person.text,
            std::string(to_text(by.role)),
            std::string(kind),
            1,
            casework::fields_json(said)};
}

} // namespace assent::desk
