#include "letters/read_template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "codes/shown.hpp"
#include "letters/elements.hpp"
#include "letters/markdown.hpp"

namespace assent::letters {
namespace {

constexpr std::string_view each_lines = "each lines";
constexpr std::string_view end_word = "end";

// "if reason" of a line that is `{{if reason}}` and nothing else.
std::optional<std::string_view> control_on(std::string_view line) {
    line = base::trim(line);
    if (!line.starts_with("{{") || !line.ends_with("}}") || line.size() < 4) return std::nullopt;
    const std::string_view words = base::trim(line.substr(2, line.size() - 4));
    const std::string_view first = words.substr(0, words.find(' '));
    const bool controls = first == "if" || first == "each" || first == end_word;
    return controls && words.find('{') == std::string_view::npos ? std::optional(words) : std::nullopt;
}

// The byte offset of a character that controls a terminal or a printer instead of being read.
std::optional<std::size_t> control_character(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool fine = c == '\n' || c == '\t' || (c == '\r' && text.substr(at + 1, 1) == "\n");
        if (!fine && ((c >= 0 && c < ' ') || c == '\x7f')) return at;
    }
    return std::nullopt;
}

class TemplateReader {
public:
    explicit TemplateReader(const TemplateText& text) : text_(text) {
        made_ = {text.name, text.version, text.language, text.file, {}};
    }

    base::Result<Template> read() {
        if (is_readable()) {
            read_lines();
            for (const std::size_t open : open_) error_at(made_.steps[open].block, "no {{end}} closes this");
            check_headings();
        }
        diagnostics_.sort();
        if (diagnostics_.has_errors()) return base::refused(std::move(diagnostics_));
        return std::move(made_);
    }

private:
    bool is_readable() {
        check_language();
        if (text_.text.size() > longest_template) {
            diagnostics_.error({text_.file, 0, 0, {}}, "a template of more than 64 KiB",
                               "no letter is that long");
            return false;
        }
        const std::optional<std::size_t> foreign = base::first_invalid_utf8(text_.text);
        const std::optional<std::size_t> control = control_character(text_.text);
        if (foreign) error_at_byte(*foreign, "bytes that are not UTF-8", "save the file as UTF-8");
        if (control) error_at_byte(*control, "a control character", "take it out");
        return !foreign && !control;
    }

    void check_language() {
        const bool fine = !text_.language.empty() &&
                          std::all_of(text_.language.begin(), text_.language.end(),
                                      [](char c) { return base::is_letter_or_digit(c) || c == '-'; });
        if (fine) return;
        diagnostics_.error({text_.file, 0, 0, {}}, "its language is not one",
                           "name it as in BCP 47: en, es, ht");
    }

    // Lines that control are taken out, so that Markdown cannot take them into a paragraph.
    void read_lines() {
        const std::string_view all = text_.text;
        std::size_t from = 0;
        std::uint32_t lines_before = 0, line = 0;
        for (std::size_t start = 0; start < all.size();) {
            const std::size_t end = std::min(all.find('\n', start), all.size() - 1) + 1;
            ++line;
            if (const auto control = control_on(all.substr(start, end - start))) {
                read_stretch({text_.file, all.substr(from, start - from), lines_before});
                column_ = static_cast<std::uint32_t>(all.find('{', start) - start + 1);
                read_control(*control, line);
                from = end;
                lines_before = line;
            }
            start = end;
        }
        read_stretch({text_.file, all.substr(from), lines_before});
    }

    void read_stretch(const Stretch& stretch) {
        for (Block& block : read_markdown(stretch, diagnostics_)) {
            for (const Inline& one : block.inlines) {
                if (one.kind == Inline::Kind::Value) check_value(one);
            }
            made_.steps.push_back({Step::Kind::Block, std::move(block), {}, 0});
        }
    }

    void read_control(std::string_view words, std::uint32_t line) {
        Step step;
        step.block.line = line;
        step.block.column = column_;
        if (words == end_word) {
            if (open_.empty()) return error_at(step.block, "{{end}} ends nothing", "take it out");
            made_.steps[open_.back()].end = made_.steps.size();
            open_.pop_back();
            return;
        }
        if (words == each_lines) {
            if (in_each()) error_at(step.block, "an iteration in an iteration", "end the other one first");
            step.kind = Step::Kind::EachLine;
        } else if (words.starts_with("if ")) {
            step.kind = Step::Kind::If;
            step.element = base::trim(words.substr(3));
            if (step.element != "lines") {
                check_value({Inline::Kind::Value, step.element, line, column_});
            }
        } else {
            error_at(step.block, fmt::format("{} is no condition and no iteration", codes::shown(words)),
                     "write {{if element}}, {{each lines}} or {{end}}");
        }
        open_.push_back(made_.steps.size());
        made_.steps.push_back(std::move(step));
    }

    void check_value(const Inline& value) {
        const std::string& name = value.text;
        if (is_element(name) || (is_line_element(name) && in_each())) return;
        const base::Place place{text_.file, value.line, value.column, {}};
        if (is_line_element(name)) {
            diagnostics_.error(place, fmt::format("`{}` outside of an iteration", name),
                               "put {{each lines}} above it and {{end}} below");
        } else if (name == "lines") {
            diagnostics_.error(place, "`lines` is no single value",
                               "write {{each lines}}, an item with {{line.label}}, and {{end}}");
        } else if (control_on("{{" + name + "}}")) {
            diagnostics_.error(place, fmt::format("{} among other words", codes::shown("{{" + name + "}}")),
                               "write it on a line of its own");
        } else {
            diagnostics_.error(place, fmt::format("no element is called {}", codes::shown(name)),
                               nearest_element(name));
        }
    }

    // A reader who hears the page finds the title first, and only once.
    void check_headings() {
        if (made_.steps.empty()) return error_at({}, "a template without words", "begin with a `#` title");
        for (std::size_t i = 0; i < made_.steps.size(); ++i) {
            const Step& step = made_.steps[i];
            const bool title = step.kind == Step::Kind::Block && step.block.kind == Block::Kind::Title;
            if (i == 0 && !title)
                error_at(step.block, "a template begins with its title", "write `# Title` first");
            if (i > 0 && title)
                error_at(step.block, "a second title", "write `##` for the headings below it");
        }
    }

    bool in_each() const {
        return std::any_of(open_.begin(), open_.end(),
                           [&](std::size_t i) { return made_.steps[i].kind == Step::Kind::EachLine; });
    }

    void error_at(const Block& block, std::string message, std::string hint = {}) {
        diagnostics_.error({text_.file, block.line, block.column, {}}, std::move(message), std::move(hint));
    }
    void error_at_byte(std::size_t byte, std::string message, std::string hint) {
        const std::string_view before = text_.text.substr(0, byte);
        const auto line = std::count(before.begin(), before.end(), '\n') + 1;
        const std::size_t column = byte - (before.rfind('\n') + 1) + 1; // npos + 1 is 0: the first line
        diagnostics_.error(
            {text_.file, static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column), {}},
            std::move(message), std::move(hint));
    }

    const TemplateText& text_;
    Template made_;
    std::vector<std::size_t> open_; // steps that wait for their {{end}}
    std::uint32_t column_ = 0;      // of the line that controls
    base::Diagnostics diagnostics_;
};

} // namespace

base::Result<Template> read_template(const TemplateText& text) { return TemplateReader(text).read(); }

} // namespace assent::letters
