#include "casework/authority.hpp"
#include "desk/merges.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

Response member(const Parts& parts, const Call& call) {
    if (cell(casework::CaseAct::See, call.actor.role) != casework::Cell::Yes)
        return problem(Problem::NotAllowed, "members are not for this account to look up");
    if (!is_key_of_member(call.places[0]))
        return problem(Problem::NotFound, "nobody is known by this identifier");
    const desk::Standing standing =
        desk::read_standing(parts.store, desk::stream_of(casework::MemberId{call.places[0]}));
    if (!standing.member) return problem(Problem::NotFound, "nobody is known by this identifier");
    return json_answer([&](base::JsonWriter& json) { write_member(standing, json); });
}

Response put_member(const Parts& parts, const Call& call) {
    if (const auto no = refused_by_table(casework::CaseAct::ReportStanding, call.actor.role))
        return problem(*no);
    if (!is_key_of_member(call.places[0]))
        return problem(Problem::NotUnderstood, "no member can have this identifier",
                       how_to_write_a_key_of_member);
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const auto reports = read_member(body);
    const auto born = std::get<desk::Member>(reports[0]).birth_date;
    if (born && !desk::can_be_born_on(*born, std::chrono::floor<std::chrono::days>(call.now)))
        body.complain_of("birth_date", "nobody is born on that day", "write one from 1880-01-01 to today");
    if (mistakes.has_errors()) return problem(mistakes);
    const store::StreamId standing = desk::stream_of(casework::MemberId{call.places[0]});
    const desk::Cause cause = cause_of(call);
    while (!desk::report_at(parts.store, standing, parts.store.head(standing).sequence, reports, cause)) {
    }
    return {204, {}, {}};
}

Response merge_members(const Parts& parts, const Call& call) {
    if (const auto no = refused_by_table(casework::CaseAct::MergeMembers, call.actor.role))
        return problem(*no);
    if (!is_key_of_member(call.places[0]))
        return problem(Problem::NotFound, "nobody is known by this identifier");
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const desk::Merge what{{call.places[0]}, {body.needed("set_aside")}, body.needed("reason")};
    const bool undo = body.truth("undo");
    body.end();
    if (!what.set_aside.empty() && !is_key_of_member(what.set_aside.text))
        body.complain_of("set_aside", "no member can have this identifier", how_to_write_a_key_of_member);
    if (mistakes.has_errors()) return problem(mistakes);
    const auto no = undo ? desk::undo_merge(parts.store, what, call.actor, call.now)
                         : desk::merge(parts.store, what, call.actor, call.now);
    return no ? problem(*no) : Response{204, {}, {}};
}

} // namespace

void add_member_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/members/{member}", "What is known of a member", member);
    door.add(Method::Put, "/api/v1/members/{member}", "Report what is known of a member", put_member);
    door.add(Method::Post, "/api/v1/members/{member}/merges",
             "Say that another member is the same person, or that it is not", merge_members);
}

} // namespace assent::http
