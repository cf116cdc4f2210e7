#include "http/case_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "casework/event_words.hpp"
#include "casework/situation.hpp"
#include "casework/spoken.hpp"
#include "casework/term.hpp"
#include "http/body_reader.hpp"
#include "http/told_facts.hpp"
#include "policy/term_text.hpp"

namespace assent::http {
namespace {

using base::JsonWriter;

// One case as one viewer is shown it.
class CaseWriter {
public:
    CaseWriter(const desk::CaseFile& file, const Viewer& viewer, JsonWriter& json)
        : file_(file), program_(file.rules->program()), viewer_(viewer), json_(json) {}

    void write_kept() {
        only_kept_ = true;
        json_.begin_object();
        json_.key("held").value(file_.now.held);
        write_contents();
    }

    void write() {
        json_.begin_object();
        text("case", case_name(file_.stream));
        text("member", file_.now.member.text);
        text("program", file_.rules->id());
        text("version", file_.rules->hash());
        json_.key("sequence").value(file_.sequence);
        if (!is_outside(viewer_.actor.role)) write_directions();
        write_contents();
    }

private:
    void write_contents() {
        json_.key("requests").begin_array();
        for (std::size_t i = 0; i < file_.now.requests.size(); ++i) write(file_.now.requests[i], i);
        json_.end_array();
        write_people();
        write_notices();
        write_threads();
        write_flags();
        json_.end_object();
    }

    void text(std::string_view key, std::string_view value) {
        if (!value.empty()) json_.key(key).value(value);
    }
    void moment(std::string_view key, const std::optional<calendar::Instant>& value) {
        if (value) json_.key(key).value(std::string_view(moment_text(*value)));
    }

    void write(const casework::Request& request, std::size_t number) {
        json_.begin_object();
        json_.key("request").value(number + 1);
        text("type", program_.requests[request.type].name.text);
        if (request.about != casework::no_request) json_.key("about").value(request.about + 1);
        text("state", to_text(request.state));
        if (request.is_open() && request.level < program_.levels.size())
            text("level", program_.levels[request.level].name.text);
        if (!is_outside(viewer_.actor.role)) text("reviewer", request.reviewer.text);
        text("asked_by", request.asked_by.text);
        text("organization", request.asked_for.text);
        text("channel", to_text(request.channel));
        moment("received", request.received);
        moment("counted_from", request.counted_from);
        moment("completed", request.completed);
        if (request.outcome) text("outcome", casework::word_of(*request.outcome));
        if (request.ended) text("ended", casework::word_of(*request.ended));
        text("why", request.why);
        if (!only_kept_) write_situation(static_cast<casework::RequestNo>(number));
        text("authorization", request.number);
        json_.key("expedited").value(request.expedited);
        json_.key("voided").value(request.voided);
        write_awaited(request);
        write_facts(request);
        write_lines(request);
        write_papers(request);
        json_.end_object();
    }

    // Nobody outside the house and the agency is told that the agency has anything to do with it.
    void write_directions() {
        json_.key("held").value(file_.now.held);
        if (file_.directions.empty()) return;
        json_.key("directions").begin_array();
        for (const desk::ProviderDirection& one : file_.directions) {
            json_.begin_object();
            text("provider", one.provider);
            text("direction", casework::word_of(one.direction));
            text("words", one.words);
            moment("at", one.at);
            json_.end_object();
        }
        json_.end_array();
    }

    // The sentences that head it wherever it is shown.
    void write_situation(casework::RequestNo number) {
        const auto now =
            casework::situation(file_.now, file_.rules->book(), number, {viewer_.actor, viewer_.now});
        json_.key("situation").value(std::string_view(to_text(now)));
        json_.key("waits_for_you").value(now.waits_for_reader);
    }

    void write_awaited(const casework::Request& request) {
        if (!request.awaited) return;
        json_.key("awaited").begin_array();
        for (const std::string& item : request.awaited->items) json_.value(std::string_view(item));
        json_.end_array();
    }

    template <typename What>
    bool is_shown(const What& what) const {
        return casework::Authority(file_.rules->book(), file_.now, viewer_.actor, viewer_.now).is_shown(what);
    }

    void write_facts(const casework::Request& request) {
        json_.key("facts").begin_object();
        for (std::size_t i = 0; i < program_.facts.size(); ++i) {
            const auto fact = static_cast<std::uint16_t>(i);
            if (!program_.facts[i].per_line && is_shown(fact))
                write_fact(request, fact, -1, program_.facts[i].name.text);
        }
        json_.end_object();
    }

    // All values of a fact, where anybody told one.
    void write_fact(const casework::Request& request, std::uint16_t fact, int line, std::string_view name) {
        const bool many = program_.facts[fact].type.many;
        bool first = true;
        for (const casework::Known& known : request.facts) {
            if (known.fact != fact || known.line != line) continue;
            if (first) json_.key(name);
            if (first && many) json_.begin_array();
            first = false;
            if (!known.no_items) write_value(program_, known, json_);
            if (!many) return;
        }
        if (!first && many) json_.end_array();
    }

    void write_lines(const casework::Request& request) {
        json_.key("lines").begin_array();
        for (std::size_t i = 0; i < request.lines.size(); ++i) {
            const casework::LineState& line = request.lines[i];
            json_.begin_object().key("line").value(i + 1);
            json_.key("facts").begin_object();
            for (std::size_t fact = 0; fact < program_.facts.size(); ++fact) {
                const std::string& name = program_.facts[fact].name.text;
                const auto number = static_cast<std::uint16_t>(fact);
                if (program_.facts[fact].per_line && is_shown(number))
                    write_fact(request, number, static_cast<int>(i), in_line(name));
            }
            json_.end_object();
            json_.key("determined").value(line.determined);
            if (line.determined) json_.key("adverse").value(line.adverse);
            if (line.granted) write_granted(*line.granted, json_);
            text("rationale", line.rationale);
            write(line.criteria);
            json_.end_object();
        }
        json_.end_array();
    }

    void write(const casework::Criteria& criteria) {
        if (criteria.empty()) return;
        json_.key("criteria").begin_object();
        json_.key("name").value(std::string_view(criteria.name));
        json_.key("version").value(std::string_view(criteria.version)).end_object();
    }

    void write_papers(const casework::Request& request) {
        json_.key("papers").begin_array();
        for (const casework::Paper& paper : request.papers) {
            json_.begin_object();
            text("kind", paper.kind);
            text("document", paper.document);
            moment("arrived", paper.arrived);
            text("channel", to_text(paper.channel));
            json_.key("pages").value(paper.pages).end_object();
        }
        json_.end_array();
    }

    void write_people() {
        json_.key("participants").begin_array();
        for (const casework::Participant& one : file_.now.participants) {
            json_.begin_object();
            text("party", casework::party_name(program_, one.party));
            text("id", one.id);
            json_.end_object();
        }
        json_.end_array();
    }

    void write_notices() {
        json_.key("notices").begin_array();
        for (std::size_t i = 0; i < file_.now.notices.size(); ++i) {
            const casework::NoticeState& one = file_.now.notices[i];
            if (!is_for(file_, viewer_, static_cast<std::int64_t>(i + 1))) continue;
            json_.begin_object().key("notice").value(i + 1);
            if (one.request != casework::no_request) json_.key("request").value(one.request + 1);
            text("name", program_.notices[one.notice].name.text);
            text("delivery", deliveries[static_cast<std::size_t>(one.delivery)]);
            moment("at", one.at);
            json_.end_object();
        }
        json_.end_array();
    }

    void write_threads() {
        json_.key("threads").begin_array();
        for (std::size_t i = 0; i < file_.now.threads.size(); ++i) {
            const casework::Thread& one = file_.now.threads[i];
            if (!is_shown(one)) continue;
            json_.begin_object().key("thread").value(i + 1);
            text("kind", casework::word_of(one.kind));
            json_.key("answered").value(one.answered).end_object();
        }
        json_.end_array();
    }

    void write_flags() {
        json_.key("flags").begin_array();
        for (const casework::Flagged& one : file_.now.flags) {
            const bool inside = one.hidden_from_provider || one.for_the_house;
            if (inside && is_outside(viewer_.actor.role)) continue;
            json_.value(std::string_view(one.what));
        }
        json_.end_array();
    }

    const desk::CaseFile& file_;
    const policy::Program& program_;
    const Viewer& viewer_;
    JsonWriter& json_;
    bool only_kept_ = false;
};

void write_term(const desk::CaseFile& file, const casework::Term& term, JsonWriter& json) {
    const casework::RuleBook& book = file.rules->book();
    const policy::TermDef& def = book.program().terms[term.key.term];
    json.begin_object();
    json.key("term").value(
        std::string_view(fmt::format("{}-{}-{}", term.key.term, term.key.request + 1, term.key.begun_by)));
    json.key("kind").value(def.kind == policy::TermKind::Duty ? "duty" : "right");
    json.key("what").value(std::string_view(casework::called(book, def)));
    if (term.key.request != casework::no_request) json.key("request").value(term.key.request + 1);
    json.key("state").value(to_text(term.state));
    const auto moment = [&](std::string_view key, const std::optional<calendar::Instant>& at) {
        if (at) json.key(key).value(std::string_view(moment_text(*at)));
    };
    moment("started", term.started);
    moment("opens", term.opens);
    moment("goal", term.goal);
    moment("due", term.due);
    moment("done", term.done);
    json.key("derivation").begin_array();
    for (const std::string& step : casework::derivation(file.now, book, term))
        json.value(std::string_view(step));
    json.end_array();
    const std::string phrase = casework::phrase_of(def.sources);
    if (!phrase.empty()) json.key("source").value(std::string_view(phrase));
    json.end_object();
}

} // namespace

bool is_for(const desk::CaseFile& file, const Viewer& viewer, std::int64_t notice) {
    if (notice < 1 || notice > static_cast<std::int64_t>(file.now.notices.size())) return false;
    const casework::Authority authority(file.rules->book(), file.now, viewer.actor, viewer.now);
    return authority.is_shown(file.now.notices[static_cast<std::size_t>(notice - 1)]);
}

std::string case_name(const store::StreamId& stream) {
    return stream.text().substr(stream.text().find('/') + 1);
}

void write_case(const desk::CaseFile& file, const Viewer& viewer, JsonWriter& json) {
    CaseWriter(file, viewer, json).write();
}

void write_kept(const desk::CaseFile& file, const Viewer& viewer, JsonWriter& json) {
    CaseWriter(file, viewer, json).write_kept();
}

void write_terms(const desk::CaseFile& file, const Viewer& viewer, JsonWriter& json) {
    const casework::Authority authority(file.rules->book(), file.now, viewer.actor, viewer.now);
    json.begin_array();
    for (const casework::Term& term : casework::terms(file.now, file.rules->book(), viewer.now)) {
        if (authority.is_shown(term.key)) write_term(file, term, json);
    }
    json.end_array();
}

void write_granted(const casework::Granted& granted, JsonWriter& json) {
    json.key("granted").begin_object();
    json.key("units").value(granted.units);
    if (granted.frequency > 0) json.key("frequency").value(granted.frequency);
    const auto day = [&](std::string_view key, calendar::Date value) {
        if (value != calendar::Date{}) json.key(key).value(std::string_view(calendar::to_text(value)));
    };
    day("from", granted.from);
    day("through", granted.through);
    json.end_object();
}

bool names_document(const casework::Case& of, std::string_view digest) {
    return std::any_of(of.requests.begin(), of.requests.end(), [&](const casework::Request& request) {
        return std::any_of(request.papers.begin(), request.papers.end(),
                           [&](const casework::Paper& paper) { return paper.document == digest; });
    });
}

void write_row_members(const store::CaseRow& row, JsonWriter& json) {
    const auto text = [&](std::string_view key, const std::optional<std::string>& value) {
        if (value) json.key(key).value(std::string_view(*value));
    };
    json.key("case").value(std::string_view(case_name(row.stream)));
    text("member", row.member);
    text("authorization", row.number);
    text("program", row.program);
    text("state", row.state);
    text("level", row.level);
    text("reviewer", row.reviewer);
    text("organization", row.organization);
    if (row.due) json.key("due").value(std::string_view(moment_text(*row.due)));
}

void write_row(const store::CaseRow& row, JsonWriter& json) {
    json.begin_object();
    write_row_members(row, json);
    json.end_object();
}

} // namespace assent::http
