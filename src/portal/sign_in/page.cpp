#include "portal/sign_in/page.hpp"

#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using desk::SignIn;

constexpr std::string_view kept = "kept.";

Html hidden(const std::string& name, const std::string& value) {
    return html("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
}

// What was being sent, under names by which this page knows it again.
Html kept_fields(const Visit& visit) {
    return each(visit.form, [](const auto& field) {
        const auto& [name, value] = field;
        const bool ours = name == "account" || name == "password" || name == "seal" || name == "next" ||
                          name == "elsewhere";
        if (ours) return Html();
        return hidden(name.starts_with(kept) ? name : std::string(kept) + name, value);
    });
}

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
             "<p>Whoever administers the accounts of your office can set a new password.</p></div>",
             wrong, hidden("next", next), keeps, visit.field("account"),
             elsewhere(visit, next, !keeps.empty())),
        status);
}

// The form that was being sent when the session ended, to be sent now.
http::Response offer_again(const Visit& visit, const std::string& action, const std::string& cookie) {
    const Html fields = each(visit.form, [](const auto& field) {
        const auto& [name, value] = field;
        return name.starts_with(kept) ? hidden(name.substr(kept.size()), value) : Html();
    });
    http::Response response = page(
        visit, "Signed in again",
        html("<div class=\"as-narrow\"><h1>You are signed in again</h1>"
             "<p class=\"usa-intro\">Your session had ended before this was sent. Nothing of it is lost.</p>"
             "{}{}<button class=\"usa-button\" type=\"submit\">Send it now</button></form></div>",
             form(visit, action), fields));
    if (!cookie.empty()) response.headers["set-cookie"] = cookie;
    return response;
}

bool has_kept(const Visit& visit) {
    const auto first = visit.form.lower_bound(std::string(kept));
    return first != visit.form.end() && first->first.starts_with(kept);
}

http::Response refuse(const Visit& visit, SignIn::Refused why) {
    const std::string next = address_in(visit.field("next"));
    if (why == SignIn::Refused::Locked)
        return show(
            visit, next,
            alert("This account has to wait", "Too many passwords were wrong. Try again in 15 minutes."),
            429);
    return show(visit, next, alert("Account or password is wrong", "Look at both and try again."), 422);
}

// Whoever has signed in by another house meanwhile goes on with what this page kept.
http::Response go_on(const Visit& visit) {
    const std::string next = address_in(visit.field("next"));
    if (visit.session) return offer_again(visit, next, "");
    return show(visit, next, alert("You are not signed in yet", "Sign in in the new tab first."), 422);
}

http::Response take(const Visit& visit, const Services& services) {
    if (visit.form.contains("elsewhere") && has_kept(visit)) return go_on(visit);
    const auto secret =
        services.sign_in.begin({visit.field("account")},
                               visit.form.contains("password") ? visit.form.at("password") : "", visit.now);
    if (!secret) return refuse(visit, secret.error());
    const std::string cookie = keep_cookie(visit.request, *secret);
    const std::string next = address_in(visit.field("next"));
    if (has_kept(visit)) {
        Visit signed_in = visit;
        signed_in.secret = *secret;
        signed_in.session = services.sign_in.find(*secret, visit.now);
        return offer_again(signed_in, next, cookie);
    }
    http::Response response = go_to(next);
    response.headers["set-cookie"] = cookie;
    return response;
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

http::Response show_account(const Visit& visit, const Html& said, int status = 200) {
    return page(
        visit, "Account",
        html("<div class=\"as-narrow\"><h1>Account</h1>{}<p>You are signed in as <b>{}</b>, {}.</p>"
             "<h2>Change the password</h2>{}"
             "<label class=\"usa-label\" for=\"password\">Present password</label>"
             "<input class=\"usa-input\" id=\"password\" name=\"password\" type=\"password\" "
             "autocomplete=\"current-password\" required>"
             "<label class=\"usa-label\" for=\"new\">New password</label>"
             "<span class=\"usa-hint\" id=\"new-hint\">At least 12 characters; a few words are good.</span>"
             "<input class=\"usa-input\" id=\"new\" name=\"new\" type=\"password\" minlength=\"12\" "
             "autocomplete=\"new-password\" aria-describedby=\"new-hint\" required>"
             "<button class=\"usa-button\" type=\"submit\">Change it and sign out everywhere</button></form>"
             "<h2>Sign out everywhere</h2><p>Ends every session of this account, in every browser.</p>"
             "{}<button class=\"usa-button usa-button--outline\" type=\"submit\">Sign out everywhere"
             "</button></form></div>",
             said, visit.actor().person.text, to_text(visit.actor().role), form(visit, "/account"),
             form(visit, "/sign-out-everywhere")),
        status);
}

http::Response change_password(const Visit& visit, const Services& services) {
    const auto raw = [&](const char* name) {
        const auto found = visit.form.find(name);
        return found == visit.form.end() ? std::string() : found->second;
    };
    const casework::PersonId& person = visit.actor().person;
    if (!services.sign_in.begin(person, raw("password"), visit.now))
        return show_account(visit, alert("The present password is wrong", "Look at it and try again."), 422);
    const std::string why = desk::why_no_password(person, raw("new"));
    if (!why.empty()) return show_account(visit, alert("This cannot be the new password", why), 422);
    services.sign_in.set_password(person, raw("new"), {visit.now, person, visit.actor().role});
    return leave(visit, services, true);
}

} // namespace

std::string address_in(const std::string& text) {
    const bool ours =
        text.starts_with('/') && !text.starts_with("//") && text.find_first_of("\\\r\n") == std::string::npos;
    return ours ? text : "/";
}

http::Response sign_in_first(const Visit& visit) {
    return show(
        visit, visit.request.path,
        alert("Your session has ended",
              visit.files.empty() ? "Sign in again; what you were sending is kept and comes next."
                                  : "Sign in again; what you wrote is kept and comes next. Files have to "
                                    "be chosen again."),
        401);
}

void add_sign_in(Gate& gate, const Services& services) {
    gate.page("/sign-in", For::Everybody, [](const Visit& visit) {
        return show(visit, address_in(visit.request.asked("next").value_or("/")), {}, 200);
    });
    gate.form("/sign-in", For::Everybody, [&services](const Visit& visit) { return take(visit, services); });
    gate.form("/sign-out", For::SignedIn,
              [&services](const Visit& visit) { return leave(visit, services, false); });
    gate.page("/account", For::SignedIn, [](const Visit& visit) { return show_account(visit, {}); });
    gate.form("/account", For::SignedIn,
              [&services](const Visit& visit) { return change_password(visit, services); });
    gate.form("/sign-out-everywhere", For::SignedIn,
              [&services](const Visit& visit) { return leave(visit, services, true); });
}

} // namespace assent::portal
