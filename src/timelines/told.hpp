#pragma once
// A case in words: moments, states, terms, notices and events as a nurse would say them, for the story of a
// timeline and for what came instead of what was expected. It says what is in the case, with the names that
// the program gives, and nothing of a member.

#include <string>

#include "casework/rule_book.hpp"
#include "casework/term.hpp"

namespace assent::timelines {

// "in review at first level", "partially denied", "technically denied"; "no request" without one.
std::string state_told(const casework::Case&, casework::RequestNo, const policy::Program&);

// "24 units, 2 times a week, from 2026-11-30 through 2027-02-21".
std::string granted_told(const casework::Granted&);
// "line 1 approved 24 units ...", "line 1 denied", "line 1 open".
std::string line_told(const casework::Request&, std::uint16_t line);

// "answer a pend, due Fri 27 Nov 2026 23:59:59 EST"; a term of a notice or a request by what is done.
std::string term_told(const casework::Term&, const casework::RuleBook&);

// "denial to recipient or guardian by mail".
std::string notice_told(const casework::NoticeState&, const policy::Program&);

// What happened, without when and by whom: "pended at first level for plan of care". `after` is the case
// with the event.
std::string event_told(const casework::Event&, const casework::Case& after, const casework::RuleBook&);

std::string effects_told(const policy::Effects&, const policy::Program&);

} // namespace assent::timelines
