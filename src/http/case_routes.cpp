#include "http/body_reader.hpp"
#include "http/case_json.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

using casework::Role;

constexpr int rows_of_a_page = 50;

// Who sees every case is shown all in a list, and an office its own. Others ask for a case by its name.
std::optional<Response> not_for_lists(const casework::Actor& actor) {
    const bool sees_all = cell(casework::CaseAct::See, actor.role) == casework::Cell::Yes;
    const bool of_an_office = actor.role == Role::Provider && !actor.organization.empty();
    if (sees_all || of_an_office) return std::nullopt;
    return problem(Problem::NotAllowed, "this account has no list of cases", "ask for a case by its name");
}

Response cases(const Parts& parts, const Call& call) {
    if (auto no = not_for_lists(call.actor)) return *no;
    store::CaseQuery query;
    query.member = call.request.asked("member");
    query.number = call.request.asked("authorization");
    query.state = call.request.asked("state");
    query.level = call.request.asked("level");
    query.reviewer = call.request.asked("reviewer");
    query.organization = call.request.asked("organization");
    if (call.actor.role == Role::Provider) query.organization = call.actor.organization.text;
    query.limit = rows_of_a_page;
    const auto rows = parts.store.cases(query);
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("cases").begin_array();
        for (const store::CaseRow& row : rows) write_row(row, json);
        json.end_array().end_object();
    });
}

Response one_case(const Parts& parts, const Call& call) {
    auto file = file_for(parts, call);
    if (!file) return std::move(file.error());
    if (const auto as_of = call.request.asked("as_of")) {
        const auto moment = parse_moment(*as_of);
        if (!moment)
            return problem(Problem::NotUnderstood, "`as_of` is no moment",
                           "write it as 2026-11-28T15:00:00Z");
        auto before = desk::read_file_as_of(parts.store, parts.desk.shelf(), file->stream, *moment);
        if (!before) return problem(Problem::NotFound, "the case had not begun then");
        file = std::move(*before);
    }
    if (call.request.header("if-none-match") == etag(*file)) return {304, {{"etag", etag(*file)}}, {}};
    Response response =
        json_answer([&](base::JsonWriter& json) { write_case(*file, {call.actor, call.now}, json); });
    response.headers["etag"] = etag(*file);
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
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("events").begin_array();
        for (const store::Event& event : parts.store.read(file->stream, 2))
            write_event(*file, event, {call.actor, call.now}, json);
        json.end_array().end_object();
    });
}

} // namespace

void add_case_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/cases", "Cases, the earliest due first", cases);
    door.add(Method::Get, "/api/v1/cases/{member}/{number}", "A case, now or as of a moment", one_case);
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/terms",
             "What is owed and allowed, by when and why", terms);
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/timeline", "Everything that happened", timeline);
}

} // namespace assent::http
