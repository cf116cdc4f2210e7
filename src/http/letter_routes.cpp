#include "base/text.hpp"
#include "http/case_json.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

Response letter(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    const auto notice = base::to_number(call.places[2]);
    const bool theirs = notice && is_for(*file, {call.actor, call.now}, *notice);
    const auto letter = theirs ? letter_of_notice(parts.store, *file, *notice) : std::nullopt;
    if (!letter) return problem(Problem::NotFound, "there is no such notice, or it has no text");
    const bool plain = call.request.header("accept").find("text/plain") != std::string_view::npos;
    return {200,
            {{"content-type", plain ? "text/plain; charset=utf-8" : "text/html; charset=utf-8"},
             {"content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"}},
            plain ? letter->text : letter->html};
}

} // namespace

void add_letter_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/letters/{notice}", "The text of a notice", letter);
}

} // namespace assent::http
