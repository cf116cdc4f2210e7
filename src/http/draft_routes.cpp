#include "base/failure.hpp"
#include "casework/authority.hpp"
#include "desk/drafts.hpp"
#include "http/body_reader.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

using desk::Draft;
using desk::Drafts;

constexpr std::size_t longest_draft = std::size_t{256} * 1024, longest_draft_name = 100;

// Who may submit requests may write them.
std::optional<Response> not_for(const Call& call) {
    const auto no = refused_by_table(casework::CaseAct::Submit, call.actor.role);
    return no ? std::optional(problem(*no)) : std::nullopt;
}

bool is_name(const std::string& name) {
    return name.size() <= longest_draft_name && store::StreamId::is_key(name);
}

Response no_such_draft() { return problem(Problem::NotFound, "your office has no such draft"); }

void write_head(const Draft& draft, base::JsonWriter& json) {
    json.key("draft").value(std::string_view(draft.name));
    json.key("saved_by").value(std::string_view(draft.saved_by.text));
    json.key("saved_at").value(std::string_view(moment_text(draft.saved_at)));
}

Response drafts(const Parts& parts, const Call& call) {
    if (auto no = not_for(call)) return *no;
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("drafts").begin_array();
        for (const Draft& draft : Drafts(parts.store, call.actor).all()) {
            json.begin_object();
            write_head(draft, json);
            json.key("etag").value(std::string_view(etag(draft.state))).end_object();
        }
        json.end_array().end_object();
    });
}

Response draft(const Parts& parts, const Call& call) {
    if (auto no = not_for(call)) return *no;
    const std::string& name = call.places[0];
    const auto found = is_name(name) ? Drafts(parts.store, call.actor).find(name) : std::nullopt;
    if (!found) return no_such_draft();
    if (knows(call.request.header("if-none-match"), found->state))
        return {304, {{"etag", etag(found->state)}}, {}};
    base::JsonDocument document;
    base::Diagnostics mistakes;
    if (!document.read(found->content, mistakes)) throw base::Failure("cannot read a draft: it is no JSON");
    Response response = json_answer([&](base::JsonWriter& json) {
        json.begin_object();
        write_head(*found, json);
        json.key("content").copy(document, document.root()).end_object();
    });
    response.headers["etag"] = etag(found->state);
    return response;
}

// What of it the sender has seen. Whoever says nothing has seen that there is none.
struct Seen {
    std::optional<std::int64_t> state;
    std::optional<Response> wrong;
};

Seen seen(const Call& call, const std::optional<Draft>& now) {
    const std::string_view match = call.request.header("if-match");
    if (match.empty() && !now) return {};
    const bool saves = call.request.method == Method::Put;
    if (match.empty())
        return {{},
                problem(Problem::NeedsMatch, "your office has such a draft already",
                        saves ? "send its ETag as `If-Match`, or save under another name"
                              : "send its ETag as `If-Match`")};
    if (now && names(match, now->state)) return {now->state, {}};
    return {
        {},
        problem(Problem::Changed, "somebody saved or deleted the draft since it was read", "read it again")};
}

std::optional<Response> wrong_draft(const Call& call) {
    if (!is_name(call.places[0]))
        return problem(Problem::NotUnderstood, "a draft cannot be called so",
                       "write at most 100 letters, digits and marks, without blanks and slashes");
    if (call.request.body.size() > longest_draft)
        return problem(Problem::TooLarge, "a draft has at most 256 KiB", "hand in documents by themselves");
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return wrong;
    base::Diagnostics mistakes;
    const BodyReader whole(document, document.root(), mistakes);
    if (mistakes.has_errors()) return problem(mistakes);
    return std::nullopt;
}

Response save(const Parts& parts, const Call& call) {
    if (auto no = not_for(call)) return *no;
    if (auto wrong = wrong_draft(call)) return *wrong;
    Drafts drafts(parts.store, call.actor);
    const auto now = drafts.find(call.places[0]);
    const Seen before = seen(call, now);
    if (before.wrong) return *before.wrong;
    const auto saved = drafts.save(call.places[0], call.request.body, before.state, call.now);
    if (!saved && saved.error() == desk::DraftRefusal::TooMany)
        return problem(Problem::NotNow, "your office has as many drafts as it can have",
                       "submit or delete some of them");
    if (!saved)
        return problem(Problem::Changed, "somebody saved the draft at the same time", "read it again");
    Response response = json_answer([&](base::JsonWriter& json) {
        json.begin_object();
        write_head({call.places[0], {}, call.actor.person, call.now, *saved}, json);
        json.end_object();
    });
    response.status = now ? 200 : 201;
    response.headers["etag"] = etag(*saved);
    return response;
}

Response remove(const Parts& parts, const Call& call) {
    if (auto no = not_for(call)) return *no;
    Drafts drafts(parts.store, call.actor);
    const std::string& name = call.places[0];
    const auto now = is_name(name) ? drafts.find(name) : std::nullopt;
    if (!now) return no_such_draft();
    const Seen before = seen(call, now);
    if (before.wrong) return *before.wrong;
    if (drafts.remove(name, *before.state, call.now)) return {204, {}, {}};
    return problem(Problem::Changed, "somebody saved the draft at the same time", "read it again");
}

} // namespace

void add_draft_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/drafts", "The drafts of your office", drafts);
    door.add(Method::Get, "/api/v1/drafts/{draft}", "A draft as it was saved last", draft);
    door.add(Method::Put, "/api/v1/drafts/{draft}", "Save a draft, as far as it is written", save);
    door.add(Method::Delete, "/api/v1/drafts/{draft}", "Delete a draft", remove);
}

} // namespace assent::http
