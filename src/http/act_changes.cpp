#include "http/act_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/expects.hpp"
#include "base/text.hpp"
#include "calendar/date.hpp"
#include "http/body_reader.hpp"

namespace assent::http {
namespace {

using Values = std::map<std::string, std::string>;

// "requests", 0: "request 1".
std::string numbered(std::string_view list, std::uint32_t place) {
    if (list.ends_with('s')) list.remove_suffix(1);
    return fmt::format("{} {}", list, place + 1);
}

// All values, each by the way to it, and moments by the clocks of the program. An element's own number says
// nothing that the way does not.
struct Gathering {
    const base::JsonDocument& document;
    const calendar::Zone& zone;
    Values values = {};

    void add(const base::JsonNode& node, const std::string& before, const std::string& name) {
        if (node.kind == base::JsonKind::Object) {
            const std::string inside = name.empty() ? before : before + name + ", ";
            for (const base::JsonNode& child : document.children(node)) {
                if (name != fmt::format("{} {}", child.key, child.text))
                    add(child, inside, std::string(child.key));
            }
        } else if (node.kind == base::JsonKind::Array) {
            for (const base::JsonNode& child : document.children(node))
                add(child, before, numbered(name, child.position));
        } else {
            values[before + name] = shown(node);
        }
    }

private:
    std::string shown(const base::JsonNode& node) const {
        if (node.kind == base::JsonKind::Boolean) return node.truth ? "yes" : "no";
        const auto moment = parse_moment(node.text);
        return moment ? zone.to_text(*moment) : std::string(node.text);
    }
};

Values values_of(const desk::CaseFile& file, const Viewer& viewer) {
    if (file.now.requests.empty()) return {}; // it has not begun
    std::string text;
    base::JsonWriter json(text);
    write_kept(file, viewer, json);
    base::JsonDocument document({.bytes = text.size()});
    base::Diagnostics mistakes;
    base::expects(document.read(text, mistakes), "a case is written as JSON");
    Gathering all{document, file.rules->book().zone()};
    all.add(document.root(), {}, {});
    return std::move(all.values);
}

std::vector<ActChange> between(const Values& before, const Values& after) {
    std::vector<ActChange> all;
    for (const auto& [what, value] : after) {
        const auto was = before.find(what);
        if (was == before.end() || was->second != value)
            all.push_back({what, was == before.end() ? std::string() : was->second, value});
    }
    for (const auto& [what, value] : before) {
        if (!after.contains(what)) all.push_back({what, value, {}});
    }
    return all;
}

// A reason, or else what was said.
std::string words_of(const casework::What& what) {
    const std::string_view reason = reason_of(what);
    if (!reason.empty()) return std::string(reason);
    return std::visit(
        [](const auto& one) -> std::string {
            if constexpr (requires { one.words; }) return one.words;
            if constexpr (requires { one.text; }) return one.text;
            if constexpr (requires { one.why; }) return one.why;
            return {};
        },
        what);
}

// One case from its beginning, stopping at the acts that were asked for.
class History {
public:
    History(store::Store& store, const desk::RuleShelf& shelf, const store::StreamId& of)
        : events_(store.read(of, 1)), file_{of, nullptr, {}} {
        if (events_.empty() || !events_.front().payload) return;
        const desk::Opened opened = desk::opened_of(of, events_.front());
        file_.rules = shelf.find(opened.program, opened.hash);
        file_.now.id.text = of.text();
        file_.now.member.text = std::string(of.placement());
    }

    bool is_known() const { return file_.rules != nullptr; }
    const desk::Rules& rules() const { return *file_.rules; }

    // Requires: it is later than the one before.
    void tell(std::int64_t sequence, const Viewer& viewer, ToldAct& told) {
        if (seen_at_ != sequence - 1) {
            go_on(sequence - 1);
            seen_ = values_of(file_, viewer);
        }
        const Values before = std::exchange(seen_, {});
        go_on(sequence);
        seen_ = values_of(file_, viewer);
        seen_at_ = sequence;
        told.changes = between(before, seen_);
        if (sequence > 1) told.words = words_of(event(sequence).what);
    }

private:
    casework::Event event(std::int64_t sequence) const {
        return desk::event_of(file_.stream, events_[static_cast<std::size_t>(sequence - 1)]);
    }
    void go_on(std::int64_t sequence) {
        const auto last = std::min(sequence, static_cast<std::int64_t>(events_.size()));
        for (std::int64_t next = std::max<std::int64_t>(file_.sequence + 1, 2); next <= last; ++next)
            file_.now = evolve(std::move(file_.now), event(next));
        file_.sequence = std::max(file_.sequence, last);
    }

    std::vector<store::Event> events_;
    desk::CaseFile file_;
    Values seen_;
    std::int64_t seen_at_ = 0;
};

} // namespace

std::vector<ToldAct> told_acts(store::Store& store, const desk::RuleShelf& shelf, const Viewer& viewer,
                               const std::vector<store::Act>& acts) {
    std::vector<ToldAct> all(acts.size());
    std::map<store::StreamId, std::map<std::int64_t, std::size_t>> asked; // by case, the earliest first
    for (std::size_t i = 0; i < acts.size(); ++i) asked[acts[i].of].emplace(acts[i].sequence, i);
    for (const auto& [of, places] : asked) {
        History history(store, shelf, of);
        for (const auto& [sequence, place] : places) {
            const auto& zone = history.is_known() ? history.rules().book().zone() : shelf.zone();
            all[place].time = zone.to_text(acts[place].at);
            if (!history.is_known()) continue;
            all[place].program = history.rules().id();
            all[place].version = history.rules().hash();
            all[place].effective = calendar::to_text(history.rules().program().header.effective);
            history.tell(sequence, viewer, all[place]);
        }
    }
    return all;
}

std::string one_side(const ToldAct& act, std::string ActChange::* side) {
    std::vector<std::string> all;
    for (const ActChange& change : act.changes) {
        if (!(change.*side).empty()) all.push_back(fmt::format("{}: {}", change.what, change.*side));
    }
    return base::join(all, "; ");
}

} // namespace assent::http
