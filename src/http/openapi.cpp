#include <algorithm>
#include <string>

#include "base/json_writer.hpp"
#include "http/api.hpp"
#include "http/problem.hpp"

namespace assent::http {
namespace {

// "{member}" and the like, as parameters of a path.
void write_parameters(const std::string& pattern, base::JsonWriter& json) {
    json.key("parameters").begin_array();
    std::size_t at = 0;
    while ((at = pattern.find('{', at)) != std::string::npos) {
        const std::size_t end = pattern.find('}', at);
        json.begin_object().key("name").value(std::string_view(pattern).substr(at + 1, end - at - 1));
        json.key("in").value("path").key("required").value(true);
        json.key("schema").begin_object().key("type").value("string").end_object().end_object();
        at = end;
    }
    json.end_array();
}

std::string lower(std::string_view word) {
    std::string made;
    for (const char c : word) made += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return made;
}

void write_operation(const Route& route, base::JsonWriter& json) {
    json.key(lower(to_text(route.method))).begin_object();
    json.key("summary").value(std::string_view(route.summary));
    write_parameters(route.pattern, json);
    if (route.method == Method::Post || route.method == Method::Put) {
        json.key("requestBody").begin_object().key("required").value(true);
        json.key("content")
            .begin_object()
            .key("application/json")
            .begin_object()
            .key("schema")
            .begin_object();
        json.key("type").value("object").end_object().end_object().end_object().end_object();
    }
    json.key("responses").begin_object();
    json.key("2XX").begin_object().key("description").value(std::string_view(route.summary)).end_object();
    json.key("default").begin_object().key("$ref").value("#/components/responses/Problem").end_object();
    json.end_object().end_object();
}

void write_components(base::JsonWriter& json) {
    json.key("components").begin_object();
    json.key("securitySchemes").begin_object().key("token").begin_object();
    json.key("type").value("http").key("scheme").value("bearer").end_object().end_object();
    json.key("responses").begin_object().key("Problem").begin_object();
    std::string kinds = "One of these, as the end of `type` says:";
    for (const ProblemRow& row : problems())
        kinds += " " + std::string(row.name) + " (" + std::to_string(row.status) + ")";
    json.key("description").value(std::string_view(kinds));
    json.key("content").begin_object().key("application/problem+json").begin_object();
    json.key("schema").begin_object().key("type").value("object").end_object().end_object().end_object();
    json.end_object().end_object().end_object();
}

} // namespace

std::string Api::openapi(const Router& router) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("openapi").value("3.1.0");
    json.key("info").begin_object().key("title").value("Assent").key("version").value("1").end_object();
    json.key("security")
        .begin_array()
        .begin_object()
        .key("token")
        .begin_array()
        .end_array()
        .end_object()
        .end_array();
    json.key("paths").begin_object();
    std::vector<std::string> done;
    for (const Route& route : router.routes()) {
        if (std::find(done.begin(), done.end(), route.pattern) != done.end()) continue;
        done.push_back(route.pattern);
        json.key(route.pattern).begin_object();
        for (const Route& other : router.routes()) {
            if (other.pattern == route.pattern) write_operation(other, json);
        }
        json.end_object();
    }
    json.end_object();
    write_components(json);
    json.end_object();
    return text;
}

} // namespace assent::http
