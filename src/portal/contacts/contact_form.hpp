#pragma once
// The form of a new entry in the log of contacts, and what was filled in: what it is, how and when it came,
// from whom, what was said, and what was answered at once by whoever may answer.

#include "casework/command.hpp"
#include "portal/contacts/entries.hpp"
#include "portal/papers.hpp"

namespace assent::portal {

// Whether whoever looks may answer what somebody told us.
bool may_answer(const Visit& visit);

// What the form holds: what was typed, or what an entry that is corrected says; null: none is.
Fields filled(const Visit& visit, const Entry* corrected, const calendar::Zone& zone);

// The form; `above` is what the entry belongs to.
Html log_form(const Visit& visit, const std::string& address, const desk::Rules& rules, const Fields& fields,
              const Html& above);

// What the form says, about no request yet; or what is wrong in it, and what to write instead.
base::Expected<casework::Message, std::string> message_in(const Visit& visit, const desk::Rules& rules);

} // namespace assent::portal
