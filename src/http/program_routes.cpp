#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"
#include "http/routes.hpp"

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

Response check(const Parts& parts, const Request& request, const Places& places) {
    const desk::Rules* rules = rules_at(parts, places, parts.clock());
    if (!rules) return problem(Problem::NotFound, "no such program is in force");
    base::JsonDocument document;
    if (auto wrong = wrong_body(request, document)) return *wrong;
    return checked_answer(*rules, document);
}

} // namespace

void add_program_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/programs", "The programs in force", programs);
    door.add(Method::Get, "/api/v1/programs/{family}/{program}", "A program: its requests, facts and levels",
             program);
    door.add_open(Method::Post, "/api/v1/programs/{family}/{program}/check",
                  "Whether a request would pass, without signing in; nothing is kept", check);
}

} // namespace assent::http
