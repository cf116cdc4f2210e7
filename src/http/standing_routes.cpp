#include "casework/authority.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"
#include "http/standing_json.hpp"

namespace assent::http {
namespace {

using casework::CaseAct;
using casework::OrganizationId;
using casework::PersonId;

std::optional<Response> not_reporting(const Call& call) {
    if (const auto no = refused_by_table(CaseAct::ReportStanding, call.actor.role)) return problem(*no);
    if (is_key(call.places[0])) return std::nullopt;
    return problem(Problem::NotUnderstood, "nobody can have this identifier", how_to_write_a_key);
}

// The house sees every organization, and people their own.
bool may_look_up(const Call& call) {
    const casework::Role role = call.actor.role;
    return cell(CaseAct::See, role) == casework::Cell::Yes ||
           !refused_by_table(CaseAct::ReportStanding, role) ||
           (!call.actor.organization.empty() && call.actor.organization.text == call.places[0]);
}

Response organization(const Parts& parts, const Call& call) {
    const std::string& id = call.places[0];
    const bool looked_up = is_key(id) && may_look_up(call);
    const auto standing =
        looked_up ? desk::read_standing(parts.store, desk::stream_of(OrganizationId{id})) : desk::Standing();
    if (!standing.organization) return problem(Problem::NotFound, "you know of no such organization");
    return json_answer([&](base::JsonWriter& json) { write_organization(id, standing, json); });
}

Response put_organization(const Parts& parts, const Call& call) {
    if (auto no = not_reporting(call)) return *no;
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const ReportedOrganization reported = read_organization(body);
    if (mistakes.has_errors()) return problem(mistakes);
    const store::StreamId stream = desk::stream_of(OrganizationId{call.places[0]});
    desk::report(parts.store, stream, reported.organization, cause_of(call));
    if (reported.address) desk::report(parts.store, stream, *reported.address, cause_of(call));
    return {204, {}, {}};
}

Response credential(const Parts& parts, const Call& call, const store::StreamId& stream) {
    if (desk::read_standing(parts.store, stream).name().empty())
        return problem(Problem::NotFound, "nobody is known by this identifier", "report them first");
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const desk::Held held = read_credential(body);
    if (mistakes.has_errors()) return problem(mistakes);
    desk::report(parts.store, stream, held, cause_of(call));
    return {204, {}, {}};
}

Response credential_of_person(const Parts& parts, const Call& call) {
    if (auto no = not_reporting(call)) return *no;
    return credential(parts, call, desk::stream_of(PersonId{call.places[0]}));
}

Response credential_of_organization(const Parts& parts, const Call& call) {
    if (auto no = not_reporting(call)) return *no;
    return credential(parts, call, desk::stream_of(OrganizationId{call.places[0]}));
}

} // namespace

void add_standing_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/organizations/{organization}", "An organization, with what it holds",
             organization);
    door.add(Method::Put, "/api/v1/organizations/{organization}", "Report an organization", put_organization);
    door.add(Method::Post, "/api/v1/organizations/{organization}/credentials",
             "Report what an organization holds", credential_of_organization);
    door.add(Method::Post, "/api/v1/people/{person}/credentials", "Report what somebody holds",
             credential_of_person);
}

} // namespace assent::http
