#include "portal/people/tokens.hpp"

#include <algorithm>
#include <array>

#include "casework/authority.hpp"
#include "http/call.hpp"
#include "portal/people/office.hpp"

namespace assent::portal {
namespace {

using casework::PersonId;

constexpr int accounts_of_a_page = 50;

struct Span {
    const char* words;
    int days; // 0: without an end
};
constexpr std::array<Span, 4> spans = {
    {{"in 90 days", 90}, {"in 30 days", 30}, {"in 365 days", 365}, {"when somebody ends it", 0}}};

// Of all organizations there is one list, for whoever looks after all of them.
bool looks_after_tokens(const Visit& visit) {
    return casework::cell(casework::CaseAct::ManageUsers, visit.actor().role) == casework::Cell::Yes;
}

std::string organization_of(const Services& services, const desk::Person& person) {
    if (person.organization.empty()) return "-";
    const auto standing = desk::read_standing(services.store, desk::stream_of(person.organization));
    return standing.organization ? standing.organization->name : person.organization.text;
}

Html state_of(const Visit& visit, const Services& services, const desk::Token& token) {
    if (!token.ends) return html("until somebody ends it");
    return html("{} {}", token.is_good(visit.now) ? "until" : "not good: it ended on",
                day_of(services, *token.ends));
}

// Asked again where it stands: whatever signs in with it stops.
Html ending(const Visit& visit, const PersonId& account, const desk::Token& token) {
    return html(
        "<details class=\"as-act\"><summary>End<span class=\"usa-sr-only\"> {} of {}</span></summary>{}{}{}{}"
        "<button class=\"usa-button usa-button--secondary\" type=\"submit\">End it now</button></form>"
        "</details>",
        token.name, account.text, form(visit, "/tokens"), hidden_field("do", "end"),
        hidden_field("of", account.text), hidden_field("token", token.name));
}

Html rows_of(const Visit& visit, const Services& services, const store::StreamId& stream) {
    const PersonId account = desk::person_of(stream);
    const auto standing = desk::read_standing(services.store, stream);
    Html all;
    if (!standing.person) return all;
    const desk::Person& person = *standing.person;
    for (const desk::Token& token : standing.tokens) {
        if (token.ended) continue;
        all += html(
            "<tr><th scope=\"row\"><a class=\"usa-link\" href=\"/users/{}\">{}</a></th><td>{}, {}</td>"
            "<td>{}</td><td>since {}, {}</td><td>{}</td></tr>",
            in_address(account.text), person.name, organization_of(services, person), to_text(person.role),
            token.name, day_of(services, token.since), state_of(visit, services, token),
            ending(visit, account, token));
    }
    return all;
}

Html list_of_tokens(const Visit& visit, const Services& services) {
    const std::string after = visit.request.asked("after").value_or("");
    auto holders = services.store.token_holders(
        http::is_key(after) ? desk::stream_of(PersonId{after}).text() : "", accounts_of_a_page + 1);
    const bool more = holders.size() > accounts_of_a_page;
    if (more) holders.pop_back();
    const Html rows =
        each(holders, [&](const store::StreamId& one) { return rows_of(visit, services, one); });
    const Html next = more ? html("<p><a class=\"usa-link\" href=\"/tokens?after={}\">More tokens</a></p>",
                                  in_address(desk::person_of(holders.back()).text))
                           : Html();
    if (rows.empty())
        return html("<p>No program signs in here. A token that you give below stands here.</p>{}", next);
    return html(
        "<table class=\"usa-table usa-table--borderless as-list\"><caption>By "
        "account</caption><thead><tr><th "
        "scope=\"col\">Whose</th><th scope=\"col\">Acts for, as</th><th scope=\"col\">What it is for</th><th "
        "scope=\"col\">Good</th><th scope=\"col\">End it</th></tr></thead><tbody>{}</tbody></table>{}",
        rows, next);
}

http::Response show_tokens(const Visit& visit, const Services& services, const Mistakes& mistakes) {
    const FormFields fields(visit, mistakes);
    std::vector<std::string> ends;
    for (const Span& one : spans) ends.emplace_back(one.words);
    return page(
        visit, "Tokens",
        html(
            "<p><a class=\"usa-link\" href=\"/organizations\">Organizations</a></p><h1>Tokens</h1><p "
            "class=\"usa-intro\">A program signs in with a token, and may do what its account may. Give each "
            "program an account of its own.</p>{}<h2>Give a token</h2>{}{}{}{}{}<button class=\"usa-button\" "
            "type=\"submit\">Give it, and show it once</button></form>",
            list_of_tokens(visit, services), form(visit, "/tokens"), hidden_field("do", "give"),
            fields.text({.name = "account",
                         .label = "Account",
                         .hint = "An account that there is; add one on the page of its organization."}),
            fields.text({.name = "name",
                         .label = "What it is for",
                         .hint = "Such as nightly feed. One of the same account and name stops."}),
            fields.choice({.name = "ends", .label = "It ends"}, ends)),
        mistakes.empty() ? 200 : 422);
}

http::Response given(const Visit& visit, const PersonId& account, const std::string& secret) {
    return page(
        visit, "A new token",
        html(
            "<div class=\"as-narrow\"><h1>A token of {}</h1><p class=\"usa-intro\">Keep it where the program "
            "reads its secrets. It is shown this once, and nobody can read it again.</p><dl "
            "class=\"as-facts\"><dt>Token</dt><dd><code class=\"as-secret\">{}</code></dd></dl><p>The "
            "program "
            "sends it with every request, as <code>Authorization: Bearer TOKEN</code>.</p><p><a "
            "class=\"usa-link\" href=\"/tokens\">Back to the tokens</a></p></div>",
            account.text, secret));
}

http::Response give(const Visit& visit, const Services& services) {
    const PersonId account{visit.field("account")};
    const auto span = std::find_if(spans.begin(), spans.end(),
                                   [&](const Span& one) { return visit.field("ends") == one.words; });
    desk::TokenWish wish{visit.field("name")};
    Mistakes mistakes;
    if (!http::is_key(account.text))
        mistakes["account"] = "Write the account, in letters and digits, without blanks and slashes.";
    if (!desk::is_token_name(wish.name))
        mistakes["name"] = "Write what it is for, in 100 letters at most and without a slash.";
    if (span == spans.end()) mistakes["ends"] = "Choose one of these.";
    if (!mistakes.empty()) return show_tokens(visit, services, mistakes);
    if (span->days > 0) wish.ends = visit.now + std::chrono::days{span->days};
    const auto secret = desk::give_token(services.store, visit.actor(), account, wish, visit.now);
    if (!secret)
        return show_tokens(visit, services,
                           {{"account", capital(secret.error().rule) + "; " + secret.error().instead + "."}});
    return given(visit, account, *secret);
}

http::Response end_token_of(const Visit& visit, const Services& services) {
    const PersonId account{visit.field("of")};
    const bool ended = http::is_key(account.text) && !desk::end_token(services.store, visit.actor(), account,
                                                                      visit.field("token"), visit.now);
    return ended ? go_to("/tokens")
                 : sorry(visit, 409, "This token had ended before", "Look at the tokens that there are.");
}

http::Response take_tokens(const Visit& visit, const Services& services) {
    if (!looks_after_tokens(visit)) return nobody_there(visit);
    if (visit.field("do") == "give") return give(visit, services);
    if (visit.field("do") == "end") return end_token_of(visit, services);
    return sorry(visit, 400, "This is no form of ours", "Open the page again and send its form.");
}

} // namespace

void add_tokens(Gate& gate, const Services& services) {
    gate.page("/tokens", For::SignedIn, [&services](const Visit& visit) {
        return looks_after_tokens(visit) ? show_tokens(visit, services, {}) : nobody_there(visit);
    });
    gate.form("/tokens", For::SignedIn,
              [&services](const Visit& visit) { return take_tokens(visit, services); });
}

} // namespace assent::portal
