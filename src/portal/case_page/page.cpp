#include "portal/case_page/page.hpp"

#include <array>

#include "casework/event_words.hpp"
#include "casework/spoken.hpp"
#include "desk/handed_documents.hpp"
#include "desk/published.hpp"
#include "http/case_json.hpp"
#include "http/document_answer.hpp"
#include "http/program_json.hpp"
#include "http/told_facts.hpp"
#include "portal/case_page/acts.hpp"
#include "portal/case_page/messages.hpp"
#include "portal/contacts/page.hpp"
#include "portal/cover_sheets/page.hpp"
#include "portal/documents/told.hpp"
#include "portal/home/next_work.hpp"
#include "portal/keys.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/new_request/further.hpp"
#include "portal/papers.hpp"
#include "portal/review/overtaken.hpp"
#include "portal/units.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

using casework::RequestNo;

// What is asked for, line by line, and what was certified of it.
class LinesTable {
public:
    LinesTable(const CaseSeen& seen, RequestNo request) : seen_(seen), request_(request) {
        const auto& facts = seen.program().facts;
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const auto fact = static_cast<std::uint16_t>(i);
            if (facts[i].per_line && seen.is_shown(fact) && is_told(fact)) columns_.push_back(fact);
        }
    }

    Html show() const {
        const auto& lines = seen_.file().now.at(request_).lines;
        if (lines.empty()) return {};
        Html rows;
        for (std::size_t i = 0; i < lines.size(); ++i) rows += row(lines[i], static_cast<int>(i));
        std::vector<std::string> titles = {"Line"};
        for (const std::uint16_t fact : columns_) titles.push_back(title(fact));
        return wide_table({"Service lines", std::move(titles), table_look::lines}, rows);
    }

private:
    bool is_told(std::uint16_t fact) const {
        const auto& lines = seen_.file().now.at(request_).lines;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!seen_.told(request_, fact, static_cast<int>(i)).empty()) return true;
        }
        return false;
    }

    std::string title(std::uint16_t fact) const {
        return casework::spaced(http::in_line(seen_.program().facts[fact].name.text));
    }

    Html row(const casework::LineState& line, int number) const {
        const Html cells = each(columns_, [&](std::uint16_t fact) {
            return html("<td data-label=\"{}\">{}</td>", title(fact), seen_.read(request_, fact, number));
        });
        return html(
            "<tr class=\"as-line\"><th scope=\"row\" data-label=\"Line\">{}</th>{}</tr><tr "
            "class=\"as-outcome\"><td></td><td "
            "colspan=\"{}\">{}{}"
            "</td></tr>",
            number + 1, cells, columns_.size(), certified(line, number),
            line.rationale.empty() ? Html() : html("<p>{}</p>", line.rationale));
    }

    // Under what was asked: how much of it, from when until when.
    Html certified(const casework::LineState& line, int number) const {
        if (!line.granted && !line.determined && !seen_.file().now.at(request_).is_open())
            return html("Not decided.");
        if (!line.granted) return html("{}", line.determined ? "Nothing is certified." : "Not decided yet.");
        const Html units = shown(units_of_line(seen_, request_, static_cast<std::uint16_t>(number)));
        const Html days =
            casework::has_days(*line.granted)
                ? html("<div>{} to {}</div>", shown(line.granted->from), shown(line.granted->through))
                : Html();
        return html("{}{}", units.empty() ? html("Certified as asked") : units, days);
    }

    const CaseSeen& seen_;
    RequestNo request_;
    std::vector<std::uint16_t> columns_;
};

Html facts_of(const CaseSeen& seen, RequestNo request) {
    const Html all = told_of(seen, request);
    return all.empty() ? all
                       : html("<details class=\"as-more\"><summary>What was told</summary>{}</details>", all);
}

// What whoever has handed it in is told at once.
Html doubts(const casework::Paper& paper, const Services& services) {
    const auto look = services.paper.known(paper.document);
    const std::string text = look ? doubts_of(*look) : "";
    return text.empty() ? Html() : html("<br>{}", text);
}

Html papers_of(const CaseSeen& seen, RequestNo request, const Services& services) {
    const Html all = each(seen.file().now.at(request).papers, [&](const casework::Paper& paper) {
        return html(
            "<li>{}, {}, {}{}{}</li>", named(seen, paper), shown(seen.book().zone(), paper.arrived),
            to_text(paper.channel),
            paper.pages > 0 ? html(", {} {}", paper.pages, paper.pages == 1 ? "page" : "pages") : Html(),
            doubts(paper, services));
    });
    return all.empty() ? all : html("<h3>Documents</h3><ul class=\"usa-list\">{}</ul>", all);
}

// What runs, by when, and how that was found.
Html clocks_of(const CaseSeen& seen, RequestNo request, calendar::Instant now) {
    Html rows;
    for (const casework::Term& term : casework::terms(seen.file().now, seen.book(), now)) {
        if (term.key.request != request || !term.is_running() || !term.due) continue;
        if (!seen.is_shown(term.key)) continue;
        const policy::TermDef& def = seen.program().terms[term.key.term];
        const auto steps = casework::derivation(seen.file().now, seen.book(), term);
        rows += html(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td><details><summary>how it was found"
            "</summary><ul class=\"usa-list\">{}</ul></details></td></tr>",
            casework::called(seen.book(), def), to_text(term.state), until(seen.book().zone(), *term.due),
            each(steps, [](const std::string& step) { return html("<li>{}</li>", step); }));
    }
    if (rows.empty()) return rows;
    return html(
        "<details class=\"as-more\"><summary>Clocks that run</summary>"
        "{}</details>",
        wide_table({"", {"Who owes or may what", "State", "Until", "Why then"}, table_look::plain}, rows));
}

Html request_of(const Visit& visit, const Services& services, const CaseSeen& seen, RequestNo request) {
    const casework::Situation now = seen.situation(request);
    return html(
        "<section class=\"as-request\" aria-labelledby=\"request-{}\"><h2 id=\"request-{}\">Request {}: "
        "{}</h2><p class=\"usa-intro as-situation\">{} {} <b>{}</b></p>{}{}{}{}{}{}{}</section>",
        request + 1, request + 1, request + 1, seen.type(request), now.where, now.next, now.asked,
        why_ended(seen, request), offered(visit, services, seen, request), LinesTable(seen, request).show(),
        papers_of(seen, request, services),
        is_outside(visit.actor().role) ? cover_sheets_link(seen, request) : Html(), facts_of(seen, request),
        clocks_of(seen, request, visit.now));
}

// " to the requester by email", behind the name of a letter.
std::string addressed(const CaseSeen& seen, const casework::NoticeState& notice) {
    const policy::TermDef& line = seen.program().terms[notice.line];
    const std::string to = casework::parties_named(seen.program(), line.to);
    const std::string by = line.channels.any() ? " by " + casework::channels_named(line.channels) : "";
    return (to.empty() ? "" : " to " + to) + by;
}

const std::string& letter_named(const CaseSeen& seen, const casework::NoticeState& notice) {
    return seen.program().notices[notice.notice].name.text;
}

Html letters_of(const Visit& visit, const CaseSeen& seen) {
    constexpr std::array<std::string_view, 4> words = {"composed", "sent", "served", "came back"};
    Html all;
    const auto& notices = seen.file().now.notices;
    for (std::size_t i = 0; i < notices.size(); ++i) {
        if (!http::is_for(seen.file(), {visit.actor(), visit.now}, static_cast<std::int64_t>(i + 1)))
            continue;
        all += html("<li><a class=\"usa-link\" href=\"{}/letters/{}\">{}</a>{}, {} {}</li>", seen.address(),
                    i + 1, letter_named(seen, notices[i]), addressed(seen, notices[i]),
                    words[static_cast<std::size_t>(notices[i].delivery)],
                    shown(seen.book().zone(), notices[i].at));
    }
    return all.empty() ? all : html("<h2>Letters</h2><ul class=\"usa-list\">{}</ul>", all);
}

// "LimitDatesToReceipt" as words.
std::string in_words(std::string_view kind) {
    std::string words;
    for (const char c : kind) {
        const bool capital = c >= 'A' && c <= 'Z';
        if (capital && !words.empty()) words += ' ';
        words += capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return words;
}

// What an event is about, beside its kind: a duty that was due, a letter.
Html subject_of(const CaseSeen& seen, const casework::Event& event) {
    if (const auto due = http::fell_due(seen.file(), event))
        return html(": {}, due {}", due->what, until(seen.book().zone(), due->due));
    const auto notice = http::notice_of(event);
    if (!notice) return {};
    const casework::NoticeState& letter = seen.file().now.notices[*notice - 1];
    return html(": {}{}", letter_named(seen, letter), addressed(seen, letter));
}

Html timeline_of(const Visit& visit, const CaseSeen& seen, store::Store& store) {
    Html all;
    const bool outside = is_outside(visit.actor().role);
    for (const store::Event& event : store.read(seen.file().stream, 2)) {
        if (!http::is_shown(seen.file(), event, {visit.actor(), visit.now})) continue;
        const casework::Event one = desk::event_of(seen.file().stream, event);
        const std::string why(outside ? "" : reason_of(one.what));
        all += html("<li>{}: {} ({}){}{}{}</li>", shown(seen.book().zone(), event.at), in_words(event.kind),
                    outside || event.actor.empty() ? event.role : event.actor + ", " + event.role,
                    why.empty() ? "" : ": ", why, subject_of(seen, one));
    }
    return html(
        "<details class=\"as-more\"><summary>Everything that happened</summary>"
        "<ol class=\"usa-list\">{}</ol></details>",
        all);
}

Html days_of(const CaseSeen& seen, const Days& days) {
    const calendar::Zone& zone = seen.book().zone();
    if (days.until) return html(", until {}", until(zone, *days.until));
    if (days.early_until)
        return html(", early: its days begin {}", casework::from_text(zone, *days.early_until));
    return days.late_since ? html(", late: its days ended {}", until(zone, *days.late_since)) : Html();
}

// What may still be asked about it, each on a page of its own.
Html further_of(const CaseSeen& seen) {
    const Html all = each(further(seen), [&](const Further& one) {
        const Html about =
            one.is_again() ? html(" again</a>, with what was wrong in request {} set right", one.after + 1)
                           : html("</a> about request {}", one.after + 1);
        return html("<li><a class=\"usa-link\" href=\"{}\">Ask for {}{}{}</li>",
                    further_address(seen, one.type, one.after), seen.program().requests[one.type].name.text,
                    about, days_of(seen, one.days));
    });
    return all.empty() ? all : html("<h2>What may be asked next</h2><ul class=\"usa-list\">{}</ul>", all);
}

// For auditors.
Html readings_of(const Visit& visit, const CaseSeen& seen) {
    if (casework::cell(casework::CaseAct::Audit, visit.actor().role) != casework::Cell::Yes) return {};
    return html("<p><a class=\"usa-link\" href=\"{}/readings\">Who has read this case</a></p>",
                seen.address());
}

Html direction(const std::string& of, casework::Direction one, const std::string& words) {
    return html("<p>Directed{}: {}{}{}</p>", of, casework::word_of(one), words.empty() ? "" : ". ", words);
}

// What the agency directed, for the house and the agency: the latest of the case, and of each provider in it.
Html directed(const Visit& visit, const Services& services, const CaseSeen& seen) {
    if (is_outside(visit.actor().role)) return {};
    Html all = seen.file().now.held ? alert("On hold by direction of the agency",
                                            "Nobody decides it until the hold is lifted.")
                                    : Html();
    std::optional<casework::Directed> latest;
    for (const casework::Concern& one : seen.file().now.raised) {
        if (!one.direction) continue;
        const auto events = services.store.read(seen.file().stream, 2 + std::int64_t{one.event});
        latest = std::get<casework::Directed>(desk::event_of(seen.file().stream, events.at(0)).what);
    }
    if (latest) all += direction("", latest->direction, latest->words);
    for (const desk::ProviderDirection& one : seen.file().directions)
        all += direction(" for everything of " + desk::names_in(services.store)(one.provider), one.direction,
                         one.words);
    return all;
}

// Whom the case names, as the supplier of what is asked for.
Html named_in(const CaseSeen& seen, const Services& services) {
    const auto name_of = desk::names_in(services.store);
    const Html all = each(seen.file().now.participants, [&](const casework::Participant& one) {
        return html("<div><dt>{}</dt><dd>{}</dd></div>",
                    capital(casework::party_name(seen.program(), one.party)), name_of(one.id));
    });
    return all.empty() ? all : html("<dl class=\"as-facts\">{}</dl>", all);
}

http::Response show(const Visit& visit, const Services& services, const CaseSeen& seen, const Html& said,
                    int status = 200) {
    Html requests;
    for (std::size_t i = seen.file().now.requests.size(); i > 0; --i)
        requests += request_of(visit, services, seen, static_cast<RequestNo>(i - 1));
    const Html told = html("{}{}{}", said, directed(visit, services, seen), named_in(seen, services));
    return page(
        visit, "Case " + seen.number(),
        html("<p class=\"as-ways\">{}</p><h1>Case {} <span class=\"as-beside\">{}, "
             "{}</span></h1>{}{}{}{}{}{}{}{}{}",
             next_work(visit, services, seen.file().stream), seen.number(),
             desk::names_in(services.store)(seen.member()), seen.program().header.title, told,
             ways_to_log(visit, seen), requests, further_of(seen), messages_of(visit, seen, services.store),
             letters_of(visit, seen), timeline_of(visit, seen, services.store), readings_of(visit, seen),
             is_outside(visit.actor().role)
                 ? Html()
                 : keys({{"n", "the next request"}, {"t", "take this case"}, {"d", "review and decide"}})),
        status);
}

http::Response not_there(const Visit& visit) {
    return sorry(visit, 404, "There is no such case",
                 "Or it is not one of yours. Look it up by its number among your requests.");
}

// What was written stays at hand, also where the form of the act is not offered any more.
Html typed(const Visit& visit) {
    Html all;
    for (const char* name : {"reason", "text", "items", "what", "words"}) {
        const std::string value = visit.field(name);
        if (!value.empty()) all += html("<p>{}</p>", value);
    }
    return all.empty()
               ? all
               : html("<details class=\"as-more\" open><summary>What you had written</summary>{}</details>",
                      all);
}

// Why it was refused; a reviewer who comes too late is told who was faster, of the case as it is now.
Html why_not(const Visit& visit, const Services& services, const casework::Refusal& why) {
    const bool late =
        why.kind == casework::RefusalKind::NotTheirs || why.kind == casework::RefusalKind::NotNow;
    const auto seen = late && !is_outside(visit.actor().role) ? case_of(visit, services) : std::nullopt;
    const auto request = seen ? request_at(*seen, visit.field("request")) : std::nullopt;
    const std::string what = request ? overtaken(visit, services, *seen, *request) : "";
    return what.empty() ? alert(why) : alert(why.rule, what);
}

http::Response act(const Visit& sent, const Services& services) {
    Visit visit = sent;
    const auto seen = case_of(visit, services);
    if (!seen) return not_there(visit);
    const std::string wrong = keep_files(visit, services);
    if (!wrong.empty()) return show(visit, services, *seen, alert("A file cannot be taken", wrong), 422);
    auto command = command_in(visit, services, *seen);
    if (!command) return sorry(visit, 400, "This is no form of ours", "Open the case and send its form.");
    const auto done =
        services.desk.handle({visit.actor().person, seen->file().stream, std::move(*command)}, visit.now);
    if (done) return go_to(seen->address());
    return show(visit, services, *seen, html("{}{}", why_not(visit, services, done.error()), typed(visit)),
                422);
}

http::Response letter(const Visit& visit, const Services& services) {
    const auto seen = case_of(visit, services);
    if (!seen) return not_there(visit);
    const auto number = base::to_number(visit.places[2]);
    const bool theirs = number && http::is_for(seen->file(), {visit.actor(), visit.now}, *number);
    const auto found = theirs ? http::letter_of_notice(services.store, seen->file(), *number) : std::nullopt;
    if (!found) return sorry(visit, 404, "There is no such letter", "Look at the letters of the case.");
    return {200,
            {{"content-type", "text/html; charset=utf-8"},
             {"cache-control", "no-store"},
             {"content-security-policy",
              "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}},
            found->html};
}

http::Response document(const Visit& visit, const Services& services) {
    const auto seen = case_of(visit, services);
    if (!seen) return not_there(visit);
    const desk::HandedDocuments documents(services.store, services.documents);
    const std::string& digest = visit.places[2];
    const auto found = http::names_document(seen->file().now, digest) ? documents.find(digest) : std::nullopt;
    if (!found) return sorry(visit, 404, "There is no such document", "Look at the documents of the case.");
    return http::document_answer(documents, *found);
}

} // namespace

void add_case_page(Gate& gate, const Services& services) {
    gate.page("/cases/{member}/{number}", For::SignedIn, [&services](const Visit& visit) {
        const auto seen = case_of(visit, services);
        return seen ? show(visit, services, *seen, {}) : not_there(visit);
    });
    gate.form_with_files("/cases/{member}/{number}",
                         [&services](const Visit& visit) { return act(visit, services); });
    gate.page("/cases/{member}/{number}/documents/{digest}", For::SignedIn,
              [&services](const Visit& visit) { return document(visit, services); });
    gate.page("/cases/{member}/{number}/letters/{notice}", For::SignedIn,
              [&services](const Visit& visit) { return letter(visit, services); });
}

} // namespace assent::portal
