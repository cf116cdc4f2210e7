#include "portal/board/trouble.hpp"

#include <algorithm>

#include "desk/measures.hpp"
#include "desk/published.hpp"
#include "portal/case_seen.hpp"
#include "portal/moments.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

namespace counted = desk::counted;
using calendar::Date;
using casework::Request;
using casework::State;

constexpr int late_shown = 10, looked_at = 40;

struct Trouble {
    CaseSeen seen;
    calendar::Instant due;
    std::string why;
};

// One page of open requests with their cases, the earliest due first.
class Looking {
public:
    Looking(const Visit& visit, const Services& services, const Team& team, const desk::Rules& rules)
        : visit_(visit),
          services_(services),
          team_(team),
          rules_(rules),
          name_of_(desk::names_in(services.store)),
          today_(rules.book().day_of(visit.now)) {}

    FigureAsked asked(std::string_view outcome, Date through) const {
        return {rules_.id(), std::string(counted::work), {}, std::string(outcome), ever, through};
    }

    // Those of which `why` says anything.
    template <typename Why>
    std::vector<Trouble> find(const FigureAsked& asked, int most, Why why) const {
        store::MeasureQuery query = asked.query();
        query.limit = most;
        std::vector<Trouble> all;
        for (const store::ListedMeasure& one : services_.store.measures(query)) {
            auto file = services_.desk.see(visit_.actor().person, one.place.stream, visit_.now);
            if (!file || file->now.requests.empty() || !one.measure.due) continue;
            CaseSeen seen(std::move(*file), visit_.actor(), visit_.now);
            std::string words = why(seen, seen.file().now.at(seen.first()));
            if (!words.empty()) all.push_back({std::move(seen), *one.measure.due, std::move(words)});
        }
        return all;
    }

    // Why a decision did not come in time, as the case stands.
    std::string cause(const CaseSeen& seen, const Request& request) const {
        if (seen.file().now.held) return "on hold by direction of the agency";
        if (request.state == State::Pended || request.state == State::Suspended)
            return "waits for what was asked of the provider";
        if (request.state == State::Received) return "waits for what is not on record";
        if (request.reviewer.empty()) return "nobody has it";
        const TeamMember* holder = team_.find(request.reviewer.text);
        const std::string away = holder ? away_in_words(holder->standing, today_) : "";
        return fmt::format("{} has it{}{}", name_of_(request.reviewer.text), away.empty() ? "" : ", and is ",
                           away);
    }

    // Why the one who has it may not decide it in time; "" when nothing is known that would keep them.
    std::string risk(const CaseSeen& seen, const Request& request) const {
        const TeamMember* holder = team_.find(request.reviewer.text);
        if (!holder) return "whoever has it is no reviewer of yours";
        const std::string away = away_in_words(holder->standing, today_);
        if (!away.empty()) return fmt::format("{}, who has it, is {}", holder->name, away);
        const casework::Authority theirs(seen.book(), seen.file().now, holder->actor, visit_.now);
        const auto no = theirs.unfit(request.level, seen.first());
        return no ? fmt::format("{}, who has it, may not decide it: {}", holder->name, no->rule) : "";
    }

    // Those who have more due by then than they close until then.
    std::string too_much(const TeamMember& one, Date through, std::int64_t days) const {
        const auto due = std::count_if(one.held.begin(), one.held.end(), [&](const store::CaseRow& row) {
            return row.due && rules_.book().day_of(*row.due) <= through;
        });
        const std::int64_t tenths = team_.pace(one).tenths();
        if (tenths == 0 || due * 10 <= tenths * days) return {};
        return fmt::format("{} has {} due by then, and closes {} a day", one.name, due, in_tenths(tenths));
    }

    Html row(const Trouble& one) const {
        return html(
            "<tr><th scope=\"row\"><a class=\"usa-link\" href=\"{}\">{}</a></th><td>{}</td><td>{}</td>"
            "<td>{}</td></tr>",
            one.seen.address(), one.seen.number(), name_of_(one.seen.member()),
            until(one.seen.book().zone(), one.due), capital(one.why));
    }

    Html table(const char* caption, const char* due, const char* why, const std::vector<Trouble>& all) const {
        return wide_table({caption, {"Case", "Member", due, why}},
                          each(all, [this](const Trouble& one) { return row(one); }));
    }

    Date today() const { return today_; }

private:
    const Visit& visit_;
    const Services& services_;
    const Team& team_;
    const desk::Rules& rules_;
    letters::NameOf name_of_;
    Date today_;
};

// Duties of ours beside decisions, by their names.
Html other_late(const Services& services, const desk::Rules& rules, Date today) {
    Html all;
    for (const std::string_view kind : {counted::other, counted::notice, counted::number}) {
        std::map<std::string, std::int64_t> sums;
        for (const store::Tally& one : services.store.tallies(
                 {rules.id(), ever, today, std::string(kind), std::string(counted::overdue)}))
            sums[one.what] += one.count;
        for (const auto& [what, count] : sums)
            all +=
                html("<li>{}: {}</li>", capital(what),
                     figure(count,
                            {rules.id(), std::string(kind), what, std::string(counted::overdue), ever, today},
                            "late"));
    }
    return all.empty() ? all : html("<p>Late beside decisions:</p><ul class=\"usa-list\">{}</ul>", all);
}

} // namespace

Html late_now(const Visit& visit, const Services& services, const Team& team, const desk::Rules& rules) {
    const Looking looking(visit, services, team, rules);
    const FigureAsked asked = looking.asked(counted::overdue, looking.today());
    const auto late = looking.find(asked, late_shown, [&](const CaseSeen& seen, const Request& request) {
        return looking.cause(seen, request);
    });
    const Html others = other_late(services, rules, looking.today());
    if (late.empty()) return html("<h3>Late now</h3><p>No decision is late.</p>{}", others);
    return html("<h3>Late now</h3>{}<p><a class=\"usa-link\" href=\"{}\">All late decisions</a></p>{}",
                looking.table("The longest late first", "Was due", "Why it is late", late), address_of(asked),
                others);
}

Html at_risk(const Visit& visit, const Services& services, const Team& team, const desk::Rules& rules) {
    const Looking looking(visit, services, team, rules);
    const auto days = business_days_from(rules, looking.today(), 2);
    if (days.size() < 2) return {};
    std::vector<Trouble> all =
        looking.find(looking.asked(counted::assigned, days[1]), looked_at,
                     [&](const CaseSeen& seen, const Request& request) {
                         const std::string why = looking.risk(seen, request);
                         const TeamMember* holder = team.find(request.reviewer.text);
                         return why.empty() && holder ? looking.too_much(*holder, days[1], 2) : why;
                     });
    for (Trouble& one : looking.find(looking.asked(counted::unassigned, days[1]), late_shown,
                                     [](const CaseSeen&, const Request&) { return "nobody has it yet"; }))
        all.push_back(std::move(one));
    std::sort(all.begin(), all.end(), [](const Trouble& a, const Trouble& b) { return a.due < b.due; });
    if (all.empty()) return html("<h3>At risk</h3><p>Nothing that is due by {}.</p>", shown(days[1]));
    return html("<h3>At risk</h3><p>Due by {}, and:</p>{}", shown(days[1]),
                looking.table("The earliest due first", "Due", "Why it is at risk", all));
}

} // namespace assent::portal
