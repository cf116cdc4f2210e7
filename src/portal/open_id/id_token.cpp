#include "portal/open_id/id_token.hpp"

#include <algorithm>
#include <array>

#include "base/json_document.hpp"
#include "base/text.hpp"
#include "portal/open_id/base64url.hpp"

namespace assent::portal {
namespace {

using base::JsonDocument;
using base::JsonKind;
using base::JsonNode;

constexpr std::size_t longest_token = std::size_t{16} * 1024;
constexpr std::size_t longest_subject = 255;
constexpr std::chrono::seconds leeway = std::chrono::minutes{1};    // clocks differ
constexpr std::chrono::seconds freshest = std::chrono::minutes{10}; // a sign-in takes no longer

constexpr std::array<std::string_view, 11> faults = {
    "it is no signed token",
    "it is signed in a way that is not believed: RS256 and ES256 are",
    "it is signed by a key that the provider does not publish",
    "its signature is wrong",
    "it is from another issuer",
    "it is for another client",
    "it was issued to another party",
    "it has expired, or was issued too long ago",
    "it is from the future",
    "it belongs to another sign-in",
    "it says of nobody",
};

bool is_text(const JsonNode* node) { return node && node->kind == JsonKind::String; }

// One part of a token as an object of JSON.
class Part {
public:
    explicit Part(std::string_view encoded) {
        const auto text = read_base64url(encoded);
        base::Diagnostics mistakes;
        sound_ = text && document_.read(*text, mistakes) && document_.root().kind == JsonKind::Object;
    }

    explicit operator bool() const { return sound_; }
    const JsonNode* find(std::string_view name) const { return document_.find(document_.root(), name); }
    const JsonDocument& document() const { return document_; }

    std::string_view text(std::string_view name) const {
        const JsonNode* node = find(name);
        return is_text(node) ? node->text : std::string_view();
    }
    std::optional<calendar::Instant> moment(std::string_view name) const {
        const JsonNode* node = find(name);
        const auto seconds = node && node->kind == JsonKind::Number ? whole_number(*node) : std::nullopt;
        constexpr std::int64_t latest = 253'402'300'799; // the year 9999
        if (!seconds || *seconds < 0 || *seconds > latest) return std::nullopt;
        return calendar::Instant{std::chrono::seconds{*seconds}};
    }

private:
    JsonDocument document_;
    bool sound_ = false;
};

std::optional<TokenFault> wrong_audience(const Part& claims, const std::string& client) {
    const JsonNode* audience = claims.find("aud");
    if (!audience) return TokenFault::Audience;
    std::size_t others = 0, us = 0;
    const auto count = [&](const JsonNode& one) { ++(is_text(&one) && one.text == client ? us : others); };
    if (audience->kind == JsonKind::Array) {
        for (const JsonNode& one : claims.document().children(*audience)) count(one);
    } else {
        count(*audience);
    }
    if (us == 0) return TokenFault::Audience;
    const bool names_party = claims.find("azp") != nullptr;
    if ((others > 0 || names_party) && claims.text("azp") != client) return TokenFault::Party;
    return std::nullopt;
}

std::optional<TokenFault> wrong_time(const Part& claims, calendar::Instant now) {
    const auto expires = claims.moment("exp"), issued = claims.moment("iat");
    if (!expires || !issued) return TokenFault::Expired;
    if (*expires + leeway <= now || *issued + freshest + leeway < now) return TokenFault::Expired;
    if (*issued > now + leeway) return TokenFault::NotYet;
    if (!claims.find("nbf")) return std::nullopt;
    const auto begins = claims.moment("nbf");
    return begins && *begins <= now + leeway ? std::nullopt : std::optional(TokenFault::NotYet);
}

std::optional<TokenFault> wrong_claims(const Part& claims, const TokenRules& rules) {
    if (claims.text("iss") != rules.issuer) return TokenFault::Issuer;
    if (const auto fault = wrong_audience(claims, rules.client)) return fault;
    if (const auto fault = wrong_time(claims, rules.now)) return fault;
    if (rules.nonce.empty() || claims.text("nonce") != rules.nonce) return TokenFault::Nonce;
    const std::string_view subject = claims.text("sub");
    if (subject.empty() || subject.size() > longest_subject) return TokenFault::Subject;
    return std::nullopt;
}

std::optional<TokenFault> wrong_signature(std::string_view token, const KeySet& keys) {
    const std::size_t dot = token.rfind('.');
    const Part header(token.substr(0, token.find('.')));
    const auto signature = read_base64url(token.substr(dot + 1));
    // What a header says to be critical is something that we do not know.
    if (!header || !signature || header.find("crit")) return TokenFault::Shape;
    const auto how = signing_of(header.text("alg"));
    if (!how) return TokenFault::Algorithm;
    if (header.find("kid") && header.text("kid").empty()) return TokenFault::UnknownKey;
    if (!keys.has(header.text("kid"), *how)) return TokenFault::UnknownKey;
    if (!keys.has_signed(header.text("kid"), *how, token.substr(0, dot), *signature))
        return TokenFault::Signature;
    return std::nullopt;
}

} // namespace

std::string_view to_text(TokenFault fault) { return faults[static_cast<std::size_t>(fault)]; }

base::Expected<Claims, TokenFault> checked(std::string_view token, const KeySet& keys,
                                           const TokenRules& rules) {
    if (token.size() > longest_token || std::count(token.begin(), token.end(), '.') != 2)
        return tl::unexpected(TokenFault::Shape);
    if (const auto fault = wrong_signature(token, keys)) return tl::unexpected(*fault);
    const Part claims(base::split(token, '.')[1]);
    if (!claims) return tl::unexpected(TokenFault::Shape);
    if (const auto fault = wrong_claims(claims, rules)) return tl::unexpected(*fault);
    Claims made;
    for (const JsonNode& one : claims.document().children(claims.document().root())) {
        if (one.kind == JsonKind::String) made.texts.emplace(one.key, one.text);
    }
    const JsonNode* verified = claims.find("email_verified");
    made.email_verified = verified && verified->kind == JsonKind::Boolean && verified->truth;
    return made;
}

} // namespace assent::portal
