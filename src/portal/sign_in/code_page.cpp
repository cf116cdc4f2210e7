#include "portal/sign_in/code_page.hpp"

#include "portal/layout.hpp"
#include "portal/sign_in/kept_form.hpp"
#include "portal/sign_in/page.hpp"

namespace assent::portal {
namespace {

using desk::SignIn;

http::Response show_code_page(const Visit& visit, const std::string& half, const Html& wrong, int status) {
    return page(
        visit, "Sign in: the code",
        html("<div class=\"as-narrow\"><h1>The code</h1>{}"
             "<form method=\"post\" action=\"/sign-in/code\" class=\"usa-form as-form\">{}{}{}"
             "<label class=\"usa-label\" for=\"code\">Code</label>"
             "<span class=\"usa-hint\" id=\"code-hint\">The six digits that your app shows now; or, when you "
             "do not have it, one of your recovery codes.</span>"
             "<input class=\"usa-input\" id=\"code\" name=\"code\" autocomplete=\"one-time-code\" "
             "autocapitalize=\"none\" spellcheck=\"false\" aria-describedby=\"code-hint\" required>"
             "<button class=\"usa-button\" type=\"submit\">Sign in</button></form>"
             "<p>Without either, whoever administers the accounts can turn the code off.</p></div>",
             wrong, hidden("half", half), hidden("next", address_in(visit.field("next"))),
             kept_fields(visit)),
        status);
}

http::Response take_code(const Visit& visit, const Services& services) {
    const std::string half = visit.field("half");
    const auto secret = services.sign_in.finish(services.second_steps, half, visit.field("code"), visit.now);
    if (secret) return signed_in_with(visit, services, *secret);
    if (secret.error() == SignIn::Refused::Wrong)
        return show_code_page(visit, half,
                              alert("This code is not good now",
                                    "Each code is good once, and for half a minute. Wait for the next one."),
                              422);
    return refuse_sign_in(visit, secret.error());
}

} // namespace

http::Response ask_for_code(const Visit& visit, const std::string& half) {
    return show_code_page(visit, half, {}, 200);
}

void add_code_page(Gate& gate, const Services& services) {
    gate.page("/sign-in/code", For::Everybody, [](const Visit&) { return go_to("/sign-in"); });
    gate.form("/sign-in/code", For::Everybody,
              [&services](const Visit& visit) { return take_code(visit, services); });
}

} // namespace assent::portal
