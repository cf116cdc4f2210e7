#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "http/case_json.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"
#include "http/submission.hpp"

namespace assent::http {
namespace {

using store::StreamId;

constexpr std::size_t longest_order_key = 200;

// By which its sender knows an order; "" without one, and nothing for what is none.
std::optional<std::string> key_of(const Request& request) {
    const auto header = request.headers.find("idempotency-key");
    if (header == request.headers.end()) return "";
    const auto is_plain = [](char c) { return c > ' ' && c <= '~'; };
    const std::string& key = header->second;
    const bool good =
        !key.empty() && key.size() <= longest_order_key && std::all_of(key.begin(), key.end(), is_plain);
    return good ? std::optional(key) : std::nullopt;
}

Response no_key() {
    base::Diagnostics mistakes;
    mistakes.error({"Idempotency-Key", 0, 0, {}}, "it can be no key",
                   fmt::format("write up to {} printable characters without blanks", longest_order_key));
    return problem(mistakes);
}

Response done_answer(const desk::Done& done) {
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("case").value(case_name(*StreamId::parse(done.of)));
        json.key("first_event").value(done.first).key("end_event").value(done.end);
        json.key("repeated").value(done.repeated).end_object();
    });
}

Response order(const Parts& parts, const Call& call, desk::Order order) {
    auto key = key_of(call.request);
    if (!key) return no_key();
    order.as = call.actor;
    order.key = std::move(*key);
    order.digest = base::sha256_text(call.request.path + "\n" + call.request.body);
    const auto done = parts.desk.handle(order, call.now);
    if (!done) return problem(done.error());
    if (done->changed)
        return problem(Problem::Changed, "somebody changed the case since it was read", "read it again");
    Response response = done_answer(*done);
    if (!std::holds_alternative<desk::NewCase>(order.about)) return response;
    if (!done->repeated) response.status = 201;
    response.headers["location"] = "/api/v1/cases/" + case_name(*StreamId::parse(done->of));
    return response;
}

// The record by which `If-Match` names the case as its sender has seen it; none that there is for anything
// else, so that nothing is done.
std::optional<std::int64_t> seen_by(const Request& request, const desk::CaseFile& file) {
    const std::string_view tags = request.header("if-match");
    if (tags.empty() || tags == "*") return std::nullopt;
    return names(tags, file.sequence) ? file.sequence : -1;
}

Response begin_case(const Parts& parts, const Call& call) {
    auto read = read_new_submission(parts, call);
    if (!read) return std::move(read.error());
    return order(parts, call, {call.actor.person, read->begins, std::move(read->submit)});
}

Response command(const Parts& parts, const Call& call) {
    const auto file = file_to_act_on(parts, call);
    if (!file) return file.error();
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const CommandReader reader(file->rules->book(), registers(parts, call, &file->now));
    auto command = reader.read(body);
    if (!command) return problem(mistakes);
    desk::Order wanted{call.actor.person, file->stream, std::move(*command)};
    wanted.seen = seen_by(call.request, *file);
    return order(parts, call, std::move(wanted));
}

} // namespace

void add_order_routes(const Door& door) {
    door.add(Method::Post, "/api/v1/cases", "Begin a case with its first request", begin_case);
    door.add(Method::Post, "/api/v1/cases/{member}/{number}/commands", "Do something to a case", command);
}

} // namespace assent::http
