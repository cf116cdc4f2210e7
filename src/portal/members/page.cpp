#include "portal/members/page.hpp"

#include <algorithm>

#include "casework/authority.hpp"
#include "desk/merges.hpp"
#include "desk/published.hpp"
#include "portal/home/listed.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"

namespace assent::portal {
namespace {

using casework::CaseAct;
using casework::Cell;
using casework::MemberId;

constexpr int most_cases = 50;

bool merges(const Visit& visit) { return cell(CaseAct::MergeMembers, visit.actor().role) == Cell::Yes; }
bool looks(const Visit& visit) {
    return merges(visit) || cell(CaseAct::KeepContacts, visit.actor().role) == Cell::Yes;
}

// Whether the identifier of this page is the one that was set aside by it.
desk::Merge merge_of(const MemberId& here, const desk::Merged& one, std::string reason) {
    const MemberId other{one.with};
    return one.into ? desk::Merge{other, here, std::move(reason)}
                    : desk::Merge{here, other, std::move(reason)};
}

// A reason, and what it is for.
Html reason_form(const Visit& visit, const MemberId& here, const char* act, const Html& fields,
                 const char* button) {
    const bool again = visit.field("do") == act;
    return html(
        "{}{}{}<label class=\"usa-label\" for=\"reason-{}\">How is it known?</label><textarea "
        "class=\"usa-textarea as-words\" id=\"reason-{}\" name=\"reason\" required>{}</textarea>"
        "<button class=\"usa-button\" type=\"submit\">{}</button></form>",
        form(visit, member_address(here)), hidden("do", act), fields, act, act,
        again ? visit.field("reason") : std::string(), button);
}

Html merges_of(const Visit& visit, const MemberId& here, const desk::Standing& standing) {
    Html all;
    for (const desk::Merged& one : standing.merges) {
        if (one.undone) continue;
        const char* how = one.into ? "was merged into" : "was merged with";
        all += html("<li>{} {} <a class=\"usa-link\" href=\"{}\">{}</a>: {}{}</li>", here.text, how,
                    member_address({one.with}), one.with, one.reason,
                    merges(visit)
                        ? html("<details class=\"as-act\"><summary>They are two after all</summary>"
                               "{}</details>",
                               reason_form(visit, here, "undo", hidden("other", one.with), "Undo the merge"))
                        : Html());
    }
    return all.empty() ? html("<p>No other identifier of this person is known.</p>")
                       : html("<ul class=\"usa-list\">{}</ul>", all);
}

// Both trails are kept: of each identifier, who said what when.
Html trail_of(const Services& services, const MemberId& here) {
    const auto stream = desk::stream_of(here);
    Html all;
    for (const store::Event& event : services.store.read(stream, 1)) {
        if (event.kind != "Merged" || !event.payload) continue;
        const auto one = desk::merged_of(*event.payload);
        if (!one) continue;
        all += html("<li>{}: {} {} {}, by {}: {}</li>", shown(services.desk.shelf().zone(), event.at),
                    one->undone ? "no longer merged" : "merged", one->into ? "into" : "with", one->with,
                    event.actor, one->reason);
    }
    return all.empty() ? all
                       : html(
                             "<details class=\"as-more\"><summary>What was said of it</summary><ol "
                             "class=\"usa-list\">{}</ol></details>",
                             all);
}

Html cases_of(const Visit& visit, const Services& services, const MemberId& here) {
    std::vector<Listed> rows;
    const auto name_of = desk::names_in(services.store);
    for (const MemberId& one : desk::known_as(services.store, here)) {
        store::CaseQuery query;
        query.member = one.text;
        query.limit = most_cases;
        for (const store::CaseRow& row : services.store.cases(query)) {
            auto file = services.desk.see(visit.actor().person, row.stream, visit.now);
            if (!file || file->now.requests.empty()) continue;
            rows.push_back(listed(CaseSeen(std::move(*file), visit.actor(), visit.now), name_of));
        }
    }
    return rows.empty() ? html("<h2>Cases</h2><p>There is none to show.</p>") : table("Cases", rows);
}

http::Response show(const Visit& visit, const Services& services, const Html& said, int status = 200) {
    const MemberId here{visit.places[0]};
    const auto standing = store::StreamId::is_key(here.text)
                              ? desk::read_standing(services.store, desk::stream_of(here))
                              : desk::Standing{};
    if (!looks(visit) || !standing.member)
        return sorry(visit, 404, "There is no such member", "Or it is not for this account.");
    const Html other = html(
        "<label class=\"usa-label\" for=\"other\">The other identifier, which is set aside</label><input "
        "class=\"usa-input\" id=\"other\" name=\"other\" autocomplete=\"off\" required value=\"{}\">",
        visit.field("do") == "merge" ? visit.field("other") : std::string());
    const Html born =
        standing.member->birth_date ? html(", born {}", shown(*standing.member->birth_date)) : Html();
    return page(
        visit, "Member " + here.text,
        html("<h1>{} <span class=\"as-beside\">member {}{}</span></h1>{}<h2>Other identifiers</h2>{}{}{}{}",
             standing.member->name, here.text, born, said, merges_of(visit, here, standing),
             merges(visit) ? html("<details class=\"as-act\"{}><summary>Merge with another identifier"
                                  "</summary>{}</details>",
                                  visit.field("do") == "merge" ? Html::trusted(" open") : Html(),
                                  reason_form(visit, here, "merge", other, "Merge"))
                           : Html(),
             trail_of(services, here), cases_of(visit, services, here)),
        status);
}

http::Response act(const Visit& visit, const Services& services) {
    const MemberId here{visit.places[0]}, other{visit.field("other")};
    std::optional<casework::Refusal> no;
    if (visit.field("do") == "merge") {
        no = desk::merge(services.store, {here, other, visit.field("reason")}, visit.actor(), visit.now);
    } else if (store::StreamId::is_key(here.text)) {
        const auto standing = desk::read_standing(services.store, desk::stream_of(here));
        const auto one = std::find_if(standing.merges.begin(), standing.merges.end(),
                                      [&](const desk::Merged& each) { return each.with == other.text; });
        const desk::Merged merged =
            one == standing.merges.end() ? desk::Merged{other.text, false, false, {}} : *one;
        no = desk::undo_merge(services.store, merge_of(here, merged, visit.field("reason")), visit.actor(),
                              visit.now);
    } else {
        return show(visit, services, {});
    }
    return no ? show(visit, services, alert(*no), 422) : go_to(member_address(here));
}

} // namespace

std::string member_address(const casework::MemberId& member) { return "/members/" + in_address(member.text); }

void add_member_page(Gate& gate, const Services& services) {
    gate.page("/members/{member}", For::SignedIn,
              [&services](const Visit& visit) { return show(visit, services, {}); });
    gate.form("/members/{member}", For::SignedIn,
              [&services](const Visit& visit) { return act(visit, services); });
}

} // namespace assent::portal
