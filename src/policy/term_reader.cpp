#include "policy/term_reader.hpp"

#include <fmt/format.h>

namespace assent::policy {

TermReader::Guards TermReader::guards(const Block& block) {
    Guards read;
    const auto lines = block.all("if");
    if (!lines.empty())
        read.condition = referents_.conditions.all_of(lines, lines.front()->rest).value_or(no_node);
    if (const Line* unless = block.first("unless"))
        read.unless = referents_.conditions.condition(*unless).value_or(no_node);
    return read;
}

std::optional<std::vector<EventRef>> TermReader::events_of(const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    auto read = events(cursor);
    if (!read) return std::nullopt;
    if (!referents_.finished(cursor,
                             "events are joined by `,` or `or`; what must be true besides stands on a "
                             "line of its own, after `if` or `unless`"))
        return std::nullopt;
    return read;
}

std::optional<Effects> TermReader::effects_of(const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    auto read = effects(cursor);
    if (!read || !referents_.finished(cursor, "several effects are joined by `and`")) return std::nullopt;
    return read;
}

void TermReader::read_term(std::size_t term, const Block& block) {
    TermDef made = referents_.program.terms[term];
    referents_.conditions.begin(block.construct, static_cast<std::uint16_t>(term));
    referents_.conditions.allow_criteria(true);
    read_sentence(made, block);
    for (const Line& line : block.lines) read_line(made, line);
    const Guards its = guards(block);
    made.condition = its.condition;
    made.unless = its.unless;
    settle_start(made, block);
    if (made.kind == TermKind::Duty && !block.first("missed")) made.effects = usual_effects();
    referents_.program.terms[term] = std::move(made);
}

void TermReader::read_line(TermDef& term, const Line& line) {
    if (line.keyword == "when") term.when = events_of(line).value_or(term.when);
    if (line.keyword == "from") read_moment(term.opens, line);
    if (line.keyword == "goal") read_moment(term.goal, line);
    if (line.keyword == "within" || line.keyword == "by") read_moment(term.due, line);
    if (line.keyword == "until") read_until(term, line);
    if (line.keyword == "pauses") read_pause(term, line);
    if (line.keyword == "missed" || line.keyword == "after that")
        term.effects = effects_of(line).value_or(Effects{});
    if (line.keyword == "then") term.then = effects_of(line).value_or(Effects{});
}

void TermReader::read_moment(MomentId& into, const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    const auto read = line.keyword == "within" ? moments_.within(cursor)
                      : line.keyword == "goal" ? moments_.span_or_moment(cursor)
                                               : moments_.moment(cursor);
    if (!read) return;
    const bool whole = referents_.finished(
        cursor, "a moment ends here; conditions stand on a line of their own, after `if` or `unless`");
    if (whole) into = *read;
}

void TermReader::read_until(TermDef& term, const Line& line) {
    if (term.kind == TermKind::Duty) {
        term.until = events_of(line).value_or(term.until);
        return;
    }
    if (line.rest.text != "no end") read_moment(term.due, line);
}

void TermReader::read_pause(TermDef& term, const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    constexpr std::string_view hint = "write `pauses from EVENT to EVENT`";
    if (!cursor.accept("from"))
        return referents_.error(cursor, "a pause begins with `from`", std::string(hint));
    const auto from = moments_.event(cursor);
    if (!from) return;
    if (!cursor.accept("to"))
        return referents_.error(cursor, "a pause ends with `to` and an event", std::string(hint));
    const auto to = moments_.event(cursor);
    if (to && referents_.finished(cursor, "write a line `pauses` for each pause"))
        term.pauses.push_back({*from, *to});
}

} // namespace assent::policy
