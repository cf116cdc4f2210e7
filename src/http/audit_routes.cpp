#include <fmt/format.h>

#include <limits>

#include "casework/authority.hpp"
#include "http/act_changes.hpp"
#include "http/body_reader.hpp"
#include "http/case_json.hpp"
#include "http/json_answer.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"
#include "http/query_reader.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

const std::vector<std::string> pages = {"limit", "after"};

Response readings(const Parts& parts, const Call& call, store::ReadingQuery query) {
    base::Diagnostics mistakes;
    QueryReader asked(call.request, mistakes);
    const auto limit = static_cast<std::size_t>(asked.number("limit", page_limit).value_or(usual_limit));
    const auto after = asked.text("after");
    if (after && !go_on(*after, query))
        asked.complain("after", "it is no place in this list",
                       "take it from `next` of the page before, or leave it out");
    if (mistakes.has_errors()) return problem(mistakes);
    query.limit = static_cast<int>(limit) + 1;
    auto rows = parts.store.readings(query);
    const bool more = rows.size() > limit;
    if (more) rows.pop_back();
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("readings").begin_array();
        for (const store::Reading& one : rows) {
            json.begin_object().key("case").value(std::string_view(case_name(one.of)));
            json.key("at").value(std::string_view(moment_text(one.at)));
            json.key("person").value(std::string_view(one.person));
            json.key("what").value(std::string_view(one.what)).end_object();
        }
        json.end_array();
        if (more) json.key("next").value(next_page(call.request, mark_of(rows, query)));
        json.end_object();
    });
}

Response of_case(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    if (const auto no = refused_by_table(casework::CaseAct::Audit, call.actor.role)) return problem(*no);
    return readings(parts, call, {.of = file->stream});
}

Response by_person(const Parts& parts, const Call& call) {
    if (const auto no = refused_by_table(casework::CaseAct::Audit, call.actor.role)) return problem(*no);
    return readings(parts, call, {.person = call.places[0]});
}

// The case that a query names, as cases are called in addresses.
std::optional<store::StreamId> case_asked(QueryReader& asked) {
    const auto name = asked.text("case");
    auto of = name ? store::StreamId::parse("case/" + *name) : std::nullopt;
    if (name && !of)
        asked.complain("case", "no case is called so", "write its member and its number: M7/C12");
    return of;
}

store::ActQuery acts_asked(const Parts& parts, QueryReader& asked) {
    store::ActQuery query{case_asked(asked), asked.text("person"),
                          asked.word("kind", casework::event_kinds())};
    limit_to({asked.day("from"), asked.day("through")}, parts.desk.shelf().zone(), query);
    query.limit = static_cast<int>(asked.number("limit", page_limit).value_or(usual_limit));
    query.before = asked.number("after", {1, std::numeric_limits<std::int64_t>::max()});
    return query;
}

void write_told(const ToldAct& told, base::JsonWriter& json) {
    write_text("time", told.time, json);
    write_text("program", told.program, json);
    write_text("version", told.version, json);
    write_text("words", told.words, json);
    json.key("changes").begin_array();
    for (const ActChange& one : told.changes) {
        json.begin_object();
        write_text("what", one.what, json);
        write_text("before", one.before, json);
        write_text("after", one.after, json);
        json.end_object();
    }
    json.end_array();
}

// Who is told of acts has read of their cases, which is noted before they are told.
Response acts(const Parts& parts, const Call& call) {
    if (const auto no = refused_by_table(casework::CaseAct::Audit, call.actor.role)) return problem(*no);
    base::Diagnostics mistakes;
    QueryReader asked(call.request, mistakes);
    const store::ActQuery query = acts_asked(parts, asked);
    if (mistakes.has_errors()) return problem(mistakes);
    const store::Acts found = parts.store.acts(query);
    std::vector<store::StreamId> cases;
    for (const store::Act& one : found.found) cases.push_back(one.of);
    if (!cases.empty()) parts.desk.readings().note(call.actor, cases, "acts", call.now);
    const auto told = told_acts(parts.store, parts.desk.shelf(), {call.actor, call.now}, found.found);
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("acts").begin_array();
        for (std::size_t i = 0; i < told.size(); ++i) {
            const store::Act& one = found.found[i];
            json.begin_object().key("case").value(std::string_view(case_name(one.of)));
            json.key("at").value(std::string_view(moment_text(one.at)));
            json.key("kind").value(std::string_view(one.kind));
            if (!one.person.empty()) json.key("person").value(std::string_view(one.person));
            json.key("role").value(std::string_view(one.role));
            write_told(told[i], json);
            json.end_object();
        }
        json.end_array();
        if (found.go_on) json.key("next").value(next_page(call.request, fmt::format("{}", *found.go_on)));
        json.end_object();
    });
}

} // namespace

void add_audit_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/readings",
             "Who has read what of a case, the latest first", of_case, pages);
    door.add(Method::Get, "/api/v1/people/{person}/readings", "What somebody has read, the latest first",
             by_person, pages);
    door.add(Method::Get, "/api/v1/acts", "Who did what to which case, the latest first", acts,
             {"case", "person", "kind", "from", "through", "limit", "after"});
}

} // namespace assent::http
