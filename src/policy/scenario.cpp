#include "policy/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "policy/dated_line.hpp"
#include "policy/request_reader.hpp"
#include "policy/scenario_cells.hpp"

namespace assent::policy {
namespace {

class ScenarioReader {
public:
    explicit ScenarioReader(const Program& program)
        : program_(program), lines_(program, program.scenarios, diagnostics_) {}

    base::Result<std::vector<Example>> read() {
        for (const ScenarioText& scenario : program_.scenarios) {
            if (!is_dated(scenario.block)) read_scenario(scenario);
        }
        if (diagnostics_.has_errors()) return base::refused(std::move(diagnostics_));
        return std::move(examples_);
    }

private:
    void error(const Cell& at, std::string message, std::string hint) {
        lines_.error(at.file, at.text, std::move(message), std::move(hint));
    }

    void read_scenario(const ScenarioText& scenario) {
        file_ = scenario.file;
        check_undated(scenario.block);
        const auto [name, ids] = name_of(scenario.block);
        const Cells cells = lines_.of(scenario);
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
                lines_.put(header.cells[column], {table_row.cells[column], file_}, row);
            if (!row.contains("decision"))
                error({table_row.cells.front(), file_}, "a row without its outcome",
                      "add a column `decision`");
            make_example(name, ids, table_row.cells.front().line, row);
        }
        if (scenario.block.table.size() == 1)
            error({header.cells.front(), file_}, "a table without a row", "write a row for each example");
    }

    // What only a timeline has is not passed over in an example.
    void check_undated(const Block& scenario) {
        for (const Line& line : scenario.lines) {
            if (line.keyword != "expect" && line.keyword != "person" && line.keyword != "outbox") continue;
            error({line.rest, file_}, fmt::format("`{}` in a scenario without a dated line", line.keyword),
                  "a step is written `2026-03-02 09:00  WHO DEED`, and its `expect` lines stand below it");
        }
    }

    void check_columns(const Row& header) {
        std::set<std::string_view> columns;
        for (const Piece& column : header.cells) {
            if (columns.insert(column.text).second) continue;
            error({column, file_}, fmt::format("a second column `{}`", column.text),
                  "give each column its own name");
        }
    }

    void make_example(const std::string& name, const std::vector<std::string>& ids, std::uint32_t line,
                      const Cells& cells) {
        Example example{name, ids, file_, line, Facts(program_), {}};
        set_lines(cells, example.facts);
        for (const FactDef& fact : program_.facts) {
            const auto cell = cells.find(fact.name.text);
            if (cell != cells.end() && cell->second.text.text != "unknown")
                set_fact(fact, cell->second, example.facts);
        }
        for (const LedgerDef& ledger : program_.ledgers) set_ledger(ledger, cells, example.facts);
        for (const std::string& outcome : ScenarioCells::outcomes()) {
            const auto cell = cells.find(outcome);
            if (cell != cells.end()) example.expected.push_back({outcome, cell->second.text.text});
        }
        examples_.push_back(std::move(example));
    }

    // There are as many service lines as the cells of line facts have values.
    void set_lines(const Cells& cells, Facts& facts) {
        std::optional<std::size_t> count;
        for (const FactDef& fact : program_.facts) {
            const auto cell = fact.per_line ? cells.find(fact.name.text) : cells.end();
            if (cell == cells.end()) continue;
            const std::size_t here = items_of(cell->second.text).size();
            if (count && *count != here) {
                error(cell->second,
                      fmt::format("{} values of `{}` for {} service lines", here, fact.name.text, *count),
                      "give every fact of the lines as many values, `unknown` where there is none");
            }
            count = std::max(count.value_or(0), here);
        }
        if (count) facts.set_lines(*count);
    }

    std::optional<Interval> value_at(const FactDef& fact, std::string_view text, const Cell& cell) {
        if (text == "unknown") return fact.type.many ? Interval::anything() : fact.type.bounds;
        const auto value = value_of(fact.type, text);
        if (!value)
            error(cell, fmt::format("`{}` is not {}", text, called(fact.type)),
                  "write `unknown` for what is not known");
        return value;
    }

    void set_fact(const FactDef& fact, const Cell& cell, Facts& facts) {
        if (!fact.type.many && !fact.per_line) {
            if (const auto value = value_at(fact, cell.text.text, cell)) facts.set(fact, *value);
            return;
        }
        std::vector<Interval> values;
        for (const Piece& item : items_of(cell.text)) {
            if (const auto value = value_at(fact, item.text, cell)) values.push_back(*value);
        }
        if (fact.type.many) return facts.set_list(fact, values);
        for (std::size_t line = 0; line < std::min(values.size(), facts.lines()); ++line)
            facts.set_line(fact, line, values[line]);
    }

    void set_ledger(const LedgerDef& ledger, const Cells& cells, Facts& facts) {
        const auto cell = cells.find("left in " + ledger.name.text);
        if (cell == cells.end() || cell->second.text.text == "unknown") return;
        const std::string& text = cell->second.text.text;
        const auto left = base::to_number(text);
        if (!left || *left < 0 || *left > ledger.holds) {
            return error(cell->second, fmt::format("`{}` cannot be left of {}", text, ledger.holds),
                         "write what is left, a whole number, or `unknown`");
        }
        facts.set_used(ledger, Interval::exactly(ledger.holds - *left));
    }

    const Program& program_;
    base::Diagnostics diagnostics_;
    ScenarioCells lines_;
    std::vector<Example> examples_;
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
