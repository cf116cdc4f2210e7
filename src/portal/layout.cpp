#include "portal/layout.hpp"

#include "casework/authority.hpp"
#include "portal/assets.hpp"
#include "portal/programs/page.hpp"

namespace assent::portal {
namespace {

// Where one can go; the page one is at is marked. A line of links that wraps, so that a phone needs no menu.
Html place(const Visit& visit, const char* address, const char* name) {
    const bool here = visit.request.path == address;
    return html("<li><a href=\"{}\"{}>{}</a></li>", address,
                here ? Html::trusted(" aria-current=\"page\"") : Html(), name);
}

Html navigation(const Visit& visit) {
    const auto manages =
        visit.session ? cell(casework::CaseAct::ManageUsers, visit.actor().role) : casework::Cell::No;
    Html all = visit.session && manages == casework::Cell::No ? place(visit, "/", "Requests") : Html();
    if (visit.session && cell(casework::CaseAct::Submit, visit.actor().role) != casework::Cell::No)
        all += place(visit, "/new", "New request");
    if (visit.session && cell(casework::CaseAct::KeepContacts, visit.actor().role) == casework::Cell::Yes)
        all += html("{}{}", place(visit, "/find", "Find a case"), place(visit, "/contacts", "Contacts"));
    if (manages == casework::Cell::Yes) all += place(visit, "/organizations", "Organizations");
    if (manages == casework::Cell::Office) all += place(visit, "/users", "People");
    if (visit.session && cell(casework::CaseAct::Assign, visit.actor().role) == casework::Cell::Yes)
        all += html("{}{}", place(visit, "/board", "Board"), place(visit, "/reports", "Reports"));
    if (visit.session && cell(casework::CaseAct::Audit, visit.actor().role) == casework::Cell::Yes)
        all += html("{}{}", place(visit, "/acts", "Who did what"),
                    place(visit, "/readings", "What somebody has read"));
    if (visit.session && cell(casework::CaseAct::HearConcerns, visit.actor().role) != casework::Cell::No)
        all += place(visit, "/concerns", "Concerns");
    if (visit.session && cell(casework::CaseAct::KeepRecords, visit.actor().role) == casework::Cell::Yes)
        all += place(visit, "/retention", "Retention");
    if (visit.session && cell(casework::CaseAct::DrawSample, visit.actor().role) == casework::Cell::Yes)
        all += place(visit, "/samples", "Samples");
    if (visit.session && cell(casework::CaseAct::SecondOpinion, visit.actor().role) == casework::Cell::Yes)
        all += place(visit, "/opinions", "Second opinions");
    if (visit.session && reads_programs(visit.actor().role)) all += place(visit, "/programs", "Programs");
    all += place(visit, "/ask", "Is authorization needed?");
    all += place(visit, "/needs", "Codes, papers and contacts");
    all += visit.session ? place(visit, "/account", "Account") : place(visit, "/sign-in", "Sign in");
    return html("<nav aria-label=\"Main\"><ul class=\"as-places\">{}</ul></nav>", all);
}

Html signed_in(const Visit& visit) {
    if (!visit.session) return {};
    return html(
        "<form method=\"post\" action=\"/sign-out\" class=\"as-who\"><span>{}</span>"
        "<input type=\"hidden\" name=\"seal\" value=\"{}\"><button class=\"usa-button "
        "usa-button--unstyled\" type=\"submit\">Sign out</button></form>",
        visit.actor().person.text, visit.seal());
}

Html whole(const std::string& title, const Html& above, const Html& main) {
    return html(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<title>{} | Assent</title>{}</head><body>"
        "<a class=\"usa-skipnav\" href=\"#main\">Skip to main content</a>"
        "<p class=\"as-old-browser\">This browser is older than those that these pages are made for. Update "
        "it, "
        "or use another: what you send is safe, but a page may not look as it should.</p>"
        "<header class=\"as-header\"><a href=\"/\" class=\"as-name\">Assent</a>{}</header>"
        "<main id=\"main\" tabindex=\"-1\" class=\"grid-container-widescreen as-main\">{}</main>"
        "</body></html>\n",
        title, Html::trusted(asset_lines()), above, main);
}

http::Response sent(const http::Request& request, int status, const Html& whole) {
    http::Response response{status,
                            {{"content-type", "text/html; charset=utf-8"},
                             {"content-security-policy", std::string(content_policy)},
                             {"cache-control", "no-store"},
                             {"referrer-policy", "same-origin"},
                             {"x-content-type-options", "nosniff"},
                             {"permissions-policy", "camera=(), geolocation=(), microphone=()"}},
                            whole.text()};
    if (request.secure) response.headers["strict-transport-security"] = "max-age=31536000";
    return response;
}

} // namespace

http::Response page(const Visit& visit, const std::string& title, const Html& main, int status) {
    return sent(visit.request, status, whole(title, html("{}{}", navigation(visit), signed_in(visit)), main));
}

http::Response plain_page(const http::Request& request, const std::string& title, const Html& main,
                          int status) {
    return sent(request, status, whole(title, {}, main));
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
        capital(what), capital(instead));
}

Html done(const std::string& what) {
    return html(
        "<div class=\"usa-alert usa-alert--success usa-alert--slim\" role=\"status\">"
        "<div class=\"usa-alert__body\"><p class=\"usa-alert__text\">{}</p></div></div>",
        what);
}

Html alert(const casework::Refusal& why) {
    const std::string rests = why.source.empty() ? "" : "It rests on: " + why.source;
    return alert(why.rule, why.instead + (why.instead.empty() || rests.empty() ? "" : ". ") + rests);
}

Html form(const Visit& visit, const std::string& action) {
    return html(
        "<form method=\"post\" action=\"{}\" class=\"usa-form as-form\">"
        "<input type=\"hidden\" name=\"seal\" value=\"{}\">",
        action, visit.seal());
}

Html form_with_files(const Visit& visit, const std::string& action) {
    return html(
        "<form method=\"post\" action=\"{}\" enctype=\"multipart/form-data\" data-most=\"{}\" "
        "class=\"usa-form as-form\"><input type=\"hidden\" name=\"seal\" value=\"{}\">",
        action, visit.most_files, visit.seal());
}

} // namespace assent::portal
