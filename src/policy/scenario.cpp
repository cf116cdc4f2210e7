#include "policy/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "policy/names.hpp"
#include "policy/request_reader.hpp"

namespace assent::policy {
namespace {

const std::array<std::string, 6> outcome_columns = {"decision",      "because",          "ask",
                                                    "approval.from", "approval.through", "warning"};

// What one example says, by fact, ledger or outcome; the later word wins.
using Cells = std::map<std::string, Piece>;

bool is_id(std::string_view word) {
    const std::size_t dash = word.find('-');
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    return dash != std::string_view::npos && dash >= 2 &&
           std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(dash), letter) &&
           base::to_number(word.substr(dash + 1)).has_value();
}

// "Units are shared, CHP-17 CHP-20" is a name and its ids.
std::vector<std::string> ids_of(std::string& name) {
    std::vector<std::string> ids;
    for (std::size_t end = name.size(); end > 0;) {
        const std::size_t space = name.find_last_of(' ', end - 1);
        const std::string_view word = std::string_view(name).substr(
            space == std::string::npos ? 0 : space + 1, end - (space == std::string::npos ? 0 : space + 1));
        if (!is_id(base::trim(word)) || space == std::string::npos) break;
        ids.insert(ids.begin(), std::string(word));
        end = name.find_last_not_of(' ', space) + 1;
        name.resize(end);
    }
    if (!name.empty() && name.back() == ',') name.pop_back();
    return ids;
}

bool is_dated(const Block& block) {
    const auto dated = [](const Line& line) {
        return line.keyword.empty() && !line.rest.text.empty() && line.rest.text.front() >= '0' &&
               line.rest.text.front() <= '9';
    };
    return std::any_of(block.lines.begin(), block.lines.end(), dated);
}

class ScenarioReader {
public:
    explicit ScenarioReader(const Program& program) : program_(program) {
        for (const FactDef& fact : program.facts) {
            if (!fact.is_derived && !fact.judged) columns_.push_back(fact.name.text);
        }
        for (const LedgerDef& ledger : program.ledgers) columns_.push_back("left in " + ledger.name.text);
        columns_.insert(columns_.end(), outcome_columns.begin(), outcome_columns.end());
    }

    base::Result<std::vector<Example>> read() {
        for (const ScenarioText& scenario : program_.scenarios) {
            if (!is_dated(scenario.block)) read_scenario(scenario);
        }
        if (diagnostics_.has_errors()) return base::refused(std::move(diagnostics_));
        return std::move(examples_);
    }

private:
    // A base is read again for each scenario that is like it; its mistakes are told once.
    void error(const Piece& at, std::string message, std::string hint) {
        if (!told_.insert({file_, at.line, at.column}).second) return;
        diagnostics_.error({file_, at.line, at.column, {}}, std::move(message), std::move(hint));
    }

    static std::string plain_name(const Block& block) {
        std::string name = block.name.text;
        ids_of(name);
        return name;
    }

    void read_scenario(const ScenarioText& scenario) {
        file_ = scenario.file;
        std::string name = scenario.block.name.text;
        const std::vector<std::string> ids = ids_of(name);
        const Cells cells = cells_of(scenario, 0);
        if (scenario.block.table.empty()) {
            if (cells.contains("decision")) make_example(name, ids, scenario.block.name.line, cells);
            return;
        }
        const Row& header = scenario.block.table.front();
        check_columns(header);
        for (std::size_t i = 1; i < scenario.block.table.size(); ++i) {
            Cells row = cells;
            const Row& table_row = scenario.block.table[i];
            for (std::size_t column = 0; column < header.cells.size(); ++column)
                put(header.cells[column], table_row.cells[column], row);
            if (!row.contains("decision"))
                error(table_row.cells.front(), "a row without its outcome", "add a column `decision`");
            make_example(name, ids, table_row.cells.front().line, row);
        }
        if (scenario.block.table.size() == 1)
            error(header.cells.front(), "a table without a row", "write a row for each example");
    }

    void check_columns(const Row& header) {
        std::set<std::string_view> columns;
        for (const Piece& column : header.cells) {
            if (columns.insert(column.text).second) continue;
            error(column, fmt::format("a second column `{}`", column.text), "give each column its own name");
        }
    }

    // The base's cells, then the scenario's own lines. What the base expects is not taken over.
    Cells cells_of(const ScenarioText& scenario, int depth) {
        Cells cells;
        if (const Line* like = scenario.block.first("like")) {
            const auto base = std::find_if(
                program_.scenarios.begin(), program_.scenarios.end(),
                [&](const ScenarioText& other) { return plain_name(other.block) == like->rest.text; });
            if (base == program_.scenarios.end() || depth > 8) {
                error(like->rest, fmt::format("no scenario is called `{}`", like->rest.text),
                      "name a scenario of this program, without its ids");
            } else if (!base->block.table.empty()) {
                error(like->rest, fmt::format("`{}` is a table", like->rest.text),
                      "a base is one complete request, written line by line");
            } else {
                const std::string file = std::exchange(file_, base->file);
                cells = cells_of(*base, depth + 1);
                file_ = file;
                for (const std::string& outcome : outcome_columns) cells.erase(outcome);
            }
        }
        for (const Line* line : scenario.block.all("")) put_line(line->rest, cells);
        return cells;
    }

    // "member.birth_date 1975-06-30"
    void put_line(const Piece& text, Cells& cells) {
        const std::string* longest = nullptr;
        for (const std::string& column : columns_) {
            if (begins_with(text.text, column) && (!longest || column.size() > longest->size()))
                longest = &column;
        }
        const std::size_t end = longest ? longest->size() : std::min(text.text.find(' '), text.text.size());
        const std::string_view value = base::trim(std::string_view(text.text).substr(end));
        put({text.text.substr(0, end), text.line, text.column},
            {std::string(value), text.line, text.column + static_cast<std::uint32_t>(end + 1)}, cells);
    }

    void put(const Piece& column, const Piece& value, Cells& cells) {
        if (std::find(columns_.begin(), columns_.end(), column.text) == columns_.end()) {
            std::string hint = base::did_you_mean(column.text, columns_);
            if (hint.empty())
                hint =
                    "a column is a fact, `left in` a ledger, decision, because, ask, approval.from, "
                    "approval.through or warning";
            return error(column,
                         fmt::format("`{}` is neither a fact of the program nor an outcome", column.text),
                         std::move(hint));
        }
        const bool outcome =
            std::find(outcome_columns.begin(), outcome_columns.end(), column.text) != outcome_columns.end();
        if (outcome || !value.text.empty()) cells[column.text] = value;
    }

    void make_example(const std::string& name, const std::vector<std::string>& ids, std::uint32_t line,
                      const Cells& cells) {
        Example example{name, ids, file_, line, Facts(program_), {}};
        set_lines(cells, example.facts);
        for (const FactDef& fact : program_.facts) {
            const auto cell = cells.find(fact.name.text);
            if (cell != cells.end() && cell->second.text != "unknown")
                set_fact(fact, cell->second, example.facts);
        }
        for (const LedgerDef& ledger : program_.ledgers) set_ledger(ledger, cells, example.facts);
        for (const std::string& outcome : outcome_columns) {
            const auto cell = cells.find(outcome);
            if (cell != cells.end()) example.expected.push_back({outcome, cell->second.text});
        }
        examples_.push_back(std::move(example));
    }

    static std::vector<std::string_view> items_of(const Piece& cell) {
        std::vector<std::string_view> items;
        if (cell.text == "none") return items;
        for (const std::string_view item : base::split(cell.text, ',')) items.push_back(base::trim(item));
        return items;
    }

    // There are as many service lines as the cells of line facts have values.
    void set_lines(const Cells& cells, Facts& facts) {
        std::optional<std::size_t> count;
        for (const FactDef& fact : program_.facts) {
            const auto cell = fact.per_line ? cells.find(fact.name.text) : cells.end();
            if (cell == cells.end()) continue;
            const std::size_t here = items_of(cell->second).size();
            if (count && *count != here) {
                error(cell->second,
                      fmt::format("{} values of `{}` for {} service lines", here, fact.name.text, *count),
                      "give every fact of the lines as many values, `unknown` where there is none");
            }
            count = std::max(count.value_or(0), here);
        }
        if (count) facts.set_lines(*count);
    }

    std::optional<Interval> value_at(const FactDef& fact, std::string_view text, const Piece& cell) {
        if (text == "unknown") return fact.type.many ? Interval::anything() : fact.type.bounds;
        const auto value = value_of(fact.type, text);
        if (!value)
            error(cell, fmt::format("`{}` is not {}", text, called(fact.type)),
                  "write `unknown` for what is not known");
        return value;
    }

    void set_fact(const FactDef& fact, const Piece& cell, Facts& facts) {
        if (!fact.type.many && !fact.per_line) {
            if (const auto value = value_at(fact, cell.text, cell)) facts.set(fact, *value);
            return;
        }
        std::vector<Interval> values;
        for (const std::string_view item : items_of(cell)) {
            if (const auto value = value_at(fact, item, cell)) values.push_back(*value);
        }
        if (fact.type.many) return facts.set_list(fact, values);
        for (std::size_t line = 0; line < std::min(values.size(), facts.lines()); ++line)
            facts.set_line(fact, line, values[line]);
    }

    void set_ledger(const LedgerDef& ledger, const Cells& cells, Facts& facts) {
        const auto cell = cells.find("left in " + ledger.name.text);
        if (cell == cells.end() || cell->second.text == "unknown") return;
        const auto left = base::to_number(cell->second.text);
        if (!left || *left < 0 || *left > ledger.holds) {
            return error(cell->second,
                         fmt::format("`{}` cannot be left of {}", cell->second.text, ledger.holds),
                         "write what is left, a whole number, or `unknown`");
        }
        facts.set_used(ledger, Interval::exactly(ledger.holds - *left));
    }

    const Program& program_;
    std::vector<std::string> columns_;
    std::vector<Example> examples_;
    std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> told_;
    base::Diagnostics diagnostics_;
    std::string file_;
};

std::string sorted_list(std::vector<std::string> items) {
    std::sort(items.begin(), items.end());
    return base::join(items, ", ");
}

std::string sorted_cell(std::string_view cell) {
    std::vector<std::string> items;
    if (cell != "none" && !cell.empty()) {
        for (const std::string_view item : base::split(cell, ',')) items.emplace_back(base::trim(item));
    }
    return sorted_list(std::move(items));
}

std::string decision_text(const Explanation& made, std::string_view expected) {
    if (made.offer) return fmt::format("offer {}", *made.offer);
    const bool with_object = expected != made.decision && !made.object.empty();
    if (!with_object) return made.decision;
    const std::string_view joint = made.decision == "end" ? "as" : made.decision == "combine" ? "with" : "to";
    return fmt::format("{} {} {}", made.decision, joint, made.object);
}

std::string came_out(const Explanation& made, const Expected& expected) {
    if (expected.what == "decision") return decision_text(made, expected.value);
    if (expected.what == "because") return sorted_list(made.because);
    if (expected.what == "approval.from") return made.from.value_or("");
    if (expected.what == "approval.through") return made.through.value_or("");
    if (expected.what == "warning") {
        for (const std::string& warning : made.warnings) {
            if (!expected.value.empty() && warning.find(expected.value) != std::string::npos)
                return expected.value;
        }
        return base::join(made.warnings, " ");
    }
    std::vector<std::string> asked;
    for (const Question& question : made.ask) asked.push_back(question.fact);
    return sorted_list(std::move(asked));
}

} // namespace

base::Result<std::vector<Example>> read_examples(const Program& program) {
    return ScenarioReader(program).read();
}

std::vector<std::string> differences(const Program& program, const Example& example) {
    const Explanation made = explain(program, example.facts, decide(program, example.facts));
    std::vector<std::string> found;
    for (const Expected& expected : example.expected) {
        const bool is_list = expected.what == "because" || expected.what == "ask";
        const std::string wanted = is_list                    ? sorted_cell(expected.value)
                                   : expected.value == "none" ? ""
                                                              : expected.value;
        const std::string got = came_out(made, expected);
        if (got == wanted) continue;
        found.push_back(fmt::format("{} is {}, and {} was expected", expected.what,
                                    got.empty() ? "none" : got, wanted.empty() ? "none" : wanted));
    }
    return found;
}

} // namespace assent::policy
