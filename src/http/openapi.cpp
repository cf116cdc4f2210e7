#include "http/openapi.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "base/expects.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "http/command_reader.hpp"
#include "http/openapi_texts.hpp"
#include "http/openapi_words.hpp"
#include "http/problem.hpp"

namespace assent::http {
namespace {

using base::JsonDocument;
using base::JsonNode;
using base::JsonWriter;

constexpr std::string_view schemas_at = "#/components/schemas/";

// "technically deny": "TechnicallyDenyCommand".
std::string schema_of(std::string_view word) {
    std::string made;
    for (const std::string_view part : base::split(word, ' ')) {
        made += static_cast<char>(part.front() - 'a' + 'A');
        made += part.substr(1);
    }
    return made + "Command";
}

void write_reference(std::string_view at, std::string_view name, JsonWriter& json) {
    json.begin_object().key("$ref").value(std::string(at) + std::string(name)).end_object();
}

// A value somewhere in what is written by hand; none: there is nothing.
struct Found {
    const JsonDocument* in = nullptr;
    const JsonNode* node = nullptr;

    explicit operator bool() const { return node != nullptr; }
    base::JsonChildren children() const { return in->children(*node); }
    Found member(std::string_view name) const { return {in, in->find(*node, name)}; }
};

class Description {
public:
    explicit Description(const Router& router) : router_(router) {
        for (const std::string_view text : openapi_texts()) {
            base::Diagnostics mistakes;
            texts_.push_back(std::make_unique<JsonDocument>());
            base::expects(texts_.back()->read(text, mistakes), "what describes the interface is JSON");
        }
    }

    std::string text() {
        std::string made;
        JsonWriter json(made);
        json.begin_object().key("openapi").value("3.1.0");
        json.key("info");
        copy(find({"info"}), json);
        json.key("servers").begin_array().begin_object().key("url").value("/").end_object().end_array();
        json.key("security").begin_array().begin_object().key("token").begin_array().end_array();
        json.end_object().end_array();
        json.key("tags").begin_array();
        for_each({"tags"}, [&](const Found& tag) { copy(tag, json); });
        json.end_array();
        write_paths(json);
        write_components(json);
        json.end_object();
        return made;
    }

private:
    using Path = std::vector<std::string_view>;

    static void copy(const Found& found, JsonWriter& json) {
        base::expects(found.node != nullptr, "what the document needs is written");
        json.copy(*found.in, *found.node);
    }

    static Found walk(const JsonDocument& text, const Path& path) {
        Found found{&text, &text.root()};
        for (const std::string_view name : path) {
            if (found) found = found.member(name);
        }
        return found;
    }

    Found find(const Path& path) const {
        for (const auto& text : texts_) {
            if (const Found found = walk(*text, path)) return found;
        }
        return {};
    }

    // What stands below that path in any of the texts.
    template <typename Look>
    void for_each(const Path& path, Look look) const {
        for (const auto& text : texts_) {
            const Found found = walk(*text, path);
            if (!found) continue;
            for (const JsonNode& child : found.children()) look(Found{text.get(), &child});
        }
    }

    void write_paths(JsonWriter& json) const {
        json.key("paths").begin_object();
        std::set<std::string> done;
        for (const Route& route : router_.routes()) {
            if (!done.insert(route.pattern).second) continue;
            json.key(route.pattern).begin_object();
            for (const Route& other : router_.routes()) {
                if (other.pattern == route.pattern) write_operation(other, json);
            }
            json.end_object();
        }
        json.end_object();
    }

    void write_operation(const Route& route, JsonWriter& json) const {
        const std::string method = base::to_lower(to_text(route.method));
        json.key(method).begin_object().key("summary").value(std::string_view(route.summary));
        const Found operation = find({"paths", route.pattern, method});
        if (operation) {
            for (const JsonNode& member : operation.children()) {
                if (member.key == "responses" || member.key == "problems") continue;
                json.key(member.key).copy(*operation.in, member);
            }
        }
        json.key("responses").begin_object();
        if (operation) write_answers(operation, json);
        json.key("default");
        write_reference("#/components/responses/", "Problem", json);
        json.end_object().end_object();
    }

    static void write_answers(const Found& operation, JsonWriter& json) {
        for (const JsonNode& answer : operation.member("responses").children()) {
            json.key(answer.key);
            write_answer({operation.in, &answer}, json);
        }
        std::set<int> statuses;
        if (const Found problems = operation.member("problems")) {
            for (const JsonNode& name : problems.children()) statuses.insert(problem_named(name.text).status);
        }
        for (const int status : statuses) {
            const std::string code = std::to_string(status);
            json.key(code);
            write_reference("#/components/responses/", "Problem" + code, json);
        }
    }

    // As it is written by hand, with the header that every answer has.
    static void write_answer(const Found& answer, JsonWriter& json) {
        json.begin_object();
        for (const JsonNode& member : answer.children()) {
            if (member.key != "headers") json.key(member.key).copy(*answer.in, member);
        }
        json.key("headers").begin_object();
        if (const Found headers = answer.member("headers")) {
            for (const JsonNode& header : headers.children()) json.key(header.key).copy(*answer.in, header);
        }
        write_header("X-Request-Id", "RequestId", json);
        json.end_object().end_object();
    }

    static void write_header(std::string_view name, std::string_view component, JsonWriter& json) {
        json.key(name);
        write_reference("#/components/headers/", component, json);
    }

    static const ProblemRow& problem_named(std::string_view name) {
        const auto& all = problems();
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const ProblemRow& row) { return row.name == name; });
        base::expects(found != all.end(), "an operation names problems of the table");
        return *found;
    }

    void write_components(JsonWriter& json) const {
        json.key("components").begin_object();
        json.key("securitySchemes").begin_object().key("token").begin_object();
        json.key("type").value("http").key("scheme").value("bearer").end_object().end_object();
        for (const std::string_view kind : {"parameters", "headers"}) {
            json.key(kind).begin_object();
            write_all({"components", kind}, json);
            json.end_object();
        }
        json.key("responses").begin_object();
        write_problems(json);
        json.end_object().key("schemas").begin_object();
        write_all({"components", "schemas"}, json);
        write_words(json);
        write_commands(json);
        json.end_object().end_object();
    }

    void write_all(const Path& path, JsonWriter& json) const {
        for_each(path, [&](const Found& one) {
            json.key(one.node->key);
            copy(one, json);
        });
    }

    // One for each status, and one for what is refused before any operation has seen it. A method that an
    // address does not take is no operation of it.
    static void write_problems(JsonWriter& json) {
        std::set<int> statuses;
        for (const ProblemRow& row : problems()) {
            if (row.kind != Problem::NoSuchMethod) statuses.insert(row.status);
        }
        for (const int status : statuses) {
            std::string titles;
            for (const ProblemRow& row : problems()) {
                if (row.status != status) continue;
                titles += (titles.empty() ? "" : "; ") + std::string(row.title);
                titles += " (`" + std::string(row.name) + "`)";
            }
            write_problem(status, titles, json);
        }
        write_problem(std::nullopt,
                      "Refused before it reached this operation: it is no HTTP, too much or too often", json);
    }

    static void write_problem(std::optional<int> status, std::string_view words, JsonWriter& json) {
        json.key("Problem" + (status ? std::to_string(*status) : "")).begin_object();
        json.key("description").value(words).key("headers").begin_object();
        if (status == 401) write_header("WWW-Authenticate", "WWWAuthenticate", json);
        if (!status || status == 503) write_header("Retry-After", "RetryAfter", json);
        write_header("X-Request-Id", "RequestId", json);
        json.end_object()
            .key("content")
            .begin_object()
            .key("application/problem+json")
            .begin_object()
            .key("schema");
        write_reference(schemas_at, "Problem", json);
        json.end_object().end_object().end_object();
    }

    // One for each word of `do`, the choice of them, and a submission, which begins a case without the word.
    void write_commands(JsonWriter& json) const {
        for (const std::string& word : CommandReader::words()) {
            json.key(schema_of(word));
            write_command(word, true, json);
        }
        json.key("Submission");
        write_command("submit", false, json);
        json.key("Command").begin_object().key("oneOf").begin_array();
        for (const std::string& word : CommandReader::words())
            write_reference(schemas_at, schema_of(word), json);
        json.end_array().key("discriminator").begin_object().key("propertyName").value("do");
        json.key("mapping").begin_object();
        for (const std::string& word : CommandReader::words())
            json.key(word).value(std::string(schemas_at) + schema_of(word));
        json.end_object().end_object().end_object();
    }

    void write_command(std::string_view word, bool named, JsonWriter& json) const {
        const Found command = find({"commands", word});
        base::expects(command.node != nullptr, "every command is described");
        json.begin_object();
        if (named) {
            json.key("description");
            copy(command.member("description"), json);
        }
        json.key("type").value("object").key("additionalProperties").value(false);
        json.key("required").begin_array();
        if (named) json.value("do");
        if (const Found required = command.member("required")) {
            for (const JsonNode& name : required.children()) json.value(name.text);
        }
        json.end_array().key("properties").begin_object();
        if (named) json.key("do").begin_object().key("const").value(word).end_object();
        for (const JsonNode& member : command.member("properties").children())
            json.key(member.key).copy(*command.in, member);
        json.end_object().key("examples").begin_array();
        write_example(command.member("example"), named ? word : "", json);
        json.end_array().end_object();
    }

    static void write_example(const Found& example, std::string_view word, JsonWriter& json) {
        json.begin_object();
        if (!word.empty()) json.key("do").value(word);
        for (const JsonNode& member : example.children()) json.key(member.key).copy(*example.in, member);
        json.end_object();
    }

    const Router& router_;
    std::vector<std::unique_ptr<JsonDocument>> texts_ = {};
};

} // namespace

std::string openapi(const Router& router) { return Description(router).text(); }

} // namespace assent::http
