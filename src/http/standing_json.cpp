#include "http/standing_json.hpp"

#include "base/text.hpp"
#include "casework/event_words.hpp"
#include "desk/accounts.hpp"
#include "desk/email_address.hpp"
#include "http/body_reader.hpp"
#include "http/call.hpp"
#include "http/json_answer.hpp"

namespace assent::http {
namespace {

using base::JsonWriter;

void day(std::string_view key, const std::optional<calendar::Date>& value, JsonWriter& json) {
    if (value) json.key(key).value(std::string_view(calendar::to_text(*value)));
}

void write_credentials(const std::vector<desk::Held>& all, JsonWriter& json) {
    json.key("credentials").begin_array();
    for (const desk::Held& one : all) {
        json.begin_object();
        write_text("words", one.words, json);
        write_text("scope", one.scope, json);
        write_text("towards", one.towards, json);
        day("from", one.from, json);
        day("through", one.through, json);
        json.end_object();
    }
    json.end_array();
}

void write_conflicts(const std::vector<desk::Conflicted>& all, JsonWriter& json) {
    json.key("conflicts").begin_array();
    for (const desk::Conflicted& one : all) {
        json.begin_object();
        write_text("towards", one.towards, json);
        write_text("what", one.what, json);
        day("from", one.from, json);
        day("through", one.through, json);
        json.end_object();
    }
    json.end_array();
}

casework::Role role(BodyReader& body) {
    const std::string word = body.needed("role");
    const auto role = casework::from_word<casework::Role>(word);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < casework::roles; ++i)
        words.emplace_back(to_text(static_cast<casework::Role>(i)));
    if (!role && !word.empty())
        body.complain_of("role", "`role` is none", "write " + base::listed(words, "or"));
    return role.value_or(casework::Role::Provider);
}

std::string key_or_none(BodyReader& body, std::string_view name) {
    std::string key = body.text(name);
    if (!key.empty() && !is_key(key)) body.complain_of(name, "this can be no identifier", how_to_write_a_key);
    return key;
}

std::optional<desk::Address> address(BodyReader& body) {
    auto email = body.given("email");
    if (!email) return std::nullopt;
    if (!email->empty() && !desk::is_email_address(*email))
        body.complain_of("email", "no mail server takes this address",
                         std::string(desk::how_to_write_an_email_address));
    return desk::Address{std::move(*email)};
}

template <typename Dated>
void read_days(BodyReader& body, Dated& dated) {
    dated.from = body.date("from");
    dated.through = body.date("through");
    if (dated.from && dated.through && *dated.through < *dated.from)
        body.complain_of("through", "`through` lies before `from`");
}

} // namespace

void write_account(const std::string& id, const desk::Standing& standing, JsonWriter& json) {
    json.begin_object();
    write_text("person", id, json);
    write_text("name", standing.person->name, json);
    write_text("role", to_text(standing.person->role), json);
    write_text("organization", standing.person->organization.text, json);
    if (standing.address) write_text("email", standing.address->email, json);
    json.key("ended").value(standing.person->ended);
    write_text("reason", standing.person->reason, json);
    write_text("since", moment_text(standing.person_since), json);
    write_credentials(standing.held, json);
    write_conflicts(standing.conflicts, json);
    json.key("tokens").begin_array();
    for (const desk::Token& token : standing.tokens) {
        if (!token.ended) json.value(std::string_view(token.name));
    }
    json.end_array().end_object();
}

void write_account_row(const store::AccountRow& row, JsonWriter& json) {
    json.begin_object();
    write_text("person", desk::person_of(row.stream).text, json);
    write_text("name", row.name, json);
    write_text("role", row.role, json);
    json.key("ended").value(row.ended);
    write_text("since", moment_text(row.since), json);
    json.end_object();
}

void write_organization(const std::string& id, const desk::Standing& standing, JsonWriter& json) {
    json.begin_object();
    write_text("organization", id, json);
    write_text("name", standing.organization->name, json);
    if (standing.address) write_text("email", standing.address->email, json);
    write_credentials(standing.held, json);
    json.end_object();
}

std::string read_name(BodyReader& body) {
    std::string name = body.needed("name");
    if (!name.empty() && !desk::can_be_called(name))
        body.complain_of("name", "nobody can be called so", std::string(desk::how_to_write_a_name));
    return name;
}

ReportedPerson read_person(BodyReader& body) {
    ReportedPerson made;
    made.person.name = read_name(body);
    made.person.role = role(body);
    made.person.organization.text = key_or_none(body, "organization");
    made.person.ended = body.truth("ended");
    made.person.reason = body.text("reason");
    made.address = address(body);
    body.end();
    return made;
}

ReportedOrganization read_organization(BodyReader& body) {
    ReportedOrganization made{{read_name(body)}, address(body)};
    body.end();
    return made;
}

desk::Held read_credential(BodyReader& body) {
    desk::Held made{body.needed("words"), body.text("scope"), key_or_none(body, "towards"), {}, {}};
    read_days(body, made);
    body.end();
    return made;
}

desk::Conflicted read_conflict(BodyReader& body) {
    desk::Conflicted made;
    body.needed("towards");
    made.towards = key_or_none(body, "towards");
    made.what = body.needed("what");
    read_days(body, made);
    body.end();
    return made;
}

} // namespace assent::http
