#include "portal/contacts/answer_page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "portal/came.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using casework::CaseAct;
using casework::RequestNo;

bool waits_for_paper(const Visit& visit, const CaseSeen& seen, RequestNo request) {
    const casework::Request& one = seen.file().now.at(request);
    return writes_down(visit.actor()) && one.awaited && one.is_open() && seen.may(CaseAct::Supply, request);
}

// The request of the address, when something is awaited in it that this account writes down.
std::optional<RequestNo> request_of(const Visit& visit, const CaseSeen& seen) {
    const auto number = base::to_number(visit.places[2]);
    if (!number || *number < 1 || *number > std::ssize(seen.file().now.requests)) return std::nullopt;
    const auto request = static_cast<RequestNo>(*number - 1);
    return waits_for_paper(visit, seen, request) ? std::optional(request) : std::nullopt;
}

std::string address_of(const CaseSeen& seen, RequestNo request) {
    return fmt::format("{}/requests/{}/came", seen.address(), request + 1);
}

// What can also be told by phone, without a paper of it.
Html told_items(const Visit& visit, const std::vector<std::string>& items) {
    return each(items, [&](const std::string& item) {
        const std::string name = "told-" + item;
        return html(
            "<div class=\"usa-checkbox\"><input class=\"usa-checkbox__input\" type=\"checkbox\" id=\"{}\" "
            "name=\"{}\" value=\"yes\"{}><label class=\"usa-checkbox__label\" for=\"{}\">{}</label></div>",
            name, name, visit.form.contains(name) ? Html::trusted(" checked") : Html(), name, item);
    });
}

http::Response show(const Visit& visit, const CaseSeen& seen, RequestNo request, const Html& said,
                    int status = 200) {
    const auto& items = seen.file().now.at(request).awaited->items;
    return page(
        visit, "An answer that came",
        html("<p><a class=\"usa-link\" href=\"{}\">Back to the case</a></p><h1>An answer that came "
             "<span class=\"as-beside\">case {}, request {}</span></h1>{}{}{}"
             "<fieldset class=\"usa-fieldset as-line\"><legend class=\"usa-legend\">What of it was told "
             "without a "
             "paper?</legend>{}</fieldset>{}<label class=\"usa-label\" for=\"words\">What was said or written"
             "</label><textarea class=\"usa-textarea as-words\" id=\"words\" name=\"words\">{}</textarea>"
             "<button class=\"usa-button\" type=\"submit\">Enter it</button></form>",
             seen.address(), seen.number(), request + 1, said,
             form_with_files(visit, address_of(seen, request)),
             came_fields(visit.form, *seen.file().rules, {}, visit.now), told_items(visit, items),
             paper_fields(items, visit.form), visit.field("words")),
        status);
}

casework::Supply supply_in(const Visit& visit, const Services& services, const CaseSeen& seen,
                           RequestNo request, const Came& came) {
    casework::Supply made;
    made.request = request;
    made.channel = came.channel;
    made.arrived = came.arrived;
    made.from = came.from;
    made.words = visit.field("words");
    made.papers = papers_in(visit.form, services, visit.actor());
    for (casework::Paper& paper : made.papers) {
        paper.channel = came.channel;
        made.items.push_back(paper.kind);
    }
    for (const std::string& item : seen.file().now.at(request).awaited->items) {
        const bool there = std::find(made.items.begin(), made.items.end(), item) != made.items.end();
        if (!there && visit.form.contains("told-" + item)) made.items.push_back(item);
    }
    return made;
}

http::Response nothing_awaited(const Visit& visit) {
    return sorry(visit, 404, "Nothing is awaited here",
                 "Or it is not for this account: hand to intake what came.");
}

http::Response take(const Visit& sent, const Services& services) {
    Visit visit = sent;
    const auto seen = case_of(visit, services);
    const auto request = seen ? request_of(visit, *seen) : std::nullopt;
    if (!request) return nothing_awaited(visit);
    const std::string wrong = keep_files(visit, services);
    if (!wrong.empty()) return show(visit, *seen, *request, alert("A file cannot be taken", wrong), 422);
    const Came came = came_in(visit.form, seen->program(), seen->book().zone());
    if (!came.wrong.empty())
        return show(visit, *seen, *request, alert("this is not complete", came.wrong), 422);
    casework::Supply made = supply_in(visit, services, *seen, *request, came);
    if (made.items.empty())
        return show(
            visit, *seen, *request,
            alert("nothing of what is awaited came", "tick what came, or log it as a contact of the case"),
            422);
    const auto done =
        services.desk.handle({visit.actor().person, seen->file().stream, std::move(made)}, visit.now);
    return done ? go_to(seen->address()) : show(visit, *seen, *request, alert(done.error()), 422);
}

} // namespace

Html ways_to_answer(const Visit& visit, const CaseSeen& seen) {
    Html all;
    for (std::size_t i = 0; i < seen.file().now.requests.size(); ++i) {
        const auto request = static_cast<RequestNo>(i);
        if (waits_for_paper(visit, seen, request))
            all += html(
                "<a class=\"usa-link\" href=\"{}\">Enter an answer to request {} that came by phone, fax or "
                "mail</a>",
                address_of(seen, request), i + 1);
    }
    return all;
}

void add_answer_page(Gate& gate, const Services& services) {
    constexpr const char* address = "/cases/{member}/{number}/requests/{request}/came";
    gate.page(address, For::SignedIn, [&services](const Visit& visit) {
        const auto seen = case_of(visit, services);
        const auto request = seen ? request_of(visit, *seen) : std::nullopt;
        return request ? show(visit, *seen, *request, {}) : nothing_awaited(visit);
    });
    gate.form_with_files(address, [&services](const Visit& visit) { return take(visit, services); });
}

} // namespace assent::portal
