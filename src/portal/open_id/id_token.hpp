#pragma once
// What a provider says of somebody who signed in there (OpenID Connect Core 1.0, section 3.1.3.7): believed
// when it is signed by one of its keys, is from it, for us, of this moment and of this very sign-in.
// Everything that is not as it has to be is a fault; no fault holds a part of the token. Pure.

#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "calendar/zone.hpp"
#include "portal/open_id/key_set.hpp"

namespace assent::portal {

// What a token has to agree with.
struct TokenRules {
    std::string issuer, client, nonce;
    calendar::Instant now;
};

enum class TokenFault : std::uint8_t {
    Shape,      // it is no signed token
    Algorithm,  // signed in a way that is not believed
    UnknownKey, // by a key that the provider does not publish, or did not when its keys were read
    Signature,
    Issuer,
    Audience,
    Party,   // it was issued for somebody else's use
    Expired, // or issued too long ago
    NotYet,
    Nonce, // it belongs to another sign-in
    Subject,
};

std::string_view to_text(TokenFault); // "its signature is wrong": for whoever operates the server

struct Claims {
    std::map<std::string, std::string> texts; // by their names; at least `sub`
    bool email_verified = false;
};

base::Expected<Claims, TokenFault> checked(std::string_view token, const KeySet& keys,
                                           const TokenRules& rules);

} // namespace assent::portal
