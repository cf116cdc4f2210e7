#include "base/sha256.hpp"
#include "http/case_json.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"
#include "http/submission.hpp"

namespace assent::http {
namespace {

using store::StreamId;

// Has it done; what is done is answered with this status.
Response order(const Parts& parts, const Call& call, desk::Order order, int status) {
    order.as = call.actor;
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
    auto read = read_new_submission(parts, call);
    if (!read) return std::move(read.error());
    return order(parts, call, {call.actor.person, read->begins, std::move(read->submit)}, 201);
}

Response command(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    const std::string_view wanted = call.request.header("if-match");
    if (!wanted.empty() && wanted != etag(file->sequence))
        return problem(Problem::Changed, "somebody changed the case since it was read", "read it again");
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const CommandReader reader(file->rules->book(), registers(parts, call, &file->now));
    auto command = reader.read(body);
    if (!command) return problem(mistakes);
    return order(parts, call, {call.actor.person, file->stream, std::move(*command)}, 200);
}

} // namespace

void add_order_routes(const Door& door) {
    door.add(Method::Post, "/api/v1/cases", "Begin a case with its first request", begin);
    door.add(Method::Post, "/api/v1/cases/{member}/{number}/commands", "Do something to a case", command);
}

} // namespace assent::http
