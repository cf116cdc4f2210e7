#include "portal/sign_in/page.hpp"

#include "portal/layout.hpp"
#include "portal/sign_in/code_page.hpp"
#include "portal/sign_in/kept_form.hpp"

namespace assent::portal {
namespace {

using desk::SignIn;

// By another house, where there is one: here, or beside a page that keeps what was being sent.
Html elsewhere(const Visit& visit, const std::string& next, bool keeps) {
    if (visit.elsewhere.empty()) return {};
    if (!keeps)
        return html("<p><a class=\"usa-button usa-button--outline\" href=\"/open-id?next={}\">{}</a></p>",
                    in_address(next), visit.elsewhere);
    return html(
        "<p><a class=\"usa-button usa-button--outline\" href=\"/open-id?next=/account\" "
        "target=\"_blank\" rel=\"noopener\">{}, in a new tab</a></p>"
        "<p><button class=\"usa-button usa-button--outline\" type=\"submit\" form=\"sign-in\" "
        "name=\"elsewhere\" value=\"done\" formnovalidate>I have signed in there: go on here"
        "</button></p>",
        visit.elsewhere);
}

http::Response show(const Visit& visit, const std::string& next, const Html& wrong, int status) {
    const Html keeps = kept_fields(visit);
    return page(
        visit, "Sign in",
        html("<div class=\"as-narrow\"><h1>Sign in</h1>{}"
             "<form method=\"post\" action=\"/sign-in\" id=\"sign-in\" class=\"usa-form as-form\">{}{}"
             "<label class=\"usa-label\" for=\"account\">Account</label>"
             "<input class=\"usa-input\" id=\"account\" name=\"account\" autocomplete=\"username\" "
             "autocapitalize=\"none\" required value=\"{}\">"
             "<label class=\"usa-label\" for=\"password\">Password</label>"
             "<input class=\"usa-input\" id=\"password\" name=\"password\" type=\"password\" "
             "autocomplete=\"current-password\" required>"
             "<button class=\"usa-button\" type=\"submit\">Sign in</button></form>{}"
             "<p><a class=\"usa-link\" href=\"/forgot\">Forgot your password?</a></p><p>Did you get a letter "
             "with a "
             "code? <a class=\"usa-link\" href=\"/member\">See your request</a></p></div>",
             wrong, hidden("next", next), keeps, visit.field("account"),
             elsewhere(visit, next, !keeps.empty())),
        status);
}

// Whoever has signed in by another house meanwhile goes on with what this page kept.
http::Response go_on(const Visit& visit, const Services& services) {
    if (visit.session) return signed_in_with(visit, services, visit.secret);
    return show(visit, address_in(visit.field("next")),
                alert("You are not signed in yet", "Sign in in the new tab first."), 422);
}

http::Response take(const Visit& visit, const Services& services) {
    if (visit.form.contains("elsewhere") && has_kept(visit)) return go_on(visit, services);
    const auto begun = services.sign_in.begin({visit.field("account")}, visit.written("password"), visit.now);
    if (!begun) return refuse_sign_in(visit, begun.error());
    return begun->wants_code ? ask_for_code(visit, begun->secret)
                             : signed_in_with(visit, services, begun->secret);
}

http::Response leave(const Visit& visit, const Services& services, bool everywhere) {
    if (everywhere)
        services.sign_in.end_all(visit.actor().person, visit.now);
    else
        services.sign_in.end(visit.secret);
    http::Response response = go_to("/sign-in");
    response.headers["set-cookie"] = keep_cookie(visit.request, "");
    response.headers["clear-site-data"] = "\"cache\"";
    return response;
}

} // namespace

http::Response sign_in_first(const Visit& visit) {
    return show(
        visit, visit.request.path,
        alert("Your session has ended",
              visit.files.empty() ? "Sign in again; what you were sending is kept and comes next."
                                  : "Sign in again; what you wrote is kept and comes next. Files have to "
                                    "be chosen again."),
        401);
}

http::Response refuse_sign_in(const Visit& visit, SignIn::Refused why) {
    const std::string next = address_in(visit.field("next"));
    switch (why) {
        case SignIn::Refused::Locked:
            return show(visit, next,
                        alert("This account has to wait",
                              "Too many passwords or codes were wrong. Try again in 15 minutes."),
                        429);
        case SignIn::Refused::Over:
            return show(visit, next, alert("That took too long", "Sign in with your password again."), 422);
        case SignIn::Refused::Wrong: break;
    }
    return show(visit, next, alert("Account or password is wrong", "Look at both and try again."), 422);
}

void add_sign_in(Gate& gate, const Services& services) {
    gate.page("/sign-in", For::Everybody, [](const Visit& visit) {
        const bool is_set = visit.request.asked("done") == "password";
        return show(visit, address_in(visit.request.asked("next").value_or("/")),
                    is_set ? done("The password is set. Sign in with it now.") : Html(), 200);
    });
    gate.form("/sign-in", For::Everybody, [&services](const Visit& visit) { return take(visit, services); });
    gate.form("/sign-out", For::SignedIn,
              [&services](const Visit& visit) { return leave(visit, services, false); });
    gate.form("/sign-out-everywhere", For::SignedIn,
              [&services](const Visit& visit) { return leave(visit, services, true); });
    add_code_page(gate, services);
}

} // namespace assent::portal
