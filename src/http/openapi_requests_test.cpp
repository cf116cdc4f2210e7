#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/openapi.hpp"
#include "http/sent_bodies_test.hpp"

namespace assent::http {
namespace {

using Json = nlohmann::json;
using Pointer = Json::json_pointer;

// Values of every kind, some of which fit no place at all.
const std::vector<Json>& values() {
    static const std::vector<Json> all = {nullptr,
                                          true,
                                          0,
                                          -1,
                                          1.5,
                                          65'535,
                                          1'000'000'001,
                                          "",
                                          "zz",
                                          "2026-02-30",
                                          "2026-11-30T25:00:00Z",
                                          "a b/c",
                                          std::string(10'001, 'x'),
                                          Json::array(),
                                          Json::array({1}),
                                          Json::array({Json::object()}),
                                          Json::object(),
                                          {{"zz", {{"zz", 1}}}}};
    return all;
}

Json resolved(const Json& document, const Json& schema) {
    if (!schema.contains("$ref")) return schema;
    return resolved(document, document.at(Pointer(schema["$ref"].get<std::string>().substr(1))));
}

// The places of a body that its schema describes by name, those that the body does not fill included.
void body_places(const Json& document, const Json& schema, const Json& body, const Pointer& at,
                 std::vector<Pointer>& all) {
    const Json& one = resolved(document, schema);
    const Json members = one.value("properties", Json::object());
    for (const auto& [name, member] : members.items()) {
        all.push_back(at / name);
        if (body.is_object() && body.contains(name))
            body_places(document, member, body[name], at / name, all);
    }
    if (!one.contains("items") || !body.is_array()) return;
    for (std::size_t i = 0; i < body.size(); ++i) {
        all.push_back(at / i);
        body_places(document, one["items"], body[i], at / i, all);
    }
}

// Objects in it to which a member more can be given.
void objects_of(const Json& body, const Pointer& at, std::vector<Pointer>& all) {
    if (body.is_object()) all.push_back(at);
    if (!body.is_structured()) return;
    for (const auto& [key, child] : body.items())
        objects_of(child, body.is_array() ? at / static_cast<std::size_t>(std::stoul(key)) : at / key, all);
}

// A body that differs from a good one in one place.
struct Variant {
    Json body;
    Pointer at;
    bool lacks = false; // there is nothing at the place
};

std::vector<Variant> variants_of(const Json& document, const Json& schema, const Json& body) {
    std::vector<Variant> all;
    std::vector<Pointer> places, objects;
    body_places(document, schema, body, Pointer(), places);
    for (const Pointer& place : places) {
        for (const Json& value : values()) {
            Json changed = body;
            changed[place] = value;
            all.push_back({std::move(changed), place});
        }
        if (!body.contains(place)) continue;
        Json without = body;
        if (place.parent_pointer().empty() || without.at(place.parent_pointer()).is_object())
            without.at(place.parent_pointer()).erase(place.back());
        all.push_back({std::move(without), place, true});
    }
    objects_of(body, Pointer(), objects);
    for (const Pointer& place : objects) {
        Json more = body;
        more[place]["zz"] = {{"zz", Json::array({Json::array()})}};
        all.push_back({std::move(more), place / "zz"});
    }
    return all;
}

// Whether a mistake is told at the place, or in it; of what is missing, where it should stand.
bool is_told_at(const Variant& sent, const Response& answer) {
    const std::string place = sent.at.to_string();
    const Json told = Json::parse(answer.body).value("errors", Json::array());
    return std::any_of(told.begin(), told.end(), [&](const Json& one) {
        const std::string at = one.value("pointer", "?");
        return at == place || at.starts_with(place + "/") ||
               (sent.lacks && at == sent.at.parent_pointer().to_string());
    });
}

// Sends them all; how many of them the document forbids.
std::size_t send(OpenApi& open, const SentBody& sent, const Json& schema) {
    const Json document = Json::parse(openapi(open.router));
    const Contract& contract = Contract::of(open.router);
    std::size_t forbidden = 0;
    for (const Variant& one : variants_of(document, schema, Json::parse(sent.body))) {
        const std::string text = one.body.dump();
        if (contract.misfits(text, schema.dump()).empty()) continue;
        ++forbidden;
        const Response answer = open.ask(sent.method, sent.target, sent.who, text);
        CHECK_MESSAGE(answer.status == 400, answer.status, " ", text.substr(0, 300), " ", answer.body);
        CHECK_MESSAGE(is_told_at(one, answer), one.at.to_string(), " ", text.substr(0, 300), " ",
                      answer.body);
    }
    return forbidden;
}

} // namespace

TEST_CASE("What the document forbids in a body, the server refuses, and says where it stands") {
    for (SentBody sent : sent_bodies()) {
        if (sent.any_members) continue; // only what is no object is forbidden there
        OpenApi open;
        sent.target = at_case(sent.target, open.begin());
        CAPTURE(sent.target);
        const Json document = Json::parse(openapi(open.router));
        const Json& operation = document["paths"].at(sent.pattern).at(base::to_lower(to_text(sent.method)));
        const Json& schema = operation["requestBody"]["content"]["application/json"]["schema"];
        CHECK(send(open, sent, schema) > 0);
        sent.body = operation["requestBody"]["content"]["application/json"]["example"].dump();
        CHECK(send(open, sent, schema) > 0);
    }
}

TEST_CASE("What the document forbids in a command, the server refuses, and says where it stands") {
    OpenApi open;
    const std::string target = "/api/v1/cases/" + open.begin() + "/commands";
    for (const std::string& word : CommandReader::words()) {
        CAPTURE(word);
        const SentBody sent{Method::Post, "", target, "therapist",
                            Contract::of(open.router).command_example(word)};
        const Json document = Json::parse(openapi(open.router));
        const Json schema = {
            {"$ref", document["components"]["schemas"]["Command"]["discriminator"]["mapping"][word]}};
        CHECK(send(open, sent, schema) > 3);
    }
}

} // namespace assent::http
