#include "portal/people/fields.hpp"

namespace assent::portal {
namespace {

Html if_so(bool so, const char* markup) { return so ? Html::trusted(markup) : Html(); }

} // namespace

std::string FormFields::value(const FieldLook& look) const {
    return visit_.form.contains(look.name) ? visit_.field(look.name) : look.value;
}

// The label, the hint and what is wrong.
Html FormFields::above(const FieldLook& look) const {
    Html all = html("<label class=\"usa-label\" for=\"{}\">{}{}</label>", look.name, look.label,
                    if_so(!look.needed, " <span class=\"usa-hint\">(optional)</span>"));
    if (!look.hint.empty())
        all += html("<span class=\"usa-hint\" id=\"{}-hint\">{}</span>", look.name, look.hint);
    if (const auto wrong = mistakes_.find(look.name); wrong != mistakes_.end())
        all += html("<span class=\"usa-error-message\" id=\"{}-wrong\" role=\"alert\">{}</span>", look.name,
                    wrong->second);
    return all;
}

Html FormFields::described(const FieldLook& look) const {
    const bool wrong = mistakes_.contains(look.name);
    if (look.hint.empty() && !wrong) return {};
    const std::string by =
        (look.hint.empty() ? "" : look.name + "-hint ") + (wrong ? look.name + "-wrong" : "");
    return html(" aria-describedby=\"{}\"{}", by, if_so(wrong, " aria-invalid=\"true\""));
}

Html FormFields::text(const FieldLook& look) const {
    return html("{}<input class=\"usa-input{}\" id=\"{}\" name=\"{}\"{}{}{}{} value=\"{}\">", above(look),
                mistakes_.contains(look.name) ? " usa-input--error" : "", look.name, look.name,
                described(look), if_so(look.is_date, " type=\"date\""),
                look.list.empty() ? Html() : html(" list=\"{}\"", look.list), if_so(look.needed, " required"),
                value(look));
}

Html FormFields::words(const FieldLook& look) const {
    return html("{}<textarea class=\"usa-textarea as-words{}\" id=\"{}\" name=\"{}\"{}{}>{}</textarea>",
                above(look), mistakes_.contains(look.name) ? " usa-input--error" : "", look.name, look.name,
                described(look), if_so(look.needed, " required"), value(look));
}

Html FormFields::choice(const FieldLook& look, const std::vector<std::string>& options) const {
    const std::string chosen = value(look);
    const Html all = each(options, [&](const std::string& one) {
        return html("<option value=\"{}\"{}>{}</option>", one, if_so(one == chosen, " selected"), one);
    });
    return html("{}<select class=\"usa-select\" id=\"{}\" name=\"{}\"{}>{}</select>", above(look), look.name,
                look.name, described(look), all);
}

Html hidden_field(const std::string& name, const std::string& value) {
    return html("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
}

} // namespace assent::portal
