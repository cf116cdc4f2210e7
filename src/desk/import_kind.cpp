#include "desk/import_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"

namespace assent::desk {
namespace {

using Names = std::vector<std::string>;

struct KindOfFile {
    std::string_view word;
    Names columns;
};

const std::array<KindOfFile, import_kinds>& all_kinds() {
    static const std::array<KindOfFile, import_kinds> all = {
        KindOfFile{"members", {"member", "name", "birth_date", "language"}},
        KindOfFile{"eligibility", {"member", "from", "through", "determined"}},
        KindOfFile{"organizations", {"organization", "name"}},
        KindOfFile{"people", {"person", "name", "role", "organization", "ended"}},
        KindOfFile{"credentials", {"holder", "kind", "words", "scope", "towards", "from", "through"}},
        KindOfFile{"conflicts", {"person", "towards", "what", "from", "through"}},
        KindOfFile{"accounts", {"member", "ledger", "year", "used"}},
        KindOfFile{"emails", {"holder", "kind", "email"}}};
    return all;
}

bool is_of_rejected_rows(const std::string& name) { return name == "line" || name == "why"; }

} // namespace

std::string_view to_text(ImportKind kind) { return all_kinds()[static_cast<std::size_t>(kind)].word; }

std::optional<ImportKind> import_kind(std::string_view word) {
    for (std::size_t i = 0; i < import_kinds; ++i) {
        if (all_kinds()[i].word == word) return static_cast<ImportKind>(i);
    }
    return std::nullopt;
}

std::span<const std::string> columns_of(ImportKind kind) {
    return all_kinds()[static_cast<std::size_t>(kind)].columns;
}

base::Result<Columns> Columns::of(ImportKind kind, const codes::Record& header, const std::string& file) {
    const auto known = columns_of(kind);
    const std::string all = base::join(known, ",");
    Columns columns(kind);
    columns.places_.assign(known.size(), header.size());
    base::Diagnostics wrong;
    std::set<std::string> meant; // of these it is said already that they are not there
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto found = std::find(known.begin(), known.end(), header[i].text);
        if (found != known.end()) {
            columns.file_order_.push_back(static_cast<std::size_t>(found - known.begin()));
            columns.places_[columns.file_order_.back()] = i;
        } else if (!is_of_rejected_rows(header[i].text)) {
            meant.insert(base::nearest(header[i].text, known).value_or(""));
            const std::string hint = base::did_you_mean(header[i].text, known);
            wrong.error({file, header[i].line, header[i].column, {}},
                        fmt::format("a file of {} has no such column", to_text(kind)),
                        hint.empty() ? fmt::format("let the first line be {}", all) : hint);
        }
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (columns.places_[i] < header.size() || meant.contains(known[i])) continue;
        wrong.error({file, header[0].line, 1, {}}, fmt::format("the column `{}` is missing", known[i]),
                    fmt::format("let the first line be {}, in any order; leave cells empty where nothing is "
                                "known",
                                all));
    }
    if (wrong.has_errors()) return base::refused(std::move(wrong));
    return columns;
}

} // namespace assent::desk
