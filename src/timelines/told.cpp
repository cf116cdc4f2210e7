#include "timelines/told.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "casework/event_words.hpp"
#include "policy/term_text.hpp"

namespace assent::timelines {
namespace {

using casework::Case;
using casework::Request;
using casework::RequestNo;
using casework::RuleBook;
using policy::Program;

std::string parties(const Program& program, const std::vector<std::uint16_t>& all) {
    std::vector<std::string> names;
    for (const std::uint16_t party : all) names.push_back(policy::party_text(program, party));
    return base::listed(names, "or");
}

std::string_view level(const Program& program, std::uint16_t number) {
    return number < program.levels.size() ? std::string_view(program.levels[number].name.text) : "no level";
}

// What a term of a program does, where it has no name of its own.
std::string name_of(const policy::TermDef& def, const Program& program) {
    if (def.notice != policy::any_object)
        return fmt::format("notice of {} to {}", program.notices[def.notice].name.text,
                           parties(program, def.to));
    if (def.request != policy::any_object)
        return fmt::format("submission of {}", program.requests[def.request].name.text);
    return def.name.text;
}

// An operator for each kind of event.
class EventTelling {
public:
    EventTelling(const Case& after, const RuleBook& book) : case_(after), book_(book) {}

    std::string operator()(const casework::Begun& e) const {
        const std::string about =
            e.about == casework::no_request ? "" : fmt::format(" about request {}", e.about + 1);
        return fmt::format("begun: {}{}", program().requests[e.type].name.text, about);
    }
    std::string operator()(const casework::Submitted& e) const {
        std::vector<std::string> papers;
        for (const auto& paper : e.papers) papers.push_back(paper.kind);
        return fmt::format("submitted by {} by {}{}{}", policy::party_text(program(), e.by_party),
                           policy::to_text(e.channel), papers.empty() ? ", without papers" : ", with ",
                           base::listed(papers));
    }
    std::string operator()(const casework::Received& e) const {
        return fmt::format("received, arrived {}{}{}", at(e.arrived), e.early ? ", early" : "",
                           e.dates_limited ? ", no day before it" : "");
    }
    std::string operator()(const casework::Screened& e) const {
        const std::string asks = e.asks.empty() ? "" : ": " + base::listed(e.asks);
        return fmt::format("screened: {}{}", policy::to_text(e.outcome), asks);
    }
    std::string operator()(const casework::Assigned& e) const {
        return fmt::format("{} has it at {}{}{}", e.reviewer.text, level(program(), e.level),
                           e.reason.empty() ? "" : ": ", e.reason);
    }
    std::string operator()(const casework::Released& e) const { return "given back: " + e.reason; }
    std::string operator()(const casework::Reported& e) const { return "reported " + facts(e.facts); }
    std::string operator()(const casework::Filed& e) const { return "filed " + e.paper.kind; }
    std::string operator()(const casework::Supplied& e) const {
        return fmt::format("supplied {}, arrived {}", e.items.empty() ? "all of it" : base::listed(e.items),
                           at(e.arrived));
    }
    std::string operator()(const casework::Completed& e) const {
        return fmt::format("complete {}{}", at(e.at), e.deemed ? ", though something is missing" : "");
    }
    std::string operator()(const casework::Pended& e) const {
        return fmt::format("pended at {} for {}", level(program(), e.level), base::listed(e.items));
    }
    std::string operator()(const casework::Reopened&) const { return "reopened"; }
    std::string operator()(const casework::Referred& e) const {
        return fmt::format("referred to {}", level(program(), e.to));
    }
    std::string operator()(const casework::Determined& e) const {
        const casework::Granted* granted = casework::granted_by(e.determination);
        const bool adverse = casework::is_adverse(e.determination);
        if (std::holds_alternative<casework::Yes>(e.determination)) return "answered yes";
        if (!granted) return fmt::format("line {} denied", e.line + 1);
        return fmt::format("line {} {}approved: {}", e.line + 1, adverse ? "partly " : "",
                           granted_told(*granted));
    }
    std::string operator()(const casework::Decided& e) const {
        return std::string(casework::word_of(e.outcome));
    }
    std::string operator()(const casework::Ended& e) const {
        return fmt::format("{}{}{}", casework::word_of(e.as), e.why.empty() ? "" : ": ", e.why);
    }
    std::string operator()(const casework::Composed& e) const { return "composed " + notice(e.number); }
    std::string operator()(const casework::Sent& e) const { return "sent " + notice(e.notice); }
    std::string operator()(const casework::Served& e) const { return "served " + notice(e.notice); }
    std::string operator()(const casework::CameBack& e) const { return "came back: " + notice(e.notice); }
    std::string operator()(const casework::Passed& e) const {
        const policy::TermDef& def = program().terms[e.term.term];
        return fmt::format("{} {}: {}", name_of(def, program()),
                           def.kind == policy::TermKind::Duty ? "missed" : "lapsed",
                           e.effects.empty() ? "nothing follows" : effects_told(e.effects, program()));
    }
    std::string operator()(const casework::Revoked& e) const {
        return fmt::format("what followed from {} is revoked: {}",
                           name_of(program().terms[e.term.term], program()), e.reason);
    }
    std::string operator()(const casework::Contacted& e) const {
        return fmt::format("contacted {} by {}, {}", policy::party_text(program(), e.party),
                           policy::to_text(e.channel), e.reached ? "reached" : "not reached");
    }
    std::string operator()(const casework::Messaged& e) const {
        return fmt::format("{} by {}", policy::to_text(e.kind), policy::to_text(e.channel));
    }
    std::string operator()(const casework::Answered& e) const {
        return fmt::format("answered: {}", policy::to_text(case_.threads[e.thread].kind));
    }
    std::string operator()(const casework::Flagged& e) const { return "flagged: " + e.what; }
    std::string operator()(const casework::Directed& e) const {
        return fmt::format("directed: {}", casework::word_of(e.direction));
    }
    std::string operator()(const casework::ExpediteAsked&) const { return "asked to be expedited"; }
    std::string operator()(const casework::Expedited&) const { return "expedited"; }
    std::string operator()(const casework::ExpediteRefused&) const { return "not expedited"; }
    std::string operator()(const casework::Extended& e) const {
        return fmt::format("{} extended to {}", name_of(program().terms[e.term.term], program()), at(e.due));
    }
    std::string operator()(const casework::Corrected& e) const { return "corrected " + facts(e.facts); }
    std::string operator()(const casework::Named& e) const {
        return fmt::format("{} is {}", policy::party_text(program(), e.participant.party), e.participant.id);
    }
    std::string operator()(const casework::Voided&) const { return "voided"; }
    std::string operator()(const casework::Counted& e) const {
        return fmt::format("{} used of {} in {}", e.used, program().ledgers[e.ledger].name.text, e.period);
    }
    std::string operator()(const casework::Reserved& e) const {
        return fmt::format("line {} sets aside {} of {} in {}", e.line + 1, e.units,
                           program().ledgers[e.ledger].name.text, e.period);
    }
    std::string operator()(const casework::Resumed& e) const { return "goes on: " + e.reason; }
    std::string operator()(const casework::Closed&) const { return "closed"; }

private:
    const Program& program() const { return book_.program(); }
    std::string at(casework::Instant moment) const { return book_.zone().to_text(moment); }
    std::string notice(std::uint32_t number) const {
        if (number < 1 || number > case_.notices.size()) return "a notice";
        return "notice of " + notice_told(case_.notices[number - 1], program());
    }
    // Their names; a value may be a member's.
    std::string facts(const std::vector<casework::Known>& all) const {
        std::vector<std::string> names;
        for (const casework::Known& one : all) names.push_back(program().facts[one.fact].name.text);
        return base::listed(names);
    }

    const Case& case_;
    const RuleBook& book_;
};

} // namespace

std::string state_told(const Case& of, RequestNo number, const Program& program) {
    if (number >= of.requests.size()) return "no request";
    const Request& request = of.requests[number];
    const bool closed = request.state == casework::State::Closed;
    if (request.outcome)
        return fmt::format("{}{}{}", casework::word_of(*request.outcome), request.voided ? ", voided" : "",
                           closed ? ", closed" : "");
    if (request.ended)
        return fmt::format("{}{}", casework::word_of(*request.ended), closed ? ", closed" : "");
    if (request.state == casework::State::InReview || request.state == casework::State::Pended)
        return fmt::format("{} at {}", to_text(request.state), level(program, request.level));
    return std::string(to_text(request.state));
}

std::string granted_told(const casework::Granted& granted) {
    std::string text = fmt::format("{} units", granted.units);
    if (granted.frequency > 0) text += fmt::format(", {} times a week", granted.frequency);
    if (!has_days(granted)) return text;
    return text + fmt::format(", from {} through {}", calendar::to_text(granted.from),
                              calendar::to_text(granted.through));
}

std::string line_told(const Request& request, std::uint16_t line) {
    if (line >= request.lines.size()) return fmt::format("there is no line {}", line + 1);
    const casework::LineState& state = request.lines[line];
    if (!state.determined) return fmt::format("line {} open", line + 1);
    if (!state.granted) return fmt::format("line {} {}", line + 1, state.adverse ? "denied" : "answered yes");
    return fmt::format("line {} approved {}", line + 1, granted_told(*state.granted));
}

std::string term_told(const casework::Term& term, const RuleBook& book) {
    const std::string name = name_of(book.program().terms[term.key.term], book.program());
    return term.due ? fmt::format("{}, due {}", name, book.zone().to_text(*term.due)) : name;
}

std::string notice_told(const casework::NoticeState& notice, const Program& program) {
    const policy::TermDef& line = program.terms[notice.line];
    std::vector<std::string> channels;
    for (std::size_t i = 0; i < policy::channels; ++i) {
        if (line.channels.test(i)) channels.emplace_back(policy::to_text(static_cast<policy::Channel>(i)));
    }
    return fmt::format("{} to {} by {}", program.notices[notice.notice].name.text, parties(program, line.to),
                       channels.empty() ? "the channel it came" : base::listed(channels, "or"));
}

std::string effects_told(const policy::Effects& effects, const Program& program) {
    std::vector<std::string> words;
    for (const policy::Effect& effect : effects) {
        std::string text(policy::to_text(effect.kind));
        if (!effect.words.empty()) text += " " + effect.words;
        if (effect.kind == policy::EffectKind::ReferTo)
            text = fmt::format("refer to {}", level(program, effect.object));
        words.push_back(std::move(text));
    }
    return base::listed(words);
}

std::string event_told(const casework::Event& event, const Case& after, const RuleBook& book) {
    const std::string said = std::visit(EventTelling(after, book), event.what);
    const RequestNo request = casework::request_of(event.what);
    const bool of_one = request != casework::no_request && after.requests.size() > 1;
    return of_one ? fmt::format("request {}: {}", request + 1, said) : said;
}

} // namespace assent::timelines
