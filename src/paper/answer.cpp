#include "paper/answer.hpp"

#include <array>

#include "base/json_document.hpp"
#include "base/json_writer.hpp"

namespace assent::paper {
namespace {

using base::JsonKind;
using base::JsonNode;

constexpr int largest = 1'000'000; // of a number; points of a page

void write(const Sheet& sheet, base::JsonWriter& json) {
    json.begin_array().value(sheet.width).value(sheet.height);
    for (const Word& word : sheet.words) {
        json.value(std::string_view(word.text));
        for (const int one : {word.box.x, word.box.y, word.box.width, word.box.height}) json.value(one);
    }
    json.end_array();
}

// The elements of an array one after the other; once something is not what was awaited, nothing is any more.
class Elements {
public:
    Elements(const base::JsonDocument& document, const JsonNode& array)
        : all_(document.children(array)), at_(all_.begin()), good_(array.kind == JsonKind::Array) {}

    bool good() const { return good_; }
    bool has_more() const { return good_ && !(at_ == all_.end()); }

    const JsonNode* next(JsonKind kind) {
        if (!has_more() || at_->kind != kind) {
            good_ = false;
            return nullptr;
        }
        const JsonNode* node = &*at_;
        ++at_;
        return node;
    }

    int number(int least, int most) {
        const JsonNode* node = next(JsonKind::Number);
        const auto value = node ? base::whole_number(*node) : std::nullopt;
        good_ = good_ && value && *value >= least && *value <= most;
        return good_ ? static_cast<int>(*value) : 0;
    }

    std::string text() {
        const JsonNode* node = next(JsonKind::String);
        return node ? std::string(node->text) : std::string();
    }

private:
    base::JsonChildren all_;
    base::JsonChildren::Iterator at_;
    bool good_;
};

std::optional<Sheet> read_sheet(const base::JsonDocument& document, const JsonNode& node) {
    Elements elements(document, node);
    Sheet sheet;
    sheet.width = elements.number(1, largest);
    sheet.height = elements.number(1, largest);
    while (elements.has_more()) {
        Word word;
        word.text = elements.text();
        word.box.x = elements.number(-largest, largest);
        word.box.y = elements.number(-largest, largest);
        word.box.width = elements.number(0, largest);
        word.box.height = elements.number(0, largest);
        sheet.words.push_back(std::move(word));
    }
    return elements.good() ? std::optional(std::move(sheet)) : std::nullopt;
}

bool parsed(std::string_view answer, base::JsonDocument& document) {
    base::Diagnostics ignored;
    return document.read(answer, ignored);
}

} // namespace

std::string written(const Look& what) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_array().value(what.pages);
    for (const Legibility one : what.sheets) json.value(static_cast<int>(one));
    json.end_array();
    return text;
}

std::string written(const Text& what) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_array().value(what.pages).value(what.first);
    for (const Sheet& sheet : what.sheets) write(sheet, json);
    json.end_array();
    return text;
}

std::optional<Look> read_look(std::string_view answer) {
    base::JsonDocument document;
    if (!parsed(answer, document)) return std::nullopt;
    Elements elements(document, document.root());
    Look look;
    look.pages = elements.number(1, most_pages);
    while (elements.has_more())
        look.sheets.push_back(static_cast<Legibility>(elements.number(0, last_legibility)));
    const bool fits = look.sheets.size() <= static_cast<std::size_t>(look.pages);
    return elements.good() && fits ? std::optional(std::move(look)) : std::nullopt;
}

std::optional<Text> read_text(std::string_view answer) {
    base::JsonDocument document({.bytes = most_words});
    if (!parsed(answer, document)) return std::nullopt;
    Elements elements(document, document.root());
    Text text;
    text.pages = elements.number(1, most_pages);
    text.first = elements.number(1, most_pages);
    while (const JsonNode* node = elements.has_more() ? elements.next(JsonKind::Array) : nullptr) {
        auto sheet = read_sheet(document, *node);
        if (!sheet) return std::nullopt;
        text.sheets.push_back(std::move(*sheet));
    }
    const bool fits = text.first - 1 + static_cast<int>(text.sheets.size()) <= text.pages;
    return elements.good() && fits ? std::optional(std::move(text)) : std::nullopt;
}

bool is_png(std::string_view answer) { return answer.starts_with("\x89PNG\r\n\x1A\n"); }

} // namespace assent::paper
