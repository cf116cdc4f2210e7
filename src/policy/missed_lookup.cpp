#include "policy/missed_lookup.hpp"

#include <algorithm>

#include "policy/day.hpp"
#include "policy/evaluate.hpp"
#include "policy/explanation.hpp"

namespace assent::policy {
namespace {

// Where a condition is read: the service line and the element in hand, and of which list of the request.
struct Reading {
    Frame frame;
    const FactDef* many = nullptr;
};

class Missing {
public:
    Missing(const Program& program, const Facts& facts)
        : program_(program), rules_(program.rules), facts_(facts), evaluator_(program, facts) {
        evaluator_.evaluate_criteria();
    }

    std::vector<MissedLookup> find(std::uint16_t criterion) {
        const NodeId root = program_.criteria[criterion].root;
        if (root != no_node) visit(root, {});
        return std::move(all_);
    }

private:
    void visit(NodeId id, const Reading& at) {
        const Node& node = rules_[id];
        if (evaluator_.truth(id, at.frame) != Truth::NotMet) return;
        switch (node.op) {
            case Op::InList:
                if (evaluator_.value(rules_.child(node, 0), at.frame).known()) add(id, at, false);
                return; // otherwise it is blank
            case Op::Not:
                if (rules_[rules_.child(node, 0)].op == Op::InList) add(rules_.child(node, 0), at, true);
                return;
            case Op::Criterion: return visit(program_.criteria[node.ref].root, at);
            case Op::SomeLine:
            case Op::EveryLine:
                for (std::size_t line = 0; line < facts_.lines(); ++line)
                    visit(rules_.child(node, 0), {{line, {}}, nullptr});
                return;
            case Op::SomeOf:
            case Op::EveryOf:
                for (const Interval item : facts_.list(node.ref))
                    visit(rules_.child(node, 0),
                          {{at.frame.line, item}, &program_.facts[static_cast<std::size_t>(node.number)]});
                return;
            case Op::Group:
                for (const NodeId child : rules_.children(id)) visit(child, at);
                return;
            default: return;
        }
    }

    void add(NodeId id, const Reading& at, bool is_found) {
        MissedLookup made;
        made.list = rules_[id].ref;
        made.is_found = is_found;
        put_key(made, rules_.child(rules_[id], 0), at);
        for (const NodeId child : rules_.children(id)) put_facts(made, child);
        if (at.many) made.facts.push_back(static_cast<std::uint16_t>(at.many - program_.facts.data()));
        put_rows(made, id, at);
        const bool of_line = at.frame.line != Frame::any_line && facts_.lines() > 1;
        auto same = std::find_if(all_.begin(), all_.end(),
                                 [&](const MissedLookup& other) { return is_alike(made, other); });
        if (same == all_.end()) same = all_.insert(same, std::move(made));
        if (of_line) same->lines.push_back(at.frame.line + 1);
    }

    static bool is_alike(const MissedLookup& a, const MissedLookup& b) {
        const auto same = [](const MissedLookup::Column& x, const MissedLookup::Column& y) {
            return x.name == y.name && x.wanted == y.wanted;
        };
        return a.list == b.list && a.name == b.name && a.key == b.key && a.is_found == b.is_found &&
               a.on == b.on &&
               std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(), same);
    }

    // The fact that a value is, with what it is made of as far as it is one fact; null for any other value.
    const FactDef* fact_of(NodeId id, const Reading& at) const {
        const Node& node = rules_[id];
        if (node.op == Op::Element) return at.many;
        if (node.op == Op::Fact || node.op == Op::LineFact)
            return &program_.facts[static_cast<std::size_t>(node.number)];
        return node.op == Op::Derived ? &program_.facts[node.ref] : nullptr;
    }

    void put_key(MissedLookup& made, NodeId id, const Reading& at) const {
        const Interval key = evaluator_.value(id, at.frame);
        const FactDef* fact = fact_of(id, at);
        made.name = fact ? fact->name.text : rules_.source(id).text;
        if (fact && key.known() && key.least != no_code) made.key = shown(program_, fact->type, key);
    }

    void put_facts(MissedLookup& made, NodeId id) const {
        if (id == no_node) return;
        if (const FactDef* fact = fact_of(id, {}))
            made.facts.push_back(static_cast<std::uint16_t>(fact - program_.facts.data()));
        for (const NodeId child : rules_.children(id)) put_facts(made, child);
    }

    // What the list has of the key, on the day that counts where days bound its rows.
    void put_rows(MissedLookup& made, NodeId id, const Reading& at) const {
        const Node& node = rules_[id];
        const Interval key = evaluator_.value(rules_.child(node, 0), at.frame);
        const ListTable& table = program_.lists[node.ref].table;
        const auto rows = key.known() ? table.rows_of(key.least) : std::span<const ListRow>();
        const NodeId day_of_it = rules_.child(node, 1);
        const Interval day =
            day_of_it == no_node ? Interval::anything() : evaluator_.value(day_of_it, at.frame);
        const bool dated =
            day.known() && std::any_of(rows.begin(), rows.end(), [](const ListRow& r) { return !r.always; });
        std::vector<const ListRow*> valid;
        for (const ListRow& row : rows) {
            if (!dated || row.holds_on(day.least)) valid.push_back(&row);
        }
        if (dated && is_day(day.least)) made.on = as_date(day.least);
        if (dated && valid.empty()) put_days(made, rows, day.least);
        for (std::size_t i = 2; i < node.count; ++i) {
            const auto column = static_cast<std::size_t>(node.number >> (8 * (i - 2))) & 0xFFU;
            made.columns.push_back(column_of(node, {column, rules_.child(node, i)}, {valid, at}));
        }
    }

    static void put_days(MissedLookup& made, std::span<const ListRow> rows, std::int64_t day) {
        for (const ListRow& row : rows) {
            if (row.through < day) made.through = as_date(row.through);
            if (row.from > day && !made.from) made.from = as_date(row.from);
        }
        if (made.through) made.from.reset();
    }

    struct Where {
        std::size_t column;
        NodeId value;
    };
    struct Rows {
        const std::vector<const ListRow*>& valid;
        const Reading& at;
    };

    MissedLookup::Column column_of(const Node& node, const Where& where, const Rows& rows) const {
        const ListDef& list = program_.lists[node.ref];
        const Column& def = list.columns[where.column];
        const auto in_words = [&](std::int64_t cell) {
            return def.numeric ? std::to_string(cell) : program_.words.at(cell);
        };
        MissedLookup::Column made{def.name, {}, {}};
        const Interval wanted = evaluator_.value(where.value, rows.at.frame);
        if (wanted.known() && !wanted.is_nothing()) made.wanted = in_words(wanted.least);
        for (const ListRow* row : rows.valid)
            made.has.push_back(in_words(list.table.cell(*row, where.column)));
        return made;
    }

    const Program& program_;
    const Rules& rules_;
    const Facts& facts_;
    Evaluator evaluator_;
    std::vector<MissedLookup> all_;
};

} // namespace

bool MissedLookup::Column::is_as_wanted() const {
    return std::find(has.begin(), has.end(), wanted) != has.end();
}

std::vector<MissedLookup> missed_lookups(const Program& program, const Facts& facts,
                                         std::uint16_t criterion) {
    return Missing(program, facts).find(criterion);
}

} // namespace assent::policy
