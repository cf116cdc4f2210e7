#pragma once
// Composes the notices of one program from its templates: the one that the notice, or the line that carries
// its text, names. A program without a template for a notice gets a bare page that places whatever the notice
// must say, so that nothing is decided against anybody without the elements having values.

#include "letters/check_templates.hpp"
#include "letters/content.hpp"

namespace assent::letters {

// Of one notice: a title, each element that it `says`, and the service lines where it says them.
Template bare_template(const policy::NoticeDef&);

class TemplateComposer : public casework::NoticeComposer {
public:
    // Looks at both for as long as it lives.
    TemplateComposer(const Templates& templates, const casework::RuleBook& book, NameOf name_of)
        : templates_(templates), source_{book, std::move(name_of)} {}

    casework::Composition compose(const casework::NoticeDemand&) const override;

private:
    const Templates& templates_;
    ContentSource source_;
};

} // namespace assent::letters
