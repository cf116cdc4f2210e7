#include "letters/compose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "letters/elements.hpp"
#include "letters/wrapped.hpp"

namespace assent::letters {
namespace {

using casework::ComposedNotice;
using casework::NoticeContent;

void append_escaped(std::string& html, std::string_view words) {
    for (const char c : words) {
        switch (c) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            case '\'': html += "&#39;"; break;
            default: html += c;
        }
    }
}

// One line of words after the other; what controls a terminal or a printer is a space.
std::vector<std::string> lines_of(std::string_view value) {
    std::vector<std::string> lines;
    for (const std::string_view line : base::split(value, '\n')) {
        std::string words;
        for (const char c : line) words += (c >= 0 && c < ' ') || c == '\x7f' ? ' ' : c;
        const std::string_view trimmed = base::trim(words);
        if (!trimmed.empty()) lines.emplace_back(trimmed);
    }
    return lines;
}

// As no value can stand in a page, for those are escaped.
constexpr std::string_view gap_begins = "<span class=\"gap\">";

// The words of one block on both pages, before its tag and its margins.
struct Flow {
    std::string html, text;
    bool keeps_lines = true;

    void words(std::string_view words) {
        append_escaped(html, words);
        text += words;
    }
    void new_line() {
        html += keeps_lines ? "<br>\n" : " ";
        text += keeps_lines ? '\n' : ' ';
    }
    void gap(std::string_view element) {
        html += fmt::format("{}{{{{{}}}}}</span>", gap_begins, element);
        text += fmt::format("{{{{{}}}}}", element);
    }
    void value(std::string_view value) {
        bool first = true;
        for (const std::string& line : lines_of(value)) {
            if (!std::exchange(first, false)) new_line();
            words(line);
        }
    }
};

std::string_view tag_of(Block::Kind kind) {
    switch (kind) {
        case Block::Kind::Title: return "h1";
        case Block::Kind::Heading: return "h2";
        case Block::Kind::Paragraph: return "p";
        case Block::Kind::Bullet:
        case Block::Kind::Number: return "li";
    }
    return {};
}

std::string_view list_of(Block::Kind kind) {
    if (kind == Block::Kind::Bullet) return "ul";
    return kind == Block::Kind::Number ? "ol" : "";
}

class Composer {
public:
    Composer(const Template& from, const NoticeContent& content) : template_(from), content_(content) {
        made_.notice = content.notice;
        made_.form = from.name;
        made_.template_version = from.version;
        made_.language = from.language;
    }

    ComposedNotice compose() {
        made_.html = fmt::format("<article lang=\"{}\">\n", template_.language);
        run(0, template_.steps.size());
        enter_list("");
        made_.html += "</article>\n";
        return std::move(made_);
    }

private:
    void run(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const Step& step = template_.steps[i];
            if (step.kind == Step::Kind::Block) {
                add(step.block);
                continue;
            }
            if (step.kind == Step::Kind::EachLine) {
                run_each_line(i + 1, step.end);
            } else if (has_value(step.element)) {
                run(i + 1, step.end);
            }
            i = step.end - 1;
        }
    }

    void run_each_line(std::size_t begin, std::size_t end) {
        for (std::size_t row = 0; row < content_.lines.rows(); ++row) {
            row_ = row;
            run(begin, end);
            placed("lines");
        }
        row_.reset();
    }

    bool has_value(std::string_view element) const {
        if (element == "lines") return content_.lines.rows() > 0;
        return !casework::is_blank(value_of(element));
    }

    std::string_view value_of(std::string_view element) const {
        return row_ && element.starts_with("line.") ? content_.lines.cell(*row_, element)
                                                    : content_.value(element);
    }

    void add(const Block& block) {
        enter_list(list_of(block.kind));
        if (is_items(block)) return add_items(block.inlines[0].text);
        Flow flow;
        flow.keeps_lines = block.kind != Block::Kind::Title && block.kind != Block::Kind::Heading;
        for (const Inline& one : block.inlines) add(one, flow);
        add(block.kind, flow);
    }

    void add(Block::Kind kind, const Flow& flow) {
        made_.html += fmt::format("<{0}>{1}</{0}>\n", tag_of(kind), flow.html);
        add_text(kind, flow.text);
    }

    bool is_items(const Block& block) const {
        const bool alone = block.kind == Block::Kind::Bullet && block.inlines.size() == 1;
        if (!alone || block.inlines[0].kind != Inline::Kind::Value) return false;
        return is_list(block.inlines[0].text) && has_value(block.inlines[0].text);
    }

    void add_items(const std::string& element) {
        for (const std::string& line : lines_of(value_of(element))) {
            Flow flow;
            flow.words(line);
            add(Block::Kind::Bullet, flow);
        }
        placed(element);
    }

    void add(const Inline& one, Flow& flow) {
        switch (one.kind) {
            case Inline::Kind::Words: return flow.words(one.text);
            case Inline::Kind::Break: return flow.new_line();
            case Inline::Kind::BoldBegins: flow.html += "<strong>"; return;
            case Inline::Kind::BoldEnds: flow.html += "</strong>"; return;
            case Inline::Kind::Value: break;
        }
        if (!has_value(one.text)) return flow.gap(one.text);
        const bool number = is_number_to_call(one.text);
        if (number) flow.html += "<span class=\"number\">";
        flow.value(value_of(one.text));
        if (number) flow.html += "</span>";
        placed(one.text);
    }

    void add_text(Block::Kind kind, std::string_view words) {
        const bool in_list = kind == Block::Kind::Bullet || kind == Block::Kind::Number;
        if (!made_.text.empty() && (!in_list || items_ == 0)) made_.text += '\n';
        const std::string mark = kind == Block::Kind::Number ? fmt::format("{}. ", items_ + 1) : "- ";
        const std::string margin(mark.size(), ' ');
        Margins margins{"", "", text_columns};
        if (in_list) margins = {mark, margin, text_columns};
        if (in_list) ++items_;
        made_.text += wrapped(words, margins);
        if (kind == Block::Kind::Title) underline('=', words);
        if (kind == Block::Kind::Heading) underline('-', words);
    }

    void underline(char mark, std::string_view words) {
        made_.text += std::string(std::min(width_of(words), text_columns), mark) + '\n';
    }

    // "" leaves the list that is open.
    void enter_list(std::string_view list) {
        if (list == list_) return;
        if (!list_.empty()) made_.html += fmt::format("</{}>\n", list_);
        if (!list.empty()) made_.html += fmt::format("<{}>\n", list);
        list_ = list;
        items_ = 0;
    }

    void placed(std::string_view element) {
        std::vector<std::string>& all = made_.elements;
        if (std::find(all.begin(), all.end(), element) == all.end()) all.emplace_back(element);
    }

    const Template& template_;
    const NoticeContent& content_;
    ComposedNotice made_;
    std::optional<std::size_t> row_; // the service line of the iteration
    std::string_view list_;          // the tag of the list that is open
    std::size_t items_ = 0;          // in it
};

} // namespace

ComposedNotice compose(const Template& from, const NoticeContent& content) {
    return Composer(from, content).compose();
}

bool has_gap(std::string_view html) { return html.find(gap_begins) != std::string_view::npos; }

} // namespace assent::letters
