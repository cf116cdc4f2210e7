#include "desk/worklist.hpp"

#include <algorithm>
#include <set>

#include "desk/projection.hpp"

namespace assent::desk {

using casework::CaseAct;
using casework::State;
using policy::Happening;

namespace {

constexpr int rows_of_a_page = 100;
constexpr std::size_t most_rows = 500; // looked at for one list

// Several lists of cases as one, each row taken once, the earliest due first. Pages are read as they are
// needed.
class MergedRows {
public:
    explicit MergedRows(store::Store& store) : store_(store) {}

    void add(store::CaseQuery query) {
        query.limit = rows_of_a_page;
        lists_.push_back({std::move(query), {}, 0, false});
        fill(lists_.back());
    }

    std::optional<store::CaseRow> next() {
        List* first = nullptr;
        for (List& list : lists_) {
            if (list.at < list.rows.size() && (!first || is_before(list, *first))) first = &list;
        }
        if (!first) return std::nullopt;
        store::CaseRow row = first->rows[first->at++];
        if (first->at == first->rows.size()) fill(*first);
        return row;
    }

private:
    struct List {
        store::CaseQuery query;
        std::vector<store::CaseRow> rows;
        std::size_t at;
        bool ended;
    };

    static bool is_before(const List& a, const List& b) {
        const store::CaseRow &one = a.rows[a.at], &other = b.rows[b.at];
        constexpr auto never = calendar::Instant::max();
        return std::pair(one.due.value_or(never), one.stream) <
               std::pair(other.due.value_or(never), other.stream);
    }

    void fill(List& list) {
        if (list.ended) return;
        list.rows = store_.cases(list.query);
        list.at = 0;
        list.ended = list.rows.size() < rows_of_a_page;
        if (!list.rows.empty()) list.query.after = {list.rows.back().due, list.rows.back().stream};
    }

    store::Store& store_;
    std::vector<List> lists_;
};

// What brought a request into its state last.
std::vector<Happening> brought(State state) {
    switch (state) {
        case State::Pended: return {Happening::Pended};
        case State::Suspended: return {Happening::Suspended};
        default: return {Happening::Referred, Happening::Reopened};
    }
}

std::optional<calendar::Instant> since(const casework::Case& of, casework::RequestNo request) {
    const auto how = brought(of.at(request).state);
    const auto last = std::find_if(of.marks.rbegin(), of.marks.rend(), [&](const casework::Mark& mark) {
        return mark.request == request && std::find(how.begin(), how.end(), mark.what) != how.end();
    });
    return last == of.marks.rend() ? std::nullopt : std::optional(last->at);
}

bool assigns(casework::Role role) { return cell(CaseAct::Assign, role) == casework::Cell::Yes; }

} // namespace

std::optional<casework::Refusal> Worklist::refusal(casework::Role role) {
    if (assigns(role)) return std::nullopt;
    return casework::refused_by_table(CaseAct::Claim, role);
}

// The names of all levels where they may be able to do something; of a case that is looked at it is asked
// again. Without a case scopes are left open.
std::vector<std::string> Worklist::levels() const {
    std::set<std::string> names;
    const casework::Case none;
    for (const Rules* rules : shelf_.all()) {
        const casework::Authority authority(rules->book(), none, actor_, now_);
        const auto& levels = rules->program().levels;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const bool fits =
                assigns(actor_.role) || !authority.unfit(static_cast<std::uint16_t>(i), casework::no_request);
            if (fits && !levels[i].name.text.empty()) names.insert(levels[i].name.text);
        }
    }
    return {names.begin(), names.end()};
}

std::optional<Waits> Worklist::looked_at(const store::CaseRow& row) const {
    auto file = read_file(store_, shelf_, row.stream);
    if (!file || file->now.requests.empty()) return std::nullopt;
    Waits made{row, std::move(*file), 0, {}, {}};
    made.request = current(made.file.now);
    const auto terms = casework::terms(made.file.now, made.file.rules->book(), now_);
    if (const auto* first = first_owed(made.file.rules->program(), terms)) made.owed = *first;
    made.since = since(made.file.now, made.request);
    return made;
}

WaitingList Worklist::open(std::size_t most) const {
    return at_levels(assigns(actor_.role) ? CaseAct::Assign : CaseAct::Claim, most);
}

WaitingList Worklist::of_colleagues(std::size_t most) const { return at_levels(CaseAct::Cover, most); }

// What is in review, and they may do that to: only what somebody has can be covered.
WaitingList Worklist::at_levels(CaseAct act, std::size_t most) const {
    const auto may = [&](const Waits& waits) {
        const casework::Authority authority(waits.file.rules->book(), waits.file.now, actor_, now_);
        return waits.file.now.at(waits.request).state == State::InReview &&
               !authority.refusal(act, waits.request);
    };
    MergedRows rows(store_);
    for (std::string& level : levels()) {
        store::CaseQuery query;
        query.level = std::move(level);
        query.state = std::string(to_text(State::InReview));
        rows.add(std::move(query));
    }
    WaitingList made;
    std::size_t looked = 0;
    while (const auto row = rows.next()) {
        if (made.more = made.all.size() == most || ++looked > most_rows; made.more) break;
        if (row->reviewer.has_value() != (act == CaseAct::Cover)) continue;
        auto waits = looked_at(*row);
        if (waits && may(*waits)) made.all.push_back(std::move(*waits));
    }
    return made;
}

WaitingList Worklist::held(std::size_t most) const {
    MergedRows rows(store_);
    for (const State state : {State::InReview, State::Pended, State::Suspended}) {
        store::CaseQuery query;
        query.reviewer = actor_.person.text;
        query.state = std::string(to_text(state));
        rows.add(std::move(query));
    }
    WaitingList made;
    while (const auto row = rows.next()) {
        if (made.more = made.all.size() == most; made.more) break;
        if (auto waits = looked_at(*row)) made.all.push_back(std::move(*waits));
    }
    return made;
}

} // namespace assent::desk
