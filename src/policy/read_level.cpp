#include <fmt/format.h>

#include "policy/people_reader.hpp"

namespace assent::policy {
namespace {

bool is_source(const Line& line) {
    return line.keyword == "quote" || line.keyword == "cite" || line.keyword == "assume" ||
           line.keyword == "like";
}

std::vector<std::string> all_acts() {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < level_acts; ++i) all.emplace_back(to_text(static_cast<LevelAct>(i)));
    return all;
}

} // namespace

void PeopleReader::read_level(LevelDef& level, const Block& block) {
    const auto index = static_cast<std::uint16_t>(&level - referents_.program.levels.data());
    referents_.conditions.begin(Construct::Level, index);
    referents_.conditions.allow_criteria(true);
    if (level.name.text.empty() ? !adds_guards_only(level, block) : !is_worked_at(level, block)) return;
    for (const Line& line : block.lines) {
        Cursor cursor = referents_.cursor(line.rest);
        if (line.keyword == "reviewers") {
            auto parties = referents_.parties(cursor);
            if (parties && referents_.finished(cursor, "join parties by commas or `or`"))
                level.reviewers = std::move(*parties);
        } else if (line.keyword == "may") {
            read_may(level, line);
        } else if (line.keyword == "if" || line.keyword == "after") {
            auto read = guard(line);
            if (read) (line.keyword == "if" ? level.before : level.after).push_back(std::move(*read));
        } else if (line.keyword == "record") {
            if (cursor.sees("criteria"))
                level.records_criteria = says(line, "criteria and version");
            else
                level.records_rationale = says(line, "rationale for each line");
        } else if (line.keyword == "sees") {
            level.sees = single_spaced(line.rest.text);
            if (level.sees.empty())
                referents_.error(cursor, "what do they see?", "write it in words, or leave the line out");
        }
    }
}

bool PeopleReader::adds_guards_only(const LevelDef& level, const Block& block) {
    bool only = true;
    for (const Line& line : block.lines) {
        if (is_source(line) || line.keyword == "if" || line.keyword == "after") continue;
        only = false;
        error(line.rest, fmt::format("`{}` in a level without a name", line.keyword),
              "such a level adds `if` and `after` lines to every level, and nothing else");
    }
    if (!only || block.first("if") || block.first("after")) return true;
    error(level.name, "a level without a name that adds nothing",
          "give it a name, or a line such as `if deny ...`");
    return false;
}

// Until a program takes requests, a level can be no more than a name that its decisions refer to.
bool PeopleReader::is_worked_at(const LevelDef& level, const Block& block) {
    bool bare = true;
    for (const Line& line : block.lines) bare &= is_source(line);
    if (bare && referents_.program.requests.empty()) return true;
    if (!block.first("reviewers"))
        error(level.name, fmt::format("nobody works at the level `{}`", level.name.text),
              "add a line such as `reviewers PARTY`");
    if (!block.first("may"))
        error(level.name, fmt::format("nothing may be done at the level `{}`", level.name.text),
              "add a line such as `may approve, pend, refer to LEVEL`");
    return true;
}

std::optional<LevelAct> PeopleReader::act(Cursor& cursor) {
    const auto read = level_act_at(cursor);
    if (read) return read;
    const std::vector<std::string> all = all_acts();
    Cursor ahead = cursor;
    std::string hint = base::did_you_mean(Referents::words(ahead), all);
    if (hint.empty()) hint = base::did_you_mean(cursor.word(), all);
    if (hint.empty()) hint = fmt::format("acts are {}", base::listed(all));
    const std::string_view word = cursor.at_end() ? std::string_view("the end of the line") : cursor.word();
    referents_.error(cursor, fmt::format("an act expected, and `{}` is none", word), std::move(hint));
    return std::nullopt;
}

void PeopleReader::read_may(LevelDef& level, const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    for (bool more = true; more;) {
        const auto one = act(cursor);
        if (!one || (*one == LevelAct::Refer && !read_destination(level, cursor))) return;
        level.may.set(static_cast<std::size_t>(*one));
        more = cursor.accept_comma();
        more |= cursor.accept("or");
    }
    referents_.finished(cursor, "join acts by commas or `or`");
}

// `to LEVEL`, or to a place outside the levels in its words.
bool PeopleReader::read_destination(LevelDef& level, Cursor& cursor) {
    const bool to = cursor.accept("to");
    const Cursor at = cursor;
    Cursor ahead = cursor;
    const std::string words = single_spaced(Referents::words(ahead, true));
    if (!to || words.empty()) {
        referents_.error(at, "`refer` to where?", "write `refer to LEVEL`");
        return false;
    }
    const auto found = referents_.names.exactly(NameKind::Level, words);
    if (found && &referents_.program.levels[*found] == &level) {
        referents_.error(at, fmt::format("`{}` refers to itself", words), "name another level");
        return false;
    }
    // A misspelled level must not become a place that nobody works at.
    if (!found && !base::did_you_mean(words, referents_.names.all(NameKind::Level)).empty())
        return referents_.at(cursor, NameKind::Level, "a level").has_value();
    cursor.skip(cursor.left().size() - ahead.left().size());
    if (found)
        level.refers_to.push_back(*found);
    else
        level.teams.push_back(words);
    return true;
}

// `ACT or ACT CONDITION`
std::optional<Guard> PeopleReader::guard(const Line& line) {
    Guard made;
    made.source = line.rest;
    Cursor cursor = referents_.cursor(line.rest);
    do {
        const auto one = act(cursor);
        if (!one) return std::nullopt;
        made.acts.set(static_cast<std::size_t>(*one));
    } while (cursor.accept("or"));
    if (cursor.at_end()) {
        referents_.error(cursor, "acts without a condition",
                         fmt::format("write `{} deny CONDITION`", line.keyword));
        return std::nullopt;
    }
    made.words = std::string(cursor.left());
    const auto condition = referents_.conditions.condition_at(cursor);
    if (!condition || !referents_.conditions.finished(cursor)) return std::nullopt;
    made.condition = *condition;
    return made;
}

} // namespace assent::policy
