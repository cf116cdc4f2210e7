#include "desk/second_opinions.hpp"

#include <algorithm>
#include <map>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "casework/authority.hpp"
#include "casework/notice.hpp"
#include "desk/sample_records.hpp"

namespace assent::desk {
namespace {

using casework::Refusal;
using casework::RefusalKind;
using policy::LevelAct;
using store::StreamId;

constexpr std::string_view of_samples = "sample:";
constexpr int streams_at_once = 500, readings_at_once = 200;

template <typename T>
std::optional<T> read_sample_event(const store::Event& event) {
    if (!event.payload) return std::nullopt;
    auto made = casework::read_fields<T>(*event.payload);
    if (!made) throw base::Failure(fmt::format("cannot read event {} of a sample", event.sequence));
    return std::move(*made);
}

Sampled sampled(DrawnDecision one) {
    const auto of = StreamId::parse(one.of);
    if (!of) throw base::Failure("cannot read a sample: it names no case");
    return {*of, one.request, one.before, one.at, one.by, std::move(one.decided), {}, {}};
}

Sampled* find(Sample& sample, std::string_view of) {
    const auto found = std::find_if(sample.all.begin(), sample.all.end(),
                                    [&](const Sampled& one) { return one.of.text() == of; });
    return found == sample.all.end() ? nullptr : &*found;
}

void take(Sample& sample, const store::Event& event) {
    sample.sequence = event.sequence;
    if (event.kind == drawn) {
        const auto said = read_sample_event<Drawn>(event);
        if (!said) return; // removed after retention
        sample.program = said->program;
        sample.month = said->month;
        sample.seed = said->seed;
        sample.by = {event.actor};
        sample.at = event.at;
        for (const DrawnDecision& one : said->decisions) sample.all.push_back(sampled(one));
    } else if (event.kind == asked) {
        const auto said = read_sample_event<Asked>(event);
        if (Sampled* one = said ? find(sample, said->of) : nullptr) one->asked = said->reviewer;
    } else if (event.kind == opinion) {
        auto said = read_sample_event<Opinion>(event);
        if (Sampled* one = said ? find(sample, said->of) : nullptr) one->opinion = std::move(said->lines);
    }
}

// What of a case tells how it came out. Papers and the opinion's own page do not.
bool tells_the_outcome(const std::string& what) {
    return !what.starts_with("documents/") && what.find("/opinions/") == std::string::npos;
}

bool has_looked(store::Store& store, const Sampled& one, const casework::PersonId& who) {
    const store::ReadingQuery query{.of = one.of, .person = who.text, .limit = readings_at_once};
    const auto readings = store.readings(query);
    return std::any_of(readings.begin(), readings.end(), [&](const store::Reading& each) {
        return each.at >= one.at && tells_the_outcome(each.what);
    });
}

bool has_worked(const CaseFile& now, casework::RequestNo request, const casework::PersonId& who) {
    const auto& part = now.now.at(request).took_part;
    return std::find(part.begin(), part.end(), who) != part.end();
}

// What reviewers find or record on their way to a decision tells where it goes: whether criteria are met,
// when somebody was called before a no. The program says of each fact whom it comes from.
bool is_of_reviewers(const casework::RuleBook& book, std::uint16_t fact) {
    const policy::Program& program = book.program();
    const policy::FactDef& def = program.facts[fact];
    const auto& calls = book.contact_facts();
    const auto reviews = [&](const policy::LevelDef& level) {
        return std::any_of(level.reviewers.begin(), level.reviewers.end(), [&](std::uint16_t party) {
            return party < program.parties.size() && program.parties[party].name.text == def.from;
        });
    };
    return def.judged || base::to_lower(def.from) == to_text(casework::Role::Reviewer) ||
           std::any_of(calls.begin(), calls.end(), [&](const auto& one) { return one.fact == fact; }) ||
           std::any_of(program.levels.begin(), program.levels.end(), reviews);
}

Refusal no_such_opinion() {
    return {RefusalKind::Nothing, "no opinion is asked of you here", "",
            "look at the list of those that are"};
}

std::optional<Refusal> not_whole(const std::vector<LineView>& lines, const CaseFile& before,
                                 casework::RequestNo request) {
    const auto may = views_at(before, request);
    const bool whole = lines.size() == before.now.at(request).lines.size() &&
                       std::all_of(lines.begin(), lines.end(), [&](const LineView& one) {
                           return std::find(may.begin(), may.end(), one.would) != may.end() &&
                                  !casework::is_blank(one.reason);
                       });
    if (whole) return std::nullopt;
    return Refusal{RefusalKind::Incomplete, "an opinion says what and why, of each line", "",
                   "choose one and write a reason for every line"};
}

} // namespace

StreamId sample_stream(std::string_view number) {
    return StreamId::of_audit(std::string(of_samples) + std::string(number));
}

bool Sampled::agrees() const {
    return std::equal(decided.begin(), decided.end(), opinion.begin(), opinion.end(),
                      [](const std::string& one, const LineView& other) { return one == other.would; });
}

std::vector<std::string> sample_numbers(store::Store& store) {
    const std::string before = StreamId::of_audit(of_samples).text();
    std::vector<std::string> all;
    for (std::string after = before;;) {
        const auto streams = store.streams(store::StreamKind::Audit, after, streams_at_once);
        for (const StreamId& one : streams) {
            if (one.text().starts_with(before)) all.push_back(one.text().substr(before.size()));
        }
        if (streams.size() < streams_at_once) return all;
        after = streams.back().text();
    }
}

std::optional<Sample> read_sample(store::Store& store, const std::string& number) {
    if (!StreamId::is_key(number)) return std::nullopt;
    Sample sample;
    sample.number = number;
    for (const store::Event& event : store.read(sample_stream(number), 1)) take(sample, event);
    return sample.program.empty() ? std::nullopt : std::optional(std::move(sample));
}

std::vector<Sample> latest_samples(store::Store& store) {
    constexpr std::size_t most = 50;
    auto numbers = sample_numbers(store);
    std::reverse(numbers.begin(), numbers.end());
    numbers.resize(std::min(numbers.size(), most));
    std::vector<Sample> all;
    for (const std::string& one : numbers) {
        if (auto sample = read_sample(store, one)) all.push_back(std::move(*sample));
    }
    return all;
}

std::optional<CaseFile> file_before(store::Store& store, const RuleShelf& shelf, const Sampled& one) {
    auto file = read_file_at(store, shelf, one.of, one.before);
    if (!file || one.request >= file->now.requests.size()) return std::nullopt;
    for (casework::Request& request : file->now.requests)
        std::erase_if(request.facts, [&](const casework::Known& known) {
            return is_of_reviewers(file->rules->book(), known.fact);
        });
    return file;
}

std::vector<std::string_view> views_at(const CaseFile& before, casework::RequestNo request) {
    const auto& levels = before.rules->program().levels;
    const std::uint16_t at = before.now.at(request).level;
    const auto may = [&](std::initializer_list<LevelAct> acts) {
        return std::any_of(acts.begin(), acts.end(),
                           [&](LevelAct act) { return levels[at].may.test(static_cast<std::size_t>(act)); });
    };
    std::vector<std::string_view> all;
    if (at >= levels.size()) return all;
    using enum LevelAct;
    if (may({ApproveAsRequested, Approve, Answer, Reverse})) all.push_back(view::approve);
    if (may({PartiallyDeny, Modify})) all.push_back(view::part);
    if (may({Deny, Uphold})) all.push_back(view::deny);
    if (may({Refer})) all.push_back(view::refer);
    if (may({Pend})) all.push_back(view::ask);
    return all;
}

std::optional<Refusal> refusal_to_look(store::Store& store, const RuleShelf& shelf, const Sampled& one,
                                       const casework::Actor& who, calendar::Instant now) {
    if (auto no = casework::refused_by_table(casework::CaseAct::SecondOpinion, who.role)) return no;
    if (who.person == one.by)
        return Refusal{RefusalKind::NotTheirs, "nobody is asked for an opinion on their own decision", "",
                       "leave it to another reviewer"};
    const auto today = read_file(store, shelf, one.of);
    const auto before = file_before(store, shelf, one);
    if (!today || !before) return no_such_opinion();
    if (has_worked(*today, one.request, who.person) || has_looked(store, one, who.person))
        return Refusal{RefusalKind::NotTheirs, "whoever has seen how the case came out has no second opinion",
                       "", "leave it to another reviewer"};
    const casework::Authority authority(before->rules->book(), before->now, who, now);
    return authority.unfit(before->now.at(one.request).level, one.request);
}

std::optional<Refusal> give_opinion(store::Store& store, const RuleShelf& shelf, const GivenOpinion& given,
                                    const casework::Actor& who, calendar::Instant now) {
    auto sample = read_sample(store, given.sample);
    const Sampled* one = sample ? find(*sample, given.of.text()) : nullptr;
    if (!one || one->asked != who.person) return no_such_opinion();
    if (!one->opinion.empty())
        return Refusal{RefusalKind::Duplicate, "the opinion was given already", "",
                       "there is nothing more to do here"};
    if (auto no = refusal_to_look(store, shelf, *one, who, now)) return no;
    const auto before = file_before(store, shelf, *one);
    if (!before) return no_such_opinion();
    if (auto no = not_whole(given.lines, *before, one->request)) return no;
    const Opinion said{given.of.text(), given.lines};
    store::Batch batch;
    batch.appends = {
        {sample_stream(given.sample), sample->sequence, {sample_record(opinion, said, who, now)}}};
    if (store.commit(batch)) return std::nullopt;
    return give_opinion(store, shelf, given, who, now); // somebody else's opinion was faster
}

Agreement agreement_of(const std::vector<const Sampled*>& all) {
    Agreement made;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> taken; // of each view: decided, looked at
    for (const Sampled* one : all) {
        if (one->opinion.empty()) continue;
        ++made.decisions;
        for (std::size_t i = 0; i < one->decided.size() && i < one->opinion.size(); ++i) {
            ++made.lines;
            made.agreed += one->decided[i] == one->opinion[i].would ? 1 : 0;
            ++taken[one->decided[i]].first;
            ++taken[one->opinion[i].would].second;
        }
    }
    std::int64_t by_chance = 0; // in squares of the lines
    for (const auto& [name, count] : taken) by_chance += count.first * count.second;
    const std::int64_t all_squared = made.lines * made.lines;
    if (by_chance < all_squared)
        made.kappa = 100 * (made.agreed * made.lines - by_chance) / (all_squared - by_chance);
    return made;
}

} // namespace assent::desk
