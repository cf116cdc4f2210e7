#pragma once
// What a scenario says of facts, ledgers and outcomes, line by line, its base's cells first: shared by
// examples and timelines. Names are looked up among what a scenario may tell; whether a value fits its fact
// is for whoever makes something of it. Each mistake is told once, however many scenarios stand on the same
// base.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "policy/program.hpp"

namespace assent::policy {

struct Cell {
    Piece text;
    std::string file;
};

// By fact, ledger ("left in visits") or outcome; the later word wins.
using Cells = std::map<std::string, Cell>;

// "Units are shared, CHP-17 CHP-20" is a name and the ids of the requirements it covers.
struct ScenarioName {
    std::string name;
    std::vector<std::string> ids;
};
ScenarioName name_of(const Block& scenario);

// The values of a cell: separated by commas, and none of them when it says `none`.
std::vector<Piece> items_of(const Piece& cell);

class ScenarioCells {
public:
    // `like` looks for its base among `beside` first, then among the program's scenarios.
    ScenarioCells(const Program& program, const std::vector<ScenarioText>& beside,
                  base::Diagnostics& diagnostics);

    // The base's cells without what it expects, then the scenario's own lines.
    Cells of(const ScenarioText& scenario) { return of(scenario, 0); }
    // The scenario's own lines alone; mistakes in them are told by the other one.
    Cells own(const ScenarioText& scenario);

    void put(const Piece& column, const Cell& value, Cells& cells);
    void error(const std::string& file, const Piece& at, std::string message, std::string hint);

    static bool is_outcome(std::string_view column); // "decision", "because", "approval.from" ...
    static const std::vector<std::string>& outcomes();

private:
    Cells of(const ScenarioText& scenario, int depth);
    const ScenarioText* base_called(std::string_view name) const;
    void put_line(const std::string& file, const Piece& line, Cells& cells);

    const Program& program_;
    const std::vector<ScenarioText>& beside_;
    base::Diagnostics& diagnostics_;
    std::vector<std::string> columns_;
    std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> told_;
};

} // namespace assent::policy
