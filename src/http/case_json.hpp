#pragma once
// A case as a client is shown it: its requests with what is known of each, what is awaited from whom by when,
// notices, messages, and everything that happened. Requests, lines, notices and threads are counted from 1.
// What the program hides from somebody is not in what they are shown.

#include <array>
#include <string>
#include <string_view>

#include "base/json_writer.hpp"
#include "casework/authority.hpp"
#include "desk/case_file.hpp"

namespace assent::http {

// How far a notice has come, in the order of casework::Delivery.
constexpr std::array<std::string_view, 4> deliveries = {"composed", "sent", "served", "came back"};

// Who looks, and when.
struct Viewer {
    const casework::Actor& actor;
    calendar::Instant now;
};

// "M7/C12": how a case is called in addresses.
std::string case_name(const store::StreamId& stream);

// Whether a notice, by its number from 1, is for the viewer: people of the house see all; others those that
// go to a party they are.
bool is_for(const desk::CaseFile& file, const Viewer& viewer, std::int64_t notice);

void write_case(const desk::CaseFile& file, const Viewer& viewer, base::JsonWriter& json);

// The same without what follows from who reads it when: what its events alone made of it.
void write_kept(const desk::CaseFile& file, const Viewer& viewer, base::JsonWriter& json);

// The duties and rights of a case, in the order in which they began.
void write_terms(const desk::CaseFile& file, const Viewer& viewer, base::JsonWriter& json);

// The member `granted`: what is authorized of a service line.
void write_granted(const casework::Granted& granted, base::JsonWriter& json);

// Whether a paper of the case has that digest.
bool names_document(const casework::Case& of, std::string_view digest);

// The members of a row in a list, or all of it.
void write_row_members(const store::CaseRow& row, base::JsonWriter& json);
void write_row(const store::CaseRow& row, base::JsonWriter& json);

} // namespace assent::http
