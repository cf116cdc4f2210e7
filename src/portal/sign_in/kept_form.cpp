#include "portal/sign_in/kept_form.hpp"

#include <algorithm>
#include <array>

#include "portal/layout.hpp"

namespace assent::portal {
namespace {

constexpr std::string_view kept = "kept.";

// Of the pages of signing in themselves.
constexpr std::array<std::string_view, 7> ours = {"account", "password", "seal",     "next",
                                                  "code",    "half",     "elsewhere"};

http::Response offer_again(const Visit& visit, const std::string& action) {
    const Html fields = each(visit.form, [](const auto& field) {
        const auto& [name, value] = field;
        return name.starts_with(kept) ? hidden(name.substr(kept.size()), value) : Html();
    });
    return page(
        visit, "Signed in again",
        html("<div class=\"as-narrow\"><h1>You are signed in again</h1>"
             "<p class=\"usa-intro\">Your session had ended before this was sent. Nothing of it is lost.</p>"
             "{}{}<button class=\"usa-button\" type=\"submit\">Send it now</button></form></div>",
             form(visit, action), fields));
}

} // namespace

std::string address_in(const std::string& text) {
    const bool is_here =
        text.starts_with('/') && !text.starts_with("//") && text.find_first_of("\\\r\n") == std::string::npos;
    return is_here ? text : "/";
}

Html kept_fields(const Visit& visit) {
    return each(visit.form, [](const auto& field) {
        const auto& [name, value] = field;
        if (std::find(ours.begin(), ours.end(), name) != ours.end()) return Html();
        return hidden(name.starts_with(kept) ? name : std::string(kept) + name, value);
    });
}

bool has_kept(const Visit& visit) {
    const auto first = visit.form.lower_bound(std::string(kept));
    return first != visit.form.end() && first->first.starts_with(kept);
}

http::Response signed_in_with(const Visit& visit, const Services& services, const std::string& secret) {
    const std::string next = address_in(visit.field("next"));
    http::Response response = go_to(next);
    if (has_kept(visit)) response = offer_again(with_session(visit, services, secret), next);
    response.headers["set-cookie"] = keep_cookie(visit.request, secret);
    return response;
}

} // namespace assent::portal
