#include <fmt/format.h>

#include "casework/event_words.hpp"
#include "desk/provider_directions.hpp"
#include "http/body_reader.hpp"
#include "http/command_reader.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"
#include "http/routes.hpp"
#include "http/told_facts.hpp"

namespace assent::http {
namespace {

const desk::Rules* rules_at(const Parts& parts, const Places& places, calendar::Instant now) {
    return parts.desk.shelf().in_force(places[0] + "/" + places[1], now);
}

Response programs(const Parts& parts, const Call& call) {
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("programs").begin_array();
        for (const std::string& id : parts.desk.shelf().programs()) {
            if (const desk::Rules* rules = parts.desk.shelf().in_force(id, call.now))
                write_program_line(*rules, json);
        }
        json.end_array().end_object();
    });
}

Response program(const Parts& parts, const Call& call) {
    const desk::Rules* rules = rules_at(parts, call.places, call.now);
    if (!rules) return problem(Problem::NotFound, "no such program is in force");
    return json_answer([&](base::JsonWriter& json) { write_program(*rules, json); });
}

// As many as a case takes: each is answered with whatever is still to be asked of it.
std::optional<Response> too_many_lines(const base::JsonDocument& document) {
    const base::JsonNode& root = document.root();
    const auto* lines = root.kind == base::JsonKind::Object ? document.find(root, "lines") : nullptr;
    if (!lines || lines->kind != base::JsonKind::Array) return std::nullopt;
    if (document.children(*lines).size() <= most_lines) return std::nullopt;
    base::Diagnostics mistakes;
    mistakes.error({{}, 0, 0, "/lines"}, fmt::format("more than {} service lines", most_lines),
                   "send several requests");
    return problem(mistakes);
}

Response check(const Parts& parts, const Request& request, const Places& places) {
    const desk::Rules* rules = rules_at(parts, places, parts.clock());
    if (!rules) return problem(Problem::NotFound, "no such program is in force");
    base::JsonDocument document;
    if (auto wrong = wrong_body(request, document)) return *wrong;
    if (auto wrong = too_many_lines(document)) return *wrong;
    return checked_answer(*rules, document);
}

// Nobody but who may hear of them is told whether there are any.
Response directions(const Parts& parts, const Call& call) {
    const desk::Rules* rules = rules_at(parts, call.places, call.now);
    if (!rules) return problem(Problem::NotFound, "no such program is in force");
    if (const auto no = desk::refusal_to_hear(*rules, call.actor, call.now)) return problem(*no);
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("directions").begin_array();
        for (const desk::ProviderDirection& one : desk::provider_directions(parts.store)) {
            if (one.program != rules->id()) continue;
            json.begin_object().key("provider").value(std::string_view(one.provider));
            json.key("direction").value(casework::word_of(one.direction));
            if (!one.words.empty()) json.key("words").value(std::string_view(one.words));
            json.key("person").value(std::string_view(one.by.text));
            json.key("at").value(std::string_view(moment_text(one.at)));
            if (one.until) json.key("until").value(std::string_view(moment_text(*one.until)));
            json.end_object();
        }
        json.end_array().end_object();
    });
}

Response direct(const Parts& parts, const Call& call) {
    const desk::Rules* rules = rules_at(parts, call.places, call.now);
    if (!rules) return problem(Problem::NotFound, "no such program is in force");
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const desk::ProviderDirection made{rules->id(), body.needed("provider"), read_direction(body),
                                       body.text("words")};
    body.end();
    if (mistakes.has_errors()) return problem(mistakes);
    if (const auto no = desk::direct_provider(parts.store, *rules, made, call.actor, call.now))
        return problem(*no);
    return {204, {}, {}};
}

} // namespace

void add_program_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/programs", "The programs in force", programs);
    door.add(Method::Get, "/api/v1/programs/{family}/{program}", "A program: its requests, facts and levels",
             program);
    door.add(Method::Get, "/api/v1/programs/{family}/{program}/directions",
             "What the agency directed for providers, in the order in which it did", directions);
    door.add(Method::Post, "/api/v1/programs/{family}/{program}/directions",
             "Direct how everything of a provider is handled", direct);
    door.add_open(Method::Post, "/api/v1/programs/{family}/{program}/check",
                  "Whether a request would pass, without signing in; nothing is kept", check);
}

} // namespace assent::http
