#include "http/submission.hpp"

#include "http/case_json.hpp"
#include "http/problem.hpp"

namespace assent::http {
namespace {

// The member `request` under the rules.
base::Expected<casework::Submit, Response> read_request(const CommandReader& reader,
                                                        const base::JsonDocument& document,
                                                        const base::JsonNode& node) {
    base::Diagnostics mistakes;
    BodyReader asked(document, node, mistakes);
    casework::Submit submit = reader.read_submission(asked);
    asked.end();
    if (mistakes.has_errors()) return tl::unexpected(problem(mistakes));
    return submit;
}

const base::JsonNode* request_in(BodyReader& body) {
    const base::JsonNode* node = body.object("request");
    body.end();
    if (body.lacks("request")) body.complain("`request` is missing", "write it as an object");
    return node;
}

} // namespace

CommandReader::Registers registers(const Parts& parts, const Call& call, const casework::Case* of) {
    return {[&parts](const casework::PersonId& person) { return desk::identify(parts.store, person); },
            [&parts, &call, of](const std::string& digest) {
                return (of && names_document(*of, digest)) ||
                       handed_documents(parts).may_file(call.actor, digest);
            }};
}

base::Expected<NewSubmission, Response> read_new_submission(const Parts& parts, const Call& call) {
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return tl::unexpected(std::move(*wrong));
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const std::string program = body.needed("program");
    const std::string member = body.needed("member");
    if (!member.empty() && !is_key_of_member(member))
        body.complain_of("member", "no member can have this identifier", how_to_write_a_key_of_member);
    const auto start = body.date("start");
    const base::JsonNode* node = request_in(body);
    if (mistakes.has_errors()) return tl::unexpected(problem(mistakes));
    const desk::Rules* rules = parts.desk.shelf().in_force(program, call.now, start);
    if (!rules)
        return tl::unexpected(
            problem(Problem::NotFound, "no such program is in force", "see /api/v1/programs"));
    const CommandReader reader(rules->book(), registers(parts, call, nullptr));
    auto submit = read_request(reader, document, *node);
    if (!submit) return tl::unexpected(std::move(submit.error()));
    return NewSubmission{{*rules, {member}}, std::move(*submit)};
}

base::Expected<casework::Submit, Response> read_further_submission(const Parts& parts, const Call& call,
                                                                   const desk::CaseFile& file) {
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return tl::unexpected(std::move(*wrong));
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const base::JsonNode* node = request_in(body);
    if (mistakes.has_errors()) return tl::unexpected(problem(mistakes));
    return read_request({file.rules->book(), registers(parts, call, &file.now)}, document, *node);
}

} // namespace assent::http
