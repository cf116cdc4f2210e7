#include "policy/block_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

#include "policy/dated_line.hpp"

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
    static constexpr std::string_view duty[] = {"when", "within", "by",     "goal",
                                                "from", "until",  "missed", "unless"};
    static constexpr std::string_view right[] = {"when",   "within",     "from", "until",
                                                 "unless", "after that", "then"};
    static constexpr std::string_view notice[] = {"when", "unless", "form", "copy", "returned", "missed"};
    static constexpr std::string_view party[] = {"one", "manages"};
    static constexpr std::string_view document[] = {"kinds",   "comes",    "pages",  "signed",
                                                    "barcode", "at least", "misused"};
    static constexpr std::string_view request[] = {"opens", "about", "not about", "asks", "submit",
                                                   "late",  "early", "goes to",   "then"};
    static constexpr std::string_view level[] = {"reviewers", "sees"};
    static constexpr std::string_view assumption[] = {"we read"};
    static constexpr std::string_view scenario[] = {"program", "outbox"};
    switch (construct) {
        case Construct::Program: return program;
        case Construct::Fact: return fact;
        case Construct::List: return list;
        case Construct::Criterion: return criterion;
        case Construct::Limit: return limit;
        case Construct::Ledger: return ledger;
        case Construct::Party: return party;
        case Construct::Document: return document;
        case Construct::Request: return request;
        case Construct::Level: return level;
        case Construct::Duty: return duty;
        case Construct::Right: return right;
        case Construct::Notice: return notice;
        case Construct::Assumption: return assumption;
        case Construct::Scenario: return scenario;
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
    if (block.construct == Construct::Limit) return line.keyword == "when" || line.keyword == "unless";
    const bool is_term = block.construct == Construct::Duty || block.construct == Construct::Right ||
                         block.construct == Construct::Notice;
    if (block.construct == Construct::Request) return line.keyword == "if";
    return is_term && (line.keyword == "if" || line.keyword == "unless");
}

// Below a step stand its expectations, and below those nothing.
template <typename Error>
void check_step(const Line& step, const Error& error) {
    for (const Line& below : step.group) {
        const Line* wrong = below.keyword == "expect" ? nullptr : &below;
        if (wrong == nullptr && !below.group.empty()) wrong = &below.group.front();
        if (wrong == nullptr) continue;
        error(wrong->rest, "a line below a step that is not expected of it",
              "write `expect` before what must be so then, each on a line of its own");
    }
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
        if (block.construct == Construct::Scenario && is_dated(line)) {
            check_step(line, error);
        } else if (!line.group.empty() && !takes_group(block, line)) {
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
