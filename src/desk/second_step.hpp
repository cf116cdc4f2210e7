#pragma once
// The second thing by which a person signs in: a code that an app shows, or one of ten recovery codes for
// when the telephone is gone. Each code is good once. The secret that the app shares with us is kept under
// the keys of the documents, recovery codes as digests. Whether wrong ones count, and whether the password
// was right, is the business of SignIn. Time is an argument.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/standing.hpp"
#include "store/document_key.hpp"

namespace assent::desk {

constexpr std::size_t recovery_codes = 10;

// Whether the account is asked for a code when it signs in; and how many recovery codes are left.
bool has_second_step(const Standing& standing);
std::size_t recovery_codes_left(const Standing& standing);

class SecondSteps {
public:
    // Looks at both for as long as it lives.
    SecondSteps(store::Store& store, const store::KeyRing& keys) : store_(store), keys_(keys) {}

    // A new secret that is not used before turn_on; it is kept for half an hour.
    void offer(const casework::PersonId& person, calendar::Instant now);

    // The one that was offered, in base32.
    std::optional<std::string> offered(const casework::PersonId& person, calendar::Instant now);

    // From now on codes of the offered secret are asked for: the recovery codes, which nobody sees again.
    // Nothing, and nothing is changed, when the code is not of that secret.
    std::optional<std::vector<std::string>> turn_on(const casework::PersonId& person, std::string_view code,
                                                    const Cause& cause);

    // New ones; the old ones are good no more. Requires: it is turned on.
    std::vector<std::string> renew_recovery_codes(const casework::PersonId& person, const Cause& cause);

    // Whether the code is good now; it is good no more afterwards. A moment's drift of a clock is allowed:
    // half a minute to either side.
    bool take(const casework::PersonId& person, std::string_view code, calendar::Instant now);

private:
    bool spend(const std::string& what, calendar::Instant now);
    bool is_code_of(const std::string& secret, std::string_view code, const Cause& cause);
    bool take_recovery_code(const casework::PersonId& person, std::string_view code, calendar::Instant now);

    store::Store& store_;
    const store::KeyRing& keys_;
};

// Codes are asked for no more. For the person, and for whoever administers accounts when all is lost.
void turn_off_second_step(store::Store& store, const casework::PersonId& person, const Cause& cause);

// Every secret that is under an older key again under the newest; how many. Old records stay as they were and
// can be read no more when their key is gone.
std::size_t seal_second_steps_anew(store::Store& store, const store::KeyRing& keys, const Cause& cause);

} // namespace assent::desk
