#pragma once
// How a refusal speaks of what a program declares: the phrase a definition rests on, parties and acts by
// their words. It shows words of policies alone, and never a value that somebody told.

#include <span>
#include <string>
#include <string_view>

#include "casework/refusal.hpp"
#include "policy/program.hpp"

namespace assent::casework {

// The first phrase, else the first section, else the first assumption by its name; "" when it has none.
std::string phrase_of(const policy::Sources&);

// The names in it as one reads them aloud: "within order" for "within_order".
std::string spaced(std::string_view text);

// "physician", "us", "anyone", "the requester"; "nobody" for a number that no party has.
std::string party_name(const policy::Program&, std::uint16_t party);
// "therapist or therapy nurse".
std::string parties_named(const policy::Program&, std::span<const std::uint16_t> parties);

std::string acts_named(policy::LevelActs);      // "approve as requested, pend and refer"
std::string channels_named(policy::ChannelSet); // "portal", "fax, phone or mail"; "any channel" of none
std::string asked_by(const policy::Program&, const policy::RequestDef&); // "physician by fax, or us by phone"

} // namespace assent::casework
