#include "http/foreseen_json.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"
#include "http/submission.hpp"

namespace assent::http {
namespace {

// What submitting it would be answered: the same problem, or what would become of it.
Response foreseen(const Parts& parts, const Call& call, const desk::Order& order) {
    const auto foreseen = parts.desk.foresee(order, call.now);
    if (!foreseen) return problem(foreseen.error());
    return json_answer(
        [&](base::JsonWriter& json) { write_foreseen(*foreseen, {call.actor, call.now}, json); });
}

Response check_new(const Parts& parts, const Call& call) {
    auto read = read_new_submission(parts, call);
    if (!read) return std::move(read.error());
    return foreseen(parts, call, {call.actor.person, read->begins, std::move(read->submit)});
}

Response check_further(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    auto submit = read_further_submission(parts, call, *file);
    if (!submit) return std::move(submit.error());
    return foreseen(parts, call, {call.actor.person, file->stream, std::move(*submit)});
}

} // namespace

void add_check_routes(const Door& door) {
    door.add(Method::Post, "/api/v1/cases/check", "What would become of a new case; nothing is kept",
             check_new);
    door.add(Method::Post, "/api/v1/cases/{member}/{number}/check",
             "What would become of a further request; nothing is kept", check_further);
}

} // namespace assent::http
