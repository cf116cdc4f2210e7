#include "portal/open_id/page.hpp"

#include <sodium.h>

#include <array>
#include <memory>
#include <mutex>

#include "base/expects.hpp"
#include "base/sha256.hpp"
#include "casework/fields_json.hpp"
#include "http/call.hpp"
#include "portal/layout.hpp"
#include "portal/open_id/base64url.hpp"
#include "portal/sign_in/kept_form.hpp"

namespace assent::portal {

using casework::field;

namespace {

using Trouble = OpenIdProvider::Trouble;

constexpr std::chrono::seconds within = std::chrono::minutes{10};
constexpr const char* address_back = "/open-id/back";

// What is kept of a sign-in that was begun; of the browser's own word only a digest.
struct Begun {
    std::string nonce, verifier, back, next, browser;
};

constexpr auto fields(const Begun*) {
    return std::tuple(field("nonce", &Begun::nonce), field("verifier", &Begun::verifier),
                      field("back", &Begun::back), field("next", &Begun::next),
                      field("browser", &Begun::browser));
}

// 43 signs that nobody guesses.
std::string random_word() {
    base::expects(sodium_init() >= 0, "the cryptographic library can be used");
    std::array<char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base64url({bytes.data(), bytes.size()});
}

std::string key_of(std::string_view state) { return "open-id/" + base::sha256_text(state); }

std::string_view cookie_name(const http::Request& request) {
    return request.secure ? "__Host-assent-open-id" : "assent-open-id";
}

std::string keep_word(const http::Request& request, const std::string& word) {
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}", cookie_name(request), word,
                       within.count(), request.secure ? "; Secure" : "");
}

// Our own address as the browser has it; "" when it is none that a provider could know.
std::string own_address(const http::Request& request) {
    const std::string host(request.header("host"));
    constexpr const char* fitting = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    if (host.empty() || host.find_first_not_of(fitting) != std::string::npos) return {};
    return (request.secure ? "https://" : "http://") + host;
}

void keep(const Services& services, store::Passing one) {
    store::Batch batch;
    batch.passing.push_back(std::move(one));
    base::expects(services.store.commit(batch).has_value(), "what passes meets no conflict");
}

http::Response in_trouble(const Visit& visit, Trouble trouble) {
    if (trouble == Trouble::NotBelieved)
        return sorry(
            visit, 403, "You were not signed in",
            "What your organization's sign-in said is not what was expected. Try again; if it stays so, "
            "tell whoever administers this server.");
    return sorry(visit, 503, "Your organization's sign-in cannot be reached",
                 "Try again in a moment, or sign in with a password.");
}

class Pages {
public:
    Pages(const Services& services, OpenIdProvider& provider) : services_(services), provider_(provider) {}

    http::Response begin(const Visit& visit) {
        const std::string own = own_address(visit.request);
        if (own.empty())
            return sorry(visit, 400, "This address cannot be used", "Open the page by the server's name.");
        const std::string word = random_word();
        const OpenIdRequest request{random_word(), random_word(), random_word(), own + address_back};
        const Begun begun{request.nonce, request.verifier, request.back,
                          address_in(visit.request.asked("next").value_or("/")), base::sha256_text(word)};
        services_.store.look_away(); // nobody waits for a reader while somebody else is asked
        const auto to = provider_.address_for(request, visit.now);
        if (!to) return in_trouble(visit, to.error());
        keep(services_, {key_of(request.state), casework::fields_json(begun), visit.now + within});
        http::Response response = go_to(*to);
        response.headers["set-cookie"] = keep_word(visit.request, word);
        return response;
    }

    http::Response come_back(const Visit& visit) {
        const auto asked = [&](const char* name) { return visit.request.asked(name).value_or(""); };
        const std::string state = asked("state");
        const auto begun = begun_here(visit, state);
        if (!begun)
            return sorry(visit, 403, "This sign-in was not begun here",
                         "It may have taken more than ten minutes, or been used already. Begin it again.");
        if (asked("code").empty())
            return sorry(
                visit, 403, "You were not signed in",
                "Your organization's sign-in was left, or does not let you in here. Try again, or sign "
                "in with a password.");
        const OpenIdRequest request{state, begun->nonce, begun->verifier, begun->back};
        const auto account = provider_.account_by(asked("code"), asked("iss"), request, visit.now);
        if (!account) return in_trouble(visit, account.error());
        return sign_in(visit, {*account}, begun->next);
    }

private:
    // What was begun by this browser under that state. It is good for once.
    std::optional<Begun> begun_here(const Visit& visit, const std::string& state) {
        const std::string word = cookie_in(visit.request, cookie_name(visit.request));
        services_.store.look_away(); // what somebody else has used meanwhile has to be seen
        const std::lock_guard lock(once_);
        const auto kept = services_.store.passing(key_of(state), visit.now);
        if (word.empty() || !kept || !kept->value) return std::nullopt;
        auto begun = casework::read_fields<Begun>(*kept->value);
        if (!begun || begun->browser != base::sha256_text(word)) return std::nullopt;
        keep(services_, {key_of(state), std::nullopt, {}});
        return std::move(*begun);
    }

    http::Response sign_in(const Visit& visit, const casework::PersonId& person, const std::string& next) {
        const auto secret =
            http::is_key(person.text) ? services_.sign_in.begin_trusted(person, visit.now) : std::nullopt;
        if (!secret)
            return sorry(visit, 403, "There is no account for you here",
                         "Your organization knows you, and this server does not. Ask whoever administers the "
                         "accounts of your office.");
        http::Response response = go_to(next);
        response.headers["set-cookie"] = keep_cookie(visit.request, *secret);
        return response;
    }

    const Services& services_;
    OpenIdProvider& provider_;
    std::mutex once_;
};

} // namespace

void add_open_id(Gate& gate, const Services& services, OpenIdProvider& provider) {
    const auto pages = std::make_shared<Pages>(services, provider);
    gate.page("/open-id", For::Everybody, [pages](const Visit& visit) { return pages->begin(visit); });
    gate.page(address_back, For::Everybody, [pages](const Visit& visit) { return pages->come_back(visit); });
}

} // namespace assent::portal
