#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "http/case_json.hpp"
#include "http/case_table.hpp"
#include "http/json_answer.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"
#include "http/query_reader.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

using casework::Role;

const std::vector<std::string> filters = {"member",   "authorization", "state", "level",
                                          "reviewer", "organization",  "limit", "after"};

std::vector<std::string> states() {
    std::vector<std::string> all;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(casework::State::Closed); ++i)
        all.emplace_back(to_text(static_cast<casework::State>(i)));
    return all;
}

// Who sees every case is shown all in a list, and an office its own. Others ask for a case by its name, where
// they are shown any.
std::optional<Response> not_for_lists(const casework::Actor& actor) {
    const bool sees_all = cell(casework::CaseAct::See, actor.role) == casework::Cell::Yes;
    const bool of_an_office = actor.role == Role::Provider && !actor.organization.empty();
    if (sees_all || of_an_office) return std::nullopt;
    const bool sees_none = cell(casework::CaseAct::See, actor.role) == casework::Cell::No;
    return sees_none ? problem(Problem::NotAllowed, "this account sees no cases")
                     : problem(Problem::NotAllowed, "this account has no list of cases",
                               "ask for a case by its name");
}

store::CaseQuery read_list(QueryReader& asked) {
    store::CaseQuery query;
    query.member = asked.text("member");
    query.number = asked.text("authorization");
    query.state = asked.word("state", states());
    query.level = asked.text("level");
    query.reviewer = asked.text("reviewer");
    query.organization = asked.text("organization");
    query.limit = static_cast<int>(asked.number("limit", page_limit).value_or(usual_limit));
    return query;
}

// An office is shown its own, and nobody outside is shown who reviews, or when something is due that is
// concealed from them.
std::optional<Response> narrow(store::CaseQuery& query, const casework::Actor& actor) {
    if (is_outside(actor.role) && query.reviewer)
        return problem(Problem::NotAllowed, "who reviews is not shown to this account");
    if (actor.role != Role::Provider) return std::nullopt;
    if (query.organization && *query.organization != actor.organization.text)
        return problem(Problem::NotAllowed, "an office is shown its own cases", "leave `organization` out");
    query.organization = actor.organization.text;
    return std::nullopt;
}

store::CaseRow shown_to(const casework::Actor& actor, store::CaseRow row) {
    if (!is_outside(actor.role)) return row;
    row.reviewer.reset();
    row.due = row.told_due;
    return row;
}

Response cases(const Parts& parts, const Call& call) {
    if (auto no = not_for_lists(call.actor)) return *no;
    base::Diagnostics mistakes;
    QueryReader asked(call.request, mistakes);
    store::CaseQuery query = read_list(asked);
    if (mistakes.has_errors()) return problem(mistakes);
    if (auto no = narrow(query, call.actor)) return *no;
    if (const auto after = asked.text("after")) {
        query.after = place_of(*after, query);
        if (!query.after)
            asked.complain("after", "it is no place in this list",
                           "take it from `next` of the page before, or leave it out");
    }
    if (mistakes.has_errors()) return problem(mistakes);
    if (prefers(call.request, "text/csv", "application/json"))
        return exported(parts.store, query,
                        [&](const store::CaseRow& row) { return shown_to(call.actor, row); });
    const auto limit = static_cast<std::size_t>(query.limit++);
    auto rows = parts.store.cases(query);
    const bool more = rows.size() > limit;
    if (more) rows.pop_back();
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("cases").begin_array();
        for (const store::CaseRow& row : rows) write_row(shown_to(call.actor, row), json);
        json.end_array();
        if (more) json.key("next").value(next_page(call.request, mark_of(rows.back(), query)));
        json.end_object();
    });
}

Response one_case(const Parts& parts, const Call& call) {
    auto file = file_for(parts, call);
    if (!file) return std::move(file.error());
    base::Diagnostics mistakes;
    QueryReader asked(call.request, mistakes);
    const auto moment = asked.moment("as_of");
    if (moment && *moment > call.now)
        asked.complain("as_of", "a moment that is to come", "write one that is past, or leave it out");
    if (mistakes.has_errors()) return problem(mistakes);
    if (moment) {
        auto before = desk::read_file_as_of(parts.store, parts.desk.shelf(), file->stream, *moment);
        if (!before) return problem(Problem::NotFound, "the case had not begun then");
        file = std::move(*before);
    }
    const std::string tag = etag(file->sequence);
    if (knows(call.request.header("if-none-match"), file->sequence)) return {304, {{"etag", tag}}, {}};
    Response response = json_answer(
        [&](base::JsonWriter& json) { write_case(*file, {call.actor, moment.value_or(call.now)}, json); });
    response.headers["etag"] = tag;
    return response;
}

Response terms(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("terms");
        write_terms(*file, {call.actor, call.now}, json);
        json.end_object();
    });
}

Response timeline(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    base::Diagnostics mistakes;
    QueryReader asked(call.request, mistakes);
    const auto limit = asked.number("limit", page_limit).value_or(usual_limit);
    const auto after = asked.number("after", a_count).value_or(-1);
    if (mistakes.has_errors()) return problem(mistakes);
    const Viewer viewer{call.actor, call.now};
    std::vector<store::Event> events = parts.store.read(file->stream, after + 3);
    std::erase_if(events, [&](const store::Event& one) { return !is_shown(*file, one, viewer); });
    const bool more = std::ssize(events) > limit;
    if (more) events.erase(events.begin() + limit, events.end());
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("events").begin_array();
        for (const store::Event& event : events) write_event(*file, event, viewer, json);
        json.end_array();
        if (more) json.key("next").value(next_page(call.request, std::to_string(number_of(events.back()))));
        json.end_object();
    });
}

} // namespace

void add_case_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/cases", "Cases, the earliest due first", cases, filters);
    door.add(Method::Get, "/api/v1/cases/{member}/{number}", "A case, now or as of a moment", one_case,
             {"as_of"});
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/terms",
             "What is owed and allowed, by when and why", terms);
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/timeline", "Everything that happened", timeline,
             {"limit", "after"});
}

} // namespace assent::http
