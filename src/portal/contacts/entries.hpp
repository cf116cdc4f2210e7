#pragma once
// The log of what people told us, in a case or in none: each entry with who wrote it down, what was answered,
// by when it is to be answered, and what took its place when it was entered wrongly. An entry is never
// changed.

#include <string>
#include <vector>

#include "desk/case_file.hpp"
#include "portal/html.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

struct Said {
    calendar::Instant at;
    std::string by, text;
};

struct Entry {
    casework::Messaged told;
    calendar::Instant at; // when it was written down
    std::string by;
    std::vector<Said> answers;
    std::optional<calendar::Instant> due; // by when it is to be answered; none: the program sets no time
    std::optional<std::uint32_t> corrected_by;

    bool is_open() const { return answers.empty() && !corrected_by; }
};

// In their order; of a case, or of a contact that belongs to none.
std::vector<Entry> entries_of(const desk::CaseFile& file, store::Store& store, calendar::Instant now);

// "Complaint in writing, by mail", "Message left, by phone".
std::string called(const casework::Messaged& told);

// "/cases/M7/C12/contacts", "/contacts/K3".
std::string contacts_address(const store::StreamId& of);

// What is owed of it, in a sentence: "To be answered by Fri 27 Nov 2026, end of day".
Html owed(const Entry& entry, const calendar::Zone& zone, calendar::Instant now);

// One entry with everything said in it, its number from 1. `acts` is what can be done with it.
Html shown(const Entry& entry, const calendar::Zone& zone, calendar::Instant now, const Html& acts);

} // namespace assent::portal
