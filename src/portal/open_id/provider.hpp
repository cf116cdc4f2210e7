#pragma once
// A house elsewhere that signs people in for us: any provider of OpenID Connect that publishes what it can
// do. It is asked by the authorization code flow with PKCE. What it publishes is read when it is needed, kept
// for a while, and its keys again when one comes that is not among them. A few may wait for it at once and
// nobody longer than a fetch allows; whoever comes beyond that is told so. From any thread; time is an
// argument.

#include <functional>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>

#include "portal/open_id/fetch.hpp"
#include "portal/open_id/id_token.hpp"

namespace assent::portal {

struct OpenIdSettings {
    std::string issuer; // "": there is none
    std::string client, secret;
    std::string claim = "sub"; // that names the account here
    std::string label = "Single sign-on";

    bool is_used() const { return !issuer.empty(); }
};

// One sign-in that was begun here.
struct OpenIdRequest {
    std::string state, nonce, verifier;
    std::string back; // the address here to which the browser comes back
};

class OpenIdProvider {
public:
    enum class Trouble : std::uint8_t { Busy, Unreachable, NotBelieved };
    // Told why it did not work, for whoever operates the server; nothing of anybody who signs in.
    using Tell = std::function<void(const std::string&)>;

    OpenIdProvider(OpenIdSettings settings, Fetch fetch, Tell tell)
        : settings_(std::move(settings)), fetch_(std::move(fetch)), tell_(std::move(tell)) {}

    const OpenIdSettings& settings() const { return settings_; }

    // Where the browser goes to sign in.
    base::Expected<std::string, Trouble> address_for(const OpenIdRequest& request, calendar::Instant now);

    // The account that is meant, by the code with which the browser came back; `issuer` as it said so ("": it
    // did not).
    base::Expected<std::string, Trouble> account_by(const std::string& code, const std::string& issuer,
                                                    const OpenIdRequest& request, calendar::Instant now);

private:
    static constexpr int most_at_once = 4;

    // What it publishes of itself.
    struct Published {
        std::string authorization, token, keys; // addresses
        bool secret_in_form = false;
        bool says_issuer = false; // to the browser, too
        calendar::Instant read_at{};
    };
    template <typename T>
    using Answered = base::Expected<T, Trouble>;

    class Place; // of those who may wait for it

    std::optional<Published> kept(calendar::Instant now); // while it holds
    Answered<Published> published(calendar::Instant now);
    Answered<KeySet> keys(const Published& known, calendar::Instant now, bool anew);
    Answered<std::string> token_for(const std::string& code, const OpenIdRequest& request,
                                    const Published& known);
    Answered<std::string> account_in(const Claims& claims);
    Answered<std::string> fetched(const FetchRequest& request, const char* what);
    tl::unexpected<Trouble> trouble(Trouble which, const std::string& why);

    OpenIdSettings settings_;
    Fetch fetch_;
    Tell tell_;
    std::counting_semaphore<most_at_once> places_{most_at_once};
    std::mutex mutex_; // of what follows; never held while somebody is asked
    std::optional<Published> published_;
    std::optional<KeySet> keys_;
    calendar::Instant keys_read_at_{};
};

} // namespace assent::portal
