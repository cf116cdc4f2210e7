#include "portal/people/person.hpp"

#include <set>

#include "casework/authority.hpp"
#include "casework/event_words.hpp"
#include "desk/email_address.hpp"
#include "portal/moments.hpp"
#include "portal/people/office.hpp"

namespace assent::portal {
namespace {

using casework::CaseAct;
using casework::Refusal;

bool may_report(const Visit& visit) {
    return !casework::refused_by_table(CaseAct::ReportStanding, visit.actor().role);
}

Html bound(const char* word, const std::optional<calendar::Date>& day) {
    return day ? html(" {} {}", word, shown(*day)) : Html();
}

Html held(const desk::Held& one) {
    return html("<li>{}{}{}{}</li>", one.words, one.scope.empty() ? "" : ", " + one.scope,
                bound("from", one.from), bound("through", one.through));
}

// The words of every program for what somebody can be or hold.
Html credential_words(const Services& services) {
    std::set<std::string> words;
    for (const desk::Rules* rules : services.desk.shelf().all()) {
        for (const policy::PartyDef& party : rules->program().parties) {
            for (const auto& line : party.all) {
                for (const policy::Standing& one : line) words.insert(one.credential);
            }
        }
    }
    words.erase("");
    return html("<datalist id=\"credentials\">{}</datalist>",
                each(words, [](const std::string& one) { return html("<option value=\"{}\">", one); }));
}

Html holding(const Visit& visit, const Services& services, const Managed& one, const Mistakes& mistakes) {
    const Html all = one.holds.empty() ? html("<p>Nothing is on file.</p>")
                                       : html("<ul class=\"usa-list\">{}</ul>", each(one.holds, held));
    if (!may_report(visit)) return one.holds.empty() ? Html() : html("<h2>What they hold</h2>{}", all);
    const FormFields fields(visit, mistakes);
    return html(
        "<h2>What they hold</h2>{}<details class=\"as-act\"{}><summary>Add a licence or credential</summary>"
        "{}{}{}{}{}{}{}<button class=\"usa-button\" type=\"submit\">Add it</button></form></details>",
        all, visit.field("do") == "hold" ? Html::trusted(" open") : Html(), form(visit, one.address()),
        hidden_field("do", "hold"), credential_words(services),
        fields.text(
            {.name = "words", .label = "What", .hint = "As programs call it.", .list = "credentials"}),
        fields.text(
            {.name = "scope", .label = "Of what", .hint = "Such as physical therapy.", .needed = false}),
        fields.text({.name = "from", .label = "First day", .needed = false, .is_date = true}),
        fields.text({.name = "through", .label = "Last day", .needed = false, .is_date = true}));
}

Html changing(const Visit& visit, const Managed& one, const Mistakes& mistakes) {
    const FormFields fields(visit, mistakes);
    const auto roles =
        roles_to_give(visit, one.person.organization, std::optional(desk::position_of(one.person)));
    const std::string role(to_text(one.person.role));
    return html(
        "<h2>{}</h2>{}{}{}{}<button class=\"usa-button\" type=\"submit\">Save</button></form>",
        roles.size() > 1 ? "Name and role" : "Name", form(visit, one.address()), hidden_field("do", "change"),
        fields.text({.name = "name", .label = "Name", .value = one.person.name}),
        roles.size() > 1 ? fields.choice({.name = "role", .label = "May act as", .value = role}, roles)
                         : hidden_field("role", role));
}

Html signing_in(const Visit& visit, const Managed& one) {
    return html(
        "<h2>Password</h2><p>{} A new one ends every session of the account, and is shown once, to be handed "
        "on.</p>{}{}<button class=\"usa-button usa-button--outline\" type=\"submit\">Show a new password"
        "</button></form>",
        one.has_password ? "They have one, which nobody can read." : "They have none yet.",
        form(visit, one.address()), hidden_field("do", "password"));
}

Html writing_to(const Visit& visit, const Services& services, const Managed& one, const Mistakes& mistakes) {
    if (!services.settings.mails) return {};
    const FormFields fields(visit, mistakes);
    const Html inviting = one.email.empty() ? Html()
                                            : html(
                                                  "{}{}<button class=\"usa-button usa-button--outline\" "
                                                  "type=\"submit\">Send a link to choose "
                                                  "their password</button></form>",
                                                  form(visit, one.address()), hidden_field("do", "invite"));
    return html(
        "<h2>E-mail</h2>{}{}{}<button class=\"usa-button usa-button--outline\" type=\"submit\">Save the "
        "address</button></form>{}",
        form(visit, one.address()), hidden_field("do", "email"),
        fields.text({.name = "email",
                     .label = "E-mail address",
                     .hint = "No mail says anything of a member.",
                     .value = one.email,
                     .needed = false}),
        inviting);
}

Html ending(const Visit& visit, const Managed& one) {
    if (one.id == visit.actor().person) return {};
    return html(
        "<h2>End this account</h2><p>They can sign in no more, and whatever they have open stops at "
        "once. What they did stays on record.</p><p><a class=\"usa-button usa-button--outline\" "
        "href=\"{}/end\">End it</a></p>",
        one.address());
}

Html beginning_again(const Visit& visit, const Services& services, const Managed& one) {
    return html(
        "<p class=\"usa-intro\">Ended on {}{}</p>{}{}<button class=\"usa-button usa-button--outline\" "
        "type=\"submit\">Let them act again</button></form>",
        day_of(services, one.since), one.person.reason.empty() ? "." : ": " + one.person.reason,
        form(visit, one.address()), hidden_field("do", "begin again"));
}

http::Response show(const Visit& visit, const Services& services, const Managed& one,
                    const Mistakes& mistakes) {
    Html all = html(
        "<p><a class=\"usa-link\" href=\"{}\">Everybody of this organization</a></p><h1>{}</h1><p>Account "
        "<b>{}</b>",
        list_address(visit, one.person.organization), one.person.name, one.id.text);
    if (one.person.ended) {
        all += html("</p>{}", beginning_again(visit, services, one));
    } else {
        all += html(", {} since {}.</p>{}{}{}{}{}", to_text(one.person.role), day_of(services, one.since),
                    changing(visit, one, mistakes), holding(visit, services, one, mistakes),
                    writing_to(visit, services, one, mistakes), signing_in(visit, one), ending(visit, one));
    }
    return page(visit, one.person.name, html("<div class=\"as-narrow\">{}</div>", all),
                mistakes.empty() ? 200 : 422);
}

// The account as `change` makes it, when it is there and still looked after by the visitor.
http::Response changed(const Visit& visit, const Services& services, const Managed& one,
                       const std::function<void(desk::Person&)>& change) {
    const auto no = desk::manage(
        services.store, visit.actor(), one.id,
        [&](const std::optional<desk::Person>& now) -> base::Expected<desk::Person, Refusal> {
            desk::Person then = now.value_or(one.person);
            change(then);
            return then;
        },
        visit.now);
    if (no) return show(visit, services, one, {{"role", no->rule + "; " + no->instead + "."}});
    return go_to(one.address());
}

http::Response change(const Visit& visit, const Services& services, const Managed& one) {
    const std::string name = visit.field("name");
    const auto role = casework::from_word<casework::Role>(visit.field("role"));
    Mistakes mistakes;
    if (!desk::can_be_called(name)) mistakes["name"] = "Write their name.";
    if (!role) mistakes["role"] = "Choose one of these.";
    if (!mistakes.empty()) return show(visit, services, one, mistakes);
    return changed(visit, services, one, [&](desk::Person& person) {
        person.name = name;
        person.role = *role;
    });
}

http::Response hold(const Visit& visit, const Services& services, const Managed& one) {
    if (!may_report(visit)) return nobody_there(visit);
    Mistakes mistakes;
    const auto day = [&](const char* name) {
        const std::string text = visit.field(name);
        auto read = calendar::parse_date(text);
        if (!text.empty() && !read) mistakes[name] = "Write a day as 2026-11-28.";
        return read;
    };
    const desk::Held reported{visit.field("words"), visit.field("scope"), {}, day("from"), day("through")};
    if (reported.words.empty()) mistakes["words"] = "Write what it is, as programs call it.";
    if (reported.from && reported.through && *reported.through < *reported.from)
        mistakes["through"] = "Write a day that is not before the first.";
    if (!mistakes.empty()) return show(visit, services, one, mistakes);
    desk::report(services.store, desk::stream_of(one.id), reported,
                 {visit.now, visit.actor().person, visit.actor().role});
    return go_to(one.address());
}

http::Response change_address(const Visit& visit, const Services& services, const Managed& one) {
    const std::string email = visit.field("email");
    if (!email.empty() && !desk::is_email_address(email))
        return show(visit, services, one, {{"email", "Write an address as name@example.org."}});
    know_address(visit, services, one.id, email);
    return go_to(one.address());
}

http::Response take(const Visit& visit, const Services& services) {
    const auto one = managed(visit, services);
    if (!one) return nobody_there(visit);
    const std::string what = visit.field("do");
    if (what == "begin again")
        return changed(visit, services, *one, [](desk::Person& person) {
            person.ended = false;
            person.reason.clear();
        });
    if (one->person.ended) return sorry(visit, 409, "This account has ended", "Let it act again first.");
    if (what == "change") return change(visit, services, *one);
    if (what == "hold") return hold(visit, services, *one);
    if (what == "email" && services.settings.mails) return change_address(visit, services, *one);
    if (what == "invite" && services.settings.mails && !one->email.empty())
        return invite(visit, services, one->id, "An invitation for " + one->person.name);
    if (what == "password")
        return with_new_password(visit, services, one->id, "A new password of " + one->person.name);
    return sorry(visit, 400, "This is no form of ours", "Open the page again and send its form.");
}

http::Response ask_to_end(const Visit& visit, const Services& services, const Mistakes& mistakes) {
    const auto one = managed(visit, services);
    if (!one || one->person.ended || one->id == visit.actor().person) return nobody_there(visit);
    const FormFields fields(visit, mistakes);
    return page(
        visit, "End an account",
        html("<div class=\"as-narrow\"><h1>End the account of {}?</h1><p class=\"usa-intro\">They can sign "
             "in as {} no more, and whatever they have open stops at once. Their requests and drafts stay "
             "with the office.</p>{}{}<div class=\"as-buttons\"><button class=\"usa-button "
             "usa-button--secondary\" type=\"submit\">End it now</button><a class=\"usa-button "
             "usa-button--outline\" href=\"{}\">Keep it</a></div></form></div>",
             one->person.name, one->id.text, form(visit, one->address() + "/end"),
             fields.words({.name = "reason", .label = "Why", .hint = "Such as: left on 27 November."}),
             one->address()),
        mistakes.empty() ? 200 : 422);
}

http::Response end(const Visit& visit, const Services& services) {
    const auto one = managed(visit, services);
    if (!one || one->id == visit.actor().person) return nobody_there(visit);
    const std::string reason = visit.field("reason");
    if (reason.empty()) return ask_to_end(visit, services, {{"reason", "Write in a few words why."}});
    http::Response answer = changed(visit, services, *one, [&](desk::Person& person) {
        person.ended = true;
        person.reason = reason;
    });
    if (answer.status == 303) services.sign_in.end_all(one->id, visit.now);
    return answer;
}

} // namespace

void add_person(Gate& gate, const Services& services) {
    gate.page("/users/{person}", For::SignedIn, [&services](const Visit& visit) {
        const auto one = managed(visit, services);
        return one ? show(visit, services, *one, {}) : nobody_there(visit);
    });
    gate.form("/users/{person}", For::SignedIn,
              [&services](const Visit& visit) { return take(visit, services); });
    gate.page("/users/{person}/end", For::SignedIn,
              [&services](const Visit& visit) { return ask_to_end(visit, services, {}); });
    gate.form("/users/{person}/end", For::SignedIn,
              [&services](const Visit& visit) { return end(visit, services); });
}

} // namespace assent::portal
