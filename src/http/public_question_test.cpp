// The question that nobody has to sign in for, asked to its end: whatever it asks can be told under the name
// by which it asks, and when it is told, the question is answered.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "http/json_answer.hpp"
#include "http/open_api_test.hpp"
#include "http/program_json.hpp"

namespace assent::http {
namespace {

using Json = nlohmann::json;

constexpr const char* therapy = "florida-medicaid/therapy";

const desk::Rules& rules_of(const std::string& id) {
    static std::map<std::string, desk::RuleShelf> shelves;
    if (!shelves.contains(id)) {
        base::Diagnostics warnings;
        auto read = catalog::read_one_program(ASSENT_SOURCE_DIR "/programs/" + id, catalog::Scenarios::Leave,
                                              warnings);
        REQUIRE(read.has_value());
        for (const catalog::Version& version : read->versions)
            REQUIRE(shelves[id].keep(version, [](const std::string&) { return std::string(); }));
        shelves[id].govern(std::move(*read));
    }
    const desk::Rules* rules = shelves.at(id).in_force(id, desk::monday);
    REQUIRE(rules != nullptr);
    return *rules;
}

Json described(const desk::Rules& rules) {
    return Json::parse(json_answer([&](base::JsonWriter& json) { write_program(rules, json); }).body);
}

Json checked(const desk::Rules& rules, const Json& told) {
    base::JsonDocument document;
    base::Diagnostics mistakes;
    const std::string text = told.dump();
    REQUIRE(document.read(text, mistakes));
    const Response answer = checked_answer(rules, document);
    REQUIRE_MESSAGE(answer.status == 200, text, answer.body);
    return Json::parse(answer.body);
}

// What the description of the program says can be told, by the name under which it is asked for.
std::map<std::string, Json> tellable(const Json& program) {
    std::map<std::string, Json> all;
    for (const char* list : {"facts", "case_facts"})
        for (const Json& fact : program.at(list)) all[fact.at("name")] = fact;
    for (const Json& ledger : program.at("ledgers"))
        all["ledger." + ledger.at("name").get<std::string>() + ".used"] = {
            {"type", "number"}, {"many", false}, {"question", ledger.at("question")}};
    return all;
}

// One of the values it can have, another one for each choice.
Json value_for(const Json& fact, std::size_t choice) {
    const std::string type = fact.at("type");
    Json value = "known";
    if (type == "yes or no") value = choice % 2 == 0;
    if (type == "number") value = fact.value("least", 0) + static_cast<int>(choice);
    if (type == "date") value = "2026-12-10";
    if (type == "moment") value = "2026-12-10 09:00";
    if (type == "money") value = "10.00";
    if (type == "diagnosis code") value = choice % 2 == 0 ? "M54.50" : "Z00.00";
    if (type == "procedure code") value = choice % 2 == 0 ? "97110" : "99999";
    if (type == "word") value = fact.at("values").at(choice % fact.at("values").size());
    return fact.at("many") == true ? Json::array({value}) : value;
}

void tell(Json& told, const std::string& name, const Json& value) {
    const std::string prefix = "line.";
    if (name.starts_with(prefix)) {
        told["lines"][0][name.substr(prefix.size())] = value;
        return;
    }
    std::string pointer;
    for (const std::string_view part : base::split(name, '.')) pointer += "/" + std::string(part);
    told[Json::json_pointer(pointer)] = value;
}

// Answers one round of questions after the other, and is given the decision.
std::string asked_to_its_end(const std::string& id, std::size_t choice) {
    const desk::Rules& rules = rules_of(id);
    const auto names = tellable(described(rules));
    Json told = Json::object();
    for (std::size_t round = 0; round < names.size() + 1; ++round) {
        const Json answer = checked(rules, told);
        CAPTURE(told.dump());
        if (answer.at("decision") != "ask") return answer.at("decision");
        REQUIRE_FALSE(answer.at("ask").empty());
        for (const Json& one : answer.at("ask")) {
            const std::string name = one.at("fact");
            REQUIRE_MESSAGE(names.contains(name), name);
            CHECK(one.at("question") == names.at(name).at("question"));
            CHECK_FALSE(one.at("question").get<std::string>().empty());
            tell(told, name, value_for(names.at(name), choice));
        }
    }
    return "asked for ever";
}

std::vector<std::string> asked(const Json& answer) {
    std::vector<std::string> all;
    for (const Json& one : answer.at("ask")) all.push_back(one.at("fact"));
    return all;
}

} // namespace

TEST_CASE("Whatever the public question asks can be told as it is named, until the question is answered") {
    for (const std::string id : {therapy, "mo-healthnet/complementary-therapy", "mo-healthnet/exceptions"}) {
        std::set<std::string> decisions;
        for (std::size_t choice = 0; choice < 10; ++choice) decisions.insert(asked_to_its_end(id, choice));
        CAPTURE(id);
        CHECK_FALSE(decisions.contains("asked for ever"));
        CHECK_FALSE(decisions.contains("ask"));
    }
}

TEST_CASE("A program that knows types of requests is told the type first, and then answers") {
    const Json line = {{"code", "97110"},        {"units", 72},         {"frequency", 3},
                       {"duration", 168},        {"ordered_units", 72}, {"ordered_frequency", 3},
                       {"ordered_duration", 168}};
    Json told = {{"request", {{"discipline", "physical therapy"}, {"start", "2026-12-10"}}},
                 {"member", {{"eligible", true}, {"in_ppec", true}}},
                 {"lines", {line}}};
    CHECK(asked(checked(rules_of(therapy), told)) == std::vector<std::string>{"request.type"});
    told["request"]["type"] = "admission";
    CHECK(checked(rules_of(therapy), told).at("decision") == "refer");
    told["lines"][0]["code"] = "99999";
    CHECK(checked(rules_of(therapy), told).at("decision") == "say not required");
    told["lines"][0]["code"] = "97110";
    told["member"]["eligible"] = false;
    CHECK(checked(rules_of(therapy), told).at("decision") == "cancel");
}

TEST_CASE("Without service lines they are asked for, unless the type of the request has none") {
    const Json start = {{"discipline", "physical therapy"}, {"start", "2026-12-10"}, {"type", "admission"}};
    for (const Json& lines : {Json(), Json::array()}) {
        const Json answer = checked(rules_of(therapy), {{"request", start}, {"lines", lines}});
        CHECK(answer.at("decision") == "ask");
        CHECK(asked(answer) == std::vector<std::string>{"line.code"});
        CHECK(asked(checked(rules_of(therapy),
                            {{"request", {{"type", "respiratory therapy in PPEC"}}}, {"lines", lines}})) ==
              std::vector<std::string>{"member.in_ppec"});
    }
}

TEST_CASE("What is used of an account is asked for and told under one name") {
    const Json program = described(rules_of("mo-healthnet/complementary-therapy"));
    REQUIRE(program.at("ledgers").size() == 1);
    CHECK(program.at("ledgers")[0].at("name") == "therapy units");
    CHECK(program.at("ledgers")[0].at("holds") == 120);
    CHECK(tellable(program).contains("ledger.therapy units.used"));
}

} // namespace assent::http
