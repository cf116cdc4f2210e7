#include "portal/open_id/provider.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_document.hpp"
#include "base/sha256.hpp"
#include "portal/html.hpp"
#include "portal/open_id/base64url.hpp"

namespace assent::portal {
namespace {

using base::JsonDocument;
using base::JsonKind;
using base::JsonNode;
using calendar::Instant;

constexpr std::chrono::seconds published_holds = std::chrono::hours{24};
constexpr std::chrono::seconds keys_hold = std::chrono::hours{1};
constexpr std::chrono::seconds keys_anew_after = std::chrono::minutes{1}; // whoever sends unknown keys

std::string text_at(const JsonDocument& document, std::string_view name) {
    const JsonNode* found = document.find(document.root(), name);
    return found && found->kind == JsonKind::String ? std::string(found->text) : std::string();
}

bool truth_at(const JsonDocument& document, std::string_view name) {
    const JsonNode* found = document.find(document.root(), name);
    return found && found->kind == JsonKind::Boolean && found->truth;
}

// Whether a list of words is there, and has it.
bool lists(const JsonDocument& document, std::string_view name, std::string_view word, bool without_list) {
    const JsonNode* found = document.find(document.root(), name);
    if (!found) return without_list;
    const auto all = document.children(*found);
    return std::any_of(all.begin(), all.end(),
                       [&](const JsonNode& one) { return one.kind == JsonKind::String && one.text == word; });
}

bool read(const std::string& text, JsonDocument& document) {
    base::Diagnostics mistakes;
    return document.read(text, mistakes) && document.root().kind == JsonKind::Object;
}

std::string digest(const std::string& text) {
    const base::Digest bytes = base::sha256(text);
    return {bytes.begin(), bytes.end()};
}

std::string scopes_for(const std::string& claim) {
    if (claim == "sub") return "openid";
    return claim == "email" ? "openid email" : "openid profile";
}

std::string field(const char* name, const std::string& value) {
    return fmt::format("&{}={}", name, in_address(value));
}

bool holds(Instant read_at, Instant now, std::chrono::seconds time) {
    return read_at <= now && now < read_at + time;
}

} // namespace

// While one is in, one fewer may come.
class OpenIdProvider::Place {
public:
    explicit Place(OpenIdProvider& of) : places_(of.places_), taken_(places_.try_acquire()) {}
    ~Place() {
        if (taken_) places_.release();
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    bool taken() const { return taken_; }

private:
    std::counting_semaphore<most_at_once>& places_;
    bool taken_;
};

tl::unexpected<OpenIdProvider::Trouble> OpenIdProvider::trouble(Trouble which, const std::string& why) {
    if (tell_) tell_(why);
    return tl::unexpected(which);
}

OpenIdProvider::Answered<std::string> OpenIdProvider::fetched(const FetchRequest& request, const char* what) {
    auto answer = fetch_(request);
    if (!answer)
        return trouble(Trouble::Unreachable, fmt::format("{} cannot be fetched: {}", what, answer.error()));
    if (answer->status != 200)
        return trouble(answer->status >= 500 ? Trouble::Unreachable : Trouble::NotBelieved,
                       fmt::format("{} is answered with status {}", what, answer->status));
    return std::move(answer->body);
}

std::optional<OpenIdProvider::Published> OpenIdProvider::kept(Instant now) {
    const std::lock_guard lock(mutex_);
    const bool good = published_ && holds(published_->read_at, now, published_holds);
    return good ? published_ : std::nullopt;
}

OpenIdProvider::Answered<OpenIdProvider::Published> OpenIdProvider::published(Instant now) {
    if (auto known = kept(now)) return std::move(*known);
    const bool ends_in_slash = settings_.issuer.ends_with('/');
    const std::string place = settings_.issuer.substr(0, settings_.issuer.size() - (ends_in_slash ? 1 : 0));
    const auto text = fetched({place + "/.well-known/openid-configuration"}, "what the provider publishes");
    if (!text) return tl::unexpected(text.error());
    JsonDocument document;
    if (!read(*text, document))
        return trouble(Trouble::Unreachable, "what the provider publishes is no object of JSON");
    if (text_at(document, "issuer") != settings_.issuer)
        return trouble(Trouble::NotBelieved,
                       "what the provider publishes names another issuer than openid.issuer");
    Published made{text_at(document, "authorization_endpoint"), text_at(document, "token_endpoint"),
                   text_at(document, "jwks_uri")};
    for (const std::string& one : {made.authorization, made.token, made.keys}) {
        if (!is_fit_to_fetch(one))
            return trouble(Trouble::NotBelieved, "the provider publishes an address that is not https");
    }
    const char* ways = "token_endpoint_auth_methods_supported";
    made.secret_in_form = !lists(document, ways, "client_secret_basic", true) &&
                          lists(document, ways, "client_secret_post", false);
    made.says_issuer = truth_at(document, "authorization_response_iss_parameter_supported");
    made.read_at = now;
    const std::lock_guard lock(mutex_);
    published_ = made;
    return made;
}

OpenIdProvider::Answered<KeySet> OpenIdProvider::keys(const Published& known, Instant now, bool anew) {
    {
        const std::lock_guard lock(mutex_);
        if (keys_ && holds(keys_read_at_, now, anew ? keys_anew_after : keys_hold)) return *keys_;
    }
    const auto text = fetched({known.keys}, "the keys of the provider");
    if (!text) return tl::unexpected(text.error());
    auto made = KeySet::read(*text);
    if (!made) return trouble(Trouble::Unreachable, "the keys of the provider are no set of keys");
    const std::lock_guard lock(mutex_);
    keys_read_at_ = now;
    return *(keys_ = std::move(*made));
}

base::Expected<std::string, OpenIdProvider::Trouble> OpenIdProvider::address_for(const OpenIdRequest& request,
                                                                                 Instant now) {
    auto known = kept(now);
    if (!known) {
        const Place place(*this);
        if (!place.taken()) return trouble(Trouble::Busy, "too many wait for the provider at once");
        auto asked = published(now);
        if (!asked) return tl::unexpected(asked.error());
        known = std::move(*asked);
    }
    const std::string& to = known->authorization;
    return to + (to.find('?') == std::string::npos ? "?" : "&") + "response_type=code" +
           field("client_id", settings_.client) + field("redirect_uri", request.back) +
           field("scope", scopes_for(settings_.claim)) + field("state", request.state) +
           field("nonce", request.nonce) + field("code_challenge", base64url(digest(request.verifier))) +
           "&code_challenge_method=S256";
}

OpenIdProvider::Answered<std::string> OpenIdProvider::token_for(const std::string& code,
                                                                const OpenIdRequest& request,
                                                                const Published& known) {
    FetchRequest asking{known.token};
    asking.form = "grant_type=authorization_code" + field("code", code) +
                  field("redirect_uri", request.back) + field("code_verifier", request.verifier);
    const bool in_head = !settings_.secret.empty() && !known.secret_in_form;
    if (in_head) {
        asking.user = in_address(settings_.client);
        asking.password = in_address(settings_.secret);
    } else {
        *asking.form += field("client_id", settings_.client);
        if (!settings_.secret.empty()) *asking.form += field("client_secret", settings_.secret);
    }
    const auto text = fetched(asking, "the token of the provider");
    if (!text) return tl::unexpected(text.error());
    JsonDocument document;
    std::string token = read(*text, document) ? text_at(document, "id_token") : std::string();
    if (token.empty()) return trouble(Trouble::NotBelieved, "the provider answers without an ID token");
    return token;
}

OpenIdProvider::Answered<std::string> OpenIdProvider::account_in(const Claims& claims) {
    const auto found = claims.texts.find(settings_.claim);
    if (found == claims.texts.end())
        return trouble(Trouble::NotBelieved, "the ID token has no text in the claim of openid.account_claim");
    if (settings_.claim == "email" && !claims.email_verified)
        return trouble(Trouble::NotBelieved,
                       "the ID token does not say that its e-mail address was verified");
    return found->second;
}

base::Expected<std::string, OpenIdProvider::Trouble> OpenIdProvider::account_by(const std::string& code,
                                                                                const std::string& issuer,
                                                                                const OpenIdRequest& request,
                                                                                Instant now) {
    const Place place(*this);
    if (!place.taken()) return trouble(Trouble::Busy, "too many wait for the provider at once");
    const auto known = published(now);
    if (!known) return tl::unexpected(known.error());
    if ((known->says_issuer || !issuer.empty()) && issuer != settings_.issuer)
        return trouble(Trouble::NotBelieved, "the browser came back from another issuer");
    const auto token = token_for(code, request, *known);
    if (!token) return tl::unexpected(token.error());
    const TokenRules rules{settings_.issuer, settings_.client, request.nonce, now};
    for (const bool anew : {false, true}) {
        const auto keys_now = keys(*known, now, anew);
        if (!keys_now) return tl::unexpected(keys_now.error());
        const auto claims = checked(*token, *keys_now, rules);
        if (claims) return account_in(*claims);
        if (anew || claims.error() != TokenFault::UnknownKey)
            return trouble(Trouble::NotBelieved,
                           fmt::format("the ID token is not believed: {}", to_text(claims.error())));
    }
    return tl::unexpected(Trouble::NotBelieved);
}

} // namespace assent::portal
