#include "portal/layout.hpp"

#include "portal/assets.hpp"

namespace assent::portal {
namespace {

constexpr std::string_view policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

// Where one can go; the page one is at is marked.
Html place(const Visit& visit, const char* address, const char* name) {
    const bool here = visit.request.path == address;
    return html(
        "<li class=\"usa-nav__primary-item\"><a class=\"usa-nav__link{}\" href=\"{}\"{}>"
        "<span>{}</span></a></li>",
        here ? " usa-current" : "", address, here ? Html::trusted(" aria-current=\"page\"") : Html(), name);
}

Html navigation(const Visit& visit) {
    Html all = visit.session ? place(visit, "/", "Requests") : Html();
    all += place(visit, "/ask", "Is authorization needed?");
    all += visit.session ? place(visit, "/account", "Account") : place(visit, "/sign-in", "Sign in");
    return html(
        "<nav aria-label=\"Main\" class=\"usa-nav\"><ul class=\"usa-nav__primary usa-accordion\">{}</ul>"
        "</nav>",
        all);
}

Html signed_in(const Visit& visit) {
    if (!visit.session) return {};
    return html(
        "<div class=\"as-who\"><span>{}</span>{}<button class=\"usa-button usa-button--unstyled\" "
        "type=\"submit\">Sign out</button></form></div>",
        visit.actor().person.text, form(visit, "/sign-out"));
}

Html whole(const Visit& visit, const std::string& title, const Html& main) {
    return html(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<title>{} | Assent</title><link rel=\"stylesheet\" href=\"{}\">"
        "<link rel=\"icon\" href=\"{}\"><script src=\"{}\" defer></script></head><body>"
        "<a class=\"usa-skipnav\" href=\"#main\">Skip to main content</a>"
        "<header class=\"usa-header usa-header--basic\"><div class=\"usa-nav-container\">"
        "<div class=\"usa-navbar\"><div class=\"usa-logo\"><a href=\"/\" "
        "class=\"as-name\">Assent</a></div></div>"
        "{}{}</div></header><main id=\"main\" tabindex=\"-1\" class=\"grid-container as-main\">{}</main>"
        "</body></html>\n",
        title, url_of("assent.css"), url_of("favicon.svg"), url_of("assent.js"), navigation(visit),
        signed_in(visit), main);
}

} // namespace

http::Response page(const Visit& visit, const std::string& title, const Html& main, int status) {
    http::Response response{status,
                            {{"content-type", "text/html; charset=utf-8"},
                             {"content-security-policy", std::string(policy)},
                             {"cache-control", "no-store"},
                             {"referrer-policy", "same-origin"},
                             {"x-content-type-options", "nosniff"},
                             {"permissions-policy", "camera=(), geolocation=(), microphone=()"}},
                            whole(visit, title, main).text()};
    if (visit.request.secure) response.headers["strict-transport-security"] = "max-age=31536000";
    return response;
}

http::Response sorry(const Visit& visit, int status, const std::string& what, const std::string& instead) {
    return page(
        visit, what,
        html("<h1>{}</h1><p class=\"usa-intro\">{}</p><p><a class=\"usa-link\" href=\"/\">Back to the "
             "requests</a></p>",
             what, instead),
        status);
}

Html alert(const std::string& what, const std::string& instead) {
    if (what.empty()) return {};
    return html(
        "<div class=\"usa-alert usa-alert--error\" role=\"alert\"><div class=\"usa-alert__body\">"
        "<h2 class=\"usa-alert__heading\">{}</h2><p class=\"usa-alert__text\">{}</p></div></div>",
        what, instead);
}

Html form(const Visit& visit, const std::string& action) {
    return html(
        "<form method=\"post\" action=\"{}\" class=\"usa-form as-form\">"
        "<input type=\"hidden\" name=\"seal\" value=\"{}\">",
        action, visit.seal());
}

} // namespace assent::portal
