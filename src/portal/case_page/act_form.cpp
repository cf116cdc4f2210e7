#include "portal/case_page/act_form.hpp"

#include <algorithm>

#include "portal/layout.hpp"
#include "portal/papers.hpp"

namespace assent::portal {
namespace {

Html labelled(const std::string& id, const char* label, const Html& control) {
    return html("<label class=\"usa-label\" for=\"{}\">{}</label>{}", id, label, control);
}

} // namespace

Html ActForm::opening(const char* act, const char* button) const {
    return html("<details class=\"as-act\"{}><summary>{}</summary>",
                visit_.field("do") == act ? Html::trusted(" open") : Html(), button);
}

Html ActForm::closing(const char* act, const char* button, const Html& fields) const {
    const Html key = fields.empty() ? Html::trusted(" data-key=\"t\"") : Html(); // of what needs nothing more
    return html("{}{}{}<button class=\"usa-button\" type=\"submit\"{}>{}</button></form>", hidden("do", act),
                hidden("request", fmt::format("{}", request_ + 1)), fields, key, button);
}

std::string ActForm::typed(const char* act, const char* name) const {
    return visit_.field("do") == act ? visit_.field(name) : std::string();
}

Html ActForm::of(const char* act, const char* button, const Html& fields) const {
    return html("{}{}{}</details>", opening(act, button), form(visit_, seen_.address()),
                closing(act, button, fields));
}

Html ActForm::with_files(const char* act, const char* button, const std::vector<std::string>& kinds) const {
    return html(
        "{}{}{}</details>", opening(act, button), form_with_files(visit_, seen_.address()),
        closing(act, button, paper_fields(kinds, visit_.field("do") == act ? visit_.form : Fields())));
}

Html ActForm::plain(const char* act, const char* button) const {
    return html("{}{}", form(visit_, seen_.address()), closing(act, button, {}));
}

std::string ActForm::id_of(const char* act, const char* name) const {
    std::string id = fmt::format("{}-{}-{}", act, name, request_ + 1);
    std::replace(id.begin(), id.end(), ' ', '-');
    return id;
}

Html ActForm::words(const char* act, const char* name, const char* label) const {
    const std::string id = id_of(act, name);
    return labelled(
        id, label,
        html("<textarea class=\"usa-textarea as-words\" id=\"{}\" name=\"{}\" required>{}</textarea>", id,
             name, typed(act, name)));
}

Html ActForm::text(const char* act, const char* name, const char* label) const {
    const std::string id = id_of(act, name);
    return labelled(id, label,
                    html("<input class=\"usa-input\" id=\"{}\" name=\"{}\" required value=\"{}\">", id, name,
                         typed(act, name)));
}

Html ActForm::choice(const char* act, const char* name, const char* label,
                     const std::vector<std::string>& options) const {
    const std::string id = id_of(act, name);
    const Html all = each(
        options, [](const std::string& one) { return html("<option value=\"{}\">{}</option>", one, one); });
    return labelled(id, label,
                    html("<select class=\"usa-select\" id=\"{}\" name=\"{}\">{}</select>", id, name, all));
}

} // namespace assent::portal
