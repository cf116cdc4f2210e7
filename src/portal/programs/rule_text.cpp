#include "portal/programs/rule_text.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "casework/spoken.hpp"
#include "policy/block.hpp"

namespace assent::portal {
namespace {

using policy::Block;

bool is_source(const policy::Line& line) {
    return line.keyword == "quote" || line.keyword == "cite" || line.keyword == "assume";
}

// "# What is known of a request." as a sentence.
std::string sentence_of(const std::vector<std::string>& comments) {
    std::string all;
    for (const std::string& line : comments) {
        const std::string words(base::trim(std::string_view(line).substr(line.starts_with('#') ? 1 : 0)));
        if (!words.empty()) all += (all.empty() ? "" : " ") + words;
    }
    return all;
}

std::vector<std::string> names_in_line(const std::string& text) {
    std::vector<std::string> all;
    for (const std::string_view name : base::split(text, ',')) all.emplace_back(base::trim(name));
    return all;
}

std::string lines_of(Block block) {
    block.comments.clear();
    std::erase_if(block.lines, is_source);
    const std::string text = policy::write_blocks({"", {std::move(block)}, {}});
    const std::size_t first = text.find('\n'); // the heading stands apart
    return first == std::string::npos ? "" : text.substr(first + 1);
}

RuleText rule_of(const Block& block) {
    RuleText made;
    made.kind = std::string(to_text(block.construct));
    made.name = policy::single_spaced(block.name.text);
    if (block.construct == policy::Construct::Fact) { // its line says all of it
        made.lines = made.name + "\n";
        made.name = made.name.substr(0, made.name.find(' '));
    }
    made.comment = sentence_of(block.comments);
    made.lines += lines_of(block);
    for (const policy::Line& line : block.lines) {
        if (line.keyword == "quote") made.quotes.push_back(line.rest.text);
        if (line.keyword == "cite") made.cites.push_back(line.rest.text);
        if (line.keyword != "assume") continue;
        for (std::string& name : names_in_line(line.rest.text)) made.assumes.push_back(std::move(name));
    }
    return made;
}

std::vector<std::string> all_lines(const RuleText& rule) {
    std::vector<std::string> all;
    for (const std::string_view line : base::split_lines(rule.lines))
        all.push_back(policy::single_spaced(base::trim(line)));
    for (const std::string& one : rule.quotes) all.push_back("quote " + one);
    for (const std::string& one : rule.cites) all.push_back("cite " + one);
    for (const std::string& one : rule.assumes) all.push_back("assume " + one);
    return all;
}

// Those of `some` that `others` have not, each as often as it is missing there.
std::vector<std::string> without(const std::vector<std::string>& some,
                                 const std::vector<std::string>& others) {
    std::multiset<std::string> there(others.begin(), others.end());
    std::vector<std::string> all;
    for (const std::string& line : some) {
        const auto found = there.find(line);
        if (found != there.end())
            there.erase(found);
        else if (!line.empty())
            all.push_back(line);
    }
    return all;
}

std::vector<std::string> lines_in(const std::string& text) {
    std::vector<std::string> all;
    for (const std::string_view line : base::split_lines(text)) all.emplace_back(base::trim(line));
    return all;
}

const RuleText* named(const std::vector<RuleText>& all, const RuleText& rule) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const RuleText& one) { return one.called() == rule.called(); });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

std::vector<RuleText> rules_in(std::string_view policy) {
    base::Diagnostics ignored; // it was checked before it was published
    std::vector<RuleText> all;
    for (const Block& block : policy::read_blocks(policy, "", ignored).blocks) all.push_back(rule_of(block));
    return all;
}

std::vector<RuleChange> rule_changes(std::string_view before, std::string_view after) {
    const auto old = rules_in(before), now = rules_in(after);
    std::vector<RuleChange> all;
    for (const RuleText& rule : now) {
        const auto lines = all_lines(rule);
        const RuleText* was = named(old, rule);
        if (!was)
            all.push_back({Became::Added, rule, {}, lines});
        else if (const auto then = all_lines(*was); then != lines)
            all.push_back({Became::Changed, rule, without(then, lines), without(lines, then)});
    }
    for (const RuleText& rule : old) {
        if (!named(now, rule)) all.push_back({Became::Removed, rule, all_lines(rule), {}});
    }
    return all;
}

std::vector<TextChange> text_changes(const Parts& before, const Parts& after) {
    std::vector<TextChange> all;
    for (const auto& [name, text] : after) {
        const auto was = before.find(name);
        const auto lines = lines_in(text);
        if (is_policy(name) || (was != before.end() && was->second == text)) continue;
        if (was == before.end())
            all.push_back({Became::Added, name, {}, lines});
        else
            all.push_back({Became::Changed, name, without(lines_in(was->second), lines),
                           without(lines, lines_in(was->second))});
    }
    for (const auto& [name, text] : before) {
        if (!is_policy(name) && !after.contains(name))
            all.push_back({Became::Removed, name, lines_in(text), {}});
    }
    return all;
}

bool is_policy(std::string_view part) { return part == "program.policy" || part.starts_with("includes/"); }

} // namespace assent::portal
