#include "http/openapi.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "http/command_reader.hpp"
#include "http/open_api_test.hpp"

namespace assent::http {
namespace {

using Json = nlohmann::json;

Json document_of(const Router& router) { return Json::parse(openapi(router)); }

// Everything in it, with its place.
void walk(const Json& node, const std::string& at,
          const std::function<void(const Json&, const std::string&)>& look) {
    look(node, at);
    if (!node.is_structured()) return;
    for (const auto& [key, child] : node.items()) walk(child, fmt::format("{}/{}", at, key), look);
}

Json looked_up(const Json& document, const Json& one) {
    if (!one.contains("$ref")) return one;
    return document.at(Json::json_pointer(one["$ref"].get<std::string>().substr(1)));
}

// Each operation with its address and its method.
void for_each_operation(
    const Json& document,
    const std::function<void(const std::string&, const std::string&, const Json&)>& look) {
    for (const auto& [path, item] : document["paths"].items()) {
        for (const auto& [method, operation] : item.items()) look(path, method, operation);
    }
}

// The parameters of an operation that stand in the path or the query.
std::set<std::string> names_in(const Json& document, const Json& operation, const std::string& where) {
    std::set<std::string> names;
    const Json parameters = operation.value("parameters", Json::array());
    for (const Json& one : parameters) {
        const Json& parameter = looked_up(document, one);
        if (parameter["in"] == where) names.insert(parameter["name"].get<std::string>());
    }
    return names;
}

std::set<std::string> places_in(const std::string& pattern) {
    std::set<std::string> places;
    const std::regex place("\\{([a-z_]+)\\}");
    for (std::sregex_iterator at(pattern.begin(), pattern.end(), place), end; at != end; ++at)
        places.insert((*at)[1]);
    return places;
}

std::string with_examples(const Json& document, std::string path, const Json& operation) {
    const Json parameters = operation.value("parameters", Json::array());
    for (const Json& one : parameters) {
        const Json& parameter = looked_up(document, one);
        const std::string place = "{" + parameter["name"].get<std::string>() + "}";
        const std::size_t at = path.find(place);
        if (parameter["in"] != "path" || at == std::string::npos) continue;
        const Json& example = parameter.at("example");
        path.replace(at, place.size(), example.is_string() ? example.get<std::string>() : example.dump());
    }
    return path;
}

} // namespace

TEST_CASE("Every route is described, and nothing else is") {
    const OpenApi open;
    const Json document = document_of(open.router);
    std::set<std::string> ids, tags;
    for (const Json& tag : document["tags"]) tags.insert(tag["name"].get<std::string>());
    for (const Route& route : open.router.routes()) {
        CAPTURE(route.pattern);
        CAPTURE(to_text(route.method));
        const Json& operation = document["paths"].at(route.pattern).at(base::to_lower(to_text(route.method)));
        REQUIRE_MESSAGE(operation.contains("operationId"), "src/http/openapi says nothing of it");
        CHECK(ids.insert(operation["operationId"].get<std::string>()).second);
        CHECK(tags.count(operation["tags"].at(0).get<std::string>()) == 1);
        CHECK_FALSE(operation["summary"].get<std::string>().empty());
        CHECK(names_in(document, operation, "path") == places_in(route.pattern));
        REQUIRE(route.query.has_value());
        CHECK(names_in(document, operation, "query") ==
              std::set<std::string>(route.query->begin(), route.query->end()));
        CHECK(operation["responses"].size() > 1);
        const bool takes_body =
            route.method == Method::Post || route.method == Method::Put || route.method == Method::Patch;
        CHECK(operation.contains("requestBody") == takes_body);
    }
    std::size_t count = 0;
    for_each_operation(document, [&](const auto&, const auto&, const auto&) { ++count; });
    CHECK(count == open.router.routes().size());
}

TEST_CASE("Every reference leads somewhere, and every component is used") {
    const OpenApi open;
    const Json document = document_of(open.router);
    std::set<std::string> used;
    walk(document, "", [&](const Json& node, const std::string& at) {
        if (!node.is_object() || !node.contains("$ref") || !node["$ref"].is_string()) return;
        const std::string to = node["$ref"].get<std::string>();
        CAPTURE(at);
        CAPTURE(to);
        REQUIRE(to.starts_with("#/"));
        CHECK(document.contains(Json::json_pointer(to.substr(1))));
        used.insert(to);
    });
    for (const auto& [kind, all] : document["components"].items()) {
        if (kind == "securitySchemes") continue;
        for (const auto& [name, component] : all.items()) {
            if (name == "Problem503") continue; // of routes that the house adds
            CHECK_MESSAGE(used.contains(fmt::format("#/components/{}/{}", kind, name)), kind, "/", name);
        }
    }
}

TEST_CASE("Every object that is described says whether it can have other members") {
    const OpenApi open;
    walk(document_of(open.router), "", [](const Json& node, const std::string& at) {
        if (!node.is_object() || !node.contains("type")) return;
        const Json& type = node["type"];
        const bool object =
            type == "object" || (type.is_array() && type.dump().find("object") != std::string::npos);
        if (object) CHECK_MESSAGE(node.contains("additionalProperties"), at);
    });
}

TEST_CASE("What is given as an example is one") {
    const OpenApi open;
    const Json document = document_of(open.router);
    const Contract& contract = Contract::of(open.router);
    std::size_t count = 0;
    const auto look = [&](const Json& example, const Json& schema, const std::string& at) {
        ++count;
        const auto misfits = contract.misfits(example.dump(), schema.dump());
        CHECK_MESSAGE(misfits.empty(), at, ": ", misfits.front());
    };
    walk(document["paths"], "", [&](const Json& node, const std::string& at) {
        if (node.is_object() && node.contains("schema") && node.contains("example"))
            look(node["example"], node["schema"], at);
    });
    walk(document["components"], "", [&](const Json& node, const std::string& at) {
        if (!node.is_object()) return;
        if (node.contains("schema") && node.contains("example")) look(node["example"], node["schema"], at);
        if (!node.contains("examples") || !node["examples"].is_array()) return;
        for (const Json& example : node["examples"]) look(example, node, at);
    });
    CHECK(count > 60);
}

TEST_CASE("The example of each operation can be sent as it stands") {
    const OpenApi all;
    for (const Route& route : all.router.routes()) {
        OpenApi open;
        open.office.admit("M2"); // the other one of a merge
        const Json document = document_of(open.router);
        const Json& operation = document["paths"].at(route.pattern).at(base::to_lower(to_text(route.method)));
        std::string path = with_examples(document, route.pattern, operation);
        const bool further = route.pattern == "/api/v1/cases/{member}/{number}/check";
        const std::string name = open.begin(further);
        if (const std::size_t at = path.find("M1/C"); at != std::string::npos)
            path.replace(at, std::string("M1/C7Q2M0ZK4TX").size(), name);
        std::string body, type = "application/json";
        if (operation.contains("requestBody")) {
            const Json& content = operation["requestBody"]["content"];
            if (!content.contains(type)) type = "text/plain";
            const Json& example = content.at(type).at("example");
            body = example.is_string() ? example.get<std::string>() : example.dump();
        }
        const std::string commands = "/api/v1/cases/" + name + "/commands";
        if (further) { // of a stay that was approved, and is about to end
            open.ask(Method::Post, commands, "therapist", R"({"do": "claim"})");
            open.ask(Method::Post, commands, "therapist", approval);
            open.now += std::chrono::days{170};
        }
        if (path.starts_with("/api/v1/drafts/") && route.method != Method::Put)
            open.ask(Method::Put, path, "clerk", "{}");
        if (path.find("/tokens/") != std::string::npos)
            open.ask(Method::Post, "/api/v1/people/therapist/tokens", "plan", R"({"name": "laptop"})");
        if (const std::size_t at = path.find("/documents/"); at != std::string::npos) {
            const std::string digest = member_of(open.ask(Method::Post, "/api/v1/documents", "clerk",
                                                          "An order.", {{"content-type", "text/plain"}}),
                                                 "document");
            path.replace(at + 11, std::string::npos, digest);
            open.ask(Method::Post, commands, "clerk",
                     R"({"do": "file", "paper": {"kind": "order", "document": ")" + digest + "\"}}");
        }
        if (path.find("/letters/") != std::string::npos) {
            open.ask(Method::Post, commands, "therapist", R"({"do": "claim"})");
            open.ask(Method::Post, commands, "therapist",
                     R"({"do": "pend", "items": ["plan of care"], "reason": "It is missing."})");
        }
        CAPTURE(path);
        std::map<std::string, std::string> headers = {{"content-type", type}};
        if (route.method == Method::Delete && path.starts_with("/api/v1/drafts/"))
            headers["if-match"] = "\"1\"";
        open.know("auditor", casework::Role::Auditor, "us");
        int best = 599;
        for (const char* who : {"clerk", "therapist", "plan", "auditor", "inspector"})
            best = std::min(best, open.ask(route.method, path, who, body, headers).status);
        CHECK_MESSAGE(best < 300, best);
    }
}

TEST_CASE("The example of each command is understood, and its members are those that the program reads") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin() + "/commands";
    const Json document = document_of(open.router);
    for (const std::string& word : CommandReader::words()) {
        CAPTURE(word);
        const Json example = Json::parse(Contract::of(open.router).command_example(word));
        const int status = open.ask(Method::Post, at, "plan", example.dump()).status;
        CHECK(status != 415);
        // An account that sees no case is told nothing of its command; whoever reviews is.
        const Response answer = open.ask(Method::Post, at, "therapist", example.dump());
        CHECK_MESSAGE(answer.status != 400, answer.body);
    }
}

TEST_CASE("A command has those members in the document that the program reads, and no others") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin() + "/commands";
    const Json document = document_of(open.router);
    for (const auto& [word, reference] :
         document["components"]["schemas"]["Command"]["discriminator"]["mapping"].items()) {
        CAPTURE(word);
        const Json& schema = looked_up(document, {{"$ref", reference}});
        Json body = schema["examples"][0];
        body["zzzzzzzzzzzzzzz"] = 1;
        const Json answer = Json::parse(open.ask(Method::Post, at, "therapist", body.dump()).body);
        std::set<std::string> told, described;
        for (const auto& [name, member] : schema["properties"].items()) described.insert(name);
        for (const Json& one : answer.at("errors")) {
            if (one["pointer"] != "/zzzzzzzzzzzzzzz") continue;
            const std::string hint = one.at("hint").get<std::string>();
            const std::regex name("[a-z_]+");
            for (std::sregex_iterator found(hint.begin(), hint.end(), name), end; found != end; ++found)
                told.insert(found->str());
        }
        told.erase("write");
        told.erase("or");
        CHECK(told == described);
    }
}

} // namespace assent::http
