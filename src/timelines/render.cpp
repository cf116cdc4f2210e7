// A timeline as it went: a story for people, an object for machines.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#include "base/text.hpp"
#include "policy/dated_line.hpp"
#include "timelines/play.hpp"
#include "timelines/told.hpp"

namespace assent::timelines {
namespace {

// "2026-11-24T10:05:00-05:00" (ISO 8601), for machines.
std::string iso_text(const calendar::Zone& zone, casework::Instant moment) {
    const calendar::Date day = zone.local_date(moment);
    const auto time = zone.to_local(moment).time_since_epoch() - day.time_since_epoch();
    const auto offset = std::chrono::duration_cast<std::chrono::minutes>(zone.at(moment).offset).count();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", calendar::to_text(day), seconds / 3600,
                       seconds / 60 % 60, seconds % 60, offset < 0 ? '-' : '+', std::abs(offset) / 60,
                       std::abs(offset) % 60);
}

std::string place_told(const Timeline& timeline, const policy::Piece& at) {
    return fmt::format("{}:{}:{}", timeline.file, at.line, at.column);
}

std::string deed_told(const Played& played) {
    if (!played.step) return "time passes";
    return std::string(policy::moment_of_step(played.step->place.text).deed);
}

// The notices of one moment are one line of the story.
bool is_delivery(const casework::What& what) {
    return std::holds_alternative<casework::Composed>(what) || std::holds_alternative<casework::Sent>(what);
}

void tell_notices(const Played& played, const policy::Program& program, std::string& text) {
    std::vector<std::string> composed;
    std::size_t sent = 0;
    for (const casework::Event& event : played.events) {
        const auto* one = std::get_if<casework::Composed>(&event.what);
        if (one) composed.push_back(notice_told(played.after.notices[one->number - 1], program));
        sent += std::holds_alternative<casework::Sent>(event.what) ? 1 : 0;
    }
    for (const std::string& one : composed) text += fmt::format("    notice of {}\n", one);
    if (composed.empty() && sent > 0) text += fmt::format("    {} sent\n", sent);
    if (!composed.empty() && sent == 0) text += "    not sent yet\n";
}

std::string told(const casework::Term& term, const casework::RuleBook& book) {
    if (term.is_running())
        return fmt::format(
            "due: {}{}", term_told(term, book),
            term.state == casework::TermState::Open ? "" : fmt::format(", {}", to_text(term.state)));
    return fmt::format("{}: {}", to_text(term.state), term_told(term, book));
}

// The duties that stand otherwise than they stood before.
void tell_terms(const Played& played, const Played* before, const casework::RuleBook& book,
                std::string& text) {
    const auto stood_so = [&](const std::string& line) {
        return before && std::any_of(before->terms.begin(), before->terms.end(),
                                     [&](const auto& term) { return told(term, book) == line; });
    };
    for (const casework::Term& term : played.terms) {
        const policy::TermDef& def = book.program().terms[term.key.term];
        const std::string line = told(term, book);
        const bool sent_at_once = def.notice != policy::any_object && !term.is_running();
        if (def.kind == policy::TermKind::Duty && !sent_at_once && !stood_so(line))
            text += fmt::format("    {}\n", line);
    }
}

void tell(const Play& play, std::size_t number, const casework::RuleBook& book, std::string& text) {
    const Played& played = play.played[number];
    const Played* before = number == 0 ? nullptr : &play.played[number - 1];
    text += fmt::format("\n{}  {}\n", book.zone().to_text(played.at), deed_told(played));
    if (played.refusal) text += fmt::format("    refused: {}\n", to_text(*played.refusal));
    for (const casework::Event& event : played.events) {
        if (!is_delivery(event.what)) text += fmt::format("    {}\n", event_told(event, played.after, book));
    }
    tell_notices(played, book.program(), text);
    tell_terms(played, before, book, text);
    for (const Unmet& one : played.unmet)
        text += fmt::format("    NOT AS EXPECTED, {}: {}\n      instead: {}\n",
                            place_told(*play.timeline, one.place), one.expected, one.instead);
}

void write_event(const casework::Event& event, const Played& played, const casework::RuleBook& book,
                 base::JsonWriter& json) {
    json.begin_object().key("kind").value(kind_of(event.what));
    json.key("at").value(iso_text(book.zone(), event.at));
    json.key("by").value(event.by.text).key("role").value(to_text(event.role));
    const casework::RequestNo request = request_of(event.what);
    if (request != casework::no_request) json.key("request").value(request + 1);
    json.key("details").value(event_told(event, played.after, book)).end_object();
}

void write_terms(const Played& played, const casework::RuleBook& book, base::JsonWriter& json) {
    json.key("terms").begin_array();
    for (const casework::Term& term : played.terms) {
        const policy::TermDef& def = book.program().terms[term.key.term];
        json.begin_object().key("name").value(def.name.text);
        json.key("kind").value(def.kind == policy::TermKind::Duty ? "duty" : "right");
        json.key("state").value(to_text(term.state));
        if (term.key.request != casework::no_request) json.key("request").value(term.key.request + 1);
        if (term.opens) json.key("opens").value(iso_text(book.zone(), *term.opens));
        if (term.goal) json.key("goal").value(iso_text(book.zone(), *term.goal));
        if (term.due) json.key("due").value(iso_text(book.zone(), *term.due));
        json.end_object();
    }
    json.end_array();
}

void write_played(const Played& played, const casework::RuleBook& book, base::JsonWriter& json) {
    json.begin_object().key("at").value(iso_text(book.zone(), played.at));
    json.key("deed").value(deed_told(played));
    if (played.refusal) {
        json.key("refusal").begin_object().key("kind").value(to_text(played.refusal->kind));
        json.key("rule").value(played.refusal->rule).key("source").value(played.refusal->source);
        json.key("instead").value(played.refusal->instead).end_object();
    }
    json.key("events").begin_array();
    for (const casework::Event& event : played.events) write_event(event, played, book, json);
    json.end_array();
    write_terms(played, book, json);
    json.key("notices").begin_array();
    for (const casework::NoticeState& notice : played.after.notices) {
        constexpr std::array<std::string_view, 4> words = {"composed", "sent", "served", "came back"};
        json.begin_object().key("notice").value(notice_told(notice, book.program()));
        json.key("delivery").value(words[static_cast<std::size_t>(notice.delivery)]).end_object();
    }
    json.end_array().key("unmet").begin_array();
    for (const Unmet& one : played.unmet) {
        json.begin_object().key("line").value(one.place.line).key("column").value(one.place.column);
        json.key("expected").value(one.expected).key("instead").value(one.instead).end_object();
    }
    json.end_array().end_object();
}

} // namespace

std::string to_text(const Play& play, const casework::RuleBook& book) {
    const Timeline& timeline = *play.timeline;
    std::string text = fmt::format("{}{}{}\n{}:{}\n", timeline.name, timeline.ids.empty() ? "" : ", ",
                                   base::join(timeline.ids, " "), timeline.file, timeline.place.line);
    for (std::size_t i = 0; i < play.played.size(); ++i) tell(play, i, book, text);
    return text;
}

std::string unmet_text(const Play& play) {
    std::string text;
    for (const Played& played : play.played) {
        for (const Unmet& one : played.unmet)
            text +=
                fmt::format("{}: {}: expected {}\n    instead: {}\n", place_told(*play.timeline, one.place),
                            play.timeline->name, one.expected, one.instead);
    }
    return text;
}

void write_json(const Play& play, const casework::RuleBook& book, base::JsonWriter& json) {
    const Timeline& timeline = *play.timeline;
    json.begin_object().key("timeline").value(timeline.name).key("ids").begin_array();
    for (const std::string& id : timeline.ids) json.value(id);
    json.end_array().key("file").value(timeline.file).key("line").value(timeline.place.line);
    json.key("expectations").value(play.expectations()).key("unmet").value(play.unmet());
    json.key("steps").begin_array();
    for (const Played& one : play.played) write_played(one, book, json);
    json.end_array().end_object();
}

std::string to_json(const Play& play, const casework::RuleBook& book) {
    std::string text;
    base::JsonWriter json(text);
    write_json(play, book, json);
    return text;
}

} // namespace assent::timelines
