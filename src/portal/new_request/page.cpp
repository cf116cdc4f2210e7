#include "portal/new_request/page.hpp"

#include <algorithm>

#include "base/json_document.hpp"
#include "base/json_writer.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "casework/required_papers.hpp"
#include "desk/drafts.hpp"
#include "portal/case_seen.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/new_request/filled_form.hpp"
#include "portal/new_request/further.hpp"

namespace assent::portal {
namespace {

using casework::RequestNo;

// Under which rules and as which type, by the address: of a case that is to begin, or about an earlier
// request.
struct Chosen {
    const desk::Rules* rules = nullptr;
    std::uint16_t type = 0;
    std::optional<CaseSeen> of = std::nullopt;
    RequestNo about = casework::no_request;

    const std::string& name() const { return rules->program().requests[type].name.text; }
    std::string address() const {
        if (!of) return "/new/" + rules->id() + "/" + in_address(name());
        return further_address(*of, type, about);
    }
};

std::vector<Chosen> choices(const Services& services, calendar::Instant now) {
    std::vector<Chosen> all;
    for (const std::string& id : services.desk.shelf().programs()) {
        const desk::Rules* rules = services.desk.shelf().in_force(id, now);
        if (!rules) continue;
        const auto& types = rules->program().requests;
        for (std::size_t i = 0; i < types.size(); ++i) {
            if (types[i].opens_case) all.push_back({rules, static_cast<std::uint16_t>(i)});
        }
    }
    return all;
}

// "/cases/{member}/{number}/new/{type}/{about}", as far as such a request may be asked now.
std::optional<Chosen> chosen_further(const Visit& visit, const Services& services) {
    auto seen = case_of(visit, services);
    if (!seen) return std::nullopt;
    for (const Further& one : further(*seen)) {
        const bool meant = seen->program().requests[one.type].name.text == visit.places[2] &&
                           fmt::format("{}", one.about + 1) == visit.places[3];
        if (meant) return Chosen{seen->file().rules, one.type, std::move(seen), one.about};
    }
    return std::nullopt;
}

std::optional<Chosen> chosen(const Visit& visit, const Services& services) {
    if (visit.places.size() == 4) return chosen_further(visit, services);
    for (const Chosen& one : choices(services, visit.now)) {
        if (one.rules->id() == visit.places[0] + "/" + visit.places[1] && one.name() == visit.places[2])
            return one;
    }
    return std::nullopt;
}

// What is kept of a form as a draft: its fields and the address it belongs to.
std::string draft_of(const Visit& visit) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("page").value(std::string_view(visit.request.path));
    json.key("fields").begin_object();
    for (const auto& [name, value] : visit.form) {
        const bool ours =
            name == "seal" || name == "do" || name == "draft" || name == "seen" || name == "once";
        if (!ours && !value.empty()) json.key(name).value(std::string_view(value));
    }
    json.end_object().end_object();
    return text;
}

struct DraftSeen {
    std::string page;
    Fields fields;
};

std::optional<DraftSeen> read_draft(const desk::Draft& draft) {
    base::JsonDocument document;
    base::Diagnostics ignored;
    if (!document.read(draft.content, ignored)) return std::nullopt;
    DraftSeen seen;
    const base::JsonNode* page = document.find(document.root(), "page");
    const base::JsonNode* fields = document.find(document.root(), "fields");
    if (!page || !fields) return std::nullopt;
    seen.page = page->text;
    if (!seen.page.starts_with("/new/") && !seen.page.starts_with("/cases/"))
        return std::nullopt; // not of a page
    for (const base::JsonNode& child : document.children(*fields))
        seen.fields[std::string(child.key)] = child.text;
    return seen;
}

http::Response no_such(const Visit& visit) {
    return sorry(visit, 404, "No such request can be begun", "Choose one from the list, or from its case.");
}

Html hidden(const char* name, const std::string& value) {
    return html("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
}

// What would become of it, or why it would not be taken.
struct Foreseen {
    Html said;
    std::vector<std::string> asks, papers;
};

Html list_of(const char* heading, const std::vector<std::string>& all) {
    if (all.empty()) return {};
    return html("<p>{}</p><ul class=\"usa-list\">{}</ul>", heading,
                each(all, [](const std::string& one) { return html("<li>{}</li>", one); }));
}

// What is still asked, in words; what the program hides from whoever looks is not asked of them.
std::vector<std::string> questions(const CaseSeen& seen, const std::vector<std::string>& names) {
    std::vector<std::string> all;
    for (const std::string& name : names) {
        const policy::FactDef* fact = seen.program().fact(name);
        if (!fact)
            all.push_back(name);
        else if (seen.is_shown(static_cast<std::uint16_t>(fact - seen.program().facts.data())))
            all.push_back(fact->question.empty() ? name : fact->question);
    }
    return all;
}

Foreseen foreseen(const Visit& visit, const Services& services, const desk::Order& order) {
    const auto would = services.desk.foresee(order, visit.now);
    if (!would) return {alert(would.error().rule, would.error().instead), {}, {}};
    Foreseen made;
    const auto request = static_cast<RequestNo>(would->file.now.requests.size() - 1);
    for (const casework::Event& event : would->events) {
        const auto* screened = std::get_if<casework::Screened>(&event.what);
        if (screened && screened->request == request) made.asks = screened->asks;
    }
    made.papers = casework::missing_papers(would->file.now, request, would->file.rules->book(), visit.now);
    const CaseSeen seen(would->file, visit.actor(), visit.now);
    const casework::Situation then = seen.situation(request);
    made.said = html(
        "<div class=\"usa-summary-box\" role=\"status\"><div class=\"usa-summary-box__body\">"
        "<h2 class=\"usa-summary-box__heading\">If you send it now</h2>"
        "<div class=\"usa-summary-box__text\"><p>{} {} {}</p>{}{}</div></div></div>",
        then.where, then.next, then.asked, list_of("It is still asked:", questions(seen, made.asks)),
        list_of("These papers are owed:", made.papers));
    return made;
}

desk::Order order_of(const Visit& visit, const Services& services, const Chosen& what, const Fields& fields) {
    casework::Submit submit = FilledForm(*what.rules, what.type, fields).submit();
    submit.papers = papers_in(fields, services, visit.actor());
    submit.about = what.about;
    if (what.of) return {visit.actor().person, what.of->file().stream, std::move(submit)};
    const auto member = fields.find("member");
    const std::string id = member == fields.end() ? "" : std::string(base::trim(member->second));
    return {visit.actor().person, desk::NewCase{*what.rules, {id}}, std::move(submit)};
}

Html member_field(const Chosen& what, const std::string& member) {
    if (what.of) return {};
    return html(
        "<div class=\"usa-form-group\"><label class=\"usa-label\" for=\"member\">Member's identifier"
        "</label><input class=\"usa-input\" id=\"member\" name=\"member\" value=\"{}\"></div>",
        member);
}

// By which a form that is sent twice is known, and done once.
std::string once(const Fields& fields) {
    const auto found = fields.find("once");
    return found == fields.end() || found->second.empty() ? desk::random_number() : found->second;
}

http::Response show(const Visit& visit, const Chosen& what, const FilledForm& filled, const Fields& fields,
                    const Foreseen& would, int status = 200) {
    const auto value = [&](const char* name) {
        const auto found = fields.find(name);
        return found == fields.end() ? std::string() : found->second;
    };
    return page(
        visit, "New request",
        html("<h1>{} <span class=\"as-beside\">{}</span></h1>{}{}{}{}"
             "{}{}{}{}"
             "<div class=\"as-buttons\"><button class=\"usa-button usa-button--outline\" type=\"submit\" "
             "name=\"do\" value=\"look\">What would happen?</button>"
             "<button class=\"usa-button usa-button--outline\" type=\"submit\" name=\"do\" value=\"save\">"
             "Save for the office</button><button class=\"usa-button\" type=\"submit\" name=\"do\" "
             "value=\"send\">Send it</button></div></form>",
             "New " + what.name(), what.rules->program().header.title, would.said,
             form_with_files(visit, what.address()), hidden("draft", value("draft")),
             hidden("seen", value("seen")), hidden("once", once(fields)), member_field(what, value("member")),
             filled.show(would.asks), paper_fields(would.papers, fields)),
        status);
}

http::Response send(const Visit& visit, const Services& services, const Chosen& what,
                    const FilledForm& filled) {
    desk::Order order = order_of(visit, services, what, visit.form);
    if (!visit.field("once").empty()) order.key = "page:" + visit.field("once");
    order.digest = base::sha256_text(draft_of(visit));
    const auto done = services.desk.handle(order, visit.now);
    if (!done)
        return show(visit, what, filled, visit.form, {alert(done.error().rule, done.error().instead), {}, {}},
                    422);
    const auto seen = base::to_number(visit.field("seen"));
    if (seen) desk::Drafts(services.store, visit.actor()).remove(visit.field("draft"), *seen, visit.now);
    const auto stream = store::StreamId::parse(done->of);
    const std::string& text = stream->text();
    const std::size_t slash = text.rfind('/');
    return go_to("/cases/" + in_address(stream->placement()) + "/" + in_address(text.substr(slash + 1)));
}

// Under the name it had, or one of its own; whoever saved in between is not overwritten.
http::Response save(const Visit& visit, const Services& services, const Chosen& what,
                    const FilledForm& filled) {
    desk::Drafts drafts(services.store, visit.actor());
    std::string name = visit.field("draft");
    const bool is_new = name.empty();
    if (is_new) name = desk::random_number();
    const auto seen = is_new ? std::optional<std::int64_t>() : base::to_number(visit.field("seen"));
    const auto saved = drafts.save(name, draft_of(visit), seen, visit.now);
    if (saved) return go_to(what.address() + "?draft=" + in_address(name));
    const bool changed = saved.error() == desk::DraftRefusal::Changed;
    const char* why =
        changed ? "Somebody of your office saved it in between" : "Your office has too many drafts";
    const char* instead = changed ? "Open the draft again beside this page, and bring both together."
                                  : "Send or delete some of them first.";
    return show(visit, what, filled, visit.form, {alert(why, instead), {}, {}}, 409);
}

http::Response take(const Visit& sent, const Services& services) {
    Visit visit = sent;
    const auto what = chosen(visit, services);
    if (!what) return no_such(visit);
    const std::string wrong = keep_files(visit, services);
    const FilledForm filled(*what->rules, what->type, visit.form);
    const std::string wish = visit.field("do");
    if (wish == "save") return save(visit, services, *what, filled);
    if (!wrong.empty())
        return show(visit, *what, filled, visit.form, {alert("A file cannot be taken", wrong), {}, {}}, 422);
    if (!filled.is_readable())
        return show(
            visit, *what, filled, visit.form,
            {alert("Something cannot be read", "It is marked below; everything else is kept."), {}, {}}, 422);
    if (wish == "send") return send(visit, services, *what, filled);
    return show(visit, *what, filled, visit.form,
                foreseen(visit, services, order_of(visit, services, *what, visit.form)));
}

// What was told with the request that it is about, to be changed where it has changed.
Fields told_before(const Chosen& what) {
    Fields fields;
    const auto& facts = what.rules->program().facts;
    const auto& lines = what.of->file().now.at(what.about).lines;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto fact = static_cast<std::uint16_t>(i);
        if (!facts[i].per_line) fields[facts[i].name.text] = what.of->told(what.about, fact);
        for (std::size_t line = 0; facts[i].per_line && line < lines.size(); ++line)
            fields[fmt::format("{}.{}", facts[i].name.text, line + 1)] =
                what.of->told(what.about, fact, static_cast<int>(line));
    }
    return fields;
}

http::Response begin(const Visit& visit, const Services& services) {
    const auto what = chosen(visit, services);
    if (!what) return no_such(visit);
    Fields fields = what->of ? told_before(*what) : Fields();
    if (const auto name = visit.request.asked("draft")) {
        const auto draft = desk::Drafts(services.store, visit.actor()).find(*name);
        const auto seen = draft ? read_draft(*draft) : std::nullopt;
        if (!seen)
            return sorry(visit, 404, "There is no such draft", "It was sent or deleted. Look at the list.");
        fields = seen->fields;
        fields["draft"] = *name;
        fields["seen"] = fmt::format("{}", draft->state);
    }
    const FilledForm filled(*what->rules, what->type, fields);
    return show(visit, *what, filled, fields, {});
}

Html drafts_of(const Visit& visit, const Services& services) {
    const Html all = each(desk::Drafts(services.store, visit.actor()).all(), [](const desk::Draft& draft) {
        const auto seen = read_draft(draft);
        if (!seen) return Html();
        const auto member = seen->fields.find("member");
        return html(
            "<li><a class=\"usa-link\" href=\"{}?draft={}\">{}</a>, saved by {} on {}</li>", seen->page,
            draft.name,
            member == seen->fields.end() ? "a request without a member yet" : "member " + member->second,
            draft.saved_by.text, shown(calendar::Zone::utc(), draft.saved_at));
    });
    return all.empty() ? html("<p>No drafts. What you save for the office stands here.</p>")
                       : html("<ul class=\"usa-list\">{}</ul>", all);
}

http::Response list(const Visit& visit, const Services& services) {
    const Html all = each(choices(services, visit.now), [](const Chosen& one) {
        return html("<li><a class=\"usa-link\" href=\"{}\">{}: {}</a></li>", one.address(),
                    one.rules->program().header.title, one.name());
    });
    return page(visit, "New request",
                html("<h1>New request</h1><ul class=\"usa-list\">{}</ul><h2>Drafts of the office</h2>{}", all,
                     drafts_of(visit, services)));
}

} // namespace

void add_new_request(Gate& gate, const Services& services) {
    gate.page("/new", For::SignedIn, [&services](const Visit& visit) { return list(visit, services); });
    gate.page("/new/{family}/{program}/{type}", For::SignedIn,
              [&services](const Visit& visit) { return begin(visit, services); });
    gate.form("/new/{family}/{program}/{type}", For::SignedIn,
              [&services](const Visit& visit) { return take(visit, services); });
    gate.page("/cases/{member}/{number}/new/{type}/{about}", For::SignedIn,
              [&services](const Visit& visit) { return begin(visit, services); });
    gate.form("/cases/{member}/{number}/new/{type}/{about}", For::SignedIn,
              [&services](const Visit& visit) { return take(visit, services); });
}

} // namespace assent::portal
