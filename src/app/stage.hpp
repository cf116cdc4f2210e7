#pragma once
// One version of a program made ready to play timelines: its rule book and the templates of its notices.
// Everything is checked when it is made; to play reads nothing and cannot fail. It sends nothing anywhere.

#include <memory>
#include <vector>

#include "catalog/program_versions.hpp"
#include "letters/template_composer.hpp"
#include "timelines/play.hpp"

namespace assent::app {

// The templates of a version's notices, or all mistakes in them.
base::Result<letters::Templates> templates_of(const catalog::Version& version);

class Stage {
public:
    // Refused when a template has mistakes, or when no calendar is named to count days on.
    static base::Result<Stage> of(const catalog::Version& version);

    const casework::RuleBook& book() const { return *book_; }
    // The answer looks at the timeline.
    timelines::Play play(const timelines::Timeline& timeline) const {
        return timelines::play(timeline, *book_, *composer_);
    }

    casework::ComposedNotice compose(const casework::NoticeDemand& demand) const {
        return composer_->compose(demand).notice;
    }

private:
    Stage(std::unique_ptr<casework::RuleBook> book, std::unique_ptr<letters::Templates> templates);

    std::unique_ptr<casework::RuleBook> book_; // on the heap: the composer looks at both
    std::unique_ptr<letters::Templates> templates_;
    std::unique_ptr<letters::TemplateComposer> composer_;
};

} // namespace assent::app
