#pragma once
// One version of a program made ready to play timelines, where people are called as the timeline calls them.
// Everything is checked when it is made; to play reads nothing and cannot fail. It sends nothing anywhere.

#include <memory>

#include "desk/rules.hpp"
#include "timelines/play.hpp"

namespace assent::app {

class Stage {
public:
    // Refused when a template has mistakes, or when no calendar is named to count days on.
    static base::Result<Stage> of(const catalog::Version& version);

    const casework::RuleBook& book() const { return rules_->book(); }
    // The answer looks at the timeline.
    timelines::Play play(const timelines::Timeline& timeline) const {
        return timelines::play(timeline, book(), rules_->composer());
    }

    casework::ComposedNotice compose(const casework::NoticeDemand& demand) const {
        return rules_->composer().compose(demand).notice;
    }

private:
    explicit Stage(std::unique_ptr<const desk::Rules> rules) : rules_(std::move(rules)) {}

    std::unique_ptr<const desk::Rules> rules_;
};

} // namespace assent::app
