#include "app/config_text.hpp"

#include <fmt/format.h>

#include <string_view>

#include "app/log.hpp"
#include "app/server_option.hpp"
#include "base/text.hpp"

namespace assent::app {
namespace {

constexpr std::string_view head =
    "# Everything that a server of Assent can be told. Give it this file with `assent serve --config FILE`, "
    "and\n"
    "# look at what it would make of it with `assent config check FILE`. What the environment says (the "
    "name\n"
    "# behind each option) stands above this file, and what the command line says above both.\n"
    "#\n"
    "# A line that begins with # is a comment: what is commented out here is what holds without it, or an\n"
    "# example where nothing does.\n";

std::string wrapped(std::string_view sentence) {
    constexpr std::size_t width = 100;
    std::string text, line = "#";
    for (const std::string_view word : base::split(sentence, ' ')) {
        if (line.size() + 1 + word.size() > width) {
            text += line + "\n";
            line = "#";
        }
        line += " " + std::string(word);
    }
    return text + line + "\n";
}

std::string option_text(const ServerOption& option) {
    const std::string flag = option.flag.empty() ? "" : fmt::format(", {}", option.flag);
    const std::string_view value = option.standard.empty() ? option.example : option.standard;
    return fmt::format("\n{}# {}: {}{}\n{}{} = {}\n", wrapped(option.sentence), taken_by(option),
                       environment_name(option), flag, option.key == "data" ? "" : "#", name_of(option),
                       in_file_text(option, value));
}

std::string ticked(std::string_view text) { return text.empty() ? "" : fmt::format("`{}`", text); }

} // namespace

std::string example_file() {
    std::string text(head);
    std::string_view section;
    for (const ServerOption& option : server_options()) {
        if (!option.in_file) continue;
        if (section_of(option) != section) text += fmt::format("\n[{}]\n", section_of(option));
        section = section_of(option);
        text += option_text(option);
    }
    return text;
}

std::string options_table() {
    std::string text =
        "| option | takes | without it | flag | what it is |\n"
        "|---|---|---|---|---|\n";
    for (const ServerOption& option : server_options())
        text += fmt::format("| `{}` | {} | {} | {} | {}{} |\n", option.key, taken_by(option),
                            ticked(option.standard), ticked(option.flag), option.sentence,
                            option.in_file ? "" : " In the environment alone.");
    return text;
}

std::string events_table() {
    std::string text =
        "| event | level | fields | what it means |\n"
        "|---|---|---|---|\n";
    for (const LogEventRow& row : log_events())
        text += fmt::format("| `{}` | {} | {} | {} |\n", row.word, to_text(row.level), ticked(row.fields),
                            row.sentence);
    return text;
}

} // namespace assent::app
