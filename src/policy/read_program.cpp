#include "policy/read_program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <type_traits>

#include "codes/csv.hpp"
#include "policy/block_shape.hpp"
#include "policy/block_table.hpp"
#include "policy/day.hpp"
#include "policy/facts.hpp"
#include "policy/program_reader.hpp"

namespace assent::policy {
namespace {

constexpr std::size_t most_blocks = 10'000; // definitions are numbered in sixteen bits

// A table of duties names each in its row; the lines of a level without a name belong to every level.
bool may_be_nameless(const Block& block) {
    return !block.table.empty() || block.construct == Construct::Level;
}

// The rows of a table may show their sources in a column.
bool has_source_column(const Block& block) {
    if (block.table.empty()) return false;
    const std::vector<Piece>& header = block.table.front().cells;
    return std::any_of(header.begin(), header.end(), [](const Piece& column) {
        return column.text == "quote" || column.text == "cite" || column.text == "assume";
    });
}

} // namespace

base::Result<Program> read_program(const ProgramText& text, base::Diagnostics& warnings) {
    base::Diagnostics diagnostics;
    ProgramReader reader(text, diagnostics);
    Program program = reader.read();
    check_program(program, diagnostics);
    diagnostics.sort();
    if (diagnostics.has_errors()) return base::refused(std::move(diagnostics));
    warnings.append(std::move(diagnostics));
    return program;
}

Program ProgramReader::read() {
    take_blocks(read_blocks(text_.policy.text, text_.policy.file, diagnostics_).blocks);
    if (program_.header.id.text.empty()) {
        diagnostics_.error({program_.file, 1, 1, {}}, "no block says whose rules these are",
                           "begin with `program NAME`");
    }
    const Header& header = program_.header;
    program_.origins.front() = {header.id.text, header.title,     header.calendar,
                                program_.file,  header.effective, header.through};
    for (const Piece& id : header.includes) include(id);
    read_scenarios();
    for (ListDef& list : program_.lists) read_list_rows(list);
    read_derivations();
    std::array<std::size_t, constructs> next{}; // every block made one definition, in this order
    for (const Block& block : blocks_) read_block(next[static_cast<std::size_t>(block.construct)]++, block);
    people_.begin_with_counted_denials();
    give_origins();
    return std::move(program_);
}

void ProgramReader::read_scenarios() {
    for (const NamedText& scenarios : text_.scenarios) {
        for (Block& block : read_blocks(scenarios.text, scenarios.file, diagnostics_).blocks) {
            if (block.construct == Construct::Scenario) {
                check_shape(block, scenarios.file, diagnostics_);
                program_.scenarios.push_back({scenarios.file, std::move(block)});
            } else {
                diagnostics_.error({scenarios.file, block.name.line, 1, {}},
                                   fmt::format("a {} among the scenarios", to_text(block.construct)),
                                   "rules stand in program.policy, where they are signed");
            }
        }
    }
}

void ProgramReader::take_blocks(std::vector<Block> blocks) {
    inherit(blocks);
    for (Block& block : blocks) {
        for (Block& one : blocks_of_table(std::move(block))) {
            if (blocks_.size() == most_blocks) return too_many(one);
            if (!joins(one)) continue;
            take_block(one);
            blocks_.push_back(std::move(one));
        }
    }
}

void ProgramReader::too_many(const Block& block) {
    diagnostics_.error({program_.file_of(block.name), 0, 0, {}},
                       fmt::format("more than {} blocks in one program", most_blocks),
                       "put long enumerations of codes or words into a list");
}

void ProgramReader::read_block(std::size_t index, const Block& block) {
    switch (block.construct) {
        case Construct::Criterion: return read_criterion(index, block);
        case Construct::Decision: return read_decision(index, block);
        case Construct::Ledger: return read_ledger(index, block);
        case Construct::Limit: return read_limit(index, block);
        case Construct::Fact: return people_.read_fact(program_.facts[index], block);
        case Construct::Party: return people_.read_party(program_.parties[index], block);
        case Construct::Document: return people_.read_document(program_.documents[index], block);
        case Construct::Level: return people_.read_level(program_.levels[index], block);
        case Construct::Request: return people_.read_request(index, block);
        case Construct::Duty:
        case Construct::Right: return terms_.read_term(next_term_++, block);
        case Construct::Notice: return terms_.read_notice(index, block);
        default: return;
    }
}

void ProgramReader::take_block(const Block& block) {
    if (block.name.text.empty() && !may_be_nameless(block)) {
        error(block.name, fmt::format("a {} without a name", to_text(block.construct)),
              fmt::format("write `{} NAME`", to_text(block.construct)));
    }
    check_shape(block, program_.file_of(block.name), diagnostics_);
    switch (block.construct) {
        case Construct::Program: return read_header(block);
        case Construct::Fact: return declare_fact(block);
        case Construct::List: return declare_list(block);
        case Construct::Ledger: return declare_ledger(block);
        case Construct::Assumption: return declare_assumption(block);
        case Construct::Criterion:
            declare(NameKind::Criterion, block.name, program_.criteria.size());
            program_.criteria.push_back(
                {block.name, no_node, block.first("judged by") != nullptr, sources_of(block)});
            return;
        case Construct::Decision:
            declare(NameKind::Decision, block.name, program_.decisions.size());
            program_.decisions.push_back({block.name, {}, sources_of(block)});
            return;
        case Construct::Limit:
            declare(NameKind::Limit, block.name, program_.limits.size());
            program_.limits.push_back({block.name, no_node, no_node, {}, sources_of(block)});
            return;
        case Construct::Scenario: program_.scenarios.push_back({program_.file, block}); return;
        case Construct::Party: return declare_named(NameKind::Party, program_.parties, block);
        case Construct::Document: return declare_named(NameKind::Document, program_.documents, block);
        case Construct::Request: return declare_named(NameKind::Request, program_.requests, block);
        case Construct::Level: return declare_named(NameKind::Level, program_.levels, block);
        case Construct::Duty:
        case Construct::Right: return declare_named(NameKind::Term, program_.terms, block);
        case Construct::Notice: return declare_named(NameKind::Notice, program_.notices, block);
    }
}

template <typename Definition>
void ProgramReader::declare_named(NameKind kind, std::vector<Definition>& definitions, const Block& block) {
    if (!block.name.text.empty()) declare(kind, block.name, definitions.size());
    Definition& made = definitions.emplace_back();
    made.name = block.name;
    made.sources = sources_of(block);
    if constexpr (std::is_same_v<Definition, TermDef>)
        made.kind = block.construct == Construct::Duty ? TermKind::Duty : TermKind::Right;
}

bool ProgramReader::declare(NameKind kind, const Piece& name, std::size_t index) {
    const bool clashes = (kind == NameKind::Fact && names_.exactly(NameKind::Criterion, name.text)) ||
                         (kind == NameKind::Criterion && names_.exactly(NameKind::Fact, name.text));
    if (clashes || names_.exactly(kind, name.text)) {
        declared_twice(name);
        return false;
    }
    declared_.push_back(name);
    names_.add(kind, name.text, static_cast<std::uint16_t>(index));
    return true;
}

void ProgramReader::declared_twice(const Piece& name) {
    const auto first = std::find_if(declared_.begin(), declared_.end(), [&](const Piece& earlier) {
        return earlier.text == name.text && earlier.origin != name.origin;
    });
    const std::string where =
        first == declared_.end()
            ? ""
            : fmt::format(", in {} and in {}", program_.file_of(*first), program_.file_of(name));
    error(name, fmt::format("`{}` is declared twice{}", name.text, where),
          "give one of the two another name");
}

// `like X`: the lines of X whose keywords are not restated; X may be like another in turn.
void ProgramReader::inherit(std::vector<Block>& blocks) {
    for (Block& block : blocks) {
        std::size_t steps = 0;
        for (const Line* like = block.first("like"); like && block.construct != Construct::Scenario;) {
            const auto base = std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) {
                return b.construct == block.construct && b.name.text == like->rest.text && &b != &block;
            });
            if (base == blocks.end() || ++steps > blocks.size()) {
                error(block.first("like")->rest,
                      fmt::format("no {} is called `{}`", to_text(block.construct), like->rest.text),
                      "name another block of the same kind in this file, one that is not like this one in "
                      "turn");
                break;
            }
            std::vector<Line> taken;
            for (const Line& line : base->lines) {
                if (line.keyword != "like" && !block.first(line.keyword)) taken.push_back(line);
            }
            like = base->first("like");
            block.lines.insert(block.lines.end(), taken.begin(), taken.end());
        }
    }
}

Sources ProgramReader::sources_of(const Block& block) {
    Sources sources;
    for (const Line& line : block.lines) {
        if (line.keyword == "quote")
            sources.quotes.push_back({quoted(line.rest), line.rest.line, line.rest.column, line.rest.origin});
        if (line.keyword == "cite") sources.cites.push_back(line.rest);
        if (line.keyword != "assume") continue;
        Cursor cursor = cursor_of(line.rest);
        do {
            const std::string_view before = cursor.left();
            cursor.skip(std::min(cursor.left().find(','), cursor.left().size()));
            sources.assumes.push_back(cursor.since(before));
        } while (cursor.accept_comma());
    }
    const bool exempt = block.construct == Construct::Fact || block.construct == Construct::Assumption ||
                        block.construct == Construct::Scenario || has_source_column(block);
    if (!exempt && sources.quotes.empty() && sources.cites.empty() && sources.assumes.empty()) {
        error(block.name,
              fmt::format("the {} `{}` does not show its source", to_text(block.construct), block.name.text),
              "add a `quote` of at most fifteen words, a `cite` of a section of law, or an `assume`");
    }
    return sources;
}

std::string ProgramReader::quoted(const Piece& piece) {
    const std::string& text = piece.text;
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') {
        error(piece, "text without its quotation marks", "put it between \" and \"");
        return text;
    }
    return text.substr(1, text.size() - 2);
}

void ProgramReader::read_list_rows(ListDef& list) {
    const auto file = text_.lists.find(list.name.text);
    if (file == text_.lists.end()) {
        return error(list.name, fmt::format("the list `{}` has no file", list.name.text),
                     fmt::format("write its rows in codes/{}.csv", list.name.text));
    }
    std::vector<std::string> columns;
    for (const Column& column : list.columns) columns.push_back(column.name);
    auto table = codes::read_csv(file->second.text, file->second.file);
    if (!table) return diagnostics_.append(std::move(table.error()));
    auto rows = codes::make_list(*table, file->second.file, columns, diagnostics_);
    if (!rows) return diagnostics_.append(std::move(rows.error()));
    list.rows = std::move(*rows);
    for (std::size_t i = 1; i < list.columns.size(); ++i) {
        const auto all = list.rows->rows();
        list.columns[i].numeric =
            !all.empty() && std::all_of(all.begin(), all.end(), [&](const codes::Row& row) {
                return base::to_number(row.cells[i]).has_value();
            });
        for (const codes::Row& row : all) {
            if (!list.columns[i].numeric) program_.words.add(row.cells[i]);
        }
    }
    list.table = table_of(program_, list);
}

ListTable table_of(const Program& program, const ListDef& list) {
    std::vector<ListRow> rows;
    std::vector<std::int64_t> cells;
    for (const codes::Row& row : list.rows->rows()) {
        ListRow made;
        made.key = list.rows->key_kind() == codes::KeyKind::Text
                       ? program.words.find(row.key).value_or(no_code)
                       : row.packed;
        if (row.from) made.from = days_of(*row.from);
        if (row.through) made.through = days_of(*row.through);
        made.always = !row.from && !row.through;
        made.first_cell = static_cast<std::uint32_t>(cells.size());
        for (std::size_t i = 0; i < list.columns.size(); ++i) {
            const auto number =
                list.columns[i].numeric ? base::to_number(row.cells[i]) : program.words.find(row.cells[i]);
            cells.push_back(number.value_or(no_code));
        }
        rows.push_back(made);
    }
    return {std::move(rows), std::move(cells)};
}

} // namespace assent::policy
