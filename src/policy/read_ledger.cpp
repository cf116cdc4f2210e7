#include <fmt/format.h>

#include <array>

#include "policy/program_reader.hpp"

// What an account holds, what service lines take from it, and when that is given back.

namespace assent::policy {

void ProgramReader::read_ledger(std::size_t index, const Block& block) {
    LedgerDef& ledger = program_.ledgers[index];
    conditions_.begin(Construct::Ledger, static_cast<std::uint16_t>(index));
    const Line* holds = block.first("holds");
    if (!holds)
        return error(block.name, fmt::format("the ledger `{}` does not say what it holds", block.name.text),
                     "add a line such as `holds 120`");
    Cursor cursor = cursor_of(holds->rest);
    ledger.holds = conditions_.number(cursor).value_or(0);
    ledger.holds_source = holds->rest;
    if (ledger.holds < 0)
        error(holds->rest, "a ledger that holds less than nothing", "write a number from 0 on");
    if (const Line* warn = block.first("warn")) { // "at 100 used"
        Cursor text = cursor_of(warn->rest);
        text.accept("at");
        ledger.warn_at = conditions_.number(text);
        ledger.warn_source = warn->rest;
        if (!text.accept("used") || !text.at_end())
            error(warn->rest, "when does the ledger warn?", "write `warn at NUMBER used`");
    }
    if (const Line* ask = block.first("ask")) ledger.question = quoted(ask->rest);
    if (ledger.question.empty())
        error(block.name, fmt::format("the ledger `{}` has no question", block.name.text),
              "add `ask \"How many units were used?\"`");
    read_account(ledger, block);
}

// How approvals draw from it.
void ProgramReader::read_account(LedgerDef& ledger, const Block& block) {
    const auto only = [&](std::string_view keyword, std::string_view words) {
        const Line* line = block.first(keyword);
        if (line && line->rest.text != words)
            error(line->rest, fmt::format("`{}` expected after `{}`", words, keyword),
                  "the other words are not in the language");
        return line != nullptr;
    };
    only("of", "member");
    only("period", "calendar year");
    ledger.reserves = only("reserve", "at approval");
    if (const Line* counts = block.first("counts")) read_counts(ledger, *counts);
    if (const Line* release = block.first("release")) read_release(ledger, *release);
    if (ledger.reserves && ledger.counts == no_node && !block.first("counts"))
        error(block.name, fmt::format("what does an approval take from `{}`?", block.name.text),
              "add a line such as `counts line.units by request.start`");
}

// "line.units by request.start"
void ProgramReader::read_counts(LedgerDef& ledger, const Line& line) {
    Cursor cursor = cursor_of(line.rest);
    const Type number{Kind::Number, false, {}, {}};
    conditions_.begin_value();
    const auto value = conditions_.operand(cursor, &number);
    if (!value) return;
    if (value->type.kind != Kind::Number || value->type.many || !conditions_.uses_line())
        return error(line.rest, "what a ledger counts is a number of each service line",
                     "name a fact of the lines, as `line.units`");
    if (!cursor.accept("by"))
        return conditions_.error(cursor, "`by` and a date expected",
                                 "say in whose year it counts, as `by request.start`");
    ledger.counts = value->node;
    ledger.by = date_at(cursor);
    conditions_.finished(cursor);
}

// "at void, expiry or reduction"
void ProgramReader::read_release(LedgerDef& ledger, const Line& line) {
    constexpr std::array<std::string_view, 3> words = {"void", "expiry", "reduction"};
    Cursor cursor = cursor_of(line.rest);
    bool known = cursor.accept("at");
    while (known && !cursor.at_end()) {
        known = false;
        for (std::size_t i = 0; i < words.size() && !known; ++i) {
            known = cursor.accept(words[i]);
            if (known) ledger.releases.set(i);
        }
        if (!cursor.accept_comma()) cursor.accept("or");
    }
    if (!known || ledger.releases.none())
        conditions_.error(cursor, "when are units given back?",
                          "write `release at void, expiry or reduction`, or some of them");
    else if (!ledger.reserves)
        error(line.rest, "nothing is set aside that could be given back", "add `reserve at approval`");
}

} // namespace assent::policy
