#include "desk/worklist.hpp"
#include "http/body_reader.hpp"
#include "http/case_json.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

constexpr std::size_t most = 50;

void write_owed(const desk::Waits& waits, calendar::Instant now, base::JsonWriter& json) {
    const casework::RuleBook& book = waits.file.rules->book();
    const casework::Term& term = *waits.owed;
    json.key("first").begin_object();
    json.key("what").value(std::string_view(casework::called(book, book.program().terms[term.key.term])));
    json.key("due").value(std::string_view(moment_text(*term.due)));
    if (term.goal) json.key("goal").value(std::string_view(moment_text(*term.goal)));
    json.key("state").value(to_text(term.state));
    json.key("seconds_left").value((*term.due - now).count()).end_object();
}

// The row of its case, and why it stands where it stands.
void write_waits(const desk::Waits& waits, calendar::Instant now, base::JsonWriter& json) {
    const casework::Request& request = waits.file.now.at(waits.request);
    json.begin_object();
    write_row_members(waits.row, json);
    json.key("request").value(waits.request + 1);
    json.key("type").value(std::string_view(waits.file.rules->program().requests[request.type].name.text));
    json.key("expedited").value(request.expedited);
    json.key("held").value(waits.file.now.held);
    if (waits.since) json.key("since").value(std::string_view(moment_text(*waits.since)));
    if (waits.owed) write_owed(waits, now, json);
    if (request.awaited) {
        json.key("awaited").begin_array();
        for (const std::string& item : request.awaited->items) json.value(std::string_view(item));
        json.end_array();
    }
    json.end_object();
}

void write_list(std::string_view key, const desk::WaitingList& list, calendar::Instant now,
                base::JsonWriter& json) {
    json.key(key).begin_object().key("cases").begin_array();
    for (const desk::Waits& one : list.all) write_waits(one, now, json);
    json.end_array().key("more").value(list.more).end_object();
}

Response worklist(const Parts& parts, const Call& call) {
    if (const auto no = desk::Worklist::refusal(call.actor.role)) return problem(*no);
    const desk::Worklist worklist(parts.store, parts.desk.shelf(), call.actor, call.now);
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object();
        write_list("mine", worklist.held(most), call.now, json);
        write_list("open", worklist.open(most), call.now, json);
        json.end_object();
    });
}

} // namespace

void add_worklist_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/worklist", "What waits for you, the earliest due first", worklist);
}

} // namespace assent::http
