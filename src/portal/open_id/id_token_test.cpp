#include "portal/open_id/id_token.hpp"

#include <doctest/doctest.h>

#include <map>

#include "base/text.hpp"
#include "portal/open_id/signing_key_test.hpp"

namespace assent::portal {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr calendar::Instant noon{seconds{1'796'000'000}};
const TokenRules rules{"https://login.example.org", "assent", "n-1", noon};

const ProviderKey& rsa() {
    static const ProviderKey key = ProviderKey::rsa();
    return key;
}
const ProviderKey& curve() {
    static const ProviderKey key = ProviderKey::curve();
    return key;
}
const ProviderKey& stranger() {
    static const ProviderKey key = ProviderKey::rsa();
    return key;
}

KeySet keys_of(const std::string& members) {
    auto set = KeySet::read("{\"keys\":[" + members + "]}");
    REQUIRE(set.has_value());
    return std::move(*set);
}

const KeySet& keys() {
    static const KeySet set = keys_of(rsa().published("r1") + "," + curve().published("c1"));
    return set;
}

using Members = std::map<std::string, std::string>; // as they stand in JSON; "" leaves one out

std::string object(Members all, const Members& other) {
    for (const auto& [name, value] : other) all[name] = value;
    std::string text = "{";
    for (const auto& [name, value] : all) {
        if (!value.empty()) text += fmt::format("{}\"{}\":{}", text.size() > 1 ? "," : "", name, value);
    }
    return text + "}";
}

std::string at(calendar::Instant moment) { return fmt::format("{}", moment.time_since_epoch().count()); }

std::string claims(const Members& other = {}) {
    return object({{"iss", "\"https://login.example.org\""},
                   {"sub", "\"248289\""},
                   {"aud", "\"assent\""},
                   {"exp", at(noon + minutes{5})},
                   {"iat", at(noon)},
                   {"nonce", "\"n-1\""},
                   {"preferred_username", "\"dana\""}},
                  other);
}

std::string header(const ProviderKey& key, const Members& other = {}) {
    const bool is_rsa = key.algorithm() == "RS256";
    return object({{"alg", "\"" + key.algorithm() + "\""}, {"kid", is_rsa ? "\"r1\"" : "\"c1\""}}, other);
}

std::string good() { return rsa().token(header(rsa()), claims()); }

std::optional<TokenFault> fault_of(const std::string& token, const TokenRules& how = rules,
                                   const KeySet& set = keys()) {
    const auto found = checked(token, set, how);
    return found ? std::nullopt : std::optional(found.error());
}

std::string without_signature(const std::string& token) { return token.substr(0, token.rfind('.') + 1); }

} // namespace

TEST_CASE("A token that is signed by the provider, for us, now and for this sign-in is believed") {
    for (const ProviderKey* key : {&rsa(), &curve()}) {
        const auto found = checked(key->token(header(*key), claims()), keys(), rules);
        REQUIRE(found.has_value());
        CHECK(found->texts.at("sub") == "248289");
        CHECK(found->texts.at("preferred_username") == "dana");
        CHECK_FALSE(found->email_verified);
    }
    const auto verified =
        checked(rsa().token(header(rsa()), claims({{"email_verified", "true"}})), keys(), rules);
    CHECK(verified->email_verified);
    const std::string several = claims({{"aud", R"(["other","assent"])"}, {"azp", "\"assent\""}});
    CHECK_FALSE(fault_of(rsa().token(header(rsa()), several)).has_value());
    CHECK_FALSE(fault_of(rsa().token(header(rsa()), claims({{"aud", R"(["assent"])"}}))).has_value());
    // Of each kind there is one key, so that it need not be named.
    CHECK_FALSE(fault_of(rsa().token(header(rsa(), {{"kid", ""}}), claims())).has_value());
}

TEST_CASE("A claim that is not as it has to be is a fault, whatever else is right") {
    struct Row {
        const char* what;
        Members changed;
        TokenFault fault;
    };
    const Row table[] = {
        {"another issuer", {{"iss", "\"https://login.example.com\""}}, TokenFault::Issuer},
        {"the issuer with a slash", {{"iss", "\"https://login.example.org/\""}}, TokenFault::Issuer},
        {"no issuer", {{"iss", ""}}, TokenFault::Issuer},
        {"an issuer that is no text", {{"iss", "7"}}, TokenFault::Issuer},
        {"another client", {{"aud", "\"other\""}}, TokenFault::Audience},
        {"other clients", {{"aud", R"(["other","assent2"])"}}, TokenFault::Audience},
        {"no client", {{"aud", ""}}, TokenFault::Audience},
        {"an empty list of clients", {{"aud", "[]"}}, TokenFault::Audience},
        {"a client in a list in a list", {{"aud", R"([["assent"]])"}}, TokenFault::Audience},
        {"a client that is an object", {{"aud", R"({"assent":"assent"})"}}, TokenFault::Audience},
        {"a second client, and no party", {{"aud", R"(["assent","other"])"}}, TokenFault::Party},
        {"another party", {{"azp", "\"other\""}}, TokenFault::Party},
        {"a party that is no text", {{"azp", "[\"assent\"]"}}, TokenFault::Party},
        {"it expired a minute ago", {{"exp", at(noon - minutes{1})}}, TokenFault::Expired},
        {"no expiry", {{"exp", ""}}, TokenFault::Expired},
        {"an expiry that is text", {{"exp", "\"" + at(noon + minutes{5}) + "\""}}, TokenFault::Expired},
        {"an expiry with a fraction", {{"exp", at(noon + minutes{5}) + ".5"}}, TokenFault::Expired},
        {"an expiry beyond all years", {{"exp", "9000000000000000000"}}, TokenFault::Expired},
        {"no moment of issue", {{"iat", ""}}, TokenFault::Expired},
        {"a moment of issue before the year 1970", {{"iat", "-5"}}, TokenFault::Expired},
        {"issued eleven minutes ago and more",
         {{"iat", at(noon - minutes{11} - seconds{1})}},
         TokenFault::Expired},
        {"issued in more than a minute", {{"iat", at(noon + seconds{61})}}, TokenFault::NotYet},
        {"good in more than a minute", {{"nbf", at(noon + seconds{61})}}, TokenFault::NotYet},
        {"good from a text on", {{"nbf", "\"now\""}}, TokenFault::NotYet},
        {"another sign-in", {{"nonce", "\"n-2\""}}, TokenFault::Nonce},
        {"no sign-in", {{"nonce", ""}}, TokenFault::Nonce},
        {"a sign-in that is no text", {{"nonce", "[\"n-1\"]"}}, TokenFault::Nonce},
        {"nobody", {{"sub", ""}}, TokenFault::Subject},
        {"an empty name", {{"sub", "\"\""}}, TokenFault::Subject},
        {"a name of 256 signs", {{"sub", "\"" + std::string(256, 'x') + "\""}}, TokenFault::Subject},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        for (const ProviderKey* key : {&rsa(), &curve()}) {
            const auto fault = fault_of(key->token(header(*key), claims(row.changed)));
            REQUIRE(fault.has_value());
            CHECK(to_text(*fault) == to_text(row.fault));
        }
    }
}

TEST_CASE("Clocks may differ by a minute, and by no second more") {
    const auto fault = [](const Members& changed) {
        return fault_of(rsa().token(header(rsa()), claims(changed)));
    };
    CHECK_FALSE(fault({{"exp", at(noon - seconds{59})}}).has_value());
    CHECK(fault({{"exp", at(noon - seconds{60})}}) == TokenFault::Expired);
    CHECK_FALSE(fault({{"iat", at(noon + seconds{60})}}).has_value());
    CHECK_FALSE(fault({{"nbf", at(noon + seconds{60})}}).has_value());
    CHECK_FALSE(fault({{"iat", at(noon - minutes{11})}}).has_value());
}

TEST_CASE("A header that is not as it has to be is a fault, though the signature fits") {
    struct Row {
        const char* what;
        Members changed;
        TokenFault fault;
    };
    const Row table[] = {
        {"no signature at all", {{"alg", "\"none\""}}, TokenFault::Algorithm},
        {"a secret that both know", {{"alg", "\"HS256\""}}, TokenFault::Algorithm},
        {"another digest", {{"alg", "\"RS512\""}}, TokenFault::Algorithm},
        {"another padding", {{"alg", "\"PS256\""}}, TokenFault::Algorithm},
        {"the name in small letters", {{"alg", "\"rs256\""}}, TokenFault::Algorithm},
        {"no name", {{"alg", ""}}, TokenFault::Algorithm},
        {"the other kind of signature", {{"alg", "\"ES256\""}}, TokenFault::UnknownKey},
        {"the key of the other kind", {{"kid", "\"c1\""}}, TokenFault::UnknownKey},
        {"a key that is not published", {{"kid", "\"r2\""}}, TokenFault::UnknownKey},
        {"a key without a name", {{"kid", "\"\""}}, TokenFault::UnknownKey},
        {"a key by a number", {{"kid", "1"}}, TokenFault::UnknownKey},
        {"something critical", {{"crit", "[\"b64\"]"}}, TokenFault::Shape},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        const auto fault = fault_of(rsa().token(header(rsa(), row.changed), claims()));
        REQUIRE(fault.has_value());
        CHECK(to_text(*fault) == to_text(row.fault));
    }
}

TEST_CASE("What another key has signed, or nobody, is not believed") {
    CHECK(fault_of(stranger().token(header(rsa()), claims())) == TokenFault::Signature);
    const std::string own_key = ",\"jwk\":" + stranger().published("r1") + "}"; // it brings its key along
    const std::string head = header(rsa());
    CHECK(fault_of(stranger().token(head.substr(0, head.size() - 1) + own_key, claims())) ==
          TokenFault::Signature);
    CHECK(fault_of(without_signature(good())) == TokenFault::Signature);
    CHECK(fault_of(without_signature(curve().token(header(curve()), claims()))) == TokenFault::Signature);
    CHECK(fault_of(without_signature(curve().token(header(curve()), claims())) +
                   base64url(std::string(64, '\0'))) == TokenFault::Signature);
    const std::string signed_part = without_signature(curve().token(header(curve()), claims()));
    std::string longer = curve().signature(signed_part.substr(0, signed_part.size() - 1));
    CHECK_FALSE(fault_of(signed_part + base64url(longer)).has_value());
    longer.insert(32, 1, '\0'); // the same two numbers
    CHECK(fault_of(signed_part + base64url(longer)) == TokenFault::Signature);
    const std::string other = rsa().token(header(rsa()), claims({{"preferred_username", "\"boss\""}}));
    const std::string mixed = without_signature(other) + good().substr(good().rfind('.') + 1);
    CHECK(fault_of(mixed) == TokenFault::Signature);
}

TEST_CASE("Each byte that is changed in a token makes it none") {
    for (const ProviderKey* key : {&rsa(), &curve()}) {
        const std::string token = key->token(header(*key), claims());
        for (std::size_t i = 0; i < token.size(); ++i) {
            std::string changed = token;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            CAPTURE(i);
            CHECK(fault_of(changed).has_value());
        }
        for (std::size_t size = 0; size < token.size(); ++size) CHECK(fault_of(token.substr(0, size)));
    }
}

TEST_CASE("What is no token, or two things at once, is none") {
    const std::string whole = good();
    const auto parts = base::split(whole, '.');
    const std::string head(parts[0]), body(parts[1]), signature(parts[2]);
    for (const std::string& wrong :
         {std::string(), std::string(".."), fmt::format("{}.{}", head, body), good() + ".",
          fmt::format("{}.{}", good(), signature), good() + "=", " " + good(), good() + "\n",
          fmt::format("{}=.{}.{}", head, body, signature),
          fmt::format("{}.{}.{}", std::string(20'000, 'A'), body, signature)}) {
        CAPTURE(wrong.size());
        CHECK(fault_of(wrong) == TokenFault::Shape);
    }
    const std::string twice = R"({"iss":"https://login.example.org","iss":"https://evil.example"})";
    CHECK(fault_of(rsa().token(header(rsa()), twice)) == TokenFault::Shape);
    CHECK(fault_of(rsa().token(header(rsa()), "[]")) == TokenFault::Shape);
    CHECK(fault_of(rsa().token(header(rsa()), "")) == TokenFault::Shape);
    CHECK(fault_of(rsa().token(R"({"alg":"none","alg":"RS256","kid":"r1"})", claims())) == TokenFault::Shape);
}

TEST_CASE("A sign-in without a word of its own believes nothing") {
    CHECK(fault_of(rsa().token(header(rsa()), claims({{"nonce", "\"\""}})),
                   {rules.issuer, rules.client, "", noon}) == TokenFault::Nonce);
}

TEST_CASE("Keys that are for something else, too weak, broken, or two of a name are passed over") {
    const std::string token = good();
    for (const char* more : {R"(,"use":"enc")", R"(,"alg":"RS512")", R"(,"alg":"ES256")"})
        CHECK(fault_of(token, rules, keys_of(rsa().published("r1", more))) == TokenFault::UnknownKey);
    for (const char* more : {R"(,"use":"sig")", R"(,"alg":"RS256")", R"(,"x5t":"abc")"})
        CHECK_FALSE(fault_of(token, rules, keys_of(rsa().published("r1", more))).has_value());
    CHECK(fault_of(token, rules, keys_of(rsa().published("r1") + "," + stranger().published("r1"))) ==
          TokenFault::UnknownKey);
    const ProviderKey weak = ProviderKey::rsa(1024);
    CHECK(fault_of(weak.token(header(rsa()), claims()), rules, keys_of(weak.published("r1"))) ==
          TokenFault::UnknownKey);
    for (const char* broken : {R"({"kty":"RSA","kid":"r1"})", R"({"kty":"RSA","kid":"r1","n":"","e":""})",
                               R"({"kty":"RSA","kid":"r1","n":7,"e":"AQAB"})", "7", "null",
                               R"({"kty":"oct","kid":"r1","k":"AAAA"})"})
        CHECK(fault_of(token, rules, keys_of(broken)) == TokenFault::UnknownKey);
    for (const char* exponent : {"AQ", "BA"}) { // with one, everybody signs; with four, nobody does
        std::string key = rsa().published("r1");
        key.replace(key.find("AQAB"), 4, exponent);
        CHECK(fault_of(token, rules, keys_of(key)) == TokenFault::UnknownKey);
    }
    const std::string off_curve = R"({"kty":"EC","crv":"P-256","kid":"c1","x":")" +
                                  base64url(std::string(32, '\1')) + R"(","y":")" +
                                  base64url(std::string(32, '\1')) + "\"}";
    CHECK(fault_of(curve().token(header(curve()), claims()), rules, keys_of(off_curve)) ==
          TokenFault::UnknownKey);
    for (const char* none : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":7})", "{\"keys\":[]", "null"})
        CHECK_FALSE(KeySet::read(none).has_value());
}

TEST_CASE("Text for addresses has one spelling for each value") {
    for (const std::string bytes : {"", "a", "ab", "abc", "\xff\xfe", "\0\0"}) {
        const std::string text = base64url(bytes);
        CHECK(text.find_first_of("+/=") == std::string::npos);
        CHECK(read_base64url(text) == bytes);
    }
    CHECK(base64url("\xfb\xff") == "-_8");
    for (const char* wrong : {"A", "AB", "-_9", "-_8=", "+/8", "AAAAA", "A A"})
        CHECK_FALSE(read_base64url(wrong).has_value());
}

} // namespace assent::portal
