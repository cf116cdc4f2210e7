#include "http/openapi_words.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "casework/case.hpp"
#include "casework/event_words.hpp"
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

// The words of an enumeration from its first value through `last`.
template <typename E, typename Word>
Words words(E last, Word word) {
    Words all;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(last); ++i)
        all.emplace_back(word(static_cast<E>(i)));
    return all;
}

template <typename E>
Words words() {
    return words(static_cast<E>(casework::words_in<E> - 1), [](E one) { return casework::word_of(one); });
}

template <std::size_t... Kinds>
Words event_kinds(std::index_sequence<Kinds...>) {
    return {std::string(kind_of(casework::What(std::in_place_index<Kinds>)))...};
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
    const auto told = [](auto one) { return to_text(one); };
    write("ProblemType", problem_types(), json);
    write("RefusalKind", words(casework::RefusalKind::Nothing, told), json);
    write("Role", words<casework::Role>(), json);
    write("Channel", words<policy::Channel>(), json);
    write("State", words(casework::State::Closed, told), json);
    write("Determination", words<casework::Overall>(), json);
    write("Ending", words<casework::EndedAs>(), json);
    write("Direction", words<casework::Direction>(), json);
    write("TermState", words(casework::TermState::Over, told), json);
    write("EventKind", event_kinds(std::make_index_sequence<std::variant_size_v<casework::What>>()), json);
    write("LevelAct", words(static_cast<policy::LevelAct>(policy::level_acts - 1), told), json);
    write("Outcome", words<policy::Act>(), json);
    write("Truth", words(policy::Truth::Met, told), json);
    write("FactType", {fact_types().begin(), fact_types().end()}, json);
    write("Delivery", {deliveries.begin(), deliveries.end()}, json);
    write("ThreadKind", CommandReader::thread_kinds(), json);
}

} // namespace assent::http
