#include "portal/open_id/provider.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "portal/open_id/signing_key_test.hpp"

namespace assent::portal {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Trouble = OpenIdProvider::Trouble;

constexpr calendar::Instant first_visit{seconds{1'796'000'000}};
constexpr const char* issuer = "https://login.example.org";
// The verifier and its challenge are those of RFC 7636, appendix B.
const OpenIdRequest request{"s-1", "n-1", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                            "https://assent.example.org/open-id/back"};

// A provider as it answers, without a network; and what it was asked.
struct House {
    ProviderKey key = ProviderKey::curve();
    std::string key_id = "c1", token_key_id = "c1";
    std::string published = R"({"issuer":"https://login.example.org",
        "authorization_endpoint":"https://login.example.org/auth",
        "token_endpoint":"https://login.example.org/token", "jwks_uri":"https://login.example.org/keys"})";
    std::string more_claims;
    int status = 200;
    std::string broken = {}; // the end of an address that cannot be reached
    std::vector<FetchRequest> asked;
    std::vector<std::string> told;
    OpenIdSettings settings{issuer, "assent", "a secret", "preferred_username", "Sign in"};
    OpenIdProvider provider{settings, [this](const FetchRequest& one) { return answer(one); },
                            [this](const std::string& why) { told.push_back(why); }};

    base::Expected<Fetched, std::string> answer(const FetchRequest& one) {
        asked.push_back(one);
        if (!broken.empty() && one.url.ends_with(broken)) return tl::unexpected(std::string("no route"));
        if (one.url.ends_with("/.well-known/openid-configuration")) return Fetched{200, published};
        if (one.url.ends_with("/keys")) return Fetched{200, "{\"keys\":[" + key.published(key_id) + "]}"};
        const std::string claims =
            fmt::format(R"({{"iss":"{}","sub":"1","aud":"assent","exp":{},"iat":{},"nonce":"n-1"{}}})",
                        issuer, (first_visit + hours{48}).time_since_epoch().count(),
                        now.time_since_epoch().count(), more_claims);
        const std::string token = key.token(R"({"alg":"ES256","kid":")" + token_key_id + "\"}", claims);
        return Fetched{status, R"({"access_token":"x","token_type":"Bearer","id_token":")" + token + "\"}"};
    }

    calendar::Instant now = first_visit;
    base::Expected<std::string, Trouble> account(const std::string& said = "") {
        return provider.account_by("the-code", said, request, now);
    }
    std::size_t times(const std::string& end) const {
        std::size_t count = 0;
        for (const FetchRequest& one : asked) count += one.url.ends_with(end) ? 1U : 0U;
        return count;
    }
};

} // namespace

TEST_CASE("The browser is sent to the provider with everything that binds the sign-in, and no secret") {
    House house;
    const std::string to = house.provider.address_for(request, first_visit).value();
    CHECK(to ==
          "https://login.example.org/auth?response_type=code&client_id=assent"
          "&redirect_uri=https%3A%2F%2Fassent.example.org%2Fopen-id%2Fback&scope=openid%20profile&state=s-1"
          "&nonce=n-1&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256");
}

TEST_CASE("The code is exchanged for the name of an account; what is published is asked for once") {
    House house;
    house.more_claims = R"(,"preferred_username":"dana")";
    CHECK(house.account().value() == "dana");
    const FetchRequest& exchange = house.asked[1];
    CHECK(exchange.url == "https://login.example.org/token");
    CHECK(exchange.form ==
          "grant_type=authorization_code&code=the-code&redirect_uri=https%3A%2F%2Fassent."
          "example.org%2Fopen-id%2Fback&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    CHECK(exchange.user == "assent");
    CHECK(exchange.password == "a%20secret");
    CHECK(house.account().value() == "dana");
    CHECK(house.times("openid-configuration") == 1);
    CHECK(house.times("/keys") == 1);
    house.now += hours{25};
    CHECK(house.account().value() == "dana");
    CHECK(house.times("openid-configuration") == 2);
    CHECK(house.times("/keys") == 2);
    CHECK(house.told.empty());
}

TEST_CASE(
    "A secret goes into the form where the provider takes it there alone, and a public client has none") {
    House house;
    house.more_claims = R"(,"preferred_username":"dana")";
    house.published.insert(1, R"("token_endpoint_auth_methods_supported":["client_secret_post"],)");
    CHECK(house.account().has_value());
    CHECK(house.asked[1].user.empty());
    CHECK(house.asked[1].form->ends_with("&client_id=assent&client_secret=a%20secret"));
}

TEST_CASE("Keys are read again when one comes that is not known, at most once a minute") {
    House house;
    house.more_claims = R"(,"preferred_username":"dana")";
    REQUIRE(house.account().has_value());
    house.now += minutes{2};
    house.key = ProviderKey::curve();
    house.key_id = house.token_key_id = "c2";
    CHECK(house.account().value() == "dana");
    CHECK(house.times("/keys") == 2);
    house.token_key_id = "c3";
    for (int i = 0; i < 3; ++i) CHECK(house.account().error() == Trouble::NotBelieved);
    CHECK(house.times("/keys") == 2);
    house.now += minutes{1};
    CHECK(house.account().error() == Trouble::NotBelieved);
    CHECK(house.times("/keys") == 3);
    CHECK(house.told.back() ==
          "the ID token is not believed: it is signed by a key that the provider does not publish");
}

TEST_CASE("What the provider publishes has to be its own, and https") {
    const auto trouble = [](const std::string& from, const std::string& to) {
        House house;
        house.published.replace(house.published.find(from), from.size(), to);
        const auto answer = house.provider.address_for(request, first_visit);
        CHECK(house.told.size() == 1);
        return answer.error();
    };
    CHECK(trouble("\"issuer\":\"https://login.example.org\"", "\"issuer\":\"https://login.example.com\"") ==
          Trouble::NotBelieved);
    for (const char* name : {"authorization_endpoint", "token_endpoint", "jwks_uri"}) {
        CHECK(trouble(std::string(name) + "\":\"https", std::string(name) + "\":\"http") ==
              Trouble::NotBelieved);
        CHECK(trouble(name, "none") == Trouble::NotBelieved);
    }
    CHECK(trouble("{\"issuer\"", "\"issuer\"") == Trouble::Unreachable);
}

TEST_CASE("Who cannot be reached, refuses the code, or means nobody, is told without a word of the token") {
    House house;
    for (const char* end : {"openid-configuration", "/token", "/keys"}) {
        house.broken = end;
        CHECK(house.account().error() == Trouble::Unreachable);
        CHECK(house.told.back().ends_with("cannot be fetched: no route"));
    }
    house.broken.clear();
    house.status = 400;
    CHECK(house.account().error() == Trouble::NotBelieved);
    CHECK(house.told.back() == "the token of the provider is answered with status 400");
    house.status = 502;
    CHECK(house.account().error() == Trouble::Unreachable);
    house.status = 200;
    CHECK(house.account().error() == Trouble::NotBelieved); // without the claim
    house.more_claims = R"(,"preferred_username":["dana"])";
    CHECK(house.account().error() == Trouble::NotBelieved);
    house.more_claims = R"(,"preferred_username":"dana")";
    CHECK(house.account("https://evil.example").error() == Trouble::NotBelieved);
    CHECK(house.account(issuer).has_value());
    for (const std::string& one : house.told) {
        CHECK(one.find("the-code") == std::string::npos);
        CHECK(one.find("dana") == std::string::npos);
        CHECK(one.find("secret") == std::string::npos);
    }
}

TEST_CASE("A provider that names itself to the browser has to do so") {
    House house;
    house.more_claims = R"(,"preferred_username":"dana")";
    house.published.insert(1, R"("authorization_response_iss_parameter_supported":true,)");
    CHECK(house.account().error() == Trouble::NotBelieved);
    CHECK(house.account(issuer).value() == "dana");
}

TEST_CASE("An e-mail address names an account when the provider has verified it") {
    House house;
    OpenIdSettings by_mail = house.settings;
    by_mail.claim = "email";
    OpenIdProvider provider(by_mail, [&](const FetchRequest& one) { return house.answer(one); }, {});
    const auto account = [&] { return provider.account_by("c", "", request, first_visit); };
    house.more_claims = R"(,"email":"dana@example.org")";
    CHECK(account().error() == Trouble::NotBelieved);
    house.more_claims += R"(,"email_verified":"true")";
    CHECK(account().error() == Trouble::NotBelieved);
    house.more_claims = R"(,"email":"dana@example.org","email_verified":true)";
    CHECK(account().value() == "dana@example.org");
    CHECK(provider.address_for(request, first_visit)->find("scope=openid%20email&") != std::string::npos);
}

TEST_CASE("Four may wait for the provider at once; a fifth is told to come again") {
    House house;
    house.more_claims = R"(,"preferred_username":"dana")";
    int depth = 0;
    std::vector<Trouble> refused;
    OpenIdProvider* inner = nullptr;
    // Whoever is asked asks again, so that each waits for the next, as four workers would at once.
    OpenIdProvider provider(house.settings,
                            [&](const FetchRequest& one) {
                                if (one.form && ++depth <= 4) {
                                    const auto next = inner->account_by("c", "", request, first_visit);
                                    if (!next) refused.push_back(next.error());
                                }
                                return house.answer(one);
                            },
                            {});
    inner = &provider;
    CHECK(provider.account_by("c", "", request, first_visit).value() == "dana");
    CHECK(refused == std::vector<Trouble>{Trouble::Busy});
    CHECK(provider.account_by("c", "", request, first_visit).has_value()); // and the places are free again
}

TEST_CASE("Only what is encrypted, or never leaves this machine, is asked") {
    for (const char* fit : {"https://login.example.org", "https://login.example.org:8443/a?b=c",
                            "http://127.0.0.1:3000", "http://localhost/x", "http://[::1]:3000/"})
        CHECK_MESSAGE(is_fit_to_fetch(fit), fit);
    for (const char* unfit :
         {"", "login.example.org", "http://login.example.org", "ftp://login.example.org",
          "file:///etc/passwd", "http://127.0.0.1.example.org", "http://localhost.example.org",
          "https://ana:x@login.example.org", "http://127.0.0.1@login.example.org", "https://",
          "https://login.example.org/#a", "/keys"})
        CHECK_MESSAGE(!is_fit_to_fetch(unfit), unfit);
    CHECK(fetch({"http://login.example.org/"}).error() == "the address is not https");
    CHECK(fetch({"http://127.0.0.1:1/"}).error().find("connect") != std::string::npos);
}

} // namespace assent::portal
