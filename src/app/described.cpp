#include "app/described.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/named_blocks.hpp"
#include "base/text.hpp"
#include "policy/scenario.hpp"

namespace assent::app {
namespace {

using policy::Construct;

bool is_name_byte(char c) {
    return base::is_letter_or_digit(c) || c == '_' || c == '-' || c == '.' || c == '\'';
}

bool mentions(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool begins = at == 0 || !is_name_byte(text[at - 1]);
        if (begins && (end == text.size() || !is_name_byte(text[end]))) return true;
    }
    return false;
}

bool mentions(const policy::Block& scenario, std::string_view name) {
    if (mentions(scenario.name.text, name)) return true;
    const auto in_line = [&](const policy::Line& line) { return mentions(line.rest.text, name); };
    const auto in_row = [&](const policy::Row& row) {
        return std::any_of(row.cells.begin(), row.cells.end(),
                           [&](const policy::Piece& cell) { return mentions(cell.text, name); });
    };
    return std::any_of(scenario.lines.begin(), scenario.lines.end(), in_line) ||
           std::any_of(scenario.table.begin(), scenario.table.end(), in_row);
}

std::vector<Trial> mentioning(const policy::Program& program, std::string_view name) {
    std::vector<Trial> trials;
    for (const policy::ScenarioText& scenario : program.scenarios) {
        if (!mentions(scenario.block, name)) continue;
        trials.push_back({scenario.file, scenario.block.name.line, scenario.block.name.text, "mentions it"});
    }
    return trials;
}

// "not met alone", "unknown alone", or nothing.
std::string_view alone(const policy::Evaluator::Criteria& criteria, std::uint64_t bit) {
    if (criteria.not_met == bit && criteria.unknown == 0) return "not met alone";
    return criteria.unknown == bit && criteria.not_met == 0 ? "unknown alone" : "";
}

std::vector<Trial> deciding(const policy::Program& program, std::size_t criterion,
                            const std::vector<policy::Example>& examples) {
    std::vector<Trial> trials;
    for (const policy::Example& example : examples) {
        const policy::Verdict verdict = policy::decide(program, example.facts);
        const std::string_view how = alone(verdict.criteria, std::uint64_t{1} << criterion);
        if (!how.empty()) trials.push_back({example.file, example.line, example.scenario, std::string(how)});
    }
    return trials;
}

class Describer {
public:
    Describer(const catalog::ProgramVersions& program, std::string_view name)
        : program_(program), name_(name) {
        for (const catalog::Version& version : program.versions) blocks_.push_back(named_blocks(version));
    }

    base::Result<std::vector<Described>> describe() {
        for (std::size_t i = program_.versions.size(); i-- > 0;) {
            std::vector<Described> found;
            for (const NamedBlock& block : blocks_[i]) {
                if (block.name == name_) found.push_back(described(program_.versions[i].program, block, i));
            }
            if (found.empty()) continue;
            auto examples = policy::read_examples(program_.versions[i].program);
            if (!examples) return base::refused(std::move(examples.error()));
            for (Described& one : found) one.trials = trials_of(one, *examples);
            return found;
        }
        return unknown_name();
    }

private:
    Described described(const policy::Program& program, const NamedBlock& block, std::size_t version) const {
        Described made{&program,
                       block.block.construct,
                       block.name,
                       block.block.name.line,
                       block.written,
                       {},
                       {},
                       {},
                       {},
                       {},
                       {}};
        const policy::Sources sources = sources_of(program, block.block);
        for (const policy::Piece& quote : sources.quotes) made.quotes.push_back(quote.text);
        for (const policy::Piece& cite : sources.cites) made.cites.push_back(cite.text);
        for (const policy::Piece& assumed : sources.assumes) {
            const policy::AssumptionDef* assumption = program.assumption(assumed.text);
            made.assumptions.push_back({assumed.text, assumption ? assumption->reading : ""});
        }
        if (made.construct == Construct::Assumption) made.resting = resting_on(program, version);
        made.history = history_of(made.construct);
        return made;
    }

    std::vector<std::string> resting_on(const policy::Program& program, std::size_t version) const {
        std::vector<std::string> resting;
        for (const NamedBlock& block : blocks_[version]) {
            const std::vector<policy::Piece> assumes = sources_of(program, block.block).assumes;
            const bool rests = std::any_of(assumes.begin(), assumes.end(),
                                           [&](const policy::Piece& piece) { return piece.text == name_; });
            if (rests) resting.push_back(fmt::format("{} {}", to_text(block.block.construct), block.name));
        }
        return resting;
    }

    std::vector<Era> history_of(Construct construct) const {
        std::vector<Era> history;
        const NamedBlock* before = nullptr;
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            const auto now = std::find_if(blocks_[i].begin(), blocks_[i].end(), [&](const NamedBlock& block) {
                return block.block.construct == construct && block.name == name_;
            });
            const bool there = now != blocks_[i].end();
            const char* what = !there                              ? "not there"
                               : !before                           ? "first"
                               : before->compared == now->compared ? "the same"
                                                                   : "changed";
            history.push_back({program_.versions[i].program.header.effective, what});
            if (there) before = &*now;
        }
        return history;
    }

    std::vector<Trial> trials_of(const Described& one, const std::vector<policy::Example>& examples) const {
        if (one.construct != Construct::Criterion) return mentioning(*one.program, name_);
        const auto& criteria = one.program->criteria;
        const auto criterion = std::find_if(criteria.begin(), criteria.end(),
                                            [&](const auto& c) { return c.name.text == name_; });
        if (criterion == criteria.end() || criterion->judged) return mentioning(*one.program, name_);
        return deciding(*one.program, static_cast<std::size_t>(criterion - criteria.begin()), examples);
    }

    base::Result<std::vector<Described>> unknown_name() const {
        std::vector<std::string> names;
        for (const NamedBlock& block : blocks_.back()) names.push_back(block.name);
        std::string hint = base::did_you_mean(name_, names);
        if (hint.empty()) hint = fmt::format("its names are {}", base::listed(names));
        const auto& origins = program_.versions.back().program.origins;
        for (std::size_t i = 1; i < origins.size(); ++i)
            hint += fmt::format("; it includes {}, which has names of its own", origins[i].id);
        return base::refused({}, fmt::format("{} has nothing of the name `{}`", program_.id(), name_),
                             std::move(hint));
    }

    const catalog::ProgramVersions& program_;
    std::string name_;
    std::vector<std::vector<NamedBlock>> blocks_; // of each version
};

} // namespace

base::Result<std::vector<Described>> describe(const catalog::ProgramVersions& program,
                                              std::string_view name) {
    return Describer(program, name).describe();
}

} // namespace assent::app
