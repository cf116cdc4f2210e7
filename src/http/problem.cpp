#include "http/problem.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/expects.hpp"
#include "base/json_writer.hpp"
#include "http/body_reader.hpp"

namespace assent::http {
namespace {

using casework::RefusalKind;

const ProblemRow& row_of(Problem kind) {
    const auto& all = problems();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const ProblemRow& row) { return row.kind == kind; });
    base::expects(found != all.end(), "every problem stands in the table");
    return *found;
}

Problem kind_of(RefusalKind kind) {
    switch (kind) {
        case RefusalKind::NotAllowed:
        case RefusalKind::NotTheirs:
        case RefusalKind::Unqualified:
        case RefusalKind::NotEntitled: return Problem::NotAllowed;
        case RefusalKind::NotNow:
        case RefusalKind::TooLate: return Problem::NotNow;
        case RefusalKind::Duplicate: return Problem::Duplicate;
        case RefusalKind::Nothing: return Problem::NotFound;
        default: return Problem::Refused;
    }
}

// The object begun, with what every problem has.
void begin_problem(const ProblemRow& row, std::string_view detail, base::JsonWriter& json) {
    json.begin_object();
    json.key("type").value(std::string_view("/problems/" + std::string(row.name)));
    json.key("title").value(row.title);
    json.key("status").value(row.status);
    if (!detail.empty()) json.key("detail").value(detail);
}

Response ended(const ProblemRow& row, base::JsonWriter& json, std::string& body) {
    json.end_object();
    Response response{row.status, {{"content-type", "application/problem+json"}}, std::move(body)};
    if (row.kind == Problem::NotSignedIn) response.headers["www-authenticate"] = "Bearer";
    return response;
}

} // namespace

const std::vector<ProblemRow>& problems() {
    static const std::vector<ProblemRow> all = {
        {Problem::NotUnderstood, 400, "not-understood", "What was sent is not understood"},
        {Problem::NotSignedIn, 401, "not-signed-in", "Nobody is signed in"},
        {Problem::NotAllowed, 403, "not-allowed", "This account may not do that"},
        {Problem::NotFound, 404, "not-found", "There is no such thing"},
        {Problem::NoSuchMethod, 405, "no-such-method", "This address does not take that method"},
        {Problem::NotNow, 409, "not-now", "It cannot be done now"},
        {Problem::Duplicate, 409, "duplicate", "This was asked before"},
        {Problem::Changed, 412, "changed", "It was changed since it was read"},
        {Problem::TooLarge, 413, "body-too-large", "The body is too large"},
        {Problem::WrongMedia, 415, "wrong-media", "The body is of another type"},
        {Problem::UnlikeType, 422, "unlike-its-type", "The content is not what it is said to be"},
        {Problem::Refused, 422, "refused", "A rule does not allow it"},
        {Problem::NeedsMatch, 428, "needs-match", "It is not said which state was seen"},
        {Problem::Unavailable, 503, "unavailable", "The server cannot answer at the moment"},
    };
    return all;
}

Response problem(Problem kind, std::string_view detail, std::string_view instead) {
    std::string body;
    base::JsonWriter json(body);
    const ProblemRow& row = row_of(kind);
    begin_problem(row, detail, json);
    if (!instead.empty()) json.key("instead").value(instead);
    return ended(row, json, body);
}

Response problem(const base::Diagnostics& mistakes) {
    std::string body;
    base::JsonWriter json(body);
    const ProblemRow& row = row_of(Problem::NotUnderstood);
    // Whoever reads a body stops at so many.
    begin_problem(row,
                  mistakes.errors() < most_mistakes
                      ? "every mistake is listed with its place"
                      : fmt::format("the first {} mistakes are listed with their places; there may be more",
                                    most_mistakes),
                  json);
    json.key("errors").begin_array();
    std::size_t told = 0;
    for (const base::Diagnostic& one : mistakes) {
        if (told++ == most_mistakes) break;
        const bool in_body = one.place.file.empty();
        json.begin_object().key(in_body ? "pointer" : "parameter");
        json.value(std::string_view(in_body ? one.place.pointer : one.place.file));
        json.key("message").value(std::string_view(one.message));
        if (!one.hint.empty()) json.key("hint").value(std::string_view(one.hint));
        json.end_object();
    }
    json.end_array();
    return ended(row, json, body);
}

Response problem(const casework::Refusal& refusal) {
    std::string body;
    base::JsonWriter json(body);
    const ProblemRow& row = row_of(kind_of(refusal.kind));
    begin_problem(row, refusal.rule, json);
    json.key("kind").value(to_text(refusal.kind));
    if (!refusal.source.empty()) json.key("source").value(std::string_view(refusal.source));
    if (!refusal.instead.empty()) json.key("instead").value(std::string_view(refusal.instead));
    return ended(row, json, body);
}

} // namespace assent::http
