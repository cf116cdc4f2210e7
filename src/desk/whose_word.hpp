#pragma once
// Whose word counts. How and when something reached the house is written down by the house: whoever is not of
// it is on the portal, and there now, or else each could have been in time. And what the member's record
// tells nobody tells otherwise: a member who is not as they are on record may be somebody else. And nobody is
// named in a case as what they are not, or to keep somebody of the house from it.

#include <optional>

#include "casework/command.hpp"
#include "desk/turn.hpp"

namespace assent::desk {

// Nothing when the command says what that actor may say; a submission has then heard the record, where it
// said nothing itself.
std::optional<casework::Refusal> refusal_of_word(store::Store& store, casework::Command& command,
                                                 const casework::Actor& actor, Turn& turn,
                                                 calendar::Instant now);

} // namespace assent::desk
