#include "base/sha256.hpp"
#include "http/case_json.hpp"
#include "http/command_reader.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

using store::StreamId;

struct Told {
    std::variant<desk::NewCase, StreamId> about;
    casework::Command command;
    int status = 200;
};

Response order(const Parts& parts, const Call& call, Told told) {
    const int status = told.status;
    desk::Order order{call.actor.person, std::move(told.about), std::move(told.command)};
    order.key = std::string(call.request.header("idempotency-key"));
    order.digest = base::sha256_text(call.request.path + "\n" + call.request.body);
    const auto done = parts.desk.handle(order, call.now);
    if (!done) return problem(done.error());
    const auto stream = StreamId::parse(done->of);
    Response response = json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("case").value(std::string_view(case_name(*stream)));
        json.key("first_event").value(done->first).key("end_event").value(done->end);
        json.key("repeated").value(done->repeated).end_object();
    });
    response.status = done->repeated ? 200 : status;
    if (status == 201) response.headers["location"] = "/api/v1/cases/" + case_name(*stream);
    return response;
}

Response begin(const Parts& parts, const Call& call) {
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const std::string program = body.needed("program");
    const std::string member = body.needed("member");
    const auto start = body.date("start");
    const base::JsonNode* node = body.object("request");
    body.end();
    if (!node) body.complain("`request` is missing", "write it as an object");
    if (mistakes.has_errors()) return problem(mistakes);
    const desk::Rules* rules = parts.desk.shelf().in_force(program, call.now, start);
    if (!rules) return problem(Problem::NotFound, "no such program is in force", "see /api/v1/programs");
    BodyReader asked(document, *node, mistakes);
    const CommandReader reader(rules->book(), {});
    casework::Submit submit = reader.read_submission(asked);
    asked.end();
    if (mistakes.has_errors()) return problem(mistakes);
    return order(parts, call, {desk::NewCase{*rules, {member}}, std::move(submit), 201});
}

Response command(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    const std::string_view wanted = call.request.header("if-match");
    if (!wanted.empty() && wanted != etag(*file))
        return problem(Problem::Changed, "somebody changed the case since it was read", "read it again");
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const CommandReader reader(file->rules->book(), [&](const casework::PersonId& person) {
        return desk::identify(parts.store, person);
    });
    auto command = reader.read(body);
    if (!command) return problem(mistakes);
    return order(parts, call, {file->stream, std::move(*command)});
}

} // namespace

void add_order_routes(const Door& door) {
    door.add(Method::Post, "/api/v1/cases", "Begin a case with its first request", begin);
    door.add(Method::Post, "/api/v1/cases/{member}/{number}/commands", "Do something to a case", command);
}

} // namespace assent::http
