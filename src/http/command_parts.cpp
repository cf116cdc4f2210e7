// What commands name: requests, parties, levels, papers, facts, lines and terms, each as people call it.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "casework/program_rules.hpp"
#include "casework/spoken.hpp"
#include "http/command_reader.hpp"
#include "http/told_facts.hpp"

namespace assent::http {

using base::JsonNode;
using policy::LevelAct;

namespace {

constexpr std::int64_t most_pages = 9'999;

// A name as it was sent, where it stands, and what it is the name of.
struct Sought {
    std::string text;
    const JsonNode& at;
    std::string_view what; // "level"
};

// The number of the definition with that name; with another name it is none, and a mistake.
template <typename Definition>
std::uint16_t number_of(const std::vector<Definition>& all, const Sought& name, BodyReader& body) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Definition& one) { return one.name.text == name.text; });
    if (found != all.end()) return static_cast<std::uint16_t>(found - all.begin());
    std::vector<std::string> known;
    for (const Definition& one : all) known.push_back(one.name.text);
    std::string hint = base::did_you_mean(name.text, known);
    if (hint.empty()) hint = known.empty() ? "it has none" : "write " + base::listed(known, "or");
    if (!name.text.empty())
        body.complain(name.at, fmt::format("the program has no such {}", name.what), std::move(hint));
    return policy::any_object;
}

} // namespace

// Those that need nothing of the reader stand beside those that do.
// NOLINTBEGIN(readability-convert-member-functions-to-static)

casework::RequestNo CommandReader::request(BodyReader& body) const {
    return from_0(body.number("request", counted_from_1).value_or(1));
}

policy::Channel CommandReader::channel(BodyReader& body, policy::Channel usual) const {
    const auto words = body.given("channel");
    if (!words) return usual;
    const auto channel = policy::channel_of(*words);
    if (!channel)
        body.complain_of("channel", "`channel` is none",
                         "write portal, upload, email, fax, phone, mail or in person");
    return channel.value_or(usual);
}

std::uint16_t CommandReader::level(BodyReader& body, std::string_view member) const {
    return number_of(book_.program().levels, {body.needed(member), body.place_of(member), "level"}, body);
}

std::uint16_t CommandReader::party(BodyReader& body, std::string_view member) const {
    return number_of(book_.program().parties, {body.needed(member), body.place_of(member), "party"}, body);
}

std::vector<casework::Known> CommandReader::facts(BodyReader& body) const {
    std::vector<casework::Known> facts;
    FactsReader reader(book_, body);
    reader.read_facts(facts);
    reader.read_lines(facts);
    return facts;
}

casework::Paper CommandReader::paper(BodyReader& body) const {
    casework::Paper made;
    made.kind = body.needed("kind");
    made.document = body.text("document");
    if (!made.document.empty() && !known_.may_file(made.document))
        body.complain_of("document", "nobody of your organization has handed in such a document",
                         "hand it in with POST /api/v1/documents, and write the digest that it answers");
    made.pages = static_cast<std::uint16_t>(body.number("pages", {0, most_pages}).value_or(0));
    made.channel = channel(body, policy::Channel::Upload);
    if (const auto arrived = body.moment("arrived")) made.arrived = *arrived;
    return made;
}

std::vector<casework::Paper> CommandReader::papers(BodyReader& body) const {
    std::vector<casework::Paper> all;
    const JsonNode* list = body.list("papers");
    if (!list) return all;
    for (const JsonNode& child : body.document().children(*list)) {
        BodyReader one(body.document(), child, body.mistakes());
        all.push_back(paper(one));
        one.end();
    }
    return all;
}

std::vector<casework::Participant> CommandReader::participants(BodyReader& body) const {
    std::vector<casework::Participant> all;
    const JsonNode* object = body.object("participants");
    if (!object) return all;
    for (const JsonNode& member : body.document().children(*object)) {
        if (member.kind != base::JsonKind::String)
            body.complain(member, "an identifier expected, as a string");
        const Sought name{std::string(member.key), member, "party"};
        all.push_back({number_of(book_.program().parties, name, body), std::string(member.text)});
    }
    return all;
}

casework::Submit CommandReader::read_submission(BodyReader& body) const {
    casework::Submit made;
    made.type = number_of(book_.program().requests,
                          {body.needed("type"), body.place_of("type"), "type of request"}, body);
    if (const auto about = body.number("about", counted_from_1)) made.about = from_0(*about);
    made.channel = channel(body, policy::Channel::Portal);
    FactsReader reader(book_, body);
    reader.read_facts(made.facts);
    made.lines = reader.read_lines(made.facts);
    made.papers = papers(body);
    made.participants = participants(body);
    made.arrived = body.moment("arrived");
    const std::string as = body.text("asked_as");
    if (!as.empty()) made.asked_as = as == "anyone" ? policy::anyone : party(body, "asked_as");
    made.from = body.text("from");
    return made;
}

casework::LineDecision CommandReader::line_decision(BodyReader& body) const {
    casework::LineDecision made;
    made.line = from_0(body.number("line", counted_from_1).value_or(1));
    const std::string act = body.needed("act");
    bool known = act.empty();
    for (std::size_t i = 0; i < policy::level_acts; ++i) {
        if (to_text(static_cast<LevelAct>(i)) != act || !casework::line_acts().test(i)) continue;
        made.act = static_cast<LevelAct>(i);
        known = true;
    }
    if (!known)
        body.complain_of("act", "it decides no line", "write " + casework::acts_named(casework::line_acts()));
    constexpr Bounds more_than_nothing{1};
    const auto units = body.number("units", more_than_nothing);
    const auto frequency = body.number("frequency", more_than_nothing);
    const auto from = body.date("from"), through = body.date("through");
    if (units || frequency || from || through)
        made.granted = casework::Granted{units.value_or(0), frequency.value_or(0),
                                         from.value_or(calendar::Date{}), through.value_or(calendar::Date{})};
    made.rationale = body.text("rationale");
    return made;
}

casework::Criteria CommandReader::criteria(BodyReader& body) const {
    casework::Criteria made;
    if (const JsonNode* node = body.object("criteria")) {
        BodyReader one(body.document(), *node, body.mistakes());
        made = {one.needed("name"), one.needed("version")};
        one.end();
    }
    return made;
}

// As the terms of a case show it: "14-1-37", the term, the request from 1, and the event that began it.
casework::TermKey CommandReader::term(BodyReader& body) const {
    const std::string text = body.needed("term");
    const auto parts = base::split(text, '-');
    std::array<std::optional<std::int64_t>, 3> numbers;
    for (std::size_t i = 0; i < numbers.size() && i < parts.size(); ++i)
        numbers[i] = base::to_number(parts[i]);
    const bool whole = parts.size() == 3 && numbers[0] && numbers[1] && numbers[2] && *numbers[1] >= 1 &&
                       *numbers[0] < static_cast<std::int64_t>(book_.program().terms.size()) &&
                       *numbers[1] < casework::no_request && *numbers[2] <= 0xFFFFFFFF;
    if (whole)
        return {static_cast<std::uint16_t>(*numbers[0]), static_cast<casework::RequestNo>(*numbers[1] - 1),
                static_cast<std::uint32_t>(*numbers[2])};
    if (!text.empty()) body.complain_of("term", "`term` names none", "take it from the terms of the case");
    return {};
}

// NOLINTEND(readability-convert-member-functions-to-static)

} // namespace assent::http
