#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "policy/program_reader.hpp"

namespace assent::policy {
namespace {

struct ActForm {
    std::string_view words;
    Act act;
    std::string_view object; // what must follow; "" when nothing does
};

constexpr std::array act_forms = {
    ActForm{"approve", Act::Approve, ""},
    ActForm{"offer what is left in", Act::Offer, ""},
    ActForm{"refer to", Act::Refer, "a level"},
    ActForm{"ask", Act::Ask, ""},
    ActForm{"say not required", Act::SayNotRequired, ""},
    ActForm{"correct before submission", Act::Correct, ""},
    ActForm{"cancel", Act::Cancel, ""},
    ActForm{"return", Act::Return, ""},
    ActForm{"end as", Act::End, "what it ends as"},
    ActForm{"convert to", Act::Convert, "a request"},
    ActForm{"expedite", Act::Expedite, ""},
    ActForm{"combine with", Act::Combine, "what it is combined with"},
    ActForm{"route to", Act::Route, "where it goes"},
    ActForm{"hold", Act::Hold, ""},
    ActForm{"warn", Act::Warn, "a sentence between quotation marks"},
    ActForm{"flag", Act::Flag, "a sentence between quotation marks"},
    ActForm{"advise", Act::Advise, "a sentence between quotation marks"},
};

constexpr std::uint64_t most_work = 10'000; // nodes visited to work out one fact

constexpr std::string_view outcomes =
    "an outcome is approve, offer what is left in LEDGER, refer to LEVEL, ask, say not required, correct "
    "before submission, cancel, return, "
    "end as, convert to, expedite, combine with, route to or hold; a note is warn, flag or advise";

} // namespace

// A derived fact may stand above those it is made of; it is read after them.
void ProgramReader::read_derivations() {
    std::vector<const Block*> blocks;
    for (const Block& block : blocks_) {
        if (block.construct == Construct::Fact) blocks.push_back(&block);
    }
    std::vector<char> state(blocks.size(), 0);
    for (std::size_t fact = 0; fact < blocks.size(); ++fact) read_in_order(fact, blocks, state);
}

void ProgramReader::read_in_order(std::size_t fact, const std::vector<const Block*>& blocks,
                                  std::vector<char>& state) {
    constexpr char begun = 1, done = 2;
    if (state[fact] == done || !program_.facts[fact].is_derived) return;
    if (state[fact] == begun) {
        error(program_.facts[fact].name,
              fmt::format("`{}` is made of itself", program_.facts[fact].name.text),
              "let one of the facts of the circle be told by somebody");
        return;
    }
    state[fact] = begun;
    for (const Line& line : blocks[fact]->lines) {
        if (line.keyword != "is" && line.keyword != "when" && line.keyword != "otherwise") continue;
        Cursor cursor = cursor_of(line.rest);
        for (; !cursor.at_end(); cursor.skip(std::max<std::size_t>(1, cursor.word().size()))) {
            if (const auto used = names_.at(NameKind::Fact, cursor.left()))
                read_in_order(used->index, blocks, state);
        }
    }
    read_derivation(fact, *blocks[fact]);
    state[fact] = done;
}

void ProgramReader::read_derivation(std::size_t index, const Block& block) {
    FactDef& fact = program_.facts[index];
    const Line* value = block.first("is");
    if (value && block.first("when"))
        return error(value->rest, "`is` beside `when`", "a fact is worked out in one way");
    conditions_.begin(Construct::Fact, static_cast<std::uint16_t>(index));
    conditions_.within_line(fact.per_line);
    const NodeId derived = value ? read_value(value->rest, fact) : read_choice(fact, block);
    if (derived == no_node) return;
    if (program_.rules.work(derived) > most_work) {
        return error(fact.name,
                     fmt::format("`{}` takes more than {} steps to work out", fact.name.text, most_work),
                     "use each fact once where that is enough");
    }
    fact.derived = derived;
}

// A value of the fact's type, made of facts of its own line or of the request.
NodeId ProgramReader::read_value(const Piece& text, const FactDef& fact) {
    Cursor cursor = cursor_of(text);
    conditions_.begin_value();
    const auto read = conditions_.derivation(cursor, fact.type);
    if (!read || !conditions_.finished(cursor)) return no_node;
    if (!comparable(read->type, fact.type)) {
        error(text, fmt::format("{} expected, and this is {}", called(fact.type), called(read->type)),
              "give the fact the type of what it is made of");
        return no_node;
    }
    if (!conditions_.uses_line() || fact.per_line) return read->node;
    error(fact.name, "a fact made of facts of a service line belongs to the line",
          "let its name begin with `line.`, or take `sum of`");
    return no_node;
}

// `when CONDITION then VALUE` lines, the first that is met, and `otherwise VALUE`.
NodeId ProgramReader::read_choice(const FactDef& fact, const Block& block) {
    std::vector<NodeId> parts;
    for (const Line* line : block.all("when")) {
        Cursor cursor = cursor_of(line->rest);
        const auto condition = conditions_.condition_at(cursor);
        const bool told = condition && cursor.accept("then");
        if (condition && !told)
            conditions_.error(cursor, "`then` expected", "write `when CONDITION then VALUE`");
        const NodeId value = told ? read_value(cursor.rest(), fact) : no_node;
        parts.insert(parts.end(), {condition.value_or(no_node), value});
    }
    if (const Line* otherwise = block.first("otherwise")) {
        parts.push_back(read_value(otherwise->rest, fact));
    } else {
        error(block.name, "a derived fact does not say what it is otherwise",
              "add a line such as `otherwise no`");
        return no_node;
    }
    const bool whole = std::find(parts.begin(), parts.end(), no_node) == parts.end();
    return whole ? program_.rules.add(Op::Choose, 0, 0, parts, block.name) : no_node;
}

void ProgramReader::read_criterion(std::size_t index, const Block& block) {
    conditions_.begin(Construct::Criterion, static_cast<std::uint16_t>(index));
    const std::vector<const Line*> lines = block.all("");
    if (index >= most_criteria)
        return error(block.name, fmt::format("more than {} criteria in one program", most_criteria),
                     "put several conditions under one criterion");
    if (program_.criteria[index].judged) {
        if (!lines.empty())
            error(lines.front()->rest, "a condition beside `judged by`",
                  "give the condition a criterion of its own");
        return;
    }
    if (lines.empty())
        return error(block.name, fmt::format("the criterion `{}` has no condition", block.name.text),
                     "write at least one line, or `judged by` and who judges");
    program_.criteria[index].root = conditions_.all_of(lines, block.name).value_or(no_node);
}

void ProgramReader::read_decision(std::size_t index, const Block& block) {
    conditions_.begin(Construct::Decision, static_cast<std::uint16_t>(index));
    conditions_.allow_criteria(true);
    bool ended = false;
    for (const Line& line : block.lines) {
        if (line.keyword != "when" && line.keyword != "otherwise") continue;
        if (ended) error(line.rest, "a line after `otherwise` is never reached", "put it before");
        ended |= line.keyword == "otherwise";
        if (auto read = decision_line(line)) program_.decisions[index].lines.push_back(std::move(*read));
    }
    if (!block.first("when") && !block.first("otherwise"))
        error(block.name, "a decision without a line",
              "write `when CONDITION then OUTCOME` and `otherwise OUTCOME`");
}

std::optional<DecisionLine> ProgramReader::decision_line(const Line& line) {
    DecisionLine made;
    made.source = line.rest;
    Cursor cursor = cursor_of(line.rest);
    if (line.keyword == "when") {
        const auto condition = conditions_.condition_at(cursor);
        if (!condition) return std::nullopt;
        if (!cursor.accept("then")) {
            conditions_.error(cursor, "`then` expected", "write `when CONDITION then OUTCOME`");
            return std::nullopt;
        }
        made.when = *condition;
    }
    if (!read_act(cursor, made)) return std::nullopt;
    if (made.when == no_node && is_note(made.act)) {
        error(line.rest, "`otherwise` needs an outcome, and this is a note", std::string(outcomes));
        return std::nullopt;
    }
    return made;
}

bool ProgramReader::read_act(Cursor& cursor, DecisionLine& line) {
    for (const std::string_view no :
         {"deny", "denied", "reject", "refuse", "decline", "disapprove", "partially deny"}) {
        if (!cursor.sees(no)) continue;
        conditions_.error(cursor,
                          fmt::format("`{}` is not an outcome: the software never says no to care", no),
                          "refer to a level, where a qualified person may");
        return false;
    }
    const auto* form = std::find_if(act_forms.begin(), act_forms.end(),
                                    [&](const ActForm& f) { return cursor.sees(f.words); });
    if (form == act_forms.end()) {
        conditions_.error(cursor, fmt::format("`{}` is not an outcome", cursor.left()),
                          std::string(outcomes));
        return false;
    }
    cursor.accept(form->words);
    line.act = form->act;
    if (line.act == Act::Approve && !read_approval(cursor, line)) return false;
    if (line.act == Act::Offer) {
        const auto ledger = conditions_.name(cursor, NameKind::Ledger, "a ledger");
        if (!ledger) return false;
        line.ledger = *ledger;
    }
    if (!form->object.empty() && !read_object(cursor, line)) {
        conditions_.error(cursor, fmt::format("`{}` of what?", form->words),
                          fmt::format("write {} after it", form->object));
        return false;
    }
    return conditions_.finished(cursor);
}

// What an outcome is about: a level for `refer to`, a sentence for a note, words otherwise.
bool ProgramReader::read_object(Cursor& cursor, DecisionLine& line) {
    if (cursor.at_end()) return false;
    if (is_note(line.act)) {
        line.object = quoted(cursor.rest());
    } else if (line.act == Act::Refer && !cursor.sees("the level the request goes to")) {
        const std::string_view before = cursor.left();
        const bool known = conditions_.name(cursor, NameKind::Level, "a level").has_value();
        line.object = single_spaced(cursor.since(before).text);
        if (!known) cursor.skip(cursor.left().size()); // that is told already
        return true;
    } else {
        line.object = single_spaced(cursor.left());
    }
    cursor.skip(cursor.left().size());
    return true;
}

bool ProgramReader::read_approval(Cursor& cursor, DecisionLine& line) {
    if (cursor.accept("from")) line.from = date_at(cursor);
    if (!cursor.accept("for")) return true;
    line.length = conditions_.span(cursor);
    if (line.length && line.length->count == 0) {
        conditions_.error(cursor, "an approval of no days", "write a span of at least one day");
        return false;
    }
    if (line.length && line.from == no_node) {
        conditions_.error(cursor, "from which day does the approval count?",
                          "write `approve from FACT for SPAN`");
        return false;
    }
    return line.length.has_value();
}

NodeId ProgramReader::date_at(Cursor& cursor) {
    conditions_.begin_value();
    const Type date{Kind::Date, false, {}, {}};
    const auto value = conditions_.operand(cursor, &date);
    if (!value) return no_node;
    if (value->type.kind == Kind::Date && !conditions_.uses_line()) return value->node;
    conditions_.error(cursor, "a date of the request expected here",
                      "name a fact that is a date and does not belong to a line");
    return no_node;
}

} // namespace assent::policy
