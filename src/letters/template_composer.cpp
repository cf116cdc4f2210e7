#include "letters/template_composer.hpp"

#include <algorithm>

#include "letters/compose.hpp"

namespace assent::letters {
namespace {

void add(Template& to, Block::Kind kind, Inline::Kind inline_kind, const std::string& text) {
    Step step;
    step.block.kind = kind;
    step.block.inlines.push_back({inline_kind, text, 0, 0});
    to.steps.push_back(std::move(step));
}

} // namespace

Template bare_template(const policy::NoticeDef& notice) {
    Template made;
    made.name = notice.name.text;
    made.version = "bare";
    made.language = "en";
    add(made, Block::Kind::Title, Inline::Kind::Words, notice.name.text);
    const bool of_lines = std::any_of(notice.says.begin(), notice.says.end(), [](const std::string& one) {
        return one == "lines" || one.starts_with("line.");
    });
    for (const std::string& element : notice.says) {
        if (element != "lines" && !element.starts_with("line."))
            add(made, Block::Kind::Paragraph, Inline::Kind::Value, element);
    }
    if (!of_lines) return made;
    Step each;
    each.kind = Step::Kind::EachLine;
    const std::size_t begin = made.steps.size();
    made.steps.push_back(each);
    add(made, Block::Kind::Bullet, Inline::Kind::Value, "line.label");
    for (const std::string& element : notice.says) {
        if (element.starts_with("line.") && element != "line.label")
            add(made, Block::Kind::Bullet, Inline::Kind::Value, element);
    }
    made.steps[begin].end = made.steps.size();
    return made;
}

casework::Composition TemplateComposer::compose(const casework::NoticeDemand& demand) const {
    const policy::NoticeDef& notice = source_.book.program().notices[demand.notice];
    casework::NoticeContent content = content_of(demand, source_);
    const auto found = templates_.find(notice.form.empty() ? notice.name.text : notice.form);
    casework::ComposedNotice made = found == templates_.end()
                                        ? letters::compose(bare_template(notice), content)
                                        : letters::compose(found->second, content);
    return {std::move(made), std::move(content)};
}

} // namespace assent::letters
