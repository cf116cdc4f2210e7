#include "portal/visit.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "base/text.hpp"

namespace assent::portal {
namespace {

// A name with this prefix is taken by browsers over TLS alone, for this host and all its paths.
std::string_view cookie_name(const http::Request& request) {
    return request.secure ? "__Host-assent" : "assent";
}

} // namespace

std::string Visit::written(const std::string& name) const {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : found->second;
}

std::string Visit::field(const std::string& name) const { return std::string(base::trim(written(name))); }

std::string Visit::seal() const { return base::sha256_text("form of " + secret); }

Visit with_session(const Visit& visit, const Services& services, const std::string& secret) {
    Visit fresh = visit;
    fresh.secret = secret;
    fresh.session = services.sign_in.find(secret, visit.now);
    return fresh;
}

std::string cookie_in(const http::Request& request, std::string_view name) {
    for (const std::string_view cookie : base::split(request.header("cookie"), ';')) {
        const std::string_view one = base::trim(cookie);
        if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
            return std::string(one.substr(name.size() + 1));
    }
    return {};
}

std::string session_cookie(const http::Request& request) { return cookie_in(request, cookie_name(request)); }

std::string keep_cookie(const http::Request& request, const std::string& secret) {
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax{}{}", cookie_name(request), secret,
                       request.secure ? "; Secure" : "", secret.empty() ? "; Max-Age=0" : "");
}

http::Response go_to(std::string address) {
    return {303, {{"location", std::move(address)}, {"cache-control", "no-store"}}, {}};
}

} // namespace assent::portal
