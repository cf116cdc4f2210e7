#include "http/contract_test.hpp"

#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "base/expects.hpp"
#include "base/text.hpp"
#include "http/openapi.hpp"

namespace assent::http {
namespace {

using Json = nlohmann::json;
using nlohmann::literals::operator""_json_pointer;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

// The values in the places of a path; nothing when it is another one.
std::optional<std::map<std::string, std::string>> places_of(std::string_view pattern, std::string_view path) {
    const auto wanted = base::split(pattern, '/'), found = base::split(path, '/');
    if (wanted.size() != found.size()) return std::nullopt;
    std::map<std::string, std::string> places;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with('{') && !found[i].empty())
            places.emplace(wanted[i].substr(1, wanted[i].size() - 2), found[i]);
        else if (wanted[i] != found[i])
            return std::nullopt;
    }
    return places;
}

// The validator stops the program at a value with a format that is no text; patterns say the same.
Json without_formats(Json schema) {
    if (schema.is_object() && schema.value("format", Json()).is_string()) schema.erase("format");
    if (schema.is_structured()) {
        for (Json& child : schema) child = without_formats(std::move(child));
    }
    return schema;
}

constexpr std::size_t short_text = 5'000;
constexpr std::size_t large_stack = std::size_t{256} << 20;

// The validator matches a pattern by recursion, a frame for each character, and sanitizers make frames large.
void on_a_large_stack(std::function<void()> work) {
    pthread_attr_t attributes;
    pthread_t thread{};
    const auto run = [](void* given) -> void* {
        (*static_cast<std::function<void()>*>(given))();
        return nullptr;
    };
    base::expects(pthread_attr_init(&attributes) == 0 &&
                      pthread_attr_setstacksize(&attributes, large_stack) == 0 &&
                      pthread_create(&thread, &attributes, run, &work) == 0,
                  "the system gives a thread");
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

} // namespace

class Contract::Judge {
public:
    explicit Judge(const std::string& document)
        : document_(Json::parse(document)), components_(without_formats(document_["components"])) {}

    std::vector<std::string> violations(const Request& request, const Response& response) {
        found_.clear();
        const Json* item = path_item(request.path);
        if (!item) return judged_problem(response, 404, "no address of the document");
        const Method method = request.method == Method::Head ? Method::Get : request.method;
        const auto operation = item->find(base::to_lower(to_text(method)));
        if (operation == item->end()) return judged_problem(response, 405, "no method of the document");
        judge_answer(*operation, request, response);
        judge_sign_in(*operation, request, response);
        if (response.status < 400) judge_request(*operation, request);
        return found_;
    }

    std::vector<std::string> misfits(const std::string& json, const std::string& schema) {
        found_.clear();
        judge(json, schema.starts_with('{') ? Json::parse(schema)
                                            : Json{{"$ref", "#/components/schemas/" + schema}});
        return found_;
    }

    std::string command_example(const std::string& word) const {
        const Json& choice = document_.at("/components/schemas/Command/discriminator/mapping"_json_pointer);
        const Json reference = {{"$ref", choice.at(word)}};
        return resolved(reference).at("examples").at(0).dump();
    }

private:
    const Json* path_item(const std::string& path) const {
        for (const auto& [pattern, item] : document_["paths"].items()) {
            if (places_of(pattern, path)) return &item;
        }
        return nullptr;
    }

    // What a reference stands for; anything else for itself.
    Json resolved(const Json& one) const {
        const auto reference = one.find("$ref");
        if (reference == one.end()) return one;
        return document_.at(Json::json_pointer(reference->get<std::string>().substr(1)));
    }

    std::vector<std::string> judged_problem(const Response& response, int status, const char* why) {
        if (response.status != status) say(std::string(why) + ", and yet it is not answered so");
        judge(response.body, {{"$ref", "#/components/schemas/Problem"}});
        return found_;
    }

    void judge_answer(const Json& operation, const Request& request, const Response& response) {
        const auto& answers = operation.at("responses");
        const auto declared = answers.find(std::to_string(response.status));
        if (declared == answers.end()) return say("a status that is not declared");
        const Json& answer = resolved(*declared);
        judge_headers(answer, response);
        const auto content = answer.find("content");
        if (content == answer.end()) {
            if (!response.body.empty()) say("a body that is not declared");
            return;
        }
        const auto type = response.headers.find("content-type");
        const auto media = type == response.headers.end() ? content->end() : content->find(type->second);
        if (media == content->end()) return say("a content type that is not declared");
        const bool without = request.method == Method::Head && response.body.empty();
        if (!without && type->second.ends_with("json")) judge(response.body, media->at("schema"));
        if (!without && type->second == "application/json") judge_texts(Json::parse(response.body), "");
        if (!without && response.body.empty()) say("a body is missing");
    }

    // What has nothing to say is left out; only what people wrote themselves can be empty.
    void judge_texts(const Json& value, const std::string& at) {
        if (value.is_string() && value.get_ref<const std::string&>().empty()) say(at + " is empty");
        if (!value.is_structured() || at.ends_with("/content")) return;
        for (const auto& [key, child] : value.items()) judge_texts(child, fmt::format("{}/{}", at, key));
    }

    void judge_headers(const Json& answer, const Response& response) {
        const Json declared = answer.value("headers", Json::object());
        for (const auto& [name, header] : declared.items()) {
            const bool needed = resolved(header).value("required", false);
            if (needed && !response.headers.contains(base::to_lower(name))) say("it lacks " + name);
        }
        std::set<std::string> names = {"content-type", "cache-control", "x-content-type-options"};
        for (const auto& [name, header] : declared.items()) names.insert(base::to_lower(name));
        for (const auto& [name, value] : response.headers) {
            if (!names.contains(name)) say(name + " is not declared");
        }
    }

    void judge_sign_in(const Json& operation, const Request& request, const Response& response) {
        const bool open = operation.contains("security") && operation["security"].empty();
        if (open && response.status == 401) say("nobody has to sign in here");
        if (!open && response.status < 400 && request.header("authorization").empty())
            say("it was answered without a token");
    }

    // What was accepted, the document allows.
    void judge_request(const Json& operation, const Request& request) {
        if (operation.contains("requestBody")) {
            const Json content = resolved(operation["requestBody"]).at("content");
            const std::string type = base::to_lower(request.header("content-type"));
            const auto media = content.find(type.substr(0, type.find(';')));
            if (media == content.end()) return say("a body of a type that is not declared");
            if (media.key() == "application/json") judge(request.body, media->at("schema"));
        } else if (!request.body.empty()) {
            say("a body was accepted that is not declared");
        }
        for (const auto& [name, value] : request.query) judge_parameter(operation, name, "query", value);
        for (const char* name : {"Idempotency-Key", "If-Match", "If-None-Match"}) {
            if (const auto value = request.header(base::to_lower(name)); !value.empty())
                judge_parameter(operation, name, "header", std::string(value));
        }
    }

    void judge_parameter(const Json& operation, const std::string& name, const char* in,
                         const std::string& value) {
        const Json parameters = operation.value("parameters", Json::array());
        for (const Json& one : parameters) {
            const Json& parameter = resolved(one);
            if (parameter["name"] != name || parameter["in"] != in) continue;
            const Json& schema = resolved(parameter["schema"]);
            judge(schema.value("type", "") == "integer" ? value : Json(value).dump(), parameter["schema"]);
            return;
        }
        say("the parameter " + name + " is not declared");
    }

    void judge(const std::string& text, const Json& schema) {
        const Json value = Json::parse(text, nullptr, false);
        if (value.is_discarded()) return say("no JSON");
        valijson::Validator validator;
        valijson::ValidationResults results;
        bool fits = false;
        const auto validate = [&] {
            fits = validator.validate(schema_for(schema), Adapter(value), &results);
        };
        if (text.size() < short_text)
            validate();
        else
            on_a_large_stack(validate);
        if (fits) return;
        valijson::ValidationResults::Error error;
        while (results.popError(error)) say(base::join(error.context, "") + ": " + error.description);
    }

    const valijson::Schema& schema_for(const Json& schema) {
        auto& made = schemas_[schema.dump()];
        if (!made) {
            made = std::make_unique<valijson::Schema>();
            const Json whole = {{"allOf", {without_formats(schema)}}, {"components", components_}};
            valijson::SchemaParser().populateSchema(Adapter(whole), *made);
        }
        return *made;
    }

    void say(std::string violation) { found_.push_back(std::move(violation)); }

    const Json document_, components_;
    std::map<std::string, std::unique_ptr<valijson::Schema>> schemas_ = {};
    std::vector<std::string> found_ = {};
};

Contract::Contract(const std::string& document) : judge_(std::make_unique<Judge>(document)) {}
Contract::~Contract() = default;

const Contract& Contract::of(const Router& router) {
    static std::map<std::string, std::unique_ptr<Contract>> all;
    std::string routes;
    for (const Route& route : router.routes())
        routes += std::string(to_text(route.method)) + route.pattern + "\n";
    auto& one = all[routes];
    if (!one) one = std::make_unique<Contract>(openapi(router));
    return *one;
}

std::vector<std::string> Contract::violations(const Request& request, const Response& response) const {
    return judge_->violations(request, response);
}

std::string Contract::command_example(const std::string& word) const { return judge_->command_example(word); }

std::vector<std::string> Contract::misfits(const std::string& json, const std::string& schema) const {
    return judge_->misfits(json, schema);
}

} // namespace assent::http
