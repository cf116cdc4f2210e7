#include <fmt/format.h>

#include "policy/case_facts.hpp"
#include "policy/program_reader.hpp"

namespace assent::policy {

// Name, type, who can tell and what is asked. The name ends where a type begins that the rest of the
// line can follow. False when there is no such type; then the fact has its name and nothing more.
bool ProgramReader::read_fact_line(const Piece& line, FactDef& fact) {
    const std::string_view text = line.text;
    std::string_view rest;
    std::optional<Type> type;
    for (std::size_t end = text.find(' '); end != std::string_view::npos && !type;
         end = text.find(' ', end + 1)) {
        type = read_type(base::trim(text.substr(end)), rest);
        if (type && !rest.empty() && !begins_with(rest, "from") && !begins_with(rest, "ask")) type.reset();
        fact.name = {std::string(base::trim(text.substr(0, end))), line.line, line.column, line.origin};
    }
    if (!type) {
        fact.name = line;
        error(line, "a fact without a type", std::string(type_forms()));
        return false;
    }
    fact.type = std::move(*type);
    for (const std::string& word : fact.type.words) fact.type.numbers.push_back(program_.words.add(word));
    const bool asks_at_once = rest.starts_with("ask ");
    const std::size_t ask = asks_at_once ? 0 : rest.find(" ask ");
    if (begins_with(rest, "from"))
        fact.from = base::trim(rest.substr(4, ask == std::string_view::npos ? ask : ask - 4));
    if (ask == std::string_view::npos) return true;
    const std::string_view question = base::trim(rest.substr(ask + (asks_at_once ? 4 : 5)));
    fact.question = quoted({std::string(question), line.line, line.column, line.origin});
    return true;
}

void ProgramReader::declare_fact(const Block& block) {
    FactDef fact;
    const bool typed = read_fact_line(block.name, fact);
    fact.per_line = fact.name.text.starts_with("line.");
    fact.is_derived = block.first("is") || block.first("when");
    fact.of_case = fact.from == the_case;
    fact.judged = block.first("judged by") || !typed; // nobody looks for the slot of one without a type
    fact.sources = sources_of(block);
    check_fact(fact);
    if (!fact.is_derived && !fact.judged) {
        std::uint16_t& slots = fact.type.many  ? program_.list_slots
                               : fact.per_line ? program_.line_slots
                                               : program_.request_slots;
        fact.slot = slots++;
    }
    if (typed) declare(NameKind::Fact, fact.name, program_.facts.size());
    program_.facts.push_back(std::move(fact));
}

void ProgramReader::check_fact(const FactDef& fact) {
    if ((fact.per_line || fact.is_derived) && fact.type.many) {
        error(
            fact.name,
            fmt::format("a fact {} is one value", fact.per_line ? "of a service line" : "that is worked out"),
            "declare a fact for each value");
    }
    const std::string_view root = std::string_view(fact.name.text).substr(0, fact.name.text.find('.'));
    if (root != "lines" && root != "ledger") return;
    error(fact.name,
          fmt::format("in a request `{}` is the place of the {}", root,
                      root == "lines" ? "service lines" : "ledgers"),
          "let the name begin otherwise; a fact of a service line begins with `line.`");
}

void ProgramReader::declare_list(const Block& block) {
    ListDef list;
    list.name = block.name;
    list.sources = sources_of(block);
    if (const Line* columns = block.first("columns")) {
        for (const std::string_view column : base::split(columns->rest.text, ','))
            list.columns.push_back({std::string(base::trim(column)), false});
    } else {
        error(block.name, fmt::format("the list `{}` does not say its columns", block.name.text),
              "add a line such as `columns diagnosis code, label, from, through`");
        list.columns.push_back({"code", false});
    }
    declare(NameKind::List, list.name, program_.lists.size());
    program_.lists.push_back(std::move(list));
}

void ProgramReader::declare_ledger(const Block& block) {
    LedgerDef ledger;
    ledger.name = block.name;
    ledger.sources = sources_of(block);
    ledger.slot = program_.request_slots++;
    declare(NameKind::Ledger, ledger.name, program_.ledgers.size());
    program_.ledgers.push_back(std::move(ledger));
}

void ProgramReader::declare_assumption(const Block& block) {
    AssumptionDef assumption{block.name, {}, sources_of(block)};
    if (const Line* reading = block.first("we read")) {
        assumption.reading = reading->rest.text;
    } else {
        error(block.name, fmt::format("the assumption `{}` does not say how we read it", block.name.text),
              "add a line that begins with `we read`");
    }
    declare(NameKind::Assumption, assumption.name, program_.assumptions.size());
    program_.assumptions.push_back(std::move(assumption));
}

} // namespace assent::policy
