#include "letters/markdown.hpp"

#include <cmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/text.hpp"
#include "codes/shown.hpp"

namespace assent::letters {
namespace {

using Node = cmark_node;

struct FreeNode {
    void operator()(Node* node) const { cmark_node_free(node); }
};

std::string_view literal_of(Node* node) {
    const char* literal = cmark_node_get_literal(node);
    return literal == nullptr ? std::string_view() : std::string_view(literal);
}

// What a template may not hold, and what to write instead.
struct Refused {
    std::string_view what, instead;
};

Refused refused_markup(cmark_node_type type) {
    switch (type) {
        case CMARK_NODE_BLOCK_QUOTE: return {"a quotation", "write a paragraph"};
        case CMARK_NODE_CODE_BLOCK: return {"a block of code", "begin the line in its first column"};
        case CMARK_NODE_HTML_BLOCK:
        case CMARK_NODE_HTML_INLINE: return {"HTML", "write words; put a backslash before a `<`"};
        case CMARK_NODE_THEMATIC_BREAK: return {"a rule", "begin a new part with a `##` heading"};
        case CMARK_NODE_CODE: return {"code", "write words; put a backslash before a backquote"};
        case CMARK_NODE_EMPH: return {"emphasis", "write **bold**, or a backslash before a `*` or `_`"};
        case CMARK_NODE_LINK: return {"a link", "write the address as it is read on paper"};
        case CMARK_NODE_IMAGE: return {"an image", "write words"};
        case CMARK_NODE_STRONG: return {"bold in bold", "write it bold once"};
        case CMARK_NODE_LIST: return {"a list in a list", "write one list, or a paragraph between two"};
        default: return {"something else than a paragraph in an item", "write one paragraph for each item"};
    }
}

class MarkdownReader {
public:
    MarkdownReader(const Stretch& stretch, base::Diagnostics& diagnostics)
        : stretch_(stretch), lines_(base::split_lines(stretch.text)), diagnostics_(diagnostics) {}

    std::vector<Block> read() {
        refuse_definitions();
        const std::unique_ptr<Node, FreeNode> document(
            cmark_parse_document(stretch_.text.data(), stretch_.text.size(), CMARK_OPT_DEFAULT));
        cmark_consolidate_text_nodes(document.get());
        for (Node* node = cmark_node_first_child(document.get()); node != nullptr;
             node = cmark_node_next(node)) {
            read_block(node);
        }
        return std::move(blocks_);
    }

private:
    // cmark takes definitions of links out of the text, so that no node tells of them.
    void refuse_definitions() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const std::size_t at = lines_[i].find("]:");
            if (at == std::string_view::npos || (at > 0 && lines_[i][at - 1] == '\\')) continue;
            line_ = i;
            column_ = at;
            error("`]:` defines a link", "put a backslash before the `]`");
        }
    }

    void read_block(Node* node) {
        move_to(node);
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_HEADING: return read_heading(node);
            case CMARK_NODE_PARAGRAPH: return read_inlines(node, Block::Kind::Paragraph);
            case CMARK_NODE_LIST: return read_list(node);
            default: refuse(cmark_node_get_type(node));
        }
    }

    void read_heading(Node* node) {
        const int level = cmark_node_get_heading_level(node);
        if (level > 2) error("a heading below `##`", "a letter has one `#` and below it `##`");
        read_inlines(node, level == 1 ? Block::Kind::Title : Block::Kind::Heading);
    }

    void read_list(Node* list) {
        const bool numbered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
        for (Node* item = cmark_node_first_child(list); item != nullptr; item = cmark_node_next(item)) {
            Node* child = cmark_node_first_child(item);
            move_to(item);
            if (child == nullptr) {
                error("an item without words", "write what it says, or leave it out");
                continue;
            }
            if (cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH) {
                move_to(child);
                read_inlines(child, numbered ? Block::Kind::Number : Block::Kind::Bullet);
                child = cmark_node_next(child);
            }
            if (child == nullptr) continue;
            move_to(child);
            refuse(cmark_node_get_type(child));
        }
    }

    void read_inlines(Node* parent, Block::Kind kind) {
        blocks_.push_back({kind, {}, place().line, place().column});
        refuse_look_alikes(kind);
        read_children(parent, false);
        if (cmark_node_first_child(parent) == nullptr) error("a heading without words", "write what it says");
    }

    // What its writer took for markup and CommonMark for words.
    void refuse_look_alikes(Block::Kind kind) {
        if (kind != Block::Kind::Paragraph || line_ >= lines_.size()) return;
        const std::string_view start = base::trim(lines_[line_]);
        if (start.starts_with('#')) error("a heading without a space", "write a space after the `#`");
        if (start.starts_with('|')) error("a table", "write {{each lines}} and an item for each line");
    }

    void read_children(Node* parent, bool bold) {
        for (Node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node)) {
            const cmark_node_type type = cmark_node_get_type(node);
            if (type == CMARK_NODE_TEXT) {
                read_words(literal_of(node));
            } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
                add(type == CMARK_NODE_SOFTBREAK ? Inline::Kind::Words : Inline::Kind::Break, " ");
                ++line_;
                column_ = 0;
            } else if (type == CMARK_NODE_STRONG && !bold) {
                read_bold(node);
            } else {
                seek(type == CMARK_NODE_CODE ? "`" : "*_[<!");
                refuse(type);
                ++column_;
            }
        }
    }

    void read_bold(Node* node) {
        seek("*_");
        add(Inline::Kind::BoldBegins, "");
        column_ += 2;
        read_children(node, true);
        seek("*_");
        add(Inline::Kind::BoldEnds, "");
        column_ += 2;
    }

    void read_words(std::string_view words) {
        while (!words.empty()) {
            const std::size_t begin = std::min(words.find("{{"), words.size());
            add_words(words.substr(0, begin));
            words.remove_prefix(begin);
            if (words.empty()) return;
            seek_text("{{");
            const std::size_t end = words.find("}}");
            if (end == std::string_view::npos) {
                error("a placeholder that does not close", "write {{element}} on one line, without markup");
                return;
            }
            add(Inline::Kind::Value, base::trim(words.substr(2, end - 2)));
            words.remove_prefix(end + 2);
            seek_text("}}");
            column_ += 2;
        }
    }

    void add_words(std::string_view words) {
        if (words.empty()) return;
        for (const std::string_view mark : {"}}", "**"}) {
            if (words.find(mark) == std::string_view::npos) continue;
            seek_text(mark);
            error(fmt::format("`{}` closes nothing", mark), "take it out, or write what it is to close");
        }
        add(Inline::Kind::Words, words);
    }

    void add(Inline::Kind kind, std::string_view text) {
        blocks_.back().inlines.push_back({kind, std::string(text), place().line, place().column});
    }

    // cmark counts lines wrongly after a kept line break, so inside a paragraph they are counted here.
    void move_to(Node* node) {
        line_ = static_cast<std::size_t>(std::max(1, cmark_node_get_start_line(node))) - 1;
        column_ = static_cast<std::size_t>(std::max(1, cmark_node_get_start_column(node))) - 1;
    }

    std::string_view this_line() const { return line_ < lines_.size() ? lines_[line_] : std::string_view(); }
    void seek(std::string_view any_of) { go(this_line().find_first_of(any_of, column_)); }
    void seek_text(std::string_view text) { go(this_line().find(text, column_)); }
    void go(std::size_t found) { column_ = found == std::string_view::npos ? column_ : found; }

    base::Place place() const {
        return {stretch_.file,
                static_cast<std::uint32_t>(line_ + 1) + stretch_.lines_before,
                static_cast<std::uint32_t>(column_ + 1),
                {}};
    }
    void refuse(cmark_node_type type) {
        const Refused refused = refused_markup(type);
        error(fmt::format("{} in a template", refused.what), std::string(refused.instead));
    }
    void error(std::string message, std::string hint) {
        diagnostics_.error(place(), std::move(message), std::move(hint));
    }

    const Stretch& stretch_;
    std::vector<std::string_view> lines_;
    base::Diagnostics& diagnostics_;
    std::vector<Block> blocks_;
    std::size_t line_ = 0, column_ = 0; // of the stretch, from 0
};

} // namespace

std::vector<Block> read_markdown(const Stretch& stretch, base::Diagnostics& diagnostics) {
    return MarkdownReader(stretch, diagnostics).read();
}

} // namespace assent::letters
