#include "timelines/base_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "policy/dated_line.hpp"
#include "policy/request_reader.hpp"
#include "timelines/telling_reader.hpp"

namespace assent::timelines {
namespace {

using policy::Cell;
using policy::FactDef;

// What an example may say and a timeline may not.
void check_own(const Lexicon& lexicon, policy::ScenarioCells& cells, const policy::ScenarioText& scenario) {
    for (const auto& [column, cell] : cells.own(scenario)) {
        const auto told = [&, &at = cell](std::string message, std::string hint) {
            cells.error(at.file, at.text, std::move(message), std::move(hint));
        };
        const FactDef* fact = lexicon.program.fact(column);
        if (policy::ScenarioCells::is_outcome(column))
            told(fmt::format("`{}` in a timeline", column),
                 "write what must come of a step below it, after `expect`");
        else if (fact != nullptr && fact->of_case)
            told(fmt::format("nobody tells `{}`: it comes from the case itself", column),
                 "leave it out; what happens in the timeline makes it so");
    }
}

class BaseFacts {
public:
    BaseFacts(const Lexicon& lexicon, policy::ScenarioCells& cells) : lexicon_(lexicon), cells_(cells) {}

    std::vector<Telling> read(const policy::Cells& all) {
        for (std::size_t i = 0; i < lexicon_.program.facts.size(); ++i) {
            const FactDef& fact = lexicon_.program.facts[i];
            const auto cell = all.find(fact.name.text);
            if (cell != all.end() && !fact.of_case) take(static_cast<std::uint16_t>(i), cell->second);
        }
        return std::move(told_);
    }

private:
    void take(std::uint16_t number, const Cell& cell) {
        const FactDef& fact = lexicon_.fact(number);
        if (!fact.per_line && !fact.type.many) return put({number, -1, cell.text}, cell);
        const auto items = policy::items_of(cell.text);
        if (fact.per_line) check_lines(items.size(), fact, cell);
        if (items.empty() && fact.type.many) told_.push_back({number, -1, cell.text});
        for (std::size_t i = 0; i < items.size(); ++i)
            put({number, fact.per_line ? static_cast<int>(i) : -1, items[i]}, cell);
    }

    void check_lines(std::size_t here, const FactDef& fact, const Cell& cell) {
        if (lines_ && *lines_ != here) {
            cells_.error(cell.file, cell.text,
                         fmt::format("{} values of `{}` for {} service lines", here, fact.name.text, *lines_),
                         "give every fact of the lines as many values, `unknown` where there is none");
        }
        lines_ = std::max(lines_.value_or(0), here);
    }

    // What is unknown is not told.
    void put(Telling one, const Cell& cell) {
        const FactDef& fact = lexicon_.fact(one.fact);
        if (one.value.text == "unknown") return;
        if (policy::value_of(fact.type, one.value.text)) {
            told_.push_back(std::move(one));
            return;
        }
        cells_.error(cell.file, one.value, fmt::format("`{}` is not {}", one.value.text, meant_by(fact.type)),
                     "write `unknown` for what is not known");
    }

    const Lexicon& lexicon_;
    policy::ScenarioCells& cells_;
    std::vector<Telling> told_;
    std::optional<std::size_t> lines_;
};

// The first complete request among the program's own scenarios; null when it has none.
const policy::ScenarioText* usual_base(const policy::Program& program) {
    const auto whole = [](const policy::ScenarioText& scenario) {
        return scenario.block.table.empty() && !is_dated(scenario.block) && !scenario.block.first("like") &&
               !scenario.block.all("").empty();
    };
    const auto found = std::find_if(program.scenarios.begin(), program.scenarios.end(), whole);
    return found == program.scenarios.end() ? nullptr : &*found;
}

policy::Cells based(const Lexicon& lexicon, policy::ScenarioCells& cells,
                    const policy::ScenarioText& scenario) {
    policy::Cells all = cells.of(scenario);
    const policy::ScenarioText* usual = usual_base(lexicon.program);
    if (usual && !scenario.block.first("like")) all.merge(cells.of(*usual)); // the scenario's own words win
    return all;
}

} // namespace

std::vector<Telling> base_facts(const Lexicon& lexicon, policy::ScenarioCells& cells,
                                const policy::ScenarioText& scenario) {
    check_own(lexicon, cells, scenario);
    return BaseFacts(lexicon, cells).read(based(lexicon, cells, scenario));
}

std::vector<Balance> base_balances(const Lexicon& lexicon, policy::ScenarioCells& cells,
                                   const policy::ScenarioText& scenario) {
    std::vector<Balance> all;
    const policy::Cells base = based(lexicon, cells, scenario);
    const auto& ledgers = lexicon.program.ledgers;
    for (std::size_t place = 0; place < ledgers.size(); ++place) {
        const auto i = static_cast<std::uint16_t>(place);
        const auto cell = base.find("left in " + ledgers[i].name.text);
        if (cell == base.end() || cell->second.text.text == "unknown") continue;
        const auto left = base::to_number(cell->second.text.text);
        if (left && 0 <= *left && *left <= ledgers[i].holds) {
            all.push_back({i, *left});
            continue;
        }
        cells.error(cell->second.file, cell->second.text,
                    fmt::format("`{}` cannot be left of {}", cell->second.text.text, ledgers[i].holds),
                    "write what is left, a whole number, or `unknown`");
    }
    return all;
}

} // namespace assent::timelines
