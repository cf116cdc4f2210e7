#include "portal/case_page/reviewers.hpp"

#include <algorithm>

#include "desk/accounts.hpp"
#include "portal/board/team.hpp"

namespace assent::portal {
namespace {

constexpr int most_reviewers = 100, most_counted = 100;

struct Candidate {
    casework::PersonId person;
    std::string name;
    std::size_t load = 0;     // cases that they have in review, as far as they are counted
    std::string why_not = {}; // "" when they can have it
};

std::size_t load_of(store::Store& store, const casework::PersonId& person) {
    return store
        .cases({.state = std::string(to_text(casework::State::InReview)),
                .reviewer = person.text,
                .limit = most_counted})
        .size();
}

// Whoever has the least work comes first.
std::vector<Candidate> candidates(const Visit& visit, const Services& services, const CaseSeen& seen,
                                  casework::RequestNo request) {
    std::vector<Candidate> all;
    const std::string role(to_text(casework::Role::Reviewer));
    for (const store::AccountRow& row :
         services.store.accounts({visit.actor().organization.text, role, {}, most_reviewers})) {
        const casework::PersonId person = desk::person_of(row.stream);
        const auto actor = desk::identify(services.store, person);
        if (!actor) continue;
        const casework::Authority theirs(seen.book(), seen.file().now, *actor, visit.now);
        const auto no = theirs.unfit(seen.file().now.at(request).level, request);
        std::string why_not =
            away_in_words(desk::read_standing(services.store, row.stream), seen.book().day_of(visit.now));
        if (no) why_not = no->rule;
        all.push_back({person, row.name, load_of(services.store, person), std::move(why_not)});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Candidate& a, const Candidate& b) { return a.load < b.load; });
    return all;
}

} // namespace

Html reviewers_to_choose(const Visit& visit, const Services& services, const CaseSeen& seen,
                         casework::RequestNo request) {
    const auto all = candidates(visit, services, seen, request);
    Html options, others;
    for (const Candidate& one : all) {
        if (!one.why_not.empty()) {
            others += html("<li>{}: {}</li>", one.name, one.why_not);
            continue;
        }
        options += html("<option value=\"{}\"{}>{}, {} in review</option>", one.person.text,
                        visit.field("reviewer") == one.person.text ? Html::trusted(" selected") : Html(),
                        one.name, one.load);
    }
    if (options.empty()) return {};
    const std::string id = fmt::format("reviewer-{}", request + 1);
    return html(
        "<label class=\"usa-label\" for=\"{}\">To whom, the one with the least work first</label>"
        "<select class=\"usa-select\" id=\"{}\" name=\"reviewer\">{}</select>{}",
        id, id, options,
        others.empty() ? others
                       : html("<details class=\"as-more\"><summary>Why not the others</summary><ul "
                              "class=\"usa-list\">{}</ul></details>",
                              others));
}

} // namespace assent::portal
