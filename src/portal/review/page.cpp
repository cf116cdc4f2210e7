#include "portal/review/page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "casework/account_authority.hpp"
#include "casework/notice.hpp"
#include "casework/spoken.hpp"
#include "desk/published.hpp"
#include "policy/contact_source.hpp"
#include "portal/case_page/acts.hpp"
#include "portal/home/next_work.hpp"
#include "portal/keys.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/review/beside.hpp"
#include "portal/review/last_criteria.hpp"
#include "portal/review/overtaken.hpp"
#include "portal/review/trace.hpp"

namespace assent::portal {
namespace {

using casework::RequestNo;

constexpr const char* form_id = "decision";

// One request as somebody reviews it.
struct Bench {
    CaseSeen seen;
    RequestNo request;

    std::string address() const { return fmt::format("{}/requests/{}/review", seen.address(), request + 1); }
};

Html papers_of(const CaseSeen& seen, RequestNo request) {
    return each(seen.file().now.at(request).papers,
                [&](const casework::Paper& paper) { return html("<li>{}</li>", named(seen, paper)); });
}

// How a line came out, and why, in the words of whoever decided it.
Html determined(const casework::LineState& line, std::size_t number) {
    const char* how = !line.determined ? "not decided"
                      : !line.adverse  ? "approved"
                      : line.granted   ? "approved in part"
                                       : "not approved";
    return html("<li>Line {}: {}. {}</li>", number, how, line.rationale);
}

// Whoever looks at what was decided once more sees what was there before beside what is new.
Html before_of(const Bench& bench) {
    const RequestNo about = bench.seen.file().now.at(bench.request).about;
    if (about == casework::no_request) return {};
    const auto& lines = bench.seen.file().now.at(about).lines;
    Html all;
    for (std::size_t i = 0; i < lines.size(); ++i) all += determined(lines[i], i + 1);
    return html(
        "<h3>Request {}, which this is about: {}</h3><ul class=\"usa-list\">{}{}</ul><details "
        "class=\"as-more\"><summary>What was told then</summary>{}</details>",
        about + 1, bench.seen.type(about), all, papers_of(bench.seen, about), told_of(bench.seen, about));
}

Html papers_of(const Bench& bench) {
    const Html papers = papers_of(bench.seen, bench.request);
    const Html all = papers.empty() ? html("<p>No paper has come yet.</p>")
                                    : html("<ul class=\"usa-list\">{}</ul>", papers);
    // A paper is opened here, where there are scripts, and so is what leads further within it.
    return html(
        "<div hx-boost=\"true\" hx-target=\"#document\" hx-select=\"#document-view\" hx-push-url=\"false\" "
        "hx-swap=\"innerHTML show:none\">{}{}<section id=\"document\" class=\"as-document\" "
        "aria-label=\"The paper that is open\"></section></div>",
        all, before_of(bench));
}

Html accounts_of(const Bench& bench) {
    const auto balances = bench.seen.file().balances(bench.seen.book().day_of(bench.seen.now()));
    const Html all = each(balances, [&](const casework::Balance& one) {
        if (one.used == 0) return Html();
        return html("<li>{}, {}: {} used</li>", bench.seen.program().ledgers[one.ledger].name.text,
                    one.period, one.used);
    });
    return all.empty() ? all : html("<h3>Accounts of the member</h3><ul class=\"usa-list\">{}</ul>", all);
}

// Whether a fact of the program is told by a call to that party: those stand first.
bool is_waited_for(const policy::Program& program, std::uint16_t party) {
    return std::any_of(program.facts.begin(), program.facts.end(), [&](const policy::FactDef& fact) {
        const auto source = policy::contact_source(program, fact.from);
        return source && source->with == party;
    });
}

// What records a call. Its fields belong to the form of the decision, so that nothing that was written there
// is lost by it.
Html contacts_of(const Visit& visit, const Bench& bench) {
    const policy::Program& program = bench.seen.program();
    Html parties, others;
    for (std::size_t i = 0; i < program.parties.size(); ++i) {
        const auto party = static_cast<std::uint16_t>(i);
        if (!bench.seen.may_contact(party, bench.request)) continue;
        const std::string name = casework::party_name(program, party);
        (is_waited_for(program, party) ? parties : others) +=
            html("<option value=\"{}\"{}>{}</option>", name,
                 visit.field("party") == name ? Html::trusted(" selected") : Html(), name);
    }
    parties += others;
    if (parties.empty()) return {};
    return html(
        "<details class=\"as-act\"{}><summary>Record a call</summary><label class=\"usa-label\" "
        "for=\"party\">Whom you called</label><select class=\"usa-select\" id=\"party\" name=\"party\" "
        "form=\"{}\">{}</select><fieldset class=\"usa-fieldset\"><legend class=\"usa-legend\">Was somebody "
        "reached?</legend><div class=\"usa-radio\"><input class=\"usa-radio__input\" type=\"radio\" "
        "id=\"reached-yes\" name=\"reached\" value=\"yes\" form=\"{}\"><label class=\"usa-radio__label\" "
        "for=\"reached-yes\">Yes, we spoke</label></div><div class=\"usa-radio\"><input "
        "class=\"usa-radio__input\" type=\"radio\" id=\"reached-no\" name=\"reached\" value=\"no\" "
        "form=\"{}\" checked><label class=\"usa-radio__label\" for=\"reached-no\">No, it was "
        "tried</label></div></fieldset><label class=\"usa-label\" for=\"note\">What was "
        "said</label><textarea "
        "class=\"usa-textarea as-words\" id=\"note\" name=\"note\" form=\"{}\">{}</textarea><button "
        "class=\"usa-button usa-button--outline\" type=\"submit\" form=\"{}\" name=\"do\" "
        "value=\"contact\">Record the call</button></details>",
        visit.field("do") == "contact" ? Html::trusted(" open") : Html(), form_id, parties, form_id, form_id,
        form_id, visit.field("note"), form_id);
}

// Who has a conflict of interest gives the request back in the same step.
Html conflict_of(const Visit& visit, const Bench& bench) {
    return html(
        "<details class=\"as-act\"{}><summary>I have a conflict of interest</summary>{}{}"
        "<label class=\"usa-label\" for=\"towards\">With whom</label><select class=\"usa-select\" "
        "id=\"towards\" "
        "name=\"towards\"><option value=\"member\">the member</option><option value=\"office\">the office "
        "that "
        "asks</option></select><label class=\"usa-label\" for=\"what\">Of what kind</label><input "
        "class=\"usa-input\" id=\"what\" name=\"what\" required value=\"{}\"><button class=\"usa-button "
        "usa-button--outline\" type=\"submit\">Declare it, and give the case back</button></form></details>",
        visit.field("do") == "conflict" ? Html::trusted(" open") : Html(), form(visit, bench.address()),
        hidden("do", "conflict"), visit.field("what"));
}

http::Response show(const Visit& visit, const Services& services, const Bench& bench, const Html& said,
                    int status = 200) {
    const CaseSeen& seen = bench.seen;
    const Written written(visit, seen, bench.request);
    const casework::Situation now = seen.situation(bench.request);
    const Html decision = html(
        "<form method=\"post\" action=\"{}\" id=\"{}\" class=\"usa-form as-decision\" hx-post=\"{}\" "
        "hx-trigger=\"input delay:700ms, change delay:150ms\" hx-target=\"#beside\" hx-select=\"#beside\" "
        "hx-swap=\"outerHTML\" hx-vals='{}'><input type=\"hidden\" name=\"seal\" value=\"{}\"><h2>The "
        "determination</h2>{}<button class=\"usa-button usa-button--outline\" type=\"submit\" name=\"do\" "
        "value=\"look\">See what is missing, and the letter</button></form>",
        bench.address(), form_id, bench.address(), Html::trusted(R"({"do": "look"})"), visit.seal(),
        written.fields());
    const Html read =
        html("<h2>What was told</h2>{}<h3>Papers</h3>{}{}{}", told_of(bench.seen, bench.request),
             papers_of(bench), accounts_of(bench), trace_of(seen, bench.request));
    return page(
        visit, "Review of " + seen.number(),
        html("<p class=\"as-ways\"><a class=\"usa-link\" href=\"{}\">Back to case {}</a>{}</p><h1>Review of "
             "request {} <span class=\"as-beside\">{}, {}</span></h1><p id=\"where\" "
             "class=\"as-situation\">{} {} <b>{}</b></p>{}<div "
             "class=\"grid-row grid-gap\"><div class=\"desktop:grid-col-7\">{}{}</div><div "
             "class=\"desktop:grid-col-5\">{}{}{}{}</div></div>{}",
             seen.address(), seen.number(), next_work(visit, services, seen.file().stream), bench.request + 1,
             desk::names_in(services.store)(seen.member()), seen.type(bench.request), now.where, now.next,
             now.asked, said, read, decision, ways_around(visit, seen, bench.request),
             contacts_of(visit, bench), conflict_of(visit, bench),
             beside(visit, services, seen, written, form_id),
             keys({{"n", "the next page of the open paper, and then the next request"},
                   {"p", "the page before"},
                   {"/", "find in the open paper"},
                   {"d", "the determination"},
                   {"s", "what is missing, and the way to send it"}})),
        status);
}

std::optional<Bench> bench_of(const Visit& visit, const Services& services) {
    auto seen = case_of(visit, services);
    const auto request = seen ? request_at(*seen, visit.places[2]) : std::nullopt;
    if (!request) return std::nullopt;
    return Bench{std::move(*seen), *request};
}

http::Response no_such_request(const Visit& visit) {
    return sorry(visit, 404, "There is no such request",
                 "Or it is not one of yours. Look it up by its number among the cases.");
}

casework::Contact contact_in(const Visit& visit, const Bench& bench) {
    casework::Contact made;
    made.request = bench.request;
    const policy::Program& program = bench.seen.program();
    for (std::size_t i = 0; i < program.parties.size(); ++i) {
        if (casework::party_name(program, static_cast<std::uint16_t>(i)) == visit.field("party"))
            made.party = static_cast<std::uint16_t>(i);
    }
    made.reached = visit.field("reached") == "yes";
    made.note = visit.field("note");
    return made;
}

http::Response do_it(const Visit& visit, const Services& services, const Bench& bench,
                     casework::Command command, const std::string& then) {
    const auto done =
        services.desk.handle({visit.actor().person, bench.seen.file().stream, std::move(command)}, visit.now);
    return done ? go_to(then) : show(visit, services, bench, alert(done.error()), 422);
}

// Declared first: whoever fails to give the case back has declared it all the same.
http::Response declare(const Visit& visit, const Services& services, const Bench& bench) {
    if (const auto no = refusal_to_declare_conflict(visit.actor(), visit.actor().person))
        return show(visit, services, bench, alert(*no), 422);
    if (casework::is_blank(visit.field("what")))
        return show(visit, services, bench, alert("The conflict is not named", "Write of what kind it is"),
                    422);
    const bool member = visit.field("towards") == "member";
    const std::string towards =
        member ? bench.seen.member() : bench.seen.file().now.at(bench.request).asked_for.text;
    desk::report(services.store, desk::stream_of(visit.actor().person),
                 desk::Conflicted{towards, visit.field("what"), {}, {}},
                 {visit.now, visit.actor().person, visit.actor().role});
    return do_it(visit, services, bench, casework::Release{bench.request, "conflict of interest"}, "/");
}

// With everything that was written in the decision, which goes on.
http::Response call(Visit visit, const Services& services, const Bench& bench) {
    const auto done = services.desk.handle(
        {visit.actor().person, bench.seen.file().stream, contact_in(visit, bench)}, visit.now);
    if (!done) return show(visit, services, bench, alert(done.error()), 422);
    visit.form.erase("note");
    visit.form["do"] = "look";
    const auto again = bench_of(visit, services);
    return again ? show(visit, services, *again,
                        html("<p class=\"as-done\" role=\"status\">The call is recorded.</p>"))
                 : no_such_request(visit);
}

http::Response take(const Visit& visit, const Services& services, const Bench& bench) {
    const std::string act = visit.field("do");
    if (act == "contact") return call(visit, services, bench);
    if (act == "conflict") return declare(visit, services, bench);
    if (act != "send") return show(visit, services, bench, {});
    const Written written(visit, bench.seen, bench.request);
    if (!written.mistakes().empty()) return show(visit, services, bench, {}, 422);
    return do_it(visit, services, bench, written.decision(), bench.seen.address());
}

// Whoever opens it and does not have it is led to the case, where it says who has it.
http::Response open(Visit visit, const Services& services) {
    const auto bench = bench_of(visit, services);
    if (!bench) return no_such_request(visit);
    if (!bench->seen.may_review(bench->request)) return go_to(bench->seen.address());
    const casework::Criteria last = last_criteria(visit, services, bench->seen);
    visit.form = {{"criteria", last.name}, {"criteria_version", last.version}};
    return show(visit, services, *bench, {});
}

// What was written while it went to somebody else stays at hand. Whoever is still writing is told beside it.
http::Response too_late(const Visit& visit, const Services& services, const Bench& bench) {
    Html typed;
    for (const auto& [name, value] : visit.form) {
        const bool words = name.ends_with("reason") || name == "note" || name.starts_with("criteria");
        if (words && !base::trim(value).empty()) typed += html("<p>{}</p>", value);
    }
    return page(
        visit, "Not on your desk any more",
        html("<h1>This request is not on your desk any more</h1><p id=\"where\" hx-swap-oob=\"true\" "
             "class=\"as-situation\">{}</p><div id=\"beside\" class=\"as-outlook\"><p role=\"status\">"
             "<b>It is not with you any more.</b> {}</p><p><a class=\"usa-link\" href=\"{}\" "
             "target=\"_blank\" rel=\"noopener\">Open the case in a new window</a></p></div>{}",
             bench.seen.situation(bench.request).where, overtaken(visit, services, bench.seen, bench.request),
             bench.seen.address(), typed.empty() ? typed : html("<h2>What you had written</h2>{}", typed)),
        visit.field("do") == "look" ? 200 : 409);
}

http::Response submit(const Visit& visit, const Services& services) {
    const auto bench = bench_of(visit, services);
    if (!bench) return no_such_request(visit);
    return bench->seen.may_review(bench->request) ? take(visit, services, *bench)
                                                  : too_late(visit, services, *bench);
}

} // namespace

void add_review(Gate& gate, const Services& services) {
    constexpr const char* pattern = "/cases/{member}/{number}/requests/{request}/review";
    gate.page(pattern, For::SignedIn, [&services](const Visit& visit) { return open(visit, services); });
    gate.form(pattern, For::SignedIn, [&services](const Visit& visit) { return submit(visit, services); });
}

} // namespace assent::portal
