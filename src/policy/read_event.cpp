// Events where a policy names them, and what is wrong with words that are none.

#include <fmt/format.h>

#include "policy/moment_reader.hpp"

namespace assent::policy {
namespace {

constexpr std::string_view event_forms =
    "an event is what happened to a request (`received`, `complete information`, `pended at LEVEL`, "
    "`decided`, `denied`), `notice of NAME sent`, a fact that holds a date or a moment, or `DUTY missed`";

std::vector<std::string> event_words(const Referents& referents) {
    std::vector<std::string> all = referents.names.all(NameKind::Fact);
    for (std::size_t i = 0; i < happenings; ++i) {
        const auto what = static_cast<Happening>(i);
        if (stands_alone(what)) all.emplace_back(to_text(what));
    }
    return all;
}

// "A, B or C", "A, B, or C"
bool another(Cursor& cursor) {
    const bool comma = cursor.accept_comma();
    return cursor.accept("or") || comma;
}

bool holds_a_day(const FactDef& fact) {
    return (fact.type.kind == Kind::Date || fact.type.kind == Kind::Moment) && !fact.type.many &&
           !fact.per_line;
}

} // namespace

bool MomentReader::sees_moment(const Cursor& cursor) const {
    Cursor ahead = cursor;
    return event_at(ahead, referents_.names) || cursor.sees("the earlier of") ||
           cursor.sees("the later of") || cursor.sees("the time to");
}

std::optional<EventRef> MomentReader::event(Cursor& cursor) {
    const Cursor before = cursor;
    const auto read = event_at(cursor, referents_.names);
    if (!read) return no_event(cursor);
    if (!fits(*read, before)) return std::nullopt;
    return read;
}

// Whether what is named can have such an event: a fact holds a day, duties are missed and rights lapse.
bool MomentReader::fits(const EventRef& event, const Cursor& before) {
    if (event.what == Happening::Told) {
        const FactDef& fact = referents_.program.facts[event.which];
        if (holds_a_day(fact)) return true;
        const std::string of_line = fact.per_line ? " of a service line" : "";
        referents_.error(
            before, fmt::format("`{}` is {}{}, and no event", fact.name.text, called(fact.type), of_line),
            "a fact of the request that holds a date or a moment is an event; conditions stand "
            "on a line of their own, after `if` or `unless`");
        return false;
    }
    if (event.what != Happening::Missed && event.what != Happening::Lapsed) return true;
    const TermDef& term = referents_.program.terms[event.which];
    const bool duty = term.kind == TermKind::Duty;
    if (duty == (event.what == Happening::Missed)) return true;
    referents_.error(before, fmt::format("a {} is not {}", duty ? "duty" : "right", to_text(event.what)),
                     fmt::format("write `{} {}`", term.name.text, duty ? "missed" : "lapsed"));
    return false;
}

std::optional<EventRef> MomentReader::no_event(const Cursor& cursor) {
    Cursor ahead = cursor;
    if (ahead.accept("notice of") || ahead.accept("receipt of notice of") ||
        ahead.accept("sending of notice of")) {
        referents_.at(ahead, NameKind::Notice, "a notice");
        return std::nullopt;
    }
    if (const auto term = referents_.names.at(NameKind::Term, cursor.left())) {
        const TermDef& named = referents_.program.terms[term->index];
        const std::string_view end = named.kind == TermKind::Duty ? "missed" : "lapsed";
        referents_.error(cursor, fmt::format("`{}` alone is no event", named.name.text),
                         fmt::format("write `{0} {1}` or `{0} opens`; a moment can be `the time to DUTY`",
                                     named.name.text, end));
        return std::nullopt;
    }
    const std::string_view word = cursor.at_end() ? "the end of the line" : cursor.word();
    const std::vector<std::string> known = event_words(referents_);
    std::string hint = base::did_you_mean(cursor.left(), known);
    if (hint.empty()) hint = base::did_you_mean(word, known);
    if (word == "if" || word == "unless") hint = "conditions stand on a line of their own";
    if (hint.empty()) hint = event_forms;
    referents_.error(cursor, fmt::format("an event expected, and `{}` is none", word), std::move(hint));
    return std::nullopt;
}

std::optional<std::vector<EventRef>> MomentReader::events(Cursor& cursor) {
    std::vector<EventRef> all;
    do {
        const auto one = event(cursor);
        if (!one) return std::nullopt;
        const bool to = one->what == Happening::Referred && cursor.accept("to");
        const bool at = one->what == Happening::Pended && cursor.accept("at");
        if (to || at) { // a level that is declared would have been read with the event
            referents_.at(cursor, NameKind::Level, "a level");
            return std::nullopt;
        }
        all.push_back(*one);
    } while (another(cursor));
    return all;
}

} // namespace assent::policy
