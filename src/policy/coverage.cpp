#include "policy/coverage.hpp"

#include <fmt/format.h>

#include <set>

namespace assent::policy {

Coverage coverage(const Program& program, std::span<const Example> examples) {
    Coverage made;
    std::set<std::string> ids;
    std::vector<CriterionCoverage> all(program.criteria.size());
    const std::uint64_t decided = decided_criteria(program);
    for (const Example& example : examples) {
        ids.insert(example.ids.begin(), example.ids.end());
        Evaluator evaluator(program, example.facts);
        evaluator.evaluate_criteria();
        const std::uint64_t not_met = evaluator.criteria.not_met & decided;
        const std::uint64_t unknown = evaluator.criteria.unknown & decided;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::uint64_t one = std::uint64_t{1} << i;
            all[i].met |= not_met == 0 && unknown == 0;
            all[i].not_met |= not_met == one && unknown == 0;
            all[i].unknown |= unknown == one && not_met == 0;
        }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (program.criteria[i].judged || (decided >> i & 1U) == 0) continue;
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
