#include "http/openapi_words.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "casework/case.hpp"
#include "casework/event_words.hpp"
#include "casework/program_rules.hpp"
#include "casework/refusal.hpp"
#include "casework/term.hpp"
#include "http/case_json.hpp"
#include "http/command_reader.hpp"
#include "http/problem.hpp"
#include "http/program_json.hpp"
#include "http/transport_refusal.hpp"
#include "policy/definitions.hpp"
#include "policy/people.hpp"
#include "policy/truth.hpp"

namespace assent::http {
namespace {

using Words = std::vector<std::string>;

// The words of an enumeration from its first value through `Last`.
template <auto Last>
Words words_through() {
    Words all;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Last); ++i)
        all.emplace_back(to_text(static_cast<decltype(Last)>(i)));
    return all;
}

// The words that a log has for an enumeration.
template <typename E>
Words words() {
    Words all;
    for (std::size_t i = 0; i < casework::words_in<E>; ++i)
        all.emplace_back(casework::word_of(static_cast<E>(i)));
    return all;
}

Words line_acts() {
    Words all;
    for (std::size_t i = 0; i < policy::level_acts; ++i) {
        if (casework::line_acts().test(i)) all.emplace_back(to_text(static_cast<policy::LevelAct>(i)));
    }
    return all;
}

Words problem_types() {
    Words all;
    const auto add = [&](std::string_view name) {
        std::string type = "/problems/" + std::string(name);
        if (std::find(all.begin(), all.end(), type) == all.end()) all.push_back(std::move(type));
    };
    for (const ProblemRow& row : problems()) add(row.name);
    for (std::size_t i = 0; i < refusal_count; ++i) add(to_text(static_cast<Refused>(i)));
    return all;
}

void write(std::string_view name, const Words& all, base::JsonWriter& json) {
    json.key(name).begin_object().key("type").value("string").key("enum").begin_array();
    for (const std::string& word : all) json.value(std::string_view(word));
    json.end_array().end_object();
}

} // namespace

void write_words(base::JsonWriter& json) {
    write("ProblemType", problem_types(), json);
    write("RefusalKind", words_through<casework::RefusalKind::Nothing>(), json);
    write("Role", words<casework::Role>(), json);
    write("Channel", words<policy::Channel>(), json);
    write("State", words_through<casework::State::Closed>(), json);
    write("Determination", words<casework::Overall>(), json);
    write("Ending", words<casework::EndedAs>(), json);
    write("Direction", words<casework::Direction>(), json);
    write("TermState", words_through<casework::TermState::Over>(), json);
    write("EventKind", casework::event_kinds(), json);
    write("LineAct", line_acts(), json);
    write("Outcome", words<policy::Act>(), json);
    write("Truth", words_through<policy::Truth::Met>(), json);
    write("FactType", {fact_types().begin(), fact_types().end()}, json);
    write("Delivery", {deliveries.begin(), deliveries.end()}, json);
    write("ThreadKind", CommandReader::thread_kinds(), json);
}

} // namespace assent::http
