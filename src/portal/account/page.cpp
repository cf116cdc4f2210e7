#include "portal/account/page.hpp"

#include <map>

#include "desk/account_note.hpp"
#include "portal/account/email_wish.hpp"
#include "portal/account/second_step.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using desk::SignIn;

// What is to be done first, or was done just now, by the word in the address.
Html told(const Visit& visit) {
    if (visit.session->chooses_password)
        return alert("Choose a password of your own first",
                     "Whoever gave you this one knows it too. Everything else opens when you have.");
    static const std::map<std::string, std::string> words = {
        {"password", "The password is changed. Every other session of your account has ended."},
        {"news", "You will be written to when something is new."},
        {"no-news", "You will not be written to about what is on the portal alone."},
        {"off", "The second step is turned off. Your password alone signs you in."}};
    const auto found = words.find(visit.request.asked("done").value_or(""));
    if (found == words.end()) return {};
    return done(found->second);
}

Html who(const Visit& visit, const desk::Standing& standing) {
    return html("<p>You are signed in as <b>{}</b>: {}, {}.</p>", visit.actor().person.text, standing.name(),
                to_text(visit.actor().role));
}

Html password_part(const Visit& visit) {
    return html(
        "<section class=\"as-part\"><h2>Password</h2>{}{}"
        "<label class=\"usa-label\" for=\"new\">New password</label>"
        "<span class=\"usa-hint\" id=\"new-hint\">At least 12 characters; a few words are good.</span>"
        "<input class=\"usa-input\" id=\"new\" name=\"new\" type=\"password\" minlength=\"12\" "
        "autocomplete=\"new-password\" aria-describedby=\"new-hint\" required>"
        "<button class=\"usa-button\" type=\"submit\">Change the password</button></form></section>",
        form(visit, "/account"), password_field("password"));
}

Html sessions_part(const Visit& visit) {
    return html(
        "<section class=\"as-part\"><h2>Sessions</h2><p>Signing out everywhere ends every session of this "
        "account, in every browser, and this one too.</p>{}<button class=\"usa-button usa-button--outline\" "
        "type=\"submit\">Sign out everywhere</button></form></section>",
        form(visit, "/sign-out-everywhere"));
}

http::Response change_password(const Visit& visit, const Services& services) {
    const casework::PersonId& person = visit.actor().person;
    if (const auto refused = services.sign_in.check_password(person, visit.written("password"), visit.now))
        return show_account(visit, services, not_confirmed(*refused, "The present password"), 422);
    const std::string why = desk::why_no_password(person, visit.written("new"));
    if (!why.empty())
        return show_account(visit, services, alert("This cannot be the new password", why), 422);
    services.sign_in.set_password(person, visit.written("new"), {visit.now, person, visit.actor().role});
    if (services.settings.mails)
        desk::write_to(services.store, person, desk::NoteKind::PasswordChanged, visit.now);
    return done_with(visit, services.sign_in.end_others(person, visit.now), "password");
}

} // namespace

Html password_field(const std::string& id) {
    return html(
        "<label class=\"usa-label\" for=\"{}\">Present password</label><input class=\"usa-input\" id=\"{}\" "
        "name=\"password\" type=\"password\" autocomplete=\"current-password\" required>",
        id, id);
}

Html code_field(const std::string& id, std::string_view hint) {
    return html(
        "<label class=\"usa-label\" for=\"{}\">Code</label><span class=\"usa-hint\" id=\"{}-hint\">{}</span>"
        "<input class=\"usa-input\" id=\"{}\" name=\"code\" autocomplete=\"one-time-code\" "
        "autocapitalize=\"none\" spellcheck=\"false\" aria-describedby=\"{}-hint\" required>",
        id, id, hint, id, id);
}

Html not_confirmed(SignIn::Refused why, const std::string& what) {
    return why == SignIn::Refused::Locked
               ? alert("This account has to wait",
                       "Too many passwords or codes were wrong. Try again in 15 minutes.")
               : alert(what + " is wrong", "Look at it and try again.");
}

http::Response done_with(const Visit& visit, const std::string& secret, const std::string& what) {
    http::Response response = go_to("/account?done=" + what);
    response.headers["set-cookie"] = keep_cookie(visit.request, secret);
    return response;
}

http::Response show_account(const Visit& visit, const Services& services, const Html& said, int status) {
    const desk::Standing standing =
        desk::read_standing(services.store, desk::stream_of(visit.actor().person));
    return page(visit, "Your account",
                html("<div class=\"as-narrow\"><h1>Your account</h1>{}{}{}{}{}{}</div>", said,
                     who(visit, standing), second_step_part(visit, standing), password_part(visit),
                     email_part(visit, services, standing), sessions_part(visit)),
                status);
}

void add_account(Gate& gate, const Services& services) {
    gate.page("/account", For::SignedIn,
              [&services](const Visit& visit) { return show_account(visit, services, told(visit)); });
    gate.form("/account", For::SignedIn,
              [&services](const Visit& visit) { return change_password(visit, services); });
    add_second_step(gate, services);
    add_email_wish(gate, services);
}

} // namespace assent::portal
