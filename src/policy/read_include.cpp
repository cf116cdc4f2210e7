#include <fmt/format.h>

#include <algorithm>

#include "policy/program_reader.hpp"

namespace assent::policy {
namespace {

void mark(Line& line, std::uint16_t origin) {
    line.rest.origin = origin;
    for (Line& member : line.group) mark(member, origin);
}

// From here on its messages name the file it was read from.
void mark(Block& block, std::uint16_t origin) {
    block.name.origin = origin;
    for (Line& line : block.lines) mark(line, origin);
    for (Row& row : block.table) {
        for (Piece& cell : row.cells) cell.origin = origin;
    }
}

// What decides for itself, or needs files beside its text, stays with its own program.
bool may_join(Construct construct) {
    switch (construct) {
        case Construct::Party:
        case Construct::Fact:
        case Construct::Level:
        case Construct::Limit:
        case Construct::Duty:
        case Construct::Right:
        case Construct::Notice:
        case Construct::Assumption: return true;
        default: return false;
    }
}

} // namespace

std::vector<Piece> included_by(std::string_view policy) {
    if (policy.find("include") == std::string_view::npos) return {};
    base::Diagnostics told_later;
    std::vector<Piece> ids;
    for (const Block& block : read_blocks(policy, {}, told_later).blocks) {
        if (block.construct != Construct::Program) continue;
        for (const Line* line : block.all("include")) ids.push_back(line->rest);
    }
    return ids;
}

bool ProgramReader::may_include(const Piece& id) {
    const auto known = std::find_if(program_.origins.begin(), program_.origins.end(),
                                    [&](const Origin& origin) { return origin.id == id.text; });
    if (known != program_.origins.end()) {
        const bool itself = known == program_.origins.begin();
        error(id, itself ? "a program includes itself" : fmt::format("`{}` is included twice", id.text),
              "take the line out");
        return false;
    }
    if (text_.included.contains(id.text)) return true;
    std::string hint = base::did_you_mean(id.text, text_.programs);
    if (hint.empty()) hint = "name a program by the path of its folder below `programs`";
    error(id, fmt::format("there is no program `{}` to include", id.text), std::move(hint));
    return false;
}

// Its parties, facts, duties and so on join the program's own; they are read together with them.
void ProgramReader::include(const Piece& id) {
    if (!may_include(id)) return;
    const NamedText& text = text_.included.at(id.text);
    const auto number = static_cast<std::uint16_t>(program_.origins.size());
    program_.origins.push_back({id.text, {}, {}, text.file, {}, {}});
    std::vector<Block> blocks = read_blocks(text.text, text.file, diagnostics_).blocks;
    for (Block& block : blocks) mark(block, number);
    take_blocks(std::move(blocks));
}

// A fact of the engine may be declared by each program that speaks of it, in the same words.
bool ProgramReader::told_by_both(const Block& block) const {
    const std::string text = single_spaced(block.name.text);
    if (!text.ends_with(" from the case")) return false;
    return std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& other) {
        return other.construct == Construct::Fact && other.name.origin != block.name.origin &&
               single_spaced(other.name.text) == text;
    });
}

// Whether a block becomes part of the program. Of an included one that is not everything.
bool ProgramReader::joins(const Block& block) {
    if (block.name.origin == 0) return true;
    if (block.construct == Construct::Program) read_origin(program_.origins[block.name.origin], block);
    if (block.construct == Construct::Program || block.construct == Construct::Scenario) return false;
    if (block.construct == Construct::Fact && told_by_both(block)) return false;
    if (may_join(block.construct)) return true;
    error(block.name,
          fmt::format("a {} in a program that {} includes", to_text(block.construct), program_.file),
          "an included program adds parties, facts, levels, limits, duties, rights, notices and assumptions");
    return false;
}

void ProgramReader::read_origin(Origin& origin, const Block& block) {
    for (const Line& line : block.lines) {
        if (line.keyword == "title") origin.title = line.rest.text;
        if (line.keyword == "calendar") origin.calendar = line.rest.text;
        if (line.keyword == "include")
            error(line.rest, fmt::format("{} includes this program, which includes another", program_.file),
                  "let the first include both");
        if (line.keyword != "effective") continue;
        const auto days = read_effective(line);
        if (!days) continue;
        origin.effective = days->from;
        origin.through = days->through;
    }
}

// What a definition was read from says whose it is; so does what was made of a request's or a notice's line.
void ProgramReader::give_origins() {
    for (LevelDef& level : program_.levels) level.origin = level.name.origin;
    for (NoticeDef& notice : program_.notices) notice.origin = notice.name.origin;
    for (TermDef& term : program_.terms) {
        term.origin =
            term.notice < program_.notices.size() ? program_.notices[term.notice].origin : term.name.origin;
    }
}

} // namespace assent::policy
