#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/sha256.hpp"
#include "casework/authority.hpp"
#include "desk/accounts.hpp"
#include "desk/desk.hpp"
#include "desk/measures.hpp"
#include "desk/sample_records.hpp"

// How a sample is drawn, and to whom each of its decisions is given.

namespace assent::desk {
namespace {

using casework::Adverse;
using casework::Refusal;
using casework::RefusalKind;
using store::StreamId;

constexpr int rows_at_once = 500, most_reviewers = 200;

std::string_view view_of(const casework::Determination& said) {
    const auto* adverse = std::get_if<casework::AdverseDetermination>(&said);
    if (!adverse) return casework::is_adverse(said) ? view::deny : view::approve;
    switch (adverse->content().kind) {
        case Adverse::PartiallyDeny:
        case Adverse::Modify:
        case Adverse::Reduce: return view::part;
        default: return view::deny;
    }
}

struct Days {
    calendar::Date from, through;
};

// The decisions of one case as they came about, request by request.
class Reading {
public:
    Reading(const StreamId& stream, const casework::RuleBook& book, const Days& days)
        : stream_(stream), book_(book), days_(days) {}

    // The decision of the month that this record completes; nothing when it completes none, or when it was
    // not one person who decided every line.
    std::optional<Sampled> take(std::int64_t sequence, const casework::Event& event) {
        if (const auto* line = std::get_if<casework::Determined>(&event.what)) note(sequence, event, *line);
        const auto* decided = std::get_if<casework::Decided>(&event.what);
        const calendar::Date day = book_.day_of(event.at);
        if (!decided || day < days_.from || days_.through < day) return std::nullopt;
        const auto found = open_.find(decided->request);
        if (found == open_.end() || !found->second.by_one) return std::nullopt;
        const Open& one = found->second;
        return Sampled{stream_, decided->request, one.before, event.at, one.by, one.views, {}, {}};
    }

private:
    struct Open {
        std::int64_t before = 0;
        casework::PersonId by;
        bool by_one = true;
        std::vector<std::string> views;
    };

    void note(std::int64_t sequence, const casework::Event& event, const casework::Determined& line) {
        const auto [found, first] = open_.try_emplace(line.request);
        Open& one = found->second;
        if (first) one = {sequence - 1, event.by, true, {}};
        one.by_one = one.by_one && event.role == casework::Role::Reviewer && one.by == event.by;
        one.views.resize(std::max<std::size_t>(one.views.size(), line.line + 1U));
        one.views[line.line] = view_of(line.determination);
    }

    const StreamId& stream_;
    const casework::RuleBook& book_;
    const Days& days_;
    std::map<casework::RequestNo, Open> open_;
};

// The first decision of that time in the case which a person has made.
std::optional<Sampled> decision_in(store::Store& store, const RuleShelf& shelf, const StreamId& stream,
                                   const Days& days) {
    const auto events = store.read(stream, 1);
    if (events.empty() || !events.front().payload) return std::nullopt;
    const Opened opened = opened_of(stream, events.front());
    const Rules* rules = shelf.find(opened.program, opened.hash);
    if (!rules) return std::nullopt;
    Reading reading(stream, rules->book(), days);
    for (std::size_t i = 1; i < events.size(); ++i) {
        if (auto found = reading.take(events[i].sequence, event_of(stream, events[i]))) return found;
    }
    return std::nullopt;
}

std::set<StreamId> cases_decided(store::Store& store, const std::string& program, const Days& days) {
    std::set<StreamId> all;
    store::MeasureQuery query{program,     std::string(counted::decided), days.from, days.through, {}, {}, {},
                              rows_at_once};
    for (;;) {
        const auto rows = store.measures(query);
        for (const store::ListedMeasure& one : rows) all.insert(one.place.stream);
        if (std::ssize(rows) < query.limit) return all;
        query.after = rows.back().place;
    }
}

// Every order of the cases is as likely as any other, and the same seed brings the same one.
std::vector<Sampled> drawn_of(store::Store& store, const RuleShelf& shelf, const SampleWish& wish,
                              const std::string& seed) {
    const Days days{calendar::Date(wish.month / std::chrono::day{1}),
                    calendar::Date(wish.month / std::chrono::last)};
    std::map<std::string, StreamId> shuffled;
    for (const StreamId& one : cases_decided(store, wish.program, days))
        shuffled.emplace(base::sha256_text(seed + " " + one.text()), one);
    std::vector<Sampled> all;
    for (const auto& [place, stream] : shuffled) {
        if (std::ssize(all) == wish.size) break;
        if (auto found = decision_in(store, shelf, stream, days)) all.push_back(std::move(*found));
    }
    return all;
}

// Whoever fits and was asked for the fewest of this sample; nobody when nobody fits.
std::optional<casework::PersonId> chosen(store::Store& store, const RuleShelf& shelf, const Sample& sample,
                                         const Sampled& one, calendar::Instant now) {
    const Standing decider = read_standing(store, stream_of(one.by));
    if (!decider.person) return std::nullopt;
    std::optional<casework::PersonId> best;
    std::ptrdiff_t fewest = 0;
    const std::string role(to_text(casework::Role::Reviewer));
    for (const store::AccountRow& row :
         store.accounts({decider.person->organization.text, role, {}, most_reviewers})) {
        const casework::PersonId person = person_of(row.stream);
        const auto has = std::count_if(sample.all.begin(), sample.all.end(),
                                       [&](const Sampled& each) { return each.asked == person; });
        if (best && has >= fewest) continue;
        const auto actor = identify(store, person);
        if (!actor || refusal_to_look(store, shelf, one, *actor, now)) continue;
        best = person;
        fewest = has;
    }
    return best;
}

// Nobody was asked, or whoever was cannot look at it any more.
bool is_free(store::Store& store, const RuleShelf& shelf, const Sampled& one, calendar::Instant now) {
    if (one.asked.empty() || !one.opinion.empty()) return one.asked.empty();
    const auto actor = identify(store, one.asked);
    return !actor || refusal_to_look(store, shelf, one, *actor, now).has_value();
}

std::string month_text(std::chrono::year_month month) {
    return calendar::to_text(calendar::Date(month / std::chrono::day{1})).substr(0, 7);
}

std::optional<Refusal> refusal_to_draw(const RuleShelf& shelf, const SampleWish& wish,
                                       const casework::Actor& by) {
    if (auto no = casework::refused_by_table(casework::CaseAct::DrawSample, by.role)) return no;
    const auto programs = shelf.programs();
    if (std::find(programs.begin(), programs.end(), wish.program) == programs.end() || !wish.month.ok())
        return Refusal{RefusalKind::Nothing, "there is no such program or month", "",
                       "choose one of the programs, and a month like 2026-11"};
    if (wish.size < 1 || wish.size > largest_sample)
        return Refusal{RefusalKind::AboveLimit,
                       fmt::format("a sample has from 1 to {} decisions", largest_sample), "",
                       "ask for fewer, and draw another one later"};
    return std::nullopt;
}

} // namespace

base::Expected<std::string, Refusal> draw_sample(store::Store& store, const RuleShelf& shelf,
                                                 const SampleWish& wish, const casework::Actor& by,
                                                 calendar::Instant now) {
    if (auto no = refusal_to_draw(shelf, wish, by)) return tl::unexpected(std::move(*no));
    const std::string seed = wish.seed.empty() ? random_number().substr(1) : wish.seed;
    Drawn said{wish.program, month_text(wish.month), seed, {}};
    for (Sampled& one : drawn_of(store, shelf, wish, seed))
        said.decisions.push_back(
            {one.of.text(), one.request, one.before, one.at, one.by, std::move(one.decided)});
    if (said.decisions.empty())
        return tl::unexpected(Refusal{RefusalKind::Nothing, "nobody decided anything there in that month", "",
                                      "choose another month"});
    const std::string number = said.month + "-S" + random_number().substr(1, 6);
    store::Batch batch;
    batch.appends = {{sample_stream(number), 0, {sample_record(drawn, said, by, now)}}};
    if (!store.commit(batch)) return draw_sample(store, shelf, wish, by, now); // the number was taken
    give_sample(store, shelf, number, by, now);
    return number;
}

std::size_t give_sample(store::Store& store, const RuleShelf& shelf, const std::string& number,
                        const casework::Actor& by, calendar::Instant now) {
    auto sample = read_sample(store, number);
    if (!sample || casework::refused_by_table(casework::CaseAct::DrawSample, by.role)) return 0;
    store::Append append{sample_stream(number), sample->sequence, {}};
    for (Sampled& one : sample->all) {
        if (!is_free(store, shelf, one, now)) continue;
        const auto person = chosen(store, shelf, *sample, one, now);
        if (!person) continue;
        one.asked = *person;
        append.records.push_back(sample_record(asked, Asked{one.of.text(), *person}, by, now));
    }
    const std::size_t given = append.records.size();
    store::Batch batch;
    batch.appends = {std::move(append)};
    return store.commit(batch) ? given : give_sample(store, shelf, number, by, now);
}

} // namespace assent::desk
