#include "http/program_json.hpp"

#include <algorithm>
#include <array>

#include "casework/spoken.hpp"
#include "casework/term.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/standing_json.hpp"
#include "policy/case_facts.hpp"
#include "policy/decide.hpp"
#include "policy/explanation.hpp"
#include "policy/request_reader.hpp"

namespace assent::http {

using base::JsonWriter;

void write_program_line(const desk::Rules& rules, JsonWriter& json) {
    const policy::Header& header = rules.program().header;
    json.begin_object();
    json.key("program").value(std::string_view(rules.id()));
    json.key("title").value(std::string_view(header.title));
    json.key("effective").value(std::string_view(calendar::to_text(header.effective)));
    json.key("version").value(std::string_view(rules.hash()));
    json.end_object();
}

namespace {

template <typename Definition>
void write_names(std::string_view key, const std::vector<Definition>& all, JsonWriter& json) {
    json.key(key).begin_array();
    for (const Definition& one : all) {
        if (!one.name.text.empty()) json.value(std::string_view(one.name.text));
    }
    json.end_array();
}

// In the order of policy::Kind.
constexpr std::array<std::string_view, 10> types = {"yes or no",      "number",         "date", "moment",
                                                    "diagnosis code", "procedure code", "word", "money",
                                                    "text",           "document"};

void write_fact(const policy::FactDef& fact, JsonWriter& json) {
    const policy::Type& type = fact.type;
    json.begin_object();
    json.key("name").value(std::string_view(fact.name.text));
    json.key("type").value(types[static_cast<std::size_t>(type.kind)]);
    json.key("many").value(type.many);
    if (type.kind == policy::Kind::Word) {
        json.key("values").begin_array();
        for (const std::string& word : type.words) json.value(std::string_view(word));
        json.end_array();
    }
    if (type.kind == policy::Kind::Number && type.bounds != policy::Interval::anything())
        json.key("least").value(type.bounds.least).key("most").value(type.bounds.most);
    if (!fact.from.empty()) json.key("from").value(std::string_view(fact.from));
    const std::string_view question = policy::question_for(fact);
    if (!question.empty()) json.key("question").value(question);
    json.end_object();
}

void write_facts(const policy::Program& program, bool of_case, JsonWriter& json) {
    json.begin_array();
    for (const policy::FactDef& fact : program.facts) {
        if (fact.of_case == of_case && !fact.is_derived && !fact.judged) write_fact(fact, json);
    }
    json.end_array();
}

void write_ledgers(const policy::Program& program, JsonWriter& json) {
    json.begin_array();
    for (const policy::LedgerDef& ledger : program.ledgers) {
        json.begin_object().key("name").value(std::string_view(ledger.name.text));
        json.key("holds").value(ledger.holds);
        json.key("question").value(std::string_view(ledger.question)).end_object();
    }
    json.end_array();
}

// Whether the request is told to be of a type that asks an answer, or nothing, and no services.
bool asks_no_lines(const policy::Program& program, const policy::Facts& facts) {
    const policy::FactDef* fact = program.fact("request.type");
    if (!fact || !fact->of_case || !facts.value(fact->slot).known()) return false;
    const std::string& told = program.words.at(facts.value(fact->slot).least);
    return std::any_of(program.requests.begin(), program.requests.end(), [&](const policy::RequestDef& one) {
        return one.name.text == told && !one.asks_lines;
    });
}

} // namespace

std::span<const std::string_view> fact_types() { return types; }

void write_program(const desk::Rules& rules, JsonWriter& json) {
    const policy::Program& program = rules.program();
    json.begin_object();
    json.key("program").value(std::string_view(rules.id()));
    json.key("title").value(std::string_view(program.header.title));
    json.key("effective").value(std::string_view(calendar::to_text(program.header.effective)));
    json.key("version").value(std::string_view(rules.hash()));
    json.key("zone").value(std::string_view(rules.book().zone().name()));
    json.key("requests").begin_array();
    for (const policy::RequestDef& one : program.requests) {
        json.begin_object().key("type").value(std::string_view(one.name.text));
        json.key("by").value(std::string_view(casework::asked_by(program, one)));
        json.key("opens_case").value(one.opens_case).end_object();
    }
    json.end_array();
    json.key("facts");
    write_facts(program, false, json);
    json.key("case_facts");
    write_facts(program, true, json);
    json.key("ledgers");
    write_ledgers(program, json);
    write_names("levels", program.levels, json);
    write_names("parties", program.parties, json);
    write_names("documents", program.documents, json);
    write_names("notices", program.notices, json);
    json.end_object();
}

Response checked_answer(const desk::Rules& rules, const base::JsonDocument& document) {
    policy::Facts facts(rules.program());
    base::Diagnostics mistakes;
    policy::RequestReader reader(rules.program());
    if (!reader.read(document, facts, mistakes)) return problem(mistakes);
    if (asks_no_lines(rules.program(), facts))
        facts.set_lines(1); // its answer
    else if (facts.lines() == 0)
        facts.forget_lines(); // nobody asks for no services: they are still to be told
    const policy::Verdict verdict = policy::decide(rules.program(), facts);
    const policy::Explanation explanation = policy::explain(rules.program(), facts, verdict);
    return json_answer([&](JsonWriter& json) { policy::write_json(rules.program(), explanation, json); });
}

namespace {

// The thread and the notice that an event is about.
struct AboutThread {
    std::optional<std::uint32_t> operator()(const casework::Messaged& one) const { return one.thread; }
    std::optional<std::uint32_t> operator()(const casework::Answered& one) const { return one.thread; }
    template <typename Other>
    std::optional<std::uint32_t> operator()(const Other&) const {
        return std::nullopt;
    }
};
struct AboutNotice {
    std::optional<std::uint32_t> operator()(const casework::Composed& one) const { return one.number; }
    std::optional<std::uint32_t> operator()(const casework::Sent& one) const { return one.notice; }
    std::optional<std::uint32_t> operator()(const casework::Served& one) const { return one.notice; }
    std::optional<std::uint32_t> operator()(const casework::CameBack& one) const { return one.notice; }
    template <typename Other>
    std::optional<std::uint32_t> operator()(const Other&) const {
        return std::nullopt;
    }
};

// The facts that an event tells; none of any other.
struct FactsTold {
    std::vector<casework::Known> operator()(const casework::Reported& one) const { return one.facts; }
    std::vector<casework::Known> operator()(const casework::Corrected& one) const { return one.facts; }
    template <typename Other>
    std::vector<casework::Known> operator()(const Other&) const {
        return {};
    }
};

// Whether somebody outside the house is told that it happened at all.
bool is_shown(const desk::CaseFile& file, const casework::What& what, const Viewer& viewer) {
    const auto* flagged = std::get_if<casework::Flagged>(&what);
    if (flagged && (flagged->hidden_from_provider || flagged->for_the_house)) return false;
    if (std::holds_alternative<casework::Directed>(what)) return false;
    const casework::Authority authority(file.rules->book(), file.now, viewer.actor, viewer.now);
    if (const auto* passed = std::get_if<casework::Passed>(&what)) return authority.is_shown(passed->term);
    const std::vector<casework::Known> told = std::visit(FactsTold(), what);
    const auto is_hidden = [&](const casework::Known& one) { return !authority.is_shown(one.fact); };
    if (!told.empty() && std::all_of(told.begin(), told.end(), is_hidden)) return false;
    if (const auto thread = std::visit(AboutThread(), what))
        return authority.is_shown(file.now.threads[*thread]);
    const auto notice = std::visit(AboutNotice(), what);
    return !notice || is_for(file, viewer, *notice);
}

} // namespace

bool is_shown(const desk::CaseFile& file, const store::Event& event, const Viewer& viewer) {
    return !is_outside(viewer.actor.role) || is_shown(file, desk::event_of(file.stream, event).what, viewer);
}

std::optional<FellDue> fell_due(const desk::CaseFile& file, const casework::Event& event) {
    const auto* passed = std::get_if<casework::Passed>(&event.what);
    if (!passed) return std::nullopt;
    const casework::RuleBook& book = file.rules->book();
    return FellDue{casework::called(book, book.program().terms[passed->term.term]), passed->due};
}

std::optional<std::uint32_t> notice_of(const casework::Event& event) {
    return std::visit(AboutNotice(), event.what);
}

// To people outside the house the kinds of what happened, when and by which role; what stands in the events
// is shown with the case, as far as it is theirs.
void write_event(const desk::CaseFile& file, const store::Event& event, const Viewer& viewer,
                 JsonWriter& json) {
    const casework::Event one = desk::event_of(file.stream, event);
    json.begin_object();
    json.key("event").value(number_of(event));
    json.key("kind").value(std::string_view(event.kind));
    json.key("at").value(std::string_view(moment_text(event.at)));
    json.key("role").value(std::string_view(event.role));
    if (!is_outside(viewer.actor.role) && !event.actor.empty())
        json.key("by").value(std::string_view(event.actor));
    const casework::RequestNo request = casework::request_of(one.what);
    if (request != casework::no_request) json.key("request").value(request + 1);
    if (const auto notice = notice_of(one)) json.key("notice").value(*notice);
    if (const auto due = fell_due(file, one)) {
        json.key("what").value(std::string_view(due->what));
        json.key("due").value(std::string_view(moment_text(due->due)));
    }
    const std::string_view reason = casework::reason_of(one.what);
    if (!is_outside(viewer.actor.role) && !reason.empty()) json.key("reason").value(reason);
    json.end_object();
}

std::optional<desk::Letter> letter_of_notice(store::Store& store, const desk::CaseFile& file,
                                             std::int64_t notice) {
    std::string digest;
    for (const store::Event& event : store.read(file.stream, 2)) {
        const casework::Event one = desk::event_of(file.stream, event);
        const auto* composed = std::get_if<casework::Composed>(&one.what);
        if (composed && composed->number == notice) digest = composed->digest;
    }
    return desk::find_letter(store, file.stream, digest);
}

void write_member(const desk::Standing& standing, JsonWriter& json) {
    json.begin_object();
    json.key("name").value(std::string_view(standing.member->name));
    if (standing.member->birth_date)
        json.key("birth_date").value(std::string_view(calendar::to_text(*standing.member->birth_date)));
    if (!standing.member->language.empty())
        json.key("language").value(std::string_view(standing.member->language));
    json.key("eligible").begin_array();
    for (const desk::Eligible& span : standing.eligible) {
        json.begin_object().key("from").value(std::string_view(calendar::to_text(span.from)));
        if (span.through) json.key("through").value(std::string_view(calendar::to_text(*span.through)));
        if (span.determined)
            json.key("determined").value(std::string_view(calendar::to_text(*span.determined)));
        json.end_object();
    }
    json.end_array().end_object();
}

std::vector<desk::Report> read_member(BodyReader& body) {
    std::vector<desk::Report> reports;
    reports.emplace_back(desk::Member{read_name(body), body.date("birth_date"), body.text("language")});
    const base::JsonNode* list = body.list("eligible");
    body.end();
    if (!list) return reports;
    for (const base::JsonNode& node : body.document().children(*list)) {
        BodyReader span(body.document(), node, body.mistakes());
        const auto from = span.date("from"), through = span.date("through"),
                   determined = span.date("determined");
        span.end();
        if (span.lacks("from")) span.complain("`from` is missing", "write it as 2026-11-28");
        if (from && through && *through < *from) span.complain("`through` lies before `from`");
        reports.emplace_back(desk::Eligible{from.value_or(calendar::Date{}), through, determined});
    }
    return reports;
}

} // namespace assent::http
