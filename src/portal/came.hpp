#pragma once
// How something came that somebody writes down for others: by which channel, at what moment, from whom, and
// of a request as which party they ask, and who that is. The fields of a form, and what was filled in;
// moments are those of the program's clocks. Whether it may come so is the program's word, and asked of
// authority by whoever does it.

#include <optional>
#include <string>
#include <vector>

#include "portal/html.hpp"
#include "portal/papers.hpp"

namespace assent::portal {

// Accounts that ask nothing themselves and write down what others ask.
bool writes_down(const casework::Actor& actor);

// The channels by which something can reach such an account.
const std::vector<policy::Channel>& channels_for_others();

std::string wall_time(const calendar::Zone& zone, calendar::Instant moment); // "17:30"

struct Came {
    policy::Channel channel = policy::Channel::Phone;
    calendar::Instant arrived{};
    std::string from;                      // who it was
    std::uint16_t as = policy::any_object; // a party; policy::anyone: none that the program names
    std::string who;                       // that party, by its identifier; "" when it is not told
    std::string wrong;                     // what cannot be read, and what to write instead; "" when all can
};

Came came_in(const Fields& fields, const policy::Program& program, const calendar::Zone& zone);

// The fields. `parties` are those that may ask, to choose among; none: it is no request. A field that is
// empty holds the present moment.
Html came_fields(const Fields& fields, const desk::Rules& rules, const std::vector<std::uint16_t>& parties,
                 calendar::Instant now);

// Those that may ask such a request, each once.
std::vector<std::uint16_t> asking_parties(const policy::RequestDef& type);

} // namespace assent::portal
