#include "app/stage.hpp"

namespace assent::app {

base::Result<Stage> Stage::of(const catalog::Version& version) {
    auto rules = desk::Rules::of(version, [](const std::string& id) { return id; });
    if (!rules) return base::refused(std::move(rules.error()));
    return Stage(std::move(*rules));
}

} // namespace assent::app
