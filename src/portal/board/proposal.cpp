#include "portal/board/proposal.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "desk/published.hpp"
#include "portal/case_seen.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

using casework::Fit;

constexpr int days_ahead = 10;
constexpr std::int64_t assumed_a_day = 8; // of whom nothing is known yet
constexpr std::size_t most_given = 200;

std::string id_of(const desk::Waits& waits) {
    return fmt::format("{}/{}", waits.row.stream.text(), waits.request);
}

calendar::Instant due_of(const desk::Waits& waits) {
    return waits.row.due.value_or(calendar::Instant::max());
}

// What a form says of one that is to be given: the case, its request, how far it was seen, and to whom.
std::string told(const desk::Waits& waits, const std::string& person) {
    return fmt::format("{}/{}/{}/{}", waits.row.stream.text().substr(5), waits.request + 1,
                       waits.file.sequence, person);
}

struct Gift {
    store::StreamId stream;
    casework::RequestNo request = 0;
    std::int64_t seen = 0;
    std::string person;
};

std::optional<Gift> gift_in(const std::string& text) {
    const auto words = base::split(text, '/');
    if (words.size() != 5) return std::nullopt;
    auto stream = store::StreamId::parse(fmt::format("case/{}/{}", words[0], words[1]));
    const auto request = base::to_number(words[2]), seen = base::to_number(words[3]);
    if (!stream || !request || *request < 1 || *request > casework::no_request || !seen) return std::nullopt;
    return Gift{std::move(*stream), static_cast<casework::RequestNo>(*request - 1), *seen,
                std::string(words[4])};
}

// Nothing when it was given; else why not.
std::optional<std::string> give(const Visit& visit, const Services& services, const TeamMember* to,
                                const Gift& gift) {
    if (!to) return "nobody of your reviewers has this account";
    auto file = services.desk.see(visit.actor().person, gift.stream, visit.now);
    if (!file) return file.error().rule;
    std::string away = away_in_words(to->standing, file->rules->book().day_of(visit.now));
    if (!away.empty()) return fmt::format("{} is {}", to->name, away);
    const desk::Order order{.by = visit.actor().person,
                            .about = gift.stream,
                            .command = casework::Assign{gift.request, to->actor},
                            .as = visit.actor(),
                            .seen = gift.seen};
    const auto done = services.desk.handle(order, visit.now);
    if (!done) return done.error().rule;
    if (!done->changed) return std::nullopt;
    const bool taken =
        gift.request < file->now.requests.size() && !file->now.at(gift.request).reviewer.empty();
    return taken ? "somebody has taken it meanwhile" : "it has changed since it was proposed";
}

std::string why(const casework::Fitness& fitness) {
    switch (fitness.fit) {
        case Fit::Excluded: return fitness.reason;
        case Fit::Full: return "the next ten business days are full";
        case Fit::TooLate:
            return fmt::format("has {} others to decide first, so that one would be late",
                               fitness.holds.size());
        default: return "could have it as well; the load is more even so";
    }
}

} // namespace

Proposal::Proposal(const Visit& visit, const Services& services, const Team& team, desk::WaitingList list,
                   const TeamMember* from)
    : visit_(visit),
      team_(team),
      names_(desk::names_in(services.store)),
      list_(std::move(list)),
      from_(from) {
    for (const desk::Waits& waits : list_.all) works_.push_back({id_of(waits), due_of(waits)});
    for (const TeamMember& one : team_.all())
        candidates_.push_back(
            {one.person.text, static_cast<std::int32_t>(one.held.size()), openings_of(one)});
    const auto place = [](const auto& all, const auto& one) {
        return static_cast<std::size_t>(&one - all.data());
    };
    // Whoever asks hands back elements of these lists.
    open_ = {works_, candidates_, [this, place](const casework::Work& work, const casework::Candidate& one) {
                 return excluded(list_.all[place(works_, work)], team_.all()[place(candidates_, one)]);
             }};
    assignment_ = casework::assign(open_);
}

std::optional<std::string> Proposal::excluded(const desk::Waits& waits, const TeamMember& one) const {
    if (from_ && one.person == from_->person) return "has it now";
    const casework::RuleBook& book = waits.file.rules->book();
    std::string away = away_in_words(one.standing, book.day_of(visit_.now));
    if (!away.empty()) return away;
    const casework::Authority authority(book, waits.file.now, one.actor, visit_.now);
    if (const auto no = authority.unfit(waits.file.now.at(waits.request).level, waits.request))
        return no->rule;
    return std::nullopt;
}

// As many by the close of each day as they close a day, but for what they have already.
std::vector<calendar::Instant> Proposal::openings_of(const TeamMember& one) const {
    if (team_.programs().empty()) return {};
    const desk::Rules& rules = *team_.programs().front();
    const std::int64_t tenths = team_.pace(one).tenths();
    const std::int64_t a_day = tenths > 0 ? (tenths + 9) / 10 : assumed_a_day;
    std::vector<calendar::Instant> all;
    for (const calendar::Date day : business_days_from(rules, rules.book().day_of(visit_.now), days_ahead)) {
        const auto closing = rules.book().zone().to_instant(day, rules.program().header.hours.closes,
                                                            calendar::Reading::Earlier);
        if (closing <= visit_.now || one.standing.away_on(day)) continue;
        all.insert(all.end(), static_cast<std::size_t>(a_day), closing);
    }
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), one.held.size())));
    return all;
}

const std::string& Proposal::name_of(const std::string& person) const {
    const TeamMember* one = team_.find(person);
    return one ? one->name : person;
}

Html Proposal::why_not(std::size_t place) const {
    Html all;
    for (const casework::Fitness& one : casework::explain(open_, assignment_, place)) {
        if (one.fit != Fit::Chosen) all += html("<li>{}: {}</li>", name_of(one.candidate), why(one));
    }
    if (all.empty()) return all;
    return html(
        "<details class=\"as-more\"><summary>Why not the others</summary><ul class=\"usa-list\">{}</ul>"
        "</details>",
        all);
}

Html Proposal::row(std::size_t place, const letters::NameOf& names) const {
    const desk::Waits& waits = list_.all[place];
    const casework::Placement& placed = assignment_.placements[place];
    const casework::RuleBook& book = waits.file.rules->book();
    const std::string stream = waits.row.stream.text(), number = casework::number_of({stream});
    const std::string id = fmt::format("w{}", place + 1);
    Html to = Html::trusted("<b>Nobody</b>");
    Html tick;
    if (!placed.candidate.empty()) {
        to = html(
            "<b>{}</b>{} <button class=\"usa-button usa-button--unstyled\" type=\"submit\" name=\"only\" "
            "value=\"{}\">Give this one<span class=\"usa-sr-only\">, {}</span></button>",
            name_of(placed.candidate), placed.in_time ? "" : ", and it will be late at their pace", id,
            number);
        tick = html(
            "<div class=\"usa-checkbox\"><input class=\"usa-checkbox__input\" type=\"checkbox\" id=\"{}\" "
            "name=\"{}\" value=\"{}\" checked><label class=\"usa-checkbox__label\" for=\"{}\"><span "
            "class=\"usa-sr-only\">Give {}</span></label></div>",
            id, id, told(waits, placed.candidate), id, number);
    }
    return html(
        "<tr><td>{}</td><th scope=\"row\"><a class=\"usa-link\" href=\"/cases/{}\">{}</a></th><td>{}</td>"
        "<td>{}: {}</td><td>{}</td><td>{}{}</td></tr>",
        tick, stream.substr(5), number, names(waits.file.now.member.text),
        waits.file.rules->program().requests[waits.file.now.at(waits.request).type].name.text,
        waits.row.level.value_or(""), waits.row.due ? until(book.zone(), *waits.row.due) : Html(), to,
        why_not(place));
}

Html Proposal::form(const std::string& action) const {
    Html rows;
    for (std::size_t i = 0; i < list_.all.size(); ++i) rows += row(i, names_);
    return html(
        "<form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"seal\" value=\"{}\">{}{}<button "
        "class=\"usa-button\" type=\"submit\">Give all that are ticked</button></form>{}",
        action, visit_.seal(), hidden("do", "give"),
        wide_table({"The earliest due first", {"Give", "Case", "Member", "Request", "Due", "To whom"}}, rows),
        list_.more ? Html::trusted("<p>There are more; these are the first by their due time.</p>") : Html());
}

Html give(const Visit& visit, const Services& services, const Team& team) {
    const std::string only = visit.field("only");
    std::size_t given = 0;
    Html not_given;
    for (std::size_t i = 1; i <= most_given; ++i) {
        const std::string name = fmt::format("w{}", i), text = visit.field(name);
        if (text.empty() || (!only.empty() && only != name)) continue;
        const auto gift = gift_in(text);
        const auto why = gift ? give(visit, services, team.find(gift->person), *gift)
                              : std::optional<std::string>("it is none of this form");
        if (!why) ++given;
        if (why && gift)
            not_given +=
                html("<li><a class=\"usa-link\" href=\"/cases/{}\">{}</a>: {}</li>",
                     gift->stream.text().substr(5), casework::number_of({gift->stream.text()}), *why);
    }
    const std::string words =
        given == 1 ? "One request is given." : fmt::format("{} requests are given.", given);
    if (not_given.empty()) return done(given == 0 ? "Nothing was ticked." : words);
    return html(
        "{}<div class=\"usa-alert usa-alert--warning\" role=\"alert\"><div class=\"usa-alert__body\"><h2 "
        "class=\"usa-alert__heading\">These are left as they are</h2><ul "
        "class=\"usa-list\">{}</ul></div></div>",
        given == 0 ? Html() : done(words), not_given);
}

} // namespace assent::portal
