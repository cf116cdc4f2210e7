#include "portal/password_link/page.hpp"

#include "desk/password_link.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using casework::PersonId;

http::Response no_mail(const Visit& visit) {
    return page(visit, "Forgot your password?",
                html("<div class=\"as-narrow\"><h1>Forgot your password?</h1><p class=\"usa-intro\">Whoever "
                     "administers the accounts of your office can set a new one.</p><p>This server sends no "
                     "mail.</p><p><a class=\"usa-link\" href=\"/sign-in\">Back to signing in</a></p></div>"));
}

http::Response show_forgot(const Visit& visit, const Services& services) {
    if (!services.settings.mails) return no_mail(visit);
    return page(visit, "Forgot your password?",
                html("<div class=\"as-narrow\"><h1>Forgot your password?</h1>"
                     "<p class=\"usa-intro\">A mail with a link to set a new one goes to the address that is "
                     "known for the account.</p>"
                     "<form method=\"post\" action=\"/forgot\" class=\"usa-form as-form\">"
                     "<label class=\"usa-label\" for=\"account\">Account</label>"
                     "<input class=\"usa-input\" id=\"account\" name=\"account\" autocomplete=\"username\" "
                     "autocapitalize=\"none\" required>"
                     "<button class=\"usa-button\" type=\"submit\">Send the link</button></form>"
                     "<p><a class=\"usa-link\" href=\"/sign-in\">Back to signing in</a></p></div>"));
}

// The same words for every account, and for none.
http::Response send(const Visit& visit, const Services& services) {
    if (!services.settings.mails) return no_mail(visit);
    desk::ask_for_password_link(services.store, visit.field("account"), visit.now);
    return page(
        visit, "Look at your mail",
        html("<div class=\"as-narrow\"><h1>Look at your mail</h1><p class=\"usa-intro\">If there is "
             "such an account and an address for it, a mail with a link is on its way.</p>"
             "<p>The link is good for 30 minutes, and once. If nothing comes, whoever administers the "
             "accounts of your office can tell you whether an address is known, and set a new "
             "password.</p><p><a class=\"usa-link\" href=\"/sign-in\">Back to signing in</a></p></div>"));
}

http::Response over(const Visit& visit) {
    return page(
        visit, "This link is over",
        html("<div class=\"as-narrow\"><h1>This link is over</h1><p class=\"usa-intro\">It was used, a "
             "newer one was sent, or too much time has passed.</p><p><a class=\"usa-button\" "
             "href=\"/forgot\">Ask for a new one</a></p></div>"),
        410);
}

PersonId whose(const Visit& visit) { return {visit.places[0]}; }

std::string address_of(const Visit& visit) {
    return "/password/" + in_address(visit.places[0]) + "/" + in_address(visit.places[1]);
}

bool is_good(const Visit& visit, const Services& services) {
    return desk::is_good_link(services.store, whose(visit), visit.places[1], visit.now);
}

bool wants_code(const Visit& visit, const Services& services) {
    return desk::has_second_step(desk::read_standing(services.store, desk::stream_of(whose(visit))));
}

Html code() {
    return html(
        "<label class=\"usa-label\" for=\"code\">Code</label>"
        "<span class=\"usa-hint\" id=\"code-hint\">The six digits that your app shows now, or one of your "
        "recovery codes.</span><input class=\"usa-input\" id=\"code\" name=\"code\" "
        "autocomplete=\"one-time-code\" autocapitalize=\"none\" spellcheck=\"false\" "
        "aria-describedby=\"code-hint\" required>");
}

http::Response show_form(const Visit& visit, const Services& services, const Html& wrong, int status) {
    return page(
        visit, "Set your password",
        html("<div class=\"as-narrow\"><h1>Set your password</h1>{}<p>For the account <b>{}</b>. Every "
             "session of it ends.</p><form method=\"post\" action=\"{}\" class=\"usa-form as-form\">"
             "<input type=\"hidden\" name=\"username\" value=\"{}\" autocomplete=\"username\">"
             "<label class=\"usa-label\" for=\"new\">New password</label>"
             "<span class=\"usa-hint\" id=\"new-hint\">At least 12 characters; a few words are good.</span>"
             "<input class=\"usa-input\" id=\"new\" name=\"new\" type=\"password\" minlength=\"12\" "
             "autocomplete=\"new-password\" aria-describedby=\"new-hint\" required>{}"
             "<button class=\"usa-button\" type=\"submit\">Set it</button></form></div>",
             wrong, whose(visit).text, address_of(visit), whose(visit).text,
             wants_code(visit, services) ? code() : Html()),
        status);
}

// Nothing when it may be set; or the page that says what is wrong.
std::optional<http::Response> refused(const Visit& visit, const Services& services) {
    const std::string why = desk::why_no_password(whose(visit), visit.written("new"));
    if (!why.empty()) return show_form(visit, services, alert("This cannot be the password", why), 422);
    if (!wants_code(visit, services)) return std::nullopt;
    const auto no =
        services.sign_in.check_code(services.second_steps, whose(visit), visit.field("code"), visit.now);
    if (!no) return std::nullopt;
    if (*no == desk::SignIn::Refused::Locked)
        return show_form(visit, services,
                         alert("This account has to wait",
                               "Too many passwords or codes were wrong. Try again in 15 minutes."),
                         429);
    return show_form(visit, services,
                     alert("This code is not good now", "Each code is good once. Wait for the next one."),
                     422);
}

http::Response set(const Visit& visit, const Services& services) {
    if (!is_good(visit, services)) return over(visit);
    if (auto no = refused(visit, services)) return *no;
    if (!desk::take_link(services.store, whose(visit), visit.places[1], visit.now)) return over(visit);
    services.sign_in.set_password(whose(visit), visit.written("new"), {visit.now, whose(visit)});
    if (services.settings.mails)
        desk::write_to(services.store, whose(visit), desk::NoteKind::PasswordChanged, visit.now);
    return go_to("/sign-in?done=password");
}

} // namespace

void add_password_link(Gate& gate, const Services& services) {
    gate.page("/forgot", For::Everybody,
              [&services](const Visit& visit) { return show_forgot(visit, services); });
    gate.form("/forgot", For::Everybody, [&services](const Visit& visit) { return send(visit, services); });
    gate.page("/password/{account}/{secret}", For::Everybody, [&services](const Visit& visit) {
        return is_good(visit, services) ? show_form(visit, services, {}, 200) : over(visit);
    });
    gate.form("/password/{account}/{secret}", For::Everybody,
              [&services](const Visit& visit) { return set(visit, services); });
}

} // namespace assent::portal
