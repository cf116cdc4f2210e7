#include "portal/account/second_step.hpp"

#include "desk/one_time_code.hpp"
#include "portal/account/page.hpp"
#include "portal/layout.hpp"
#include "portal/qr_code.hpp"

namespace assent::portal {
namespace {

constexpr std::string_view any_code = "The six digits that your app shows now, or a recovery code.";

desk::Cause cause_of(const Visit& visit) { return {visit.now, visit.actor().person, visit.actor().role}; }

// Four letters at a time, as a person types them.
std::string in_groups(const std::string& secret) {
    std::string text;
    for (std::size_t at = 0; at < secret.size(); at += 4) {
        if (at > 0) text += ' ';
        text += secret.substr(at, 4);
    }
    return text;
}

Html off_part(const Visit& visit) {
    return html(
        "<p>Off. With it on, signing in also asks for a code that an app on your telephone shows, so that "
        "whoever learns your password cannot sign in with it.</p>{}<button class=\"usa-button\" "
        "type=\"submit\">Set it up</button></form>",
        form(visit, "/account/second-step/offer"));
}

// What asks for both, folded away.
Html confirmed_form(const Visit& visit, const std::string& word, const std::string& label) {
    return html(
        "<details class=\"as-act\"><summary>{}</summary>{}{}{}<button class=\"usa-button "
        "usa-button--outline\" type=\"submit\">{}</button></form></details>",
        label, form(visit, "/account/second-step/" + word), password_field("password-" + word),
        code_field("code-" + word, any_code), label);
}

Html on_part(const Visit& visit, const desk::Standing& standing) {
    return html("<p>On: signing in asks for a code. {} of {} recovery codes are left.</p>{}{}",
                desk::recovery_codes_left(standing), desk::recovery_codes,
                confirmed_form(visit, "codes", "Make new recovery codes"),
                confirmed_form(visit, "off", "Turn it off"));
}

http::Response show_offer(const Visit& visit, const Services& services, const Html& wrong, int status = 200) {
    const casework::PersonId& person = visit.actor().person;
    const auto secret = services.second_steps.offered(person, visit.now);
    if (!secret) return go_to("/account");
    return page(
        visit, "Set up the second step",
        html("<div class=\"as-narrow\"><h1>Set up the second step</h1>{}"
             "<ol class=\"as-steps\"><li><p>Open an app for one-time codes on your telephone. Any that "
             "follows "
             "the standard will do, such as FreeOTP, Aegis or the one of your password manager.</p></li>"
             "<li><p>Let it read this square, or type the letters below it.</p>{}"
             "<p class=\"as-code\"><code>{}</code></p></li>"
             "<li><p>Write the code that it shows, and your password.</p>{}{}{}<button class=\"usa-button\" "
             "type=\"submit\">Turn it on</button></form></li></ol>"
             "<p><a class=\"usa-link\" href=\"/account\">Leave it off</a></p></div>",
             wrong,
             qr_code(desk::otpauth_address(person.text, *secret),
                     "A QR code for your app; the letters below it say the same"),
             in_groups(*secret), form(visit, "/account/second-step"), code_field("code", "Six digits."),
             password_field("password")),
        status);
}

http::Response show_codes(const Visit& visit, const std::string& heading,
                          const std::vector<std::string>& codes) {
    const Html all =
        each(codes, [](const std::string& code) { return html("<li><code>{}</code></li>", code); });
    return page(
        visit, heading,
        html(
            "<div class=\"as-narrow\"><h1>{}</h1><p class=\"usa-intro\">These are the recovery codes of "
            "<b>{}</b>. Each signs you in once when you do not have your telephone.</p>"
            "<p>Print this page or write them down now, and keep them where your password is not. Nobody can "
            "show them again.</p><ol class=\"as-codes\">{}</ol>"
            "<p><a class=\"usa-button\" href=\"/account\">I have kept them</a></p></div>",
            heading, visit.actor().person.text, all));
}

// The password first: whoever has found an open session is not to try codes with it.
std::optional<desk::SignIn::Refused> wrong_password(const Visit& visit, const Services& services) {
    return services.sign_in.check_password(visit.actor().person, visit.written("password"), visit.now);
}

http::Response turn_on(const Visit& visit, const Services& services) {
    const casework::PersonId& person = visit.actor().person;
    if (const auto refused = wrong_password(visit, services))
        return show_offer(visit, services, not_confirmed(*refused, "The password"), 422);
    const auto codes = services.second_steps.turn_on(person, visit.field("code"), cause_of(visit));
    if (!codes)
        return show_offer(visit, services,
                          alert("This code is not the one that is shown now",
                                "Wait for the next one. If it is refused again, look at the clock of your "
                                "telephone: let it set itself."),
                          422);
    const std::string secret = services.sign_in.end_others(person, visit.now);
    http::Response response =
        show_codes(with_session(visit, services, secret), "The second step is on", *codes);
    response.headers["set-cookie"] = keep_cookie(visit.request, secret);
    return response;
}

// Nothing when both are right; or the page that says what is not.
std::optional<http::Response> not_both(const Visit& visit, const Services& services) {
    auto refused = wrong_password(visit, services);
    std::string what = "The password";
    if (!refused) {
        what = "The code";
        refused = services.sign_in.check_code(services.second_steps, visit.actor().person,
                                              visit.field("code"), visit.now);
    }
    if (!refused) return std::nullopt;
    return show_account(visit, services, not_confirmed(*refused, what), 422);
}

http::Response turn_off(const Visit& visit, const Services& services) {
    if (auto refused = not_both(visit, services)) return *refused;
    desk::turn_off_second_step(services.store, visit.actor().person, cause_of(visit));
    return done_with(visit, services.sign_in.end_others(visit.actor().person, visit.now), "off");
}

http::Response new_codes(const Visit& visit, const Services& services) {
    if (auto refused = not_both(visit, services)) return *refused;
    return show_codes(visit, "New recovery codes",
                      services.second_steps.renew_recovery_codes(visit.actor().person, cause_of(visit)));
}

http::Response offer(const Visit& visit, const Services& services) {
    services.second_steps.offer(visit.actor().person, visit.now);
    return go_to("/account/second-step");
}

} // namespace

Html second_step_part(const Visit& visit, const desk::Standing& standing) {
    return html("<section class=\"as-part\"><h2>Second step of signing in</h2>{}</section>",
                desk::has_second_step(standing) ? on_part(visit, standing) : off_part(visit));
}

void add_second_step(Gate& gate, const Services& services) {
    using Answer = http::Response (*)(const Visit&, const Services&);
    const auto form = [&](const std::string& address, Answer answer) {
        gate.form(address, For::SignedIn,
                  [&services, answer](const Visit& visit) { return answer(visit, services); });
    };
    gate.page("/account/second-step", For::SignedIn,
              [&services](const Visit& visit) { return show_offer(visit, services, {}); });
    form("/account/second-step", turn_on);
    form("/account/second-step/offer", offer);
    form("/account/second-step/codes", new_codes);
    form("/account/second-step/off", turn_off);
}

} // namespace assent::portal
