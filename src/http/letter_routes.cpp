#include "base/text.hpp"
#include "casework/spoken.hpp"
#include "http/body_reader.hpp"
#include "http/case_json.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

// A notice, with its moments as its events tell them.
struct Journey {
    casework::Composed composed;
    calendar::Instant at{};
    std::optional<calendar::Instant> sent, served, came_back;
};

std::vector<Journey> journeys(store::Store& store, const store::StreamId& stream) {
    std::vector<Journey> all; // by their number less 1
    for (const store::Event& event : store.read(stream, 2)) {
        const casework::Event one = desk::event_of(stream, event);
        if (const auto* composed = std::get_if<casework::Composed>(&one.what))
            all.push_back({*composed, one.at, {}, {}, {}});
        if (const auto* sent = std::get_if<casework::Sent>(&one.what)) all[sent->notice - 1].sent = one.at;
        if (const auto* served = std::get_if<casework::Served>(&one.what))
            all[served->notice - 1].served = served->at;
        if (const auto* back = std::get_if<casework::CameBack>(&one.what))
            all[back->notice - 1].came_back = one.at;
    }
    return all;
}

void write_journey(const desk::CaseFile& file, const Journey& one, base::JsonWriter& json) {
    const policy::Program& program = file.rules->program();
    const auto moment = [&](std::string_view key, const std::optional<calendar::Instant>& at) {
        if (at) json.key(key).value(std::string_view(moment_text(*at)));
    };
    json.begin_object().key("notice").value(one.composed.number);
    if (one.composed.request != casework::no_request) json.key("request").value(one.composed.request + 1);
    json.key("name").value(std::string_view(program.notices[one.composed.notice].name.text));
    json.key("to").begin_array();
    for (const std::uint16_t party : program.terms[one.composed.line].to)
        json.value(std::string_view(casework::party_name(program, party)));
    json.end_array();
    json.key("channel").value(std::string_view(desk::posting_of(file, one.composed, one.at).kind));
    moment("composed", one.at);
    moment("sent", one.sent);
    moment("served", one.served);
    moment("came_back", one.came_back);
    json.key("has_text").value(!one.composed.digest.empty()).end_object();
}

Response letters(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("letters").begin_array();
        for (const Journey& one : journeys(parts.store, file->stream)) {
            if (is_for(*file, {call.actor, call.now}, one.composed.number)) write_journey(*file, one, json);
        }
        json.end_array().end_object();
    });
}

Response letter(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    const auto notice = base::to_number(call.places[2]);
    const bool theirs = notice && is_for(*file, {call.actor, call.now}, *notice);
    const auto letter = theirs ? letter_of_notice(parts.store, *file, *notice) : std::nullopt;
    if (!letter) return problem(Problem::NotFound, "there is no such notice, or it has no text");
    const bool plain = prefers(call.request, "text/plain", "text/html");
    return {200,
            {{"content-type", plain ? "text/plain; charset=utf-8" : "text/html; charset=utf-8"},
             {"content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"}},
            plain ? letter->text : letter->html};
}

} // namespace

void add_letter_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/letters",
             "The notices of a case: to whom, by which channel, and when they were sent and served", letters);
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/letters/{notice}", "The text of a notice", letter);
}

} // namespace assent::http
