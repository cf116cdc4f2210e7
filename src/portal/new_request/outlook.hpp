#pragma once
// What would become of a request if it were sent now, worked out by the desk as sending would: for the page,
// and for the part of it that is renewed while somebody types. And which questions still matter: what nothing
// open rests on any more is not asked.

#include <string>
#include <vector>

#include "portal/new_request/chosen.hpp"
#include "portal/new_request/filled_form.hpp"

namespace assent::portal {

struct Outlook {
    Html said;                     // with a heading of its own
    std::vector<std::string> asks; // facts that are asked for
};

// How it is told that it would not be taken: as something wrong, to who has asked; or as how things stand.
enum class Tone : std::uint8_t { Asked, Typing };

desk::Order order_of(const Visit& visit, const Services& services, const Chosen& what, const Fields& fields);

Outlook outlook(const Visit& visit, const Services& services, const Chosen& what, const FilledForm& filled,
                Tone tone);

// The papers that must come with it, by what is filled in so far.
std::vector<std::string> papers_wanted(const Visit& visit, const Chosen& what, const FilledForm& filled);

// The facts of the request that need not be asked: nothing open rests on them, no rule is unmet because they
// are blank, and nothing else in the program wants them.
std::vector<std::uint16_t> idle_facts(const Chosen& what, const FilledForm& filled);

} // namespace assent::portal
