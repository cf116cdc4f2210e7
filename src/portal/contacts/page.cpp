#include "portal/contacts/page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "desk/contact_stream.hpp"
#include "desk/projection.hpp"
#include "portal/contacts/answer_page.hpp"
#include "portal/contacts/contact_form.hpp"
#include "portal/contacts/entries.hpp"
#include "portal/layout.hpp"
#include "portal/members/page.hpp"
#include "portal/moments.hpp"

namespace assent::portal {
namespace {

using casework::CaseAct;
using casework::Cell;

constexpr int most_rows = 50, most_done = 20;

bool keeps(const Visit& visit) { return cell(CaseAct::KeepContacts, visit.actor().role) == Cell::Yes; }

http::Response not_there(const Visit& visit) {
    return sorry(visit, 404, "There is nothing here", "Or it is not for this account.");
}

// The log of one case, or of a contact that belongs to none.
class Log {
public:
    Log(const Visit& visit, const Services& services, desk::CaseFile file)
        : visit_(visit),
          services_(services),
          file_(std::move(file)),
          entries_(entries_of(file_, services.store, visit.now)),
          address_(contacts_address(file_.stream)) {}

    http::Response show(const Html& said, int status = 200) const {
        const calendar::Zone& zone = file_.rules->book().zone();
        const Entry* corrected = corrected_entry();
        const Html entries =
            each(entries_, [&](const Entry& one) { return shown(one, zone, visit_.now, acts(one)); });
        const Html above =
            html("{}{}", hidden("corrects", corrected ? fmt::format("{}", corrected->told.thread + 1) : ""),
                 request_field());
        const bool asks = is_of_case() || corrected;
        const Html log =
            asks ? html("<h2 id=\"log\">{}</h2>{}", corrected ? "What was meant" : "Log a contact",
                        log_form(visit_, address_, *file_.rules, filled(visit_, corrected, zone), above))
                 : Html();
        return page(visit_, title(),
                    html("{}<h1>{}</h1>{}{}{}{}", back(), title(), said,
                         entries.empty() ? html("<p>Nothing was told in it yet.</p>")
                                         : html("<ol class=\"usa-list\">{}</ol>", entries),
                         into_case(), log),
                    status);
    }

    http::Response take() const {
        const std::string act = visit_.field("do");
        if (act == "into") return put_into_case();
        auto command = command_in(act);
        if (!command) return show(alert("this is not complete", command.error()), 422);
        const auto done =
            services_.desk.handle({visit_.actor().person, file_.stream, std::move(*command)}, visit_.now);
        return done ? go_to(address_) : show(alert(done.error()), 422);
    }

private:
    bool is_of_case() const { return file_.stream.kind() == store::StreamKind::Case; }
    std::string title() const {
        const std::string& text = file_.stream.text();
        return (is_of_case() ? "Contacts in case " : "Contact ") + text.substr(text.find_last_of("/:") + 1);
    }

    Html back() const {
        if (!is_of_case())
            return html("<p><a class=\"usa-link\" href=\"/contacts\">Back to the contacts</a></p>");
        return html("<p><a class=\"usa-link\" href=\"{}\">Back to the case</a></p>",
                    address_.substr(0, address_.rfind('/')));
    }

    // By the address, or by the form that was sent.
    const Entry* corrected_entry() const {
        const std::string text = visit_.form.contains("corrects")
                                     ? visit_.field("corrects")
                                     : visit_.request.asked("correct").value_or("");
        const auto number = base::to_number(text);
        const bool is_one = number && *number >= 1 && *number <= std::ssize(entries_);
        const Entry* one = is_one ? &entries_[static_cast<std::size_t>(*number - 1)] : nullptr;
        return one && !one->corrected_by ? one : nullptr;
    }

    Html request_field() const {
        if (!is_of_case() || file_.now.requests.size() < 2) return {};
        Html options;
        for (std::size_t i = file_.now.requests.size(); i > 0; --i)
            options += html("<option value=\"{}\">{}: {}</option>", i, i,
                            file_.rules->program().requests[file_.now.requests[i - 1].type].name.text);
        return html(
            "<label class=\"usa-label\" for=\"request\">About which request?</label><select "
            "class=\"usa-select\" id=\"request\" name=\"request\">{}</select>",
            options);
    }

    Html acts(const Entry& entry) const {
        if (entry.corrected_by) return {};
        const std::uint32_t number = entry.told.thread + 1;
        const Html answer =
            may_answer(visit_) && entry.answers.empty()
                ? html(
                      "<details class=\"as-act\"><summary>It is done</summary>{}{}{}<label "
                      "class=\"usa-label\" "
                      "for=\"done-{}\">What was said or done</label><textarea class=\"usa-textarea "
                      "as-words\" "
                      "id=\"done-{}\" name=\"done\" required></textarea><button class=\"usa-button\" "
                      "type=\"submit\">Done</button></form></details>",
                      form(visit_, address_), hidden("do", "answer"),
                      hidden("thread", fmt::format("{}", number)), number, number)
                : Html();
        return html(
            "{}<p><a class=\"usa-link\" href=\"{}?correct={}#log\">Correct entry {} by a new one</a></p>",
            answer, address_, number, number);
    }

    // It is written there once, however often the form is sent; and here it is done.
    Html into_case() const {
        const bool open = !is_of_case() && std::any_of(entries_.begin(), entries_.end(),
                                                       [](const Entry& one) { return one.is_open(); });
        if (!open || !may_answer(visit_)) return {};
        return html(
            "<h2>It belongs to a case</h2>{}{}<label class=\"usa-label\" for=\"case\">Case "
            "number</label><input "
            "class=\"usa-input\" id=\"case\" name=\"case\" autocomplete=\"off\" required value=\"{}\">"
            "<button class=\"usa-button\" type=\"submit\">Write it into that case</button></form>",
            form(visit_, address_), hidden("do", "into"), visit_.field("case"));
    }

    http::Response put_into_case() const {
        const auto open =
            std::find_if(entries_.rbegin(), entries_.rend(), [](const Entry& one) { return one.is_open(); });
        store::CaseQuery query;
        query.case_number = case_number_in(visit_.field("case"));
        query.limit = 2;
        const auto rows = services_.store.cases(query);
        if (is_of_case() || open == entries_.rend() || rows.size() != 1)
            return show(
                alert("there is no such case", "find it by the facts of whoever called, and copy its number"),
                422);
        const auto of = desk::read_file(services_.store, services_.desk.shelf(), rows.front().stream);
        const casework::Messaged& told = open->told;
        casework::Message made{told.kind, desk::current(of->now), told.channel, told.arrived, told.text,
                               told.from};
        desk::Order order{visit_.actor().person, rows.front().stream, made};
        order.key = fmt::format("{}:{}", file_.stream.placement(), told.thread);
        if (const auto done = services_.desk.handle(order, visit_.now); !done)
            return show(alert(done.error()), 422);
        const std::string words = "It is in the log of case " + visit_.field("case") + ".";
        const auto done = services_.desk.handle(
            {visit_.actor().person, file_.stream, casework::Answer{told.thread, words}}, visit_.now);
        return done ? go_to(contacts_address(rows.front().stream)) : show(alert(done.error()), 422);
    }

    base::Expected<casework::Command, std::string> command_in(const std::string& act) const {
        if (act == "answer") {
            const auto thread = base::to_number(visit_.field("thread")).value_or(0);
            if (thread < 1 || thread > std::ssize(entries_))
                return tl::unexpected(std::string("name an entry"));
            return casework::Answer{static_cast<std::uint32_t>(thread - 1), visit_.field("done")};
        }
        auto made = message_in(visit_, *file_.rules);
        if (!made) return tl::unexpected(std::move(made.error()));
        if (!is_of_case()) return *made;
        const auto number = base::to_number(visit_.field("request")).value_or(0);
        const bool is_one = number >= 1 && number <= std::ssize(file_.now.requests);
        made->request = is_one ? static_cast<casework::RequestNo>(number - 1) : desk::current(file_.now);
        return *made;
    }

    const Visit& visit_;
    const Services& services_;
    desk::CaseFile file_;
    std::vector<Entry> entries_;
    std::string address_;
};

// The case or the contact of the address, when it is theirs to keep.
std::optional<desk::CaseFile> file_of(const Visit& visit, const Services& services) {
    const auto is_key = [](const std::string& place) { return store::StreamId::is_key(place); };
    if (!keeps(visit) || !std::all_of(visit.places.begin(), visit.places.end(), is_key)) return std::nullopt;
    const auto stream = visit.places.size() == 2 ? store::StreamId::of_case(visit.places[0], visit.places[1])
                                                 : desk::contact_stream(visit.places[0]);
    auto file = services.desk.see(visit.actor().person, stream, visit.now);
    return file ? std::optional(std::move(*file)) : std::nullopt;
}

// Programs under which something can be told that belongs to no case: those in force.
std::vector<const desk::Rules*> programs(const Services& services, calendar::Instant now) {
    std::vector<const desk::Rules*> all;
    for (const std::string& id : services.desk.shelf().programs()) {
        if (const desk::Rules* rules = services.desk.shelf().in_force(id, now)) all.push_back(rules);
    }
    return all;
}

// The list of what is to be followed up.
class Following {
public:
    Following(const Visit& visit, const Services& services) : visit_(visit), services_(services) {}

    http::Response show(const Html& said, int status = 200) const {
        return page(
            visit_, "Contacts",
            html("<h1>What is to be followed up</h1>{}{}{}{}", said, list(false), without_case(), list(true)),
            status);
    }

    http::Response take() const {
        const desk::Rules* rules = chosen();
        if (!rules) return show(alert("this is not complete", "choose what program it is about"), 422);
        auto made = message_in(visit_, *rules);
        if (!made) return show(alert("this is not complete", made.error()), 422);
        const auto done = services_.desk.handle(
            {visit_.actor().person, desk::NewContact{*rules}, std::move(*made)}, visit_.now);
        return done ? go_to(contacts_address(*store::StreamId::parse(done->of)))
                    : show(alert(done.error()), 422);
    }

private:
    Html list(bool done) const {
        Html rows;
        for (const store::ContactRow& row : services_.store.contacts({done, done ? most_done : most_rows}))
            rows += line(row);
        if (rows.empty())
            return done ? Html()
                        : html("<p>Nothing. What somebody told us and nobody answered stands here.</p>");
        return html(
            "<table class=\"usa-table usa-table--borderless as-list\"><caption>{}</caption><thead><tr>"
            "<th scope=\"col\">What</th><th scope=\"col\">From</th><th scope=\"col\">Where</th>"
            "<th scope=\"col\">{}</th><th scope=\"col\">Arrived</th></tr></thead><tbody>{}</tbody></table>",
            done ? "Done lately, the latest first" : "The earliest due first", done ? "Done" : "Follow-up",
            rows);
    }

    Html line(const store::ContactRow& row) const {
        const auto file = services_.desk.see(visit_.actor().person, row.stream, visit_.now);
        if (!file) return {};
        const auto entries = entries_of(*file, services_.store, visit_.now);
        if (row.thread >= std::ssize(entries)) return {};
        const Entry& one = entries[static_cast<std::size_t>(row.thread)];
        const calendar::Zone& zone = file->rules->book().zone();
        const bool of_case = row.stream.kind() == store::StreamKind::Case;
        const std::string number = row.stream.text().substr(row.stream.text().rfind('/') + 1);
        const Html done = each(one.answers, [&](const Said& said) {
            return html("<br>{}, {}: {}", said.by, portal::shown(zone, said.at), said.text);
        });
        return html(
            "<tr><th scope=\"row\"><a class=\"usa-link\" "
            "href=\"{}#entry-{}\">{}</a></th><td>{}</td><td>{}</td>"
            "<td>{}{}</td><td>{}</td></tr>",
            contacts_address(row.stream), row.thread + 1, called(one.told),
            one.told.from.empty() ? one.by : one.told.from, of_case ? "case " + number : "no case yet",
            owed(one, zone, visit_.now), done, portal::shown(zone, one.told.arrived));
    }

    Html without_case() const {
        const auto all = programs(services_, visit_.now);
        if (all.empty()) return {};
        const Html choice = html(
            "<label class=\"usa-label\" for=\"program\">About which program?</label><select "
            "class=\"usa-select\" "
            "id=\"program\" name=\"program\">{}</select>",
            each(all, [&](const desk::Rules* one) {
                return html("<option value=\"{}\"{}>{}</option>", one->id(),
                            one->id() == visit_.field("program") ? Html::trusted(" selected") : Html(),
                            one->program().header.title);
            }));
        return html(
            "<h2 id=\"log\">Log a contact that belongs to no case</h2><p>Is there a case? <a "
            "class=\"usa-link\" "
            "href=\"/find\">Find it</a> and log the contact there.</p>{}",
            log_form(visit_, "/contacts", *all.front(), visit_.form, choice));
    }

    const desk::Rules* chosen() const {
        for (const desk::Rules* one : programs(services_, visit_.now)) {
            if (one->id() == visit_.field("program")) return one;
        }
        return nullptr;
    }

    const Visit& visit_;
    const Services& services_;
};

} // namespace

Html ways_to_log(const Visit& visit, const CaseSeen& seen) {
    if (!keeps(visit)) return {};
    return html(
        "<p class=\"as-ways\"><a class=\"usa-link\" href=\"{}/contacts\">Contacts: log a call, a letter or a "
        "message</a>"
        "<a class=\"usa-link\" href=\"{}\">Member: identifiers and cases</a>{}</p>",
        seen.address(), member_address({seen.member()}), ways_to_answer(visit, seen));
}

void add_contacts(Gate& gate, const Services& services) {
    gate.page("/contacts", For::SignedIn, [&services](const Visit& visit) {
        return keeps(visit) ? Following(visit, services).show({}) : not_there(visit);
    });
    gate.form("/contacts", For::SignedIn, [&services](const Visit& visit) {
        return keeps(visit) ? Following(visit, services).take() : not_there(visit);
    });
    for (const char* address : {"/contacts/{contact}", "/cases/{member}/{number}/contacts"}) {
        gate.page(address, For::SignedIn, [&services](const Visit& visit) {
            auto file = file_of(visit, services);
            return file ? Log(visit, services, std::move(*file)).show({}) : not_there(visit);
        });
        gate.form(address, For::SignedIn, [&services](const Visit& visit) {
            auto file = file_of(visit, services);
            return file ? Log(visit, services, std::move(*file)).take() : not_there(visit);
        });
    }
    add_answer_page(gate, services);
}

} // namespace assent::portal
