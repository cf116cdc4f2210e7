#include "casework/authority.hpp"
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

} // namespace

void add_audit_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/readings",
             "Who has read what of a case, the latest first", of_case, pages);
    door.add(Method::Get, "/api/v1/people/{person}/readings", "What somebody has read, the latest first",
             by_person, pages);
}

} // namespace assent::http
