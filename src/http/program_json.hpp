#pragma once
// Programs, members and what happened, as a client is shown them; and the question that nobody has to sign in
// for: what would become of a request with these facts.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "desk/desk.hpp"
#include "http/body_reader.hpp"
#include "http/case_json.hpp"
#include "http/message.hpp"

namespace assent::http {

// How the type of a fact is called: "yes or no", "number", "date", ...
std::span<const std::string_view> fact_types();

void write_program_line(const desk::Rules& rules, base::JsonWriter& json);

// What can be asked and told under a program: its requests, facts, levels, parties, papers and the names by
// which commands call them.
void write_program(const desk::Rules& rules, base::JsonWriter& json);

// What the rules make of the facts in the document (as `assent decide` reads them), and why. Nothing is kept.
Response checked_answer(const desk::Rules& rules, const base::JsonDocument& document);

// Whether it is told to the viewer that this happened.
bool is_shown(const desk::CaseFile& file, const store::Event& event, const Viewer& viewer);

// Of an event in the timeline of its case, from 0: before the first stands the record of how the case began.
constexpr std::int64_t number_of(const store::Event& event) { return event.sequence - 2; }

// The duty or the right of which an event says that it passed, and when that was: the moment at which it was
// recorded may be days later. Nothing of any other event.
struct FellDue {
    std::string what; // "requesting provider must supply information"
    calendar::Instant due;
};
std::optional<FellDue> fell_due(const desk::CaseFile& file, const casework::Event& event);

// The notice of which an event tells, by its number in the case from 1.
std::optional<std::uint32_t> notice_of(const casework::Event& event);

void write_event(const desk::CaseFile& file, const store::Event& event, const Viewer& viewer,
                 base::JsonWriter& json);

// The text of a notice, by its number in the case from 1.
std::optional<desk::Letter> letter_of_notice(store::Store& store, const desk::CaseFile& file,
                                             std::int64_t notice);

void write_member(const desk::Standing& standing, base::JsonWriter& json);

// {"name": ..., "birth_date": ..., "language": ..., "eligible": [{"from", "through", "determined"}]}.
std::vector<desk::Report> read_member(BodyReader& body);

} // namespace assent::http
