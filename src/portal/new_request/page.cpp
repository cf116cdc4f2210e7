#include "portal/new_request/page.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "casework/situation.hpp"
#include "casework/spoken.hpp"
#include "portal/came.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/new_request/chosen.hpp"
#include "portal/new_request/kept_draft.hpp"
#include "portal/new_request/outlook.hpp"

namespace assent::portal {
namespace {

http::Response no_such(const Visit& visit) {
    return sorry(visit, 404, "No such request can be begun", "Choose one from the list, or from its case.");
}

std::string value_in(const Fields& fields, const char* name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

// What a page shows beside the form: what went wrong, what would become of it, and whether it is kept.
struct Told {
    Html wrong, saved;
    Outlook then = {};
    int status = 200;
};

Html window_of(const Chosen& what) {
    const calendar::Zone& zone = what.rules->book().zone();
    if (what.days.until) return html("<p>It can be asked until {}.</p>", until(zone, *what.days.until));
    if (what.days.early_until)
        return html("<p>It is early: the days for it begin {}. It is taken all the same.</p>",
                    casework::from_text(zone, *what.days.early_until));
    if (!what.days.late_since) return {};
    return html(
        "<p>It is late: the days for it ended {}. It is taken all the same; what would happen says "
        "from which day on.</p>",
        until(zone, *what.days.late_since));
}

Html member_field(const Chosen& what, const std::string& member) {
    if (what.of) return {};
    return html(
        "<div class=\"usa-form-group\"><label class=\"usa-label\" for=\"member\">Member's identifier"
        "</label><input class=\"usa-input\" id=\"member\" name=\"member\" value=\"{}\"></div>",
        member);
}

// By which a form that is sent twice is known, and done once; and what it has kept itself.
std::string once(const Fields& fields) {
    const std::string given = value_in(fields, "once");
    return given.empty() ? desk::random_number() : given;
}

// While somebody types, the form is sent to be kept, and the parts of the page that follow from it are taken
// from the whole page that comes back; the fields themselves are never touched.
Html live_parts(const Chosen& what, const Fields& fields, const std::vector<std::uint16_t>& idle,
                const Told& told) {
    std::string names;
    for (const std::uint16_t fact : idle)
        names += (names.empty() ? "" : " ") + what.rules->program().facts[fact].name.text;
    return html(
        "<div data-keeps hx-post=\"{}\" hx-trigger=\"input from:closest form delay:1s\" "
        "hx-include=\"closest form\" hx-vals='{{\"do\": \"keep\"}}' hx-target=\"#outlook\" "
        "hx-select=\"#outlook\" hx-select-oob=\"#kept,#papers,#drop,#saved:innerHTML\" hx-swap=\"outerHTML\" "
        "hx-sync=\"this:queue last\"></div><span id=\"kept\">{}{}</span>"
        "<div id=\"outlook\" data-idle=\"{}\">{}</div><p id=\"saved\" role=\"status\">{}</p>",
        what.address(), hidden("draft", value_in(fields, "draft")), hidden("seen", value_in(fields, "seen")),
        names, told.then.said, told.saved);
}

Html buttons(const Chosen& what, const Fields& fields) {
    const Html drop =
        value_in(fields, "draft").empty()
            ? Html()
            : html(
                  "<details class=\"as-act\"><summary>Delete this draft</summary><button class=\"usa-button "
                  "usa-button--outline\" type=\"submit\" name=\"do\" value=\"delete\">Delete it for the "
                  "whole office</button></details>");
    return html(
        "<div class=\"as-buttons\"><button class=\"usa-button usa-button--outline\" type=\"submit\" "
        "name=\"do\" value=\"look\" formaction=\"{}#outlook\">What would happen?</button>"
        "<button class=\"usa-button usa-button--outline\" type=\"submit\" name=\"do\" value=\"save\">"
        "Save for the office</button><button class=\"usa-button\" type=\"submit\" name=\"do\" "
        "value=\"send\">Send it</button></div><div id=\"drop\">{}</div>",
        what.address(), drop);
}

http::Response show(const Visit& visit, const Chosen& what, const FilledForm& filled, const Fields& fields,
                    const Told& told) {
    const std::vector<std::uint16_t> idle = idle_facts(what, filled);
    const Html came = writes_down(visit.actor())
                          ? came_fields(fields, *what.rules,
                                        asking_parties(what.rules->program().requests[what.type]), visit.now)
                          : Html();
    return page(visit, "New request",
                html("<h1>{} <span class=\"as-beside\">{}</span></h1>{}{}{}{}{}{}{}<div "
                     "id=\"papers\">{}</div>{}{}</form>",
                     "New " + what.name(), what.rules->program().header.title, window_of(what), told.wrong,
                     form_with_files(visit, what.address()), hidden("once", once(fields)), came,
                     member_field(what, value_in(fields, "member")), filled.show(told.then.asks, idle),
                     paper_fields(papers_wanted(visit, what, filled), fields),
                     live_parts(what, fields, idle, told), buttons(what, fields)),
                told.status);
}

http::Response send(Visit& visit, const Services& services, const Chosen& what, const FilledForm& filled) {
    desk::Order order = order_of(visit, services, what, visit.form);
    if (!visit.field("once").empty()) order.key = "page:" + visit.field("once");
    order.digest = base::sha256_text(draft_text(visit));
    const auto done = services.desk.handle(order, visit.now);
    if (!done)
        return show(visit, what, filled, visit.form,
                    {alert(done.error().rule, done.error().instead), {}, {}, 422});
    DraftOf(visit, services).remove();
    const auto stream = store::StreamId::parse(done->of);
    const std::string& text = stream->text();
    const std::size_t slash = text.rfind('/');
    return go_to("/cases/" + in_address(stream->placement()) + "/" + in_address(text.substr(slash + 1)));
}

// Why it is not kept, and what to do about it.
struct NotKept {
    std::string why, instead;
};

NotKept not_kept(desk::DraftRefusal refusal, const DraftOf& draft) {
    if (refusal == desk::DraftRefusal::TooMany)
        return {"your office has too many drafts", "Send or delete some of them first."};
    const auto there = draft.there();
    const std::string who = there ? there->saved_by.text : "Somebody of your office";
    return {there ? who + " has saved it in between" : "it was sent or deleted in between",
            there ? "Open the draft again beside this page, and bring both together."
                  : "Look for its case before you send it again."};
}

http::Response save(Visit& visit, const Services& services, const Chosen& what, const FilledForm& filled) {
    DraftOf draft(visit, services);
    const auto kept = draft.keep();
    if (kept) return go_to(what.address() + "?draft=" + in_address(visit.form["draft"]));
    const NotKept told = not_kept(kept.error(), draft);
    return show(visit, what, filled, visit.form, {alert(told.why, told.instead), {}, {}, 409});
}

bool has_anything(const Fields& fields) {
    return std::any_of(fields.begin(), fields.end(), [](const auto& field) {
        return !is_of_the_page(field.first) && !base::trim(field.second).empty();
    });
}

// "10:42 EST".
std::string time_of_day(const calendar::Zone& zone, calendar::Instant moment) {
    const std::string text = zone.to_text(std::chrono::floor<std::chrono::minutes>(moment));
    return text.substr(text.rfind(' ', text.rfind(' ') - 1) + 1);
}

// While it is typed. That it cannot be kept is told where it is told that it is; nothing that was typed is
// lost.
http::Response keep(Visit& visit, const Services& services, const Chosen& what, const FilledForm& filled) {
    Told told;
    if (has_anything(visit.form)) {
        DraftOf draft(visit, services);
        const auto kept = draft.keep();
        if (kept) {
            told.saved =
                html("Saved {}, shared with your office.", time_of_day(what.rules->book().zone(), visit.now));
        } else {
            const NotKept why = not_kept(kept.error(), draft);
            told.saved = html("<b>Not saved: {}.</b> {}", why.why, why.instead);
        }
    }
    if (filled.is_readable()) told.then = outlook(visit, services, what, filled, Tone::Typing);
    http::Response answer = show(visit, what, filled, visit.form, told);
    const std::string draft = visit.field("draft");
    if (!draft.empty()) answer.headers["hx-replace-url"] = what.address() + "?draft=" + in_address(draft);
    return answer;
}

http::Response drop(Visit& visit, const Services& services, const Chosen& what, const FilledForm& filled) {
    if (DraftOf(visit, services).remove()) return go_to("/new");
    return show(
        visit, what, filled, visit.form,
        {alert("somebody of your office has changed it in between", "look at it again first"), {}, {}, 409});
}

http::Response take(const Visit& sent, const Services& services) {
    Visit visit = sent;
    const auto what = chosen(visit, services);
    if (!what) return no_such(visit);
    const std::string wrong = keep_files(visit, services);
    const FilledForm filled(*what->rules, what->type, visit.form);
    const std::string wish = visit.field("do");
    if (wish == "keep") return keep(visit, services, *what, filled);
    if (wish == "save") return save(visit, services, *what, filled);
    if (wish == "delete") return drop(visit, services, *what, filled);
    if (!wrong.empty())
        return show(visit, *what, filled, visit.form, {alert("A file cannot be taken", wrong), {}, {}, 422});
    const std::string unsaid =
        writes_down(visit.actor())
            ? came_in(visit.form, what->rules->program(), what->rules->book().zone()).wrong
            : std::string();
    if (!unsaid.empty() && wish == "send")
        return show(visit, *what, filled, visit.form,
                    {alert("How it came is not told", unsaid), {}, {}, 422});
    if (!filled.is_readable())
        return show(
            visit, *what, filled, visit.form,
            {alert("Something cannot be read", "It is marked below; everything else is kept."), {}, {}, 422});
    if (wish == "send") return send(visit, services, *what, filled);
    return show(visit, *what, filled, visit.form,
                {{}, {}, outlook(visit, services, *what, filled, Tone::Asked)});
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
    return show(visit, *what, FilledForm(*what->rules, what->type, fields), fields, {});
}

Html drafts_of(const Visit& visit, const Services& services) {
    const Html all = each(desk::Drafts(services.store, visit.actor()).all(), [&](const desk::Draft& draft) {
        const auto seen = read_draft(draft);
        if (!seen) return Html();
        const std::string member = value_in(seen->fields, "member");
        return html("<li><a class=\"usa-link\" href=\"{}?draft={}\">{}</a>, saved by {} on {}</li>",
                    seen->page, draft.name,
                    member.empty() ? "a request without a member yet" : "member " + member,
                    draft.saved_by.text, shown(services.desk.shelf().zone(), draft.saved_at));
    });
    return all.empty()
               ? html("<p>No drafts. What you type into a new request is kept here for the office.</p>")
               : html("<ul class=\"usa-list\">{}</ul>", all);
}

// What is asked by other ways only is not begun here; it says by which, and where its papers are named.
Html choice(const Visit& visit, const Chosen& one) {
    const policy::Program& program = one.rules->program();
    const auto& by = program.requests[one.type].by;
    const bool begins_here =
        writes_down(visit.actor()) || std::any_of(by.begin(), by.end(), [](const policy::AskedBy& some) {
            return some.channels.none() || some.channels[static_cast<std::size_t>(policy::Channel::Portal)];
        });
    if (begins_here)
        return html("<li><a class=\"usa-link\" href=\"{}\">{}: {}</a></li>", one.address(),
                    program.header.title, one.name());
    policy::ChannelSet ways;
    for (const policy::AskedBy& some : by) ways |= some.channels;
    return html(
        "<li>{}: {}, by {} only. <a class=\"usa-link\" href=\"/needs/{}\">Its papers, and where they "
        "go</a></li>",
        program.header.title, one.name(), casework::channels_named(ways), one.rules->id());
}

http::Response list(const Visit& visit, const Services& services) {
    const Html all =
        each(choices(services, visit.now), [&](const Chosen& one) { return choice(visit, one); });
    return page(visit, "New request",
                html("<h1>New request</h1><ul class=\"usa-list\">{}</ul><h2>Drafts of the office</h2>{}", all,
                     drafts_of(visit, services)));
}

} // namespace

void add_new_request(Gate& gate, const Services& services) {
    gate.page("/new", For::SignedIn, [&services](const Visit& visit) { return list(visit, services); });
    for (const char* address :
         {"/new/{family}/{program}/{type}", "/cases/{member}/{number}/new/{type}/{about}"}) {
        gate.page(address, For::SignedIn, [&services](const Visit& visit) { return begin(visit, services); });
        gate.form_with_files(address, [&services](const Visit& visit) { return take(visit, services); });
    }
}

} // namespace assent::portal
