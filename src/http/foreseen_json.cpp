#include "http/foreseen_json.hpp"

#include <algorithm>

#include "casework/event_words.hpp"
#include "casework/required_papers.hpp"
#include "casework/spoken.hpp"
#include "http/json_answer.hpp"

namespace assent::http {
namespace {

using base::JsonWriter;

const casework::Screened* screened(const casework::Events& events, casework::RequestNo request) {
    const casework::Screened* found = nullptr;
    for (const casework::Event& event : events) {
        const auto* one = std::get_if<casework::Screened>(&event.what);
        if (one && one->request == request) found = one;
    }
    return found;
}

void write_because(const policy::Program& program, std::uint64_t criteria, JsonWriter& json) {
    json.key("because").begin_array();
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
        if ((criteria >> i & 1U) == 0) continue;
        json.begin_object();
        write_text("criterion", program.criteria[i].name.text, json);
        write_text("source", casework::phrase_of(program.criteria[i].sources), json);
        json.end_object();
    }
    json.end_array();
}

// What the program hides from the viewer is not asked of them either.
void write_asks(const policy::Program& program, const std::vector<std::string>& names,
                const casework::Authority& authority, JsonWriter& json) {
    json.key("asks").begin_array();
    for (const std::string& name : names) {
        const policy::FactDef* fact = program.fact(name);
        if (fact && !authority.is_shown(static_cast<std::uint16_t>(fact - program.facts.data()))) continue;
        json.begin_object();
        write_text("fact", name, json);
        write_text("question", fact ? fact->question : "", json);
        write_text("from", fact ? fact->from : "", json);
        json.end_object();
    }
    json.end_array();
}

void write_lines(const casework::Request& request, JsonWriter& json) {
    json.key("lines").begin_array();
    for (std::size_t line = 0; line < request.lines.size(); ++line) {
        const auto& granted = request.lines[line].granted;
        json.begin_object().key("line").value(line + 1);
        if (granted) write_granted(*granted, json);
        json.end_object();
    }
    json.end_array();
}

} // namespace

void write_foreseen(const desk::Foreseen& foreseen, const Viewer& viewer, JsonWriter& json) {
    const casework::Case& of = foreseen.file.now;
    const casework::RuleBook& book = foreseen.file.rules->book();
    const auto number = static_cast<casework::RequestNo>(of.requests.size() - 1);
    const casework::Request& request = of.at(number);
    const casework::Authority authority(book, of, viewer.actor, viewer.now);
    const casework::Screened* screening = screened(foreseen.events, number);
    json.begin_object();
    write_text("state", to_text(request.state), json);
    if (request.is_open() && request.level < book.program().levels.size())
        write_text("level", book.program().levels[request.level].name.text, json);
    if (screening) write_text("screening", to_text(screening->outcome), json);
    if (request.outcome) write_text("outcome", casework::word_of(*request.outcome), json);
    if (request.ended) write_text("ended", casework::word_of(*request.ended), json);
    write_text("why", request.why, json);
    write_because(book.program(), screening ? screening->because : 0, json);
    write_asks(book.program(), screening ? screening->asks : std::vector<std::string>(), authority, json);
    json.key("papers_owed").begin_array();
    for (const std::string& kind : casework::missing_papers(of, number, book, viewer.now))
        json.value(std::string_view(kind));
    json.end_array();
    write_lines(request, json);
    json.end_object();
}

} // namespace assent::http
