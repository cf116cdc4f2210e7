#include <algorithm>

#include "letters/compose.hpp"
#include "letters/plain_language.hpp"

namespace assent::letters {
namespace {

using casework::NoticeContent;

const std::string short_value = "a value";

void give_value(NoticeContent& content, const std::string& element) {
    if (!element.starts_with("line.")) return content.fields.push_back({element, short_value});
    auto& columns = content.lines.columns;
    if (std::find(columns.begin(), columns.end(), element) != columns.end()) return;
    columns.push_back(element);
    content.lines.cells.push_back(short_value);
}

} // namespace

base::Diagnostics plain_language(const Template& from, double most_grade) {
    NoticeContent content;
    give_value(content, "line.label");
    for (const Step& step : from.steps) {
        if (step.kind == Step::Kind::If && step.element != "lines") give_value(content, step.element);
        for (const Inline& one : step.block.inlines) {
            if (one.kind == Inline::Kind::Value) give_value(content, one.text);
        }
    }
    casework::ComposedNotice made = compose(from, content);
    made.form = from.file;
    return plain_language(made, most_grade);
}

} // namespace assent::letters
