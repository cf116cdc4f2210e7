#include "policy/scenario_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "policy/dated_line.hpp"
#include "policy/names.hpp"

namespace assent::policy {
namespace {

constexpr int deepest_base = 8;

bool is_id(std::string_view word) {
    const std::size_t dash = word.find('-');
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    return dash != std::string_view::npos && dash >= 2 &&
           std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(dash), letter) &&
           base::to_number(word.substr(dash + 1)).has_value();
}

} // namespace

ScenarioName name_of(const Block& scenario) {
    ScenarioName made{scenario.name.text, {}};
    std::string& name = made.name;
    for (std::size_t end = name.size(); end > 0;) {
        const std::size_t space = name.find_last_of(' ', end - 1);
        if (space == std::string::npos) break;
        const std::string_view word = std::string_view(name).substr(space + 1, end - space - 1);
        if (!is_id(base::trim(word))) break;
        made.ids.insert(made.ids.begin(), std::string(word));
        end = name.find_last_not_of(' ', space) + 1;
        name.resize(end);
    }
    if (!name.empty() && name.back() == ',') name.pop_back();
    return made;
}

std::vector<Piece> items_of(const Piece& cell) {
    std::vector<Piece> items;
    if (cell.text == "none") return items;
    for (const std::string_view item : base::split(cell.text, ',')) {
        const std::string_view text = base::trim(item);
        const std::size_t at = text.empty() ? 0 : static_cast<std::size_t>(text.data() - cell.text.data());
        items.push_back(
            {std::string(text), cell.line, cell.column + static_cast<std::uint32_t>(at), cell.origin});
    }
    return items;
}

ScenarioCells::ScenarioCells(const Program& program, const std::vector<ScenarioText>& beside,
                             base::Diagnostics& diagnostics)
    : program_(program), beside_(beside), diagnostics_(diagnostics) {
    for (const FactDef& fact : program.facts) {
        if (!fact.is_derived && !fact.judged) columns_.push_back(fact.name.text);
    }
    for (const LedgerDef& ledger : program.ledgers) columns_.push_back("left in " + ledger.name.text);
    columns_.insert(columns_.end(), outcomes().begin(), outcomes().end());
}

const std::vector<std::string>& ScenarioCells::outcomes() {
    static const std::vector<std::string> all = {"decision",      "because",          "ask",
                                                 "approval.from", "approval.through", "warning"};
    return all;
}

bool ScenarioCells::is_outcome(std::string_view column) {
    return std::find(outcomes().begin(), outcomes().end(), column) != outcomes().end();
}

// A base is read again for each scenario that is like it; its mistakes are told once.
void ScenarioCells::error(const std::string& file, const Piece& at, std::string message, std::string hint) {
    if (!told_.insert({file, at.line, at.column}).second) return;
    diagnostics_.error({file, at.line, at.column, {}}, std::move(message), std::move(hint));
}

const ScenarioText* ScenarioCells::base_called(std::string_view name) const {
    for (const auto* scenarios : {&beside_, &program_.scenarios}) {
        const auto found = std::find_if(scenarios->begin(), scenarios->end(), [&](const ScenarioText& one) {
            return name_of(one.block).name == name;
        });
        if (found != scenarios->end()) return &*found;
    }
    return nullptr;
}

Cells ScenarioCells::of(const ScenarioText& scenario, int depth) {
    Cells cells;
    if (const Line* like = scenario.block.first("like")) {
        const ScenarioText* base = base_called(like->rest.text);
        if (base == nullptr || depth > deepest_base) {
            error(scenario.file, like->rest, fmt::format("no scenario is called `{}`", like->rest.text),
                  "name a scenario of this program, without its ids");
        } else if (!base->block.table.empty()) {
            error(scenario.file, like->rest, fmt::format("`{}` is a table", like->rest.text),
                  "a base is one complete request, written line by line");
        } else {
            cells = of(*base, depth + 1);
            for (const std::string& outcome : outcomes()) cells.erase(outcome);
        }
    }
    for (auto& [column, cell] : own(scenario)) cells.insert_or_assign(column, std::move(cell));
    return cells;
}

Cells ScenarioCells::own(const ScenarioText& scenario) {
    Cells cells;
    for (const Line* line : scenario.block.all("")) {
        if (!is_dated(*line)) put_line(scenario.file, line->rest, cells);
    }
    return cells;
}

// "member.birth_date 1975-06-30"
void ScenarioCells::put_line(const std::string& file, const Piece& line, Cells& cells) {
    const std::string* longest = nullptr;
    for (const std::string& column : columns_) {
        if (begins_with(line.text, column) && (!longest || column.size() > longest->size()))
            longest = &column;
    }
    const std::size_t end = longest ? longest->size() : std::min(line.text.find(' '), line.text.size());
    const std::string_view value = base::trim(std::string_view(line.text).substr(end));
    Cell cell;
    cell.file = file;
    cell.text = line;
    cell.text.text = value;
    cell.text.column += static_cast<std::uint32_t>(end + 1);
    put({line.text.substr(0, end), line.line, line.column}, cell, cells);
}

void ScenarioCells::put(const Piece& column, const Cell& value, Cells& cells) {
    if (std::find(columns_.begin(), columns_.end(), column.text) == columns_.end()) {
        std::string hint = base::did_you_mean(column.text, columns_);
        if (hint.empty())
            hint =
                "a column is a fact, `left in` a ledger, decision, because, ask, approval.from, "
                "approval.through or warning";
        return error(value.file, column,
                     fmt::format("`{}` is neither a fact of the program nor an outcome", column.text),
                     std::move(hint));
    }
    if (is_outcome(column.text) || !value.text.text.empty()) cells.insert_or_assign(column.text, value);
}

} // namespace assent::policy
