#include "portal/account/email_wish.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "desk/account_note.hpp"
#include "portal/account/page.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using policy::Channel;
using policy::NoticeDef;
using policy::Program;

bool goes_by(const Program& program, const NoticeDef& notice, Channel channel) {
    return std::any_of(notice.lines.begin(), notice.lines.end(), [&](std::uint16_t line) {
        return program.terms[line].channels.test(static_cast<std::size_t>(channel));
    });
}

// Names of notices as a program has them: "approval, denial".
struct Ways {
    std::vector<std::string> by_email, on_portal_alone;
};

Ways ways_of(const Program& program) {
    Ways ways;
    for (const NoticeDef& notice : program.notices) {
        if (goes_by(program, notice, Channel::Email))
            ways.by_email.push_back(notice.name.text);
        else if (goes_by(program, notice, Channel::Portal))
            ways.on_portal_alone.push_back(notice.name.text);
    }
    return ways;
}

Html listed(std::string_view what, const std::vector<std::string>& names) {
    if (names.empty()) return {};
    return html("<dt>{}</dt><dd>{}</dd>", what, base::join(names, ", "));
}

Html what_is_sent(const Visit& visit, const Services& services) {
    const Html all = each(services.desk.shelf().programs(), [&](const std::string& id) {
        const desk::Rules* rules = services.desk.shelf().in_force(id, visit.now);
        const Ways ways = rules ? ways_of(rules->program()) : Ways{};
        if (ways.by_email.empty() && ways.on_portal_alone.empty()) return Html();
        return html("<h3>{}</h3><dl class=\"as-facts\">{}{}</dl>", rules->program().header.title,
                    listed("Always by e-mail, as the program says", ways.by_email),
                    listed("On the portal alone", ways.on_portal_alone));
    });
    if (all.empty()) return {};
    return html("<details class=\"as-more\"><summary>What is sent how</summary>{}</details>", all);
}

Html wish_form(const Visit& visit, const Services& services) {
    const bool wanted = desk::wants_news(services.store, visit.actor());
    return html(
        "{}<fieldset class=\"usa-fieldset\"><legend class=\"usa-legend\">Mail about what is on the portal "
        "alone</legend><div class=\"usa-checkbox\"><input class=\"usa-checkbox__input\" id=\"news\" "
        "name=\"news\" value=\"yes\" type=\"checkbox\"{}><label class=\"usa-checkbox__label\" "
        "for=\"news\">Write to me when something else is new for {}, every ten minutes at most</label></div>"
        "</fieldset><button class=\"usa-button usa-button--outline\" type=\"submit\">Keep "
        "this</button></form>",
        form(visit, "/account/email"), wanted ? Html::trusted(" checked") : Html(),
        visit.actor().organization.empty() ? "me" : "my organization");
}

Html address_line(const desk::Standing& standing) {
    if (!standing.address || standing.address->email.empty())
        return html(
            "<p>No address for e-mail is known for your account. Whoever administers the accounts can "
            "add one; then you can also ask for a new password by mail.</p>");
    return html(
        "<p>Mail to you goes to <b>{}</b>. Whoever administers the accounts can change it. No mail "
        "says anything of a member: each says only that there is something to read here.</p>",
        standing.address->email);
}

// Notices go to those who ask for care, not to those who review it.
bool is_written_to(const Visit& visit) {
    return cell(casework::CaseAct::Submit, visit.actor().role) != casework::Cell::No;
}

http::Response keep(const Visit& visit, const Services& services) {
    const casework::Actor& actor = visit.actor();
    const bool wanted = visit.field("news") == "yes";
    if (wanted != desk::wants_news(services.store, actor))
        desk::report(services.store, desk::wishes_of(actor), desk::Wish{actor.person.text, wanted},
                     {visit.now, actor.person, actor.role});
    return go_to(std::string("/account?done=") + (wanted ? "news" : "no-news"));
}

} // namespace

Html email_part(const Visit& visit, const Services& services, const desk::Standing& standing) {
    if (!services.settings.mails)
        return html(
            "<section class=\"as-part\"><h2>E-mail</h2><p>This server sends no mail. What is new "
            "stands on the portal.</p></section>");
    const bool has_address = standing.address && !standing.address->email.empty();
    const bool written_to = is_written_to(visit);
    return html("<section class=\"as-part\"><h2>E-mail</h2>{}{}{}</section>", address_line(standing),
                written_to ? what_is_sent(visit, services) : Html(),
                written_to && has_address ? wish_form(visit, services) : Html());
}

void add_email_wish(Gate& gate, const Services& services) {
    gate.form("/account/email", For::SignedIn,
              [&services](const Visit& visit) { return keep(visit, services); });
}

} // namespace assent::portal
