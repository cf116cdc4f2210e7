#include "policy/block_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

namespace assent::policy {
namespace {

std::span<const std::string_view> said_once(Construct construct) {
    static constexpr std::string_view program[] = {"title",    "source", "effective", "version", "seat",
                                                   "calendar", "hours",  "received",  "standing"};
    static constexpr std::string_view fact[] = {"is", "otherwise", "judged by"};
    static constexpr std::string_view list[] = {"columns"};
    static constexpr std::string_view criterion[] = {"judged by"};
    static constexpr std::string_view limit[] = {"when", "unless"};
    static constexpr std::string_view ledger[] = {"of", "counts", "period", "holds", "warn", "ask"};
    static constexpr std::string_view assumption[] = {"we read"};
    switch (construct) {
        case Construct::Program: return program;
        case Construct::Fact: return fact;
        case Construct::List: return list;
        case Construct::Criterion: return criterion;
        case Construct::Limit: return limit;
        case Construct::Ledger: return ledger;
        case Construct::Assumption: return assumption;
        default: return {};
    }
}

bool has_tables(Construct construct) {
    return construct == Construct::Duty || construct == Construct::Right || construct == Construct::Notice ||
           construct == Construct::Scenario;
}

// Conditions may be grouped; a condition on a line with its outcome may not.
bool takes_group(const Block& block, const Line& line) {
    if (line.keyword.empty()) return block.construct == Construct::Criterion;
    return block.construct == Construct::Limit && (line.keyword == "when" || line.keyword == "unless");
}

} // namespace

void check_shape(const Block& block, const std::string& file, base::Diagnostics& diagnostics) {
    const auto error = [&](const Piece& at, std::string message, std::string hint) {
        diagnostics.error({file, at.line, at.column, {}}, std::move(message), std::move(hint));
    };
    const auto once = said_once(block.construct);
    std::set<std::string_view> said;
    for (const Line& line : block.lines) {
        const bool again = !line.keyword.empty() && !said.insert(line.keyword).second;
        const bool single =
            line.keyword == "like" || std::find(once.begin(), once.end(), line.keyword) != once.end();
        if (again && single) {
            error(line.rest, fmt::format("`{}` is said a second time", line.keyword),
                  fmt::format("a {} says it once", to_text(block.construct)));
        }
        if (!line.group.empty() && !takes_group(block, line)) {
            error(line.group.front().rest, "a line indented below one that takes none",
                  "write it on the line above, or indent it by two spaces; only conditions are grouped");
        }
    }
    if (!block.table.empty() && !has_tables(block.construct)) {
        error(block.table.front().cells.front(), fmt::format("a table in a {}", to_text(block.construct)),
              "only scenarios, duties, rights and notices have tables");
    }
}

} // namespace assent::policy
