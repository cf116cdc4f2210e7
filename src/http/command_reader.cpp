#include "http/command_reader.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "casework/event_words.hpp"
#include "http/told_facts.hpp"

namespace assent::http {

using base::JsonNode;
using casework::Command;
using casework::Direction;

namespace {

constexpr std::array threads = {policy::Happening::QuestionAsked, policy::Happening::MessageLeft,
                                policy::Happening::ComplaintMade, policy::Happening::InquiryMade};

} // namespace

// Those that need nothing of the reader stand in one table with those that do.
// NOLINTBEGIN(readability-convert-member-functions-to-static)

Command CommandReader::submit(BodyReader& body) const { return read_submission(body); }
Command CommandReader::claim(BodyReader& body) const {
    return casework::Claim{request(body), body.text("reason")};
}

Command CommandReader::assign(BodyReader& body) const {
    casework::Assign made{request(body), {}};
    const casework::PersonId reviewer{body.needed("reviewer")};
    const auto actor = known_.identify(reviewer);
    if (actor) made.reviewer = *actor;
    if (!actor && !reviewer.empty())
        body.complain_of("reviewer", "`reviewer` is nobody's account", "write the account of a reviewer");
    return made;
}

Command CommandReader::release(BodyReader& body) const {
    return casework::Release{request(body), body.text("reason")};
}
// The number of an authorization comes with the moment of its receipt.
Command CommandReader::report(BodyReader& body) const {
    casework::Report made{request(body), facts(body)};
    const std::string number = body.text("number");
    const auto received = std::find_if(made.facts.begin(), made.facts.end(), [&](const casework::Known& one) {
        return one.fact == book_.nouns().number_received;
    });
    if (received == made.facts.end()) {
        if (!number.empty())
            body.complain_of("number", "`number` comes without the moment of its receipt",
                             "tell number.received among the facts");
        return made;
    }
    if (number.empty())
        body.complain_of("number", "`number` is missing", "write the number of the authorization");
    received->text = number;
    return made;
}

Command CommandReader::file(BodyReader& body) const {
    casework::File made;
    made.request = request(body);
    if (const JsonNode* node = body.object("paper")) {
        BodyReader one(body.document(), *node, body.mistakes());
        made.paper = paper(one);
        one.end();
    } else if (body.lacks("paper")) {
        body.complain("`paper` is missing", "write it as an object");
    }
    return made;
}

Command CommandReader::supply(BodyReader& body) const {
    casework::Supply made;
    made.request = request(body);
    made.items = body.texts("items");
    made.facts = facts(body);
    made.papers = papers(body);
    made.channel = channel(body, policy::Channel::Portal);
    made.arrived = body.moment("arrived");
    made.from = body.text("from");
    made.words = body.text("words");
    return made;
}

Command CommandReader::pend(BodyReader& body) const {
    return casework::Pend{request(body), body.texts("items"), body.text("reason")};
}

Command CommandReader::refer(BodyReader& body) const {
    return casework::Refer{request(body), level(body, "to"), body.text("reason")};
}

Command CommandReader::decide(BodyReader& body) const {
    casework::Decide made{request(body), {}, criteria(body)};
    const JsonNode* list = body.list("lines");
    if (!list) {
        body.complain("`lines` is missing", "write a decision for each service line");
        return made;
    }
    for (const JsonNode& child : body.document().children(*list)) {
        BodyReader one(body.document(), child, body.mistakes());
        made.lines.push_back(line_decision(one));
        one.end();
    }
    return made;
}

Command CommandReader::reduce(BodyReader& body) const {
    casework::Reduce made;
    made.request = request(body);
    made.criteria = criteria(body);
    if (const JsonNode* node = body.object("line")) {
        BodyReader one(body.document(), *node, body.mistakes());
        made.line = line_decision(one);
        one.end();
    } else if (body.lacks("line")) {
        body.complain("`line` is missing", "write what is left of it as an object");
    }
    return made;
}

Command CommandReader::contact(BodyReader& body) const {
    casework::Contact made;
    made.request = request(body);
    made.party = party(body, "party");
    made.channel = channel(body, policy::Channel::Phone);
    made.at = body.moment("at");
    made.reached = body.truth("reached");
    made.note = body.text("note");
    made.reference = body.text("reference");
    return made;
}

Command CommandReader::message(BodyReader& body) const {
    casework::Message made;
    const std::string kind = body.needed("kind");
    const auto found = std::find_if(threads.begin(), threads.end(),
                                    [&](policy::Happening one) { return casework::word_of(one) == kind; });
    if (found != threads.end()) made.kind = *found;
    if (found == threads.end() && !kind.empty())
        body.complain_of("kind", "`kind` opens no thread", "write " + base::listed(thread_kinds(), "or"));
    made.request = request(body);
    made.channel = channel(body, policy::Channel::Portal);
    made.arrived = body.moment("arrived");
    made.text = body.needed("text");
    made.from = body.text("from");
    if (const auto wrong = body.number("corrects", counted_from_1)) made.corrects = from_0(*wrong);
    made.answer = body.text("answer");
    return made;
}

Command CommandReader::answer(BodyReader& body) const {
    return casework::Answer{from_0(body.needed_number("thread", counted_from_1)), body.needed("text")};
}

Command CommandReader::flag(BodyReader& body) const {
    return casework::Flag{request(body), body.needed("what"), body.truth("hidden_from_provider")};
}

Command CommandReader::direct(BodyReader& body) const {
    const Direction direction = read_direction(body);
    return casework::Direct{direction, body.text("words")};
}

Command CommandReader::extend(BodyReader& body) const {
    casework::Extend made{term(body), {}, {}};
    const auto due = body.moment("due");
    if (due) made.due = *due;
    if (body.lacks("due")) body.complain("`due` is missing", "write it as 2026-11-28T15:00:00Z");
    made.reason = body.text("reason");
    return made;
}

Command CommandReader::correct(BodyReader& body) const {
    casework::Correct made;
    made.request = request(body);
    made.event = static_cast<std::uint32_t>(body.needed_number("event", a_count));
    made.facts = facts(body);
    made.reason = body.text("reason");
    return made;
}

Command CommandReader::name(BodyReader& body) const {
    return casework::Name{{party(body, "party"), body.needed("id")}, body.text("reason")};
}

Command CommandReader::serve(BodyReader& body) const {
    const auto notice = static_cast<std::uint32_t>(body.needed_number("notice", counted_from_1));
    return casework::Serve{notice, body.moment("at"), body.text("proof")};
}

Command CommandReader::come_back(BodyReader& body) const {
    const auto notice = static_cast<std::uint32_t>(body.needed_number("notice", counted_from_1));
    return casework::ComeBack{notice, body.text("why")};
}

template <typename WithReason>
Command CommandReader::with_reason(BodyReader& body) const {
    return WithReason{request(body), body.text("reason")};
}

// NOLINTEND(readability-convert-member-functions-to-static)

std::span<const CommandReader::Word> CommandReader::table() {
    static constexpr std::array all = {
        Word{"submit", &CommandReader::submit},
        Word{"claim", &CommandReader::claim},
        Word{"assign", &CommandReader::assign},
        Word{"release", &CommandReader::release},
        Word{"report", &CommandReader::report},
        Word{"file", &CommandReader::file},
        Word{"supply", &CommandReader::supply},
        Word{"pend", &CommandReader::pend},
        Word{"refer", &CommandReader::refer},
        Word{"decide", &CommandReader::decide},
        Word{"technically deny", &CommandReader::with_reason<casework::TechnicallyDeny>},
        Word{"return", &CommandReader::with_reason<casework::Return>},
        Word{"withdraw", &CommandReader::with_reason<casework::Withdraw>},
        Word{"contact", &CommandReader::contact},
        Word{"message", &CommandReader::message},
        Word{"answer", &CommandReader::answer},
        Word{"flag", &CommandReader::flag},
        Word{"direct", &CommandReader::direct},
        Word{"expedite", &CommandReader::with_reason<casework::Expedite>},
        Word{"refuse to expedite", &CommandReader::with_reason<casework::RefuseToExpedite>},
        Word{"extend", &CommandReader::extend},
        Word{"correct", &CommandReader::correct},
        Word{"name", &CommandReader::name},
        Word{"void", &CommandReader::with_reason<casework::Void>},
        Word{"reduce", &CommandReader::reduce},
        Word{"serve", &CommandReader::serve},
        Word{"come back", &CommandReader::come_back},
    };
    return all;
}

std::optional<Command> CommandReader::read(BodyReader& body) const {
    const std::size_t before = body.mistakes().errors();
    const std::string word = body.needed("do");
    std::optional<Command> made;
    for (const Word& one : table()) {
        if (one.word == word) made = (this->*one.read)(body);
    }
    if (!made && !word.empty()) {
        std::string hint = base::did_you_mean(word, words());
        body.complain_of("do", "`do` is no command",
                         hint.empty() ? "write " + base::listed(words(), "or") : std::move(hint));
    }
    if (made) body.end();
    if (body.mistakes().errors() != before) return std::nullopt;
    return made;
}

std::vector<std::string> CommandReader::thread_kinds() {
    std::vector<std::string> all;
    for (const policy::Happening kind : threads) all.emplace_back(casework::word_of(kind));
    return all;
}

std::vector<std::string> CommandReader::words() {
    std::vector<std::string> all;
    for (const Word& one : table()) all.emplace_back(one.word);
    return all;
}

Direction read_direction(BodyReader& body) {
    const std::string word = body.needed("direction");
    const auto direction = casework::from_word<Direction>(word);
    if (!direction && !word.empty())
        body.complain_of("direction", "`direction` is none", "write hold, continue or alter");
    return direction.value_or(Direction::Continue);
}

} // namespace assent::http
