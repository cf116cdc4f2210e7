#include "policy/coverage.hpp"

#include <fmt/format.h>

#include <set>

namespace assent::policy {

Coverage coverage(const Program& program, std::span<const Example> examples) {
    Coverage made;
    std::set<std::string> ids;
    std::vector<CriterionCoverage> all(program.criteria.size());
    for (const Example& example : examples) {
        ids.insert(example.ids.begin(), example.ids.end());
        Evaluator evaluator(program, example.facts);
        evaluator.evaluate_criteria();
        const Evaluator::Criteria& truths = evaluator.criteria;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::uint64_t one = std::uint64_t{1} << i;
            all[i].met |= truths.not_met == 0 && truths.unknown == 0;
            all[i].not_met |= truths.not_met == one && truths.unknown == 0;
            all[i].unknown |= truths.unknown == one && truths.not_met == 0;
        }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (program.criteria[i].judged) continue;
        all[i].criterion = program.criteria[i].name.text;
        if (!all[i].met)
            made.gaps.push_back(
                fmt::format("no scenario meets `{}` and every other criterion", all[i].criterion));
        if (!all[i].not_met)
            made.gaps.push_back(fmt::format("in no scenario `{}` alone is not met", all[i].criterion));
        if (!all[i].unknown)
            made.gaps.push_back(fmt::format("in no scenario `{}` alone is unknown", all[i].criterion));
        made.criteria.push_back(std::move(all[i]));
    }
    made.ids.assign(ids.begin(), ids.end());
    return made;
}

} // namespace assent::policy
