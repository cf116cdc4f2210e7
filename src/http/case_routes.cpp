#include "http/body_reader.hpp"
#include "http/case_json.hpp"
#include "http/case_table.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

using casework::Role;

constexpr int rows_of_a_page = 50, rows_of_an_export_page = 500;
constexpr std::size_t most_exported = 10'000;

// Who sees every case is shown all in a list, and an office its own. Others ask for a case by its name.
std::optional<Response> not_for_lists(const casework::Actor& actor) {
    const bool sees_all = cell(casework::CaseAct::See, actor.role) == casework::Cell::Yes;
    const bool of_an_office = actor.role == Role::Provider && !actor.organization.empty();
    if (sees_all || of_an_office) return std::nullopt;
    return problem(Problem::NotAllowed, "this account has no list of cases", "ask for a case by its name");
}

// Who reviews is not the asker's to know, nor to look for.
store::CaseQuery query_of(const Call& call) {
    store::CaseQuery query;
    query.member = call.request.asked("member");
    query.number = call.request.asked("authorization");
    query.state = call.request.asked("state");
    query.level = call.request.asked("level");
    query.organization = call.request.asked("organization");
    if (!is_outside(call.actor.role)) query.reviewer = call.request.asked("reviewer");
    if (call.actor.role == Role::Provider) query.organization = call.actor.organization.text;
    query.limit = rows_of_a_page;
    return query;
}

std::vector<store::CaseRow> rows_for(const Parts& parts, const Call& call, const store::CaseQuery& query) {
    auto rows = parts.store.cases(query);
    for (store::CaseRow& row : rows) {
        if (is_outside(call.actor.role)) row.reviewer.reset();
    }
    return rows;
}

bool asks_for_csv(const Request& request) {
    return request.header("accept").find("text/csv") != std::string_view::npos;
}

// All of them, page by page, or none: half an export would pass for a whole one.
Response exported(const Parts& parts, const Call& call, store::CaseQuery query) {
    CaseTable table;
    query.limit = rows_of_an_export_page;
    for (std::size_t written = 0;; written += rows_of_an_export_page) {
        const auto rows = rows_for(parts, call, query);
        if (written + rows.size() > most_exported)
            return problem(Problem::Refused, "more than 10,000 cases are not exported at once",
                           "ask for those of a state, a level or an organization");
        for (const store::CaseRow& row : rows) table.add(row);
        if (rows.size() < rows_of_an_export_page) break;
        query.after = {rows.back().due, rows.back().stream};
    }
    return {200,
            {{"content-type", "text/csv; charset=utf-8; header=present"},
             {"content-disposition", "attachment; filename=\"cases.csv\""},
             {"x-content-type-options", "nosniff"}},
            std::move(table).text()};
}

Response cases(const Parts& parts, const Call& call) {
    if (auto no = not_for_lists(call.actor)) return *no;
    const store::CaseQuery query = query_of(call);
    if (asks_for_csv(call.request)) return exported(parts, call, query);
    const auto rows = rows_for(parts, call, query);
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
    if (call.request.header("if-none-match") == etag(file->sequence))
        return {304, {{"etag", etag(file->sequence)}}, {}};
    Response response =
        json_answer([&](base::JsonWriter& json) { write_case(*file, {call.actor, call.now}, json); });
    response.headers["etag"] = etag(file->sequence);
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
