#include "desk/accounts.hpp"
#include "http/json_answer.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"
#include "http/query_reader.hpp"
#include "http/routes.hpp"
#include "http/standing_json.hpp"

namespace assent::http {
namespace {

using casework::PersonId;
using casework::Position;

// An account as it stands.
struct Account {
    PersonId id;
    desk::Standing standing;

    std::optional<Position> position() const {
        return standing.person ? std::optional(desk::position_of(*standing.person)) : std::nullopt;
    }
};

// Requires: the identifier can be a key.
Account account_at(const Parts& parts, const Call& call) {
    const PersonId id{call.places[0]};
    return {id, desk::read_standing(parts.store, desk::stream_of(id))};
}

// The account of the address, when the caller may know of it at all.
base::Expected<Account, Response> known_account(const Parts& parts, const Call& call) {
    if (is_key(call.places[0])) {
        Account account = account_at(parts, call);
        const auto position = account.position();
        if (position && may_look_up(call.actor, account.id, *position)) return account;
    }
    return tl::unexpected(problem(Problem::NotFound, "you know of no such account"));
}

Response person(const Parts& parts, const Call& call) {
    const auto account = known_account(parts, call);
    if (!account) return account.error();
    Response response = json_answer(
        [&](base::JsonWriter& json) { write_account(account->id.text, account->standing, json); });
    response.headers["etag"] = etag(account->standing.seen);
    return response;
}

// Looked at again when somebody was faster: what the account was then decides whether they may.
Response put_person(const Parts& parts, const Call& call) {
    if (!is_key(call.places[0]))
        return problem(Problem::NotUnderstood, "no account can have this identifier", how_to_write_a_key);
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const ReportedPerson reported = read_person(body);
    std::vector<desk::Report> reports{reported.person};
    if (reported.address) reports.emplace_back(*reported.address);
    if (mistakes.has_errors()) return problem(mistakes);
    const std::string_view match = call.request.header("if-match");
    for (;;) {
        const Account account = account_at(parts, call);
        if (const auto no =
                refusal_to_manage(call.actor, account.position(), desk::position_of(reported.person)))
            return problem(*no);
        if (const auto no = account.position() ? std::nullopt : refusal_to_call(call.actor, account.id))
            return problem(*no);
        if (!match.empty() && match != etag(account.standing.seen))
            return problem(Problem::Changed, "somebody changed the account since it was read",
                           "read it again");
        if (!desk::report_at(parts.store, desk::stream_of(account.id), account.standing.seen, reports,
                             cause_of(call)))
            continue;
        const std::int64_t seen = account.standing.seen + std::ssize(reports);
        return {account.standing.person ? 204 : 201, {{"etag", etag(seen)}}, {}};
    }
}

// May the caller give this account tokens, and end them?
base::Expected<Account, Response> managed_account(const Parts& parts, const Call& call) {
    auto account = known_account(parts, call);
    if (!account) return account;
    const Position position = *account->position();
    if (const auto no = refusal_to_manage(call.actor, position, position))
        return tl::unexpected(problem(*no));
    return account;
}

// The token that a body asks for.
base::Expected<desk::TokenWish, Response> token_wish(const Call& call) {
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return tl::unexpected(std::move(*wrong));
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    desk::TokenWish wish{body.needed("name"), body.moment("ends")};
    body.end();
    if (wish.ends && *wish.ends <= call.now)
        body.complain_of("ends", "`ends` is over already", "write a moment to come, or leave it out");
    if (!wish.name.empty() && !desk::is_token_name(wish.name))
        body.complain_of("name", "a token cannot be called so", "write at most 100 bytes, without a slash");
    if (mistakes.has_errors()) return tl::unexpected(problem(mistakes));
    return wish;
}

Response new_token(const Parts& parts, const Call& call) {
    const auto account = managed_account(parts, call);
    if (!account) return account.error();
    const auto wish = token_wish(call);
    if (!wish) return wish.error();
    const auto secret = desk::give_token(parts.store, call.actor, account->id, *wish, call.now);
    if (!secret) return problem(secret.error());
    Response response = json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("person").value(std::string_view(call.places[0]));
        json.key("name").value(std::string_view(wish->name));
        json.key("token").value(std::string_view(*secret)).end_object();
    });
    response.status = 201;
    response.headers["cache-control"] = "no-store";
    return response;
}

Response end_token(const Parts& parts, const Call& call) {
    const auto account = managed_account(parts, call);
    if (!account) return account.error();
    const auto no = desk::end_token(parts.store, call.actor, account->id, call.places[1], call.now);
    return no ? problem(*no) : Response{204, {}, {}};
}

// A reviewer's own conflict is ended by somebody else.
std::optional<casework::Refusal> refusal_to_end(const Call& call, const desk::Standing& standing,
                                                const desk::Conflicted& declared) {
    const auto same = [&](const desk::Conflicted& one) { return one.towards == declared.towards; };
    const bool stands = std::any_of(standing.conflicts.begin(), standing.conflicts.end(), same);
    const bool ends = declared.through.has_value() || declared.from.has_value();
    if (!stands || !ends || call.actor.person.text != call.places[0]) return std::nullopt;
    return casework::Refusal{casework::RefusalKind::NotTheirs,
                             "a conflict that was declared is not narrowed by whoever has it", "",
                             "leave it to a supervisor"};
}

Response conflict(const Parts& parts, const Call& call) {
    const PersonId id{call.places[0]};
    if (const auto no = refusal_to_declare_conflict(call.actor, id)) return problem(*no);
    if (!is_key(id.text) || !account_at(parts, call).position())
        return problem(Problem::NotFound, "there is no such account");
    base::JsonDocument document;
    if (auto wrong = wrong_body(call.request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const desk::Conflicted declared = read_conflict(body);
    if (mistakes.has_errors()) return problem(mistakes);
    if (const auto no = refusal_to_end(call, account_at(parts, call).standing, declared)) return problem(*no);
    desk::report(parts.store, desk::stream_of(id), declared, cause_of(call));
    return {204, {}, {}};
}

// The place in the list behind which a page begins: where the account that was named stands now.
std::optional<store::AccountPlace> place_of(const Parts& parts, const std::string& person,
                                            const std::string& organization) {
    if (!is_key(person)) return std::nullopt;
    auto row = parts.store.account_row(desk::stream_of(PersonId{person}));
    if (!row || row->organization != organization) return std::nullopt;
    return store::AccountPlace{row->ended, std::move(row->name), row->stream};
}

Response people_of(const Parts& parts, const Call& call) {
    const casework::OrganizationId organization{call.places[0]};
    if (!is_key(organization.text) || !may_list_people(call.actor, organization) ||
        !desk::read_standing(parts.store, desk::stream_of(organization)).organization)
        return problem(Problem::NotFound, "you know of no such organization");
    base::Diagnostics mistakes;
    QueryReader asked(call.request, mistakes);
    store::AccountQuery query{organization.text};
    query.limit = static_cast<int>(asked.number("limit", page_limit).value_or(usual_limit));
    if (const auto after = asked.text("after")) {
        query.after = place_of(parts, *after, organization.text);
        if (!query.after)
            asked.complain("after", "it is nobody of this organization",
                           "take it from `next` of the page before, or leave it out");
    }
    if (mistakes.has_errors()) return problem(mistakes);
    const auto limit = static_cast<std::size_t>(query.limit++);
    auto rows = parts.store.accounts(query);
    const bool more = rows.size() > limit;
    if (more) rows.pop_back();
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("people").begin_array();
        for (const store::AccountRow& row : rows) write_account_row(row, json);
        json.end_array();
        if (more) json.key("next").value(next_page(call.request, desk::person_of(rows.back().stream).text));
        json.end_object();
    });
}

} // namespace

void add_people_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/people/{person}", "An account, with what it holds", person);
    door.add(Method::Put, "/api/v1/people/{person}", "Make, change or end an account", put_person);
    door.add(Method::Post, "/api/v1/people/{person}/tokens", "A new token of an account, shown this once",
             new_token);
    door.add(Method::Delete, "/api/v1/people/{person}/tokens/{token}", "End a token", end_token);
    door.add(Method::Get, "/api/v1/organizations/{organization}/people",
             "The people of an organization, those that act first", people_of, {"limit", "after"});
    door.add(Method::Post, "/api/v1/people/{person}/conflicts", "Declare a conflict of interest", conflict);
}

} // namespace assent::http
