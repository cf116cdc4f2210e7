#include "http/api.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "casework/event_json.hpp"
#include "http/case_json.hpp"
#include "http/command_reader.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"

namespace assent::http {

using casework::Role;
using store::StreamId;

namespace {

constexpr int rows_of_a_page = 50;

std::optional<StreamId> stream_of(const Places& places) {
    if (!StreamId::is_key(places[0]) || !StreamId::is_key(places[1])) return std::nullopt;
    return StreamId::of_case(places[0], places[1]);
}

std::string etag(const desk::CaseFile& file) { return fmt::format("\"{}\"", file.sequence); }

// A body that is JSON, and said to be.
std::optional<Response> wrong_body(const Request& request, base::JsonDocument& document) {
    const std::string_view type = request.header("content-type");
    if (base::trim(type.substr(0, type.find(';'))) != "application/json")
        return problem(Problem::WrongMedia, "the body is to be application/json");
    base::Diagnostics mistakes;
    if (!document.read(request.body, mistakes)) return problem(mistakes);
    return std::nullopt;
}

casework::Cell may_see(const casework::Actor& actor) { return cell(casework::CaseAct::See, actor.role); }

// Who sees every case is shown all in a list, and an office its own. Others ask for a case by its name.
std::optional<Response> not_for_lists(const casework::Actor& actor) {
    const bool of_an_office = actor.role == Role::Provider && !actor.organization.empty();
    if (may_see(actor) == casework::Cell::Yes || of_an_office) return std::nullopt;
    return problem(Problem::NotAllowed, "this account has no list of cases", "ask for a case by its name");
}

} // namespace

Api::Api(desk::Desk& desk, store::Store& store, Clock clock)
    : desk_(desk), store_(store), clock_(std::move(clock)) {}

// Only who is signed in gets any further.
void Api::add(Router& router, Method method, std::string pattern, std::string summary, Judged answer) {
    const auto signed_in = [this, answer = std::move(answer)](const Request& request, const Places& places) {
        constexpr std::string_view bearer = "Bearer ";
        const store::Look look(store_);
        const std::string_view header = request.header("authorization");
        const auto actor = header.starts_with(bearer)
                               ? desk::holder_of(store_, base::trim(header.substr(bearer.size())))
                               : std::nullopt;
        if (!actor)
            return problem(Problem::NotSignedIn, "the token is missing, ended, or nobody's",
                           "send `Authorization: Bearer TOKEN`");
        return answer(request, places, Signed{*actor, clock_()});
    };
    router.add({method, std::move(pattern), std::move(summary), signed_in});
}

void Api::add_to(Router& router) {
    const auto with = [this](auto answer) {
        return [this, answer](const Request& request, const Places& places, const Signed& who) {
            return (this->*answer)(request, places, who);
        };
    };
    add(router, Method::Get, "/api/v1/programs", "The programs in force", with(&Api::programs));
    add(router, Method::Get, "/api/v1/programs/{family}/{program}",
        "A program: its requests, facts and levels", with(&Api::program));
    router.add({Method::Post, "/api/v1/programs/{family}/{program}/check",
                "Whether a request would pass, without signing in; nothing is kept",
                [this](const Request& request, const Places& places) { return check(request, places); }});
    add(router, Method::Post, "/api/v1/cases", "Begin a case with its first request", with(&Api::begin));
    add(router, Method::Get, "/api/v1/cases", "Cases, the earliest due first", with(&Api::cases));
    add(router, Method::Get, "/api/v1/cases/{member}/{number}", "A case, now or as of a moment",
        with(&Api::one_case));
    add(router, Method::Get, "/api/v1/cases/{member}/{number}/terms",
        "What is owed and allowed, by when and why", with(&Api::terms));
    add(router, Method::Get, "/api/v1/cases/{member}/{number}/timeline", "Everything that happened",
        with(&Api::timeline));
    add(router, Method::Get, "/api/v1/cases/{member}/{number}/letters/{notice}", "The text of a notice",
        with(&Api::letter));
    add(router, Method::Post, "/api/v1/cases/{member}/{number}/commands", "Do something to a case",
        with(&Api::command));
    add(router, Method::Get, "/api/v1/members/{member}", "What is known of a member", with(&Api::member));
    add(router, Method::Put, "/api/v1/members/{member}", "Report what is known of a member",
        with(&Api::put_member));
}

Response Api::programs(const Request&, const Places&, const Signed& who) {
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("programs").begin_array();
        for (const std::string& id : desk_.shelf().programs()) {
            if (const desk::Rules* rules = desk_.shelf().in_force(id, who.now))
                write_program_line(*rules, json);
        }
        json.end_array().end_object();
    });
}

Response Api::program(const Request&, const Places& places, const Signed& who) {
    const desk::Rules* rules = desk_.shelf().in_force(places[0] + "/" + places[1], who.now);
    if (!rules) return problem(Problem::NotFound, "no such program is in force");
    return json_answer([&](base::JsonWriter& json) { write_program(*rules, json); });
}

Response Api::check(const Request& request, const Places& places) {
    const desk::Rules* rules = desk_.shelf().in_force(places[0] + "/" + places[1], clock_());
    if (!rules) return problem(Problem::NotFound, "no such program is in force");
    base::JsonDocument document;
    if (auto wrong = wrong_body(request, document)) return *wrong;
    return checked_answer(*rules, document);
}

Response Api::order(desk::Order order, const Request& request, const Signed& who, int status) {
    order.as = who.actor;
    order.key = std::string(request.header("idempotency-key"));
    order.digest = base::sha256_text(request.path + "\n" + request.body);
    const auto done = desk_.handle(order, who.now);
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

Response Api::begin(const Request& request, const Places&, const Signed& who) {
    base::JsonDocument document;
    if (auto wrong = wrong_body(request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const std::string program = body.needed("program");
    const std::string member = body.needed("member");
    const auto start = body.date("start");
    const base::JsonNode* node = body.object("request");
    body.end();
    if (!node) body.complain("`request` is missing", "write it as an object");
    if (mistakes.has_errors()) return problem(mistakes);
    const desk::Rules* rules = desk_.shelf().in_force(program, who.now, start);
    if (!rules) return problem(Problem::NotFound, "no such program is in force", "see /api/v1/programs");
    BodyReader asked(document, *node, mistakes);
    const CommandReader reader(rules->book(), {});
    casework::Submit submit = reader.read_submission(asked);
    asked.end();
    if (mistakes.has_errors()) return problem(mistakes);
    return order({who.actor.person, desk::NewCase{*rules, {member}}, std::move(submit)}, request, who, 201);
}

Response Api::cases(const Request& request, const Places&, const Signed& who) {
    if (auto no = not_for_lists(who.actor)) return *no;
    store::CaseQuery query;
    query.member = request.asked("member");
    query.number = request.asked("authorization");
    query.state = request.asked("state");
    query.level = request.asked("level");
    query.reviewer = request.asked("reviewer");
    query.organization = request.asked("organization");
    if (who.actor.role == Role::Provider) query.organization = who.actor.organization.text;
    query.limit = rows_of_a_page;
    const auto rows = store_.cases(query);
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("cases").begin_array();
        for (const store::CaseRow& row : rows) write_row(row, json);
        json.end_array().end_object();
    });
}

base::Expected<desk::CaseFile, Response> Api::file_for(const Places& places, const Signed& who) {
    const auto stream = stream_of(places);
    if (!stream) return tl::unexpected(problem(Problem::NotFound, "there is no such case"));
    auto file = desk_.see(who.actor.person, *stream, who.now);
    if (!file) return tl::unexpected(problem(file.error()));
    return std::move(*file);
}

Response Api::one_case(const Request& request, const Places& places, const Signed& who) {
    auto file = file_for(places, who);
    if (!file) return std::move(file.error());
    if (const auto as_of = request.asked("as_of")) {
        const auto moment = parse_moment(*as_of);
        if (!moment)
            return problem(Problem::NotUnderstood, "`as_of` is no moment",
                           "write it as 2026-11-28T15:00:00Z");
        auto before = desk::read_file_as_of(store_, desk_.shelf(), file->stream, *moment);
        if (!before) return problem(Problem::NotFound, "the case had not begun then");
        file = std::move(*before);
    }
    if (request.header("if-none-match") == etag(*file)) return {304, {{"etag", etag(*file)}}, {}};
    Response response =
        json_answer([&](base::JsonWriter& json) { write_case(*file, {who.actor, who.now}, json); });
    response.headers["etag"] = etag(*file);
    return response;
}

Response Api::terms(const Request&, const Places& places, const Signed& who) {
    const auto file = file_for(places, who);
    if (!file) return file.error();
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("terms");
        write_terms(*file, {who.actor, who.now}, json);
        json.end_object();
    });
}

Response Api::timeline(const Request&, const Places& places, const Signed& who) {
    const auto file = file_for(places, who);
    if (!file) return file.error();
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("events").begin_array();
        for (const store::Event& event : store_.read(file->stream, 2))
            write_event(*file, event, {who.actor, who.now}, json);
        json.end_array().end_object();
    });
}

Response Api::letter(const Request& request, const Places& places, const Signed& who) {
    const auto file = file_for(places, who);
    if (!file) return file.error();
    const auto notice = base::to_number(places[2]);
    const bool theirs = notice && is_for(*file, {who.actor, who.now}, *notice);
    const auto letter = theirs ? letter_of_notice(store_, *file, *notice) : std::nullopt;
    if (!letter) return problem(Problem::NotFound, "there is no such notice, or it has no text");
    const bool plain = request.header("accept").find("text/plain") != std::string_view::npos;
    return {200,
            {{"content-type", plain ? "text/plain; charset=utf-8" : "text/html; charset=utf-8"},
             {"content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"}},
            plain ? letter->text : letter->html};
}

Response Api::command(const Request& request, const Places& places, const Signed& who) {
    const auto file = file_for(places, who);
    if (!file) return file.error();
    const std::string_view wanted = request.header("if-match");
    if (!wanted.empty() && wanted != etag(*file))
        return problem(Problem::Changed, "somebody changed the case since it was read", "read it again");
    base::JsonDocument document;
    if (auto wrong = wrong_body(request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const CommandReader reader(file->rules->book(), [this](const casework::PersonId& person) {
        return desk::identify(store_, person);
    });
    auto command = reader.read(body);
    if (!command) return problem(mistakes);
    return order({who.actor.person, file->stream, std::move(*command)}, request, who, 200);
}

Response Api::member(const Request&, const Places& places, const Signed& who) {
    if (may_see(who.actor) != casework::Cell::Yes)
        return problem(Problem::NotAllowed, "members are not for this account to look up");
    if (!StreamId::is_key(places[0])) return problem(Problem::NotFound, "nobody is known by this identifier");
    const desk::Standing standing =
        desk::read_standing(store_, desk::stream_of(casework::MemberId{places[0]}));
    if (!standing.member) return problem(Problem::NotFound, "nobody is known by this identifier");
    return json_answer([&](base::JsonWriter& json) { write_member(standing, json); });
}

Response Api::put_member(const Request& request, const Places& places, const Signed& who) {
    if (casework::cell(casework::CaseAct::Publish, who.actor.role) != casework::Cell::Yes)
        return problem(Problem::NotAllowed, "only the plan reports members");
    if (!StreamId::is_key(places[0]))
        return problem(Problem::NotUnderstood, "the identifier has a character that none has");
    base::JsonDocument document;
    if (auto wrong = wrong_body(request, document)) return *wrong;
    base::Diagnostics mistakes;
    BodyReader body(document, document.root(), mistakes);
    const auto reports = read_member(body);
    if (mistakes.has_errors()) return problem(mistakes);
    for (const desk::Report& one : reports)
        desk::report(store_, desk::stream_of(casework::MemberId{places[0]}), one,
                     {who.now, who.actor.person, who.actor.role});
    return {204, {}, {}};
}

} // namespace assent::http
