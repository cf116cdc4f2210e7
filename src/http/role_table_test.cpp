#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "casework/account_authority.hpp"
#include "casework/authority.hpp"
#include "http/command_reader.hpp"
#include "http/open_api_test.hpp"

namespace assent::http {
namespace {

using casework::CaseAct;
using casework::Cell;
using casework::Role;

constexpr std::size_t any_role = casework::roles;

// Somebody who asks. `near` is who belongs to the case, as far as their role can.
struct Asker {
    std::string account; // "" without a token
    Role role = Role::Provider;
    bool near = false;
    bool signed_in = true;
};

// An office with an account of every role, once near to the case of M1 and once far from it.
struct FullHouse : OpenApi {
    std::vector<Asker> askers;
    std::string name, document;

    FullHouse() {
        const Response handed =
            ask(Method::Post, "/api/v1/documents", "clerk", "An order.", {{"content-type", "text/plain"}});
        document = member_of(handed, "document");
        std::string body = submission();
        body.replace(body.find("\"pages\": 1"), 10, R"("pages": 1, "document": ")" + document + "\"");
        name = member_of(ask(Method::Post, "/api/v1/cases", "clerk", body), "case");
        for (std::size_t i = 0; i < any_role; ++i) {
            for (const bool near : {true, false}) add(static_cast<Role>(i), near);
        }
        askers.push_back({"", Role::Provider, false, false});
        add(Role::Reviewer, true);
        askers.back().signed_in = false;
        const std::string ended = askers.back().account;
        desk::report(store, desk::stream_of(casework::PersonId{ended}),
                     desk::Person{"Ended", Role::Reviewer, {"us"}, true}, {now, {"plan"}});
        tokens["forged"] = "clerk." + std::string(64, '0');
        askers.push_back({"forged", Role::Provider, true, false});
    }

    void add(Role role, bool near) {
        const std::string account = "asker-" + std::to_string(askers.size());
        const auto stream = desk::stream_of(casework::PersonId{account});
        const bool of_office = role == Role::Provider || role == Role::OfficeAdministrator;
        const std::string organization = of_office ? (near ? "clinic" : "elsewhere") : "us";
        desk::report(store, stream, desk::Person{"Somebody", role, {organization}}, {now, {"import"}});
        if (role == Role::MemberSide)
            desk::report(store, stream,
                         desk::Held{"parent of a minor member", {}, near ? "M1" : "M2", {}, {}},
                         {now, {"import"}});
        give_token(account);
        askers.push_back({account, role, near});
    }

    // A case with a notice and a question, so that there is something to serve and to answer.
    void pend() {
        name = begin(false);
        for (const auto& [who, body] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"therapist", R"({"do": "claim"})"},
                 {"therapist", R"({"do": "pend", "items": ["plan of care"], "reason": "It is missing."})"},
                 {"clerk", R"({"do": "message", "kind": "question asked", "text": "Which plan?"})"}})
            REQUIRE(ask(Method::Post, "/api/v1/cases/" + name + "/commands", who, body).status == 200);
    }

    casework::Actor actor(const Asker& asker) { return *desk::identify(store, {asker.account}); }

    bool sees(const Asker& asker, const std::string& case_name) {
        const desk::CaseFile read = office.file(*store::StreamId::parse("case/" + case_name));
        const auto actor = desk::identify(store, {asker.account});
        return actor && !casework::Authority(read.rules->book(), read.now, *actor, now)
                             .refusal(CaseAct::See, casework::no_request);
    }
};

// What authority says of an asker at one address: the answers that may come.
using Expected = std::function<std::set<int>(FullHouse&, const Asker&)>;

std::set<int> everybody(FullHouse&, const Asker&) { return {200}; }

// The answers when the role may do it at all, and 403 when it may not.
Expected for_cells(CaseAct act, const std::set<Cell>& cells, const std::set<int>& then) {
    return [=](FullHouse&, const Asker& asker) {
        return cells.contains(cell(act, asker.role)) ? then : std::set<int>{403};
    };
}

std::set<int> whoever_sees_it(FullHouse& house, const Asker& asker) {
    if (cell(CaseAct::See, asker.role) == Cell::No) return {403};
    return house.sees(asker, house.name) ? std::set<int>{200} : std::set<int>{404};
}

std::set<int> whoever_has_a_list(FullHouse&, const Asker& asker) {
    const bool list = cell(CaseAct::See, asker.role) == Cell::Yes || asker.role == Role::Provider;
    return {list ? 200 : 403};
}

std::set<int> whoever_submits(FullHouse&, const Asker& asker) {
    if (cell(CaseAct::Submit, asker.role) == Cell::No) return {403};
    if (asker.role == Role::Provider) return {201};
    return {201, 403, 422}; // the words of the request say who else may ask, and by which channel
}

std::set<int> whoever_foresees(FullHouse&, const Asker& asker) {
    if (cell(CaseAct::Submit, asker.role) == Cell::No) return {403};
    if (asker.role == Role::Provider) return {200};
    return {200, 403, 422};
}

std::set<int> whoever_foresees_more(FullHouse& house, const Asker& asker) {
    if (cell(CaseAct::See, asker.role) == Cell::No) return {403};
    if (!house.sees(asker, house.name)) return {404};
    if (cell(CaseAct::Submit, asker.role) == Cell::No) return {403};
    return {200, 403, 409, 422};
}

std::set<int> whoever_has_work(FullHouse&, const Asker& asker) {
    const bool work =
        cell(CaseAct::Claim, asker.role) != Cell::No || cell(CaseAct::Assign, asker.role) == Cell::Yes;
    return {work ? 200 : 403};
}

const casework::Position reviewer{Role::Reviewer, {"us"}}, of_clinic{Role::Provider, {"clinic"}};

std::set<int> whoever_looks_up(FullHouse& house, const Asker& asker) {
    return {may_look_up(house.actor(asker), {"therapist"}, reviewer) ? 200 : 404};
}

std::set<int> whoever_makes_accounts(FullHouse& house, const Asker& asker) {
    const bool known = desk::identify(house.store, {"dana"}).has_value();
    const auto now = known ? std::optional(of_clinic) : std::nullopt;
    if (refusal_to_manage(house.actor(asker), now, of_clinic)) return {403};
    return {201, 204};
}

Expected for_managers(const std::set<int>& then) {
    return [=](FullHouse& house, const Asker& asker) -> std::set<int> {
        if (!may_look_up(house.actor(asker), {"therapist"}, reviewer)) return {404};
        if (refusal_to_manage(house.actor(asker), reviewer, reviewer)) return {403};
        return then;
    };
}

std::set<int> whoever_declares(FullHouse& house, const Asker& asker) {
    return {refusal_to_declare_conflict(house.actor(asker), {"therapist"}) ? 403 : 204};
}

std::set<int> whoever_knows_the_clinic(FullHouse& house, const Asker& asker) {
    const bool own = house.actor(asker).organization.text == "clinic";
    const bool all =
        cell(CaseAct::See, asker.role) == Cell::Yes || cell(CaseAct::ReportStanding, asker.role) == Cell::Yes;
    return {own || all ? 200 : 404};
}

std::set<int> whoever_looks_after_the_clinic(FullHouse& house, const Asker& asker) {
    return {may_list_people(house.actor(asker), {"clinic"}) ? 200 : 404};
}

// The roles that can do something of the kind at all.
Expected for_any(CaseAct act, const std::set<int>& then) {
    return [=](FullHouse&, const Asker& asker) {
        return cell(act, asker.role) == Cell::No ? std::set<int>{403} : then;
    };
}

struct RoleRow {
    Method method;
    std::string_view pattern;
    std::string_view target; // CASE stands for the name of the case
    std::string body;
    Expected expected;
    bool open = false; // to everybody, also without a token
    std::map<std::string, std::string> headers = {};
};

const std::vector<RoleRow>& table() {
    static const std::vector<RoleRow> all = {
        {Method::Get, "/api/v1/programs", "/api/v1/programs", "", everybody},
        {Method::Get, "/api/v1/programs/{family}/{program}", "/api/v1/programs/florida-medicaid/therapy", "",
         everybody},
        {Method::Post, "/api/v1/programs/{family}/{program}/check",
         "/api/v1/programs/florida-medicaid/therapy/check", "{}", everybody, true},
        {Method::Get, "/api/v1/programs/{family}/{program}/directions",
         "/api/v1/programs/florida-medicaid/therapy/directions", "",
         for_cells(CaseAct::HearConcerns, {Cell::Yes, Cell::Right}, {200})},
        {Method::Post, "/api/v1/programs/{family}/{program}/directions",
         "/api/v1/programs/florida-medicaid/therapy/directions",
         R"({"provider": "clinic", "direction": "hold"})", for_cells(CaseAct::Direct, {Cell::Right}, {204})},
        {Method::Post, "/api/v1/cases", "/api/v1/cases", OpenApi::submission(), whoever_submits},
        {Method::Get, "/api/v1/cases", "/api/v1/cases", "", whoever_has_a_list},
        {Method::Get, "/api/v1/cases/{member}/{number}", "/api/v1/cases/CASE", "", whoever_sees_it},
        {Method::Get, "/api/v1/cases/{member}/{number}/terms", "/api/v1/cases/CASE/terms", "",
         whoever_sees_it},
        {Method::Get, "/api/v1/cases/{member}/{number}/timeline", "/api/v1/cases/CASE/timeline", "",
         whoever_sees_it},
        {Method::Post, "/api/v1/cases/check", "/api/v1/cases/check", OpenApi::submission(), whoever_foresees},
        {Method::Post, "/api/v1/cases/{member}/{number}/check", "/api/v1/cases/CASE/check",
         R"({"request": {"type": "continued stay", "about": 1}})", whoever_foresees_more},
        {Method::Post,
         "/api/v1/documents",
         "/api/v1/documents",
         "A plan.",
         for_any(CaseAct::Supply, {201}),
         false,
         {{"content-type", "text/plain"}}},
        {Method::Get, "/api/v1/cases/{member}/{number}/documents", "/api/v1/cases/CASE/documents", "",
         whoever_sees_it},
        {Method::Get, "/api/v1/cases/{member}/{number}/documents/{digest}",
         "/api/v1/cases/CASE/documents/DIGEST", "", whoever_sees_it},
        {Method::Get, "/api/v1/cases/{member}/{number}/letters", "/api/v1/cases/CASE/letters", "",
         whoever_sees_it},
        {Method::Get, "/api/v1/cases/{member}/{number}/messages", "/api/v1/cases/CASE/messages", "",
         whoever_sees_it},
        {Method::Get, "/api/v1/cases/{member}/{number}/readings", "/api/v1/cases/CASE/readings", "",
         [](FullHouse& house, const Asker& asker) -> std::set<int> {
             const std::set<int> shown = whoever_sees_it(house, asker);
             if (shown != std::set<int>{200}) return shown;
             return {cell(CaseAct::Audit, asker.role) == Cell::Yes ? 200 : 403};
         }},
        {Method::Get, "/api/v1/people/{person}/readings", "/api/v1/people/therapist/readings", "",
         for_cells(CaseAct::Audit, {Cell::Yes}, {200})},
        {Method::Get, "/api/v1/acts", "/api/v1/acts?person=therapist", "",
         for_cells(CaseAct::Audit, {Cell::Yes}, {200})},
        {Method::Get, "/api/v1/worklist", "/api/v1/worklist", "", whoever_has_work},
        {Method::Get, "/api/v1/drafts", "/api/v1/drafts", "", for_any(CaseAct::Submit, {200})},
        {Method::Get, "/api/v1/drafts/{draft}", "/api/v1/drafts/none", "", for_any(CaseAct::Submit, {404})},
        {Method::Put, "/api/v1/drafts/{draft}", "/api/v1/drafts/tuesday", "{}",
         for_any(CaseAct::Submit, {201, 428})}, // 428 of an office that has it already
        {Method::Delete, "/api/v1/drafts/{draft}", "/api/v1/drafts/none", "",
         for_any(CaseAct::Submit, {404})},
        {Method::Get, "/api/v1/people/{person}", "/api/v1/people/therapist", "", whoever_looks_up},
        {Method::Put, "/api/v1/people/{person}", "/api/v1/people/clinic.dana",
         R"({"name": "Dana", "role": "provider", "organization": "clinic"})", whoever_makes_accounts},
        {Method::Post, "/api/v1/people/{person}/tokens", "/api/v1/people/therapist/tokens",
         R"({"name": "laptop"})", for_managers({201})},
        {Method::Delete, "/api/v1/people/{person}/tokens/{token}", "/api/v1/people/therapist/tokens/none", "",
         for_managers({404})},
        {Method::Post, "/api/v1/people/{person}/conflicts", "/api/v1/people/therapist/conflicts",
         R"({"towards": "rehab", "what": "works there"})", whoever_declares},
        {Method::Post, "/api/v1/people/{person}/credentials", "/api/v1/people/therapist/credentials",
         R"({"words": "licensed therapist"})", for_cells(CaseAct::ReportStanding, {Cell::Yes}, {204})},
        {Method::Get, "/api/v1/organizations/{organization}", "/api/v1/organizations/clinic", "",
         whoever_knows_the_clinic},
        {Method::Get, "/api/v1/organizations/{organization}/people", "/api/v1/organizations/clinic/people",
         "", whoever_looks_after_the_clinic},
        {Method::Put, "/api/v1/organizations/{organization}", "/api/v1/organizations/rehab",
         R"({"name": "Rehab"})", for_cells(CaseAct::ReportStanding, {Cell::Yes}, {204})},
        {Method::Post, "/api/v1/organizations/{organization}/credentials",
         "/api/v1/organizations/clinic/credentials", R"({"words": "therapy provider"})",
         for_cells(CaseAct::ReportStanding, {Cell::Yes}, {204})},
        {Method::Get, "/api/v1/members/{member}", "/api/v1/members/M1", "",
         for_cells(CaseAct::See, {Cell::Yes}, {200})},
        {Method::Put, "/api/v1/members/{member}", "/api/v1/members/M1", R"({"name": "A Child"})",
         for_cells(CaseAct::ReportStanding, {Cell::Yes}, {204})},
        {Method::Post, "/api/v1/members/{member}/merges", "/api/v1/members/M1/merges",
         R"({"set_aside": "M9", "reason": "One card."})",
         for_cells(CaseAct::MergeMembers, {Cell::Yes}, {404, 422})}, // nobody is known as M9
    };
    return all;
} // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): the table lives as long as the program

// Looked at by tests of their own, below.
constexpr std::string_view commands = "/api/v1/cases/{member}/{number}/commands";
constexpr std::string_view letters = "/api/v1/cases/{member}/{number}/letters/{notice}";

std::string address_for(std::string_view target, const FullHouse& house) {
    std::string made(target);
    if (const std::size_t place = made.find("CASE"); place != std::string::npos)
        made.replace(place, 4, house.name);
    if (const std::size_t place = made.find("DIGEST"); place != std::string::npos)
        made.replace(place, 6, house.document);
    return made;
}

// The act that each command is, by the words of both tables.
CaseAct act_of(const std::string& word) {
    static const std::map<std::string, CaseAct> others = {
        {"file", CaseAct::Supply}, {"release", CaseAct::Claim}, {"decide", CaseAct::Approve},
        {"reduce", CaseAct::Deny}, {"serve", CaseAct::Deliver}, {"come back", CaseAct::Deliver},
    };
    if (const auto found = others.find(word); found != others.end()) return found->second;
    for (std::size_t i = 0; i < casework::case_acts; ++i) {
        if (to_text(static_cast<CaseAct>(i)) == word) return static_cast<CaseAct>(i);
    }
    FAIL("a command that is no act: ", word);
    return CaseAct::See;
}

// A reviewer releases what they have, and somebody else what others have.
bool may(const Asker& asker, const std::string& word) {
    const bool also = word == "release" && cell(CaseAct::Assign, asker.role) != Cell::No;
    return also || cell(act_of(word), asker.role) != Cell::No;
}

} // namespace

TEST_CASE("At every address every role is answered as the table of authority says") {
    for (const RoleRow& row : table()) {
        FullHouse house;
        for (const Asker& asker : house.askers) {
            const std::string who = asker.account + " " + std::string(to_text(asker.role));
            CAPTURE(row.target);
            CAPTURE(who);
            CAPTURE(asker.near);
            const int status =
                house.ask(row.method, address_for(row.target, house), asker.account, row.body, row.headers)
                    .status;
            const std::set<int> expected =
                row.open || asker.signed_in ? row.expected(house, asker) : std::set<int>{401};
            CHECK_MESSAGE(expected.contains(status), status);
        }
    }
}

TEST_CASE("Every route stands in the table of roles") {
    const OpenApi open;
    for (const Route& route : open.router.routes()) {
        const bool listed = std::any_of(table().begin(), table().end(), [&](const RoleRow& row) {
            return row.method == route.method && row.pattern == route.pattern;
        });
        const bool elsewhere = route.pattern == commands || route.pattern == letters;
        CHECK_MESSAGE((listed || elsewhere), to_text(route.method), " ", route.pattern);
    }
}

TEST_CASE("Whoever may not see a case is answered as if it were not there, byte by byte") {
    FullHouse house;
    std::size_t compared = 0;
    for (const Route& route : house.router.routes()) {
        const std::string prefix = "/api/v1/cases/{member}/{number}";
        if (!route.pattern.starts_with(prefix)) continue;
        std::string rest = route.pattern.substr(prefix.size());
        for (const char* place : {"{notice}", "{digest}"}) {
            if (const std::size_t found = rest.find(place); found != std::string::npos)
                rest.replace(found, std::string(place).size(), "1");
        }
        for (const Asker& asker : house.askers) {
            if (asker.signed_in && house.sees(asker, house.name)) continue;
            const bool only_tells = cell(CaseAct::See, asker.role) == Cell::No &&
                                    cell(CaseAct::Report, asker.role) == Cell::Facts;
            if (asker.signed_in && only_tells && route.pattern == commands) continue;
            CAPTURE(route.pattern);
            CAPTURE(to_text(asker.role));
            const std::string body = route.method == Method::Get ? "" : R"({"do": "claim"})";
            const Response there =
                house.ask(route.method, "/api/v1/cases/" + house.name + rest, asker.account, body);
            const Response nowhere =
                house.ask(route.method, "/api/v1/cases/M1/CNOTTHERE00" + rest, asker.account, body);
            CHECK(there.status >= 400);
            CHECK(there.status == nowhere.status);
            CHECK(there.headers == nowhere.headers);
            CHECK(there.body == nowhere.body);
            ++compared;
        }
    }
    CHECK(compared > 50);
}

TEST_CASE("No command is done by a role to which the table of authority gives no such act") {
    for (const std::string& word : CommandReader::words()) {
        FullHouse house;
        house.pend();
        CHECK_MESSAGE(std::any_of(house.askers.begin(), house.askers.end(),
                                  [&](const Asker& asker) { return may(asker, word); }),
                      word);
        const std::string body = Contract::of(house.router).command_example(word);
        for (const Asker& asker : house.askers) {
            CAPTURE(word);
            CAPTURE(to_text(asker.role));
            CAPTURE(asker.near);
            const Response answer =
                house.ask(Method::Post, "/api/v1/cases/" + house.name + "/commands", asker.account, body);
            if (!asker.signed_in) CHECK(answer.status == 401);
            if (!asker.signed_in) continue;
            const bool sees = house.sees(asker, house.name);
            const bool tells = cell(CaseAct::Report, asker.role) == Cell::Facts;
            if (!sees && !tells) CHECK((answer.status == 403 || answer.status == 404));
            if (sees && !may(asker, word)) CHECK(answer.status == 403);
            if (answer.status < 400) CHECK((may(asker, word) && (sees || tells)));
        }
    }
}

TEST_CASE("A letter is read by the house, and outside of it by whom it is for") {
    FullHouse house;
    house.pend();
    const std::string at = "/api/v1/cases/" + house.name;
    for (const Asker& asker : house.askers) {
        CAPTURE(to_text(asker.role));
        CAPTURE(asker.near);
        const int status = house.ask(Method::Get, at + "/letters/1", asker.account).status;
        if (!asker.signed_in) {
            CHECK(status == 401);
        } else if (cell(CaseAct::See, asker.role) == Cell::No) {
            CHECK(status == 403);
        } else if (!house.sees(asker, house.name)) {
            CHECK(status == 404);
        } else if (!is_outside(asker.role) || asker.role == Role::Provider) {
            CHECK(status == 200);
        } else {
            CHECK(status == 404); // the notice of a pend goes to whoever asked
        }
    }
}

} // namespace assent::http
