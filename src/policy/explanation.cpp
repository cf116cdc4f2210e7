#include "policy/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.hpp"
#include "codes/packed_code.hpp"
#include "policy/day.hpp"

namespace assent::policy {
namespace {

std::string date_text(std::int64_t days) {
    return is_day(days) ? calendar::to_text(as_date(days)) : "no day of the calendar";
}

std::string moment_text(std::int64_t moment) {
    const std::int64_t minute = (moment - day_of(moment) * seconds_of_day) / 60;
    return fmt::format("{} {:02}:{:02}", date_text(day_of(moment)), minute / 60, minute % 60);
}

// Builds the tree of one criterion.
class Tracer {
public:
    Tracer(const Program& program, const Facts& facts)
        : program_(program), rules_(program.rules), facts_(facts), evaluator_(program, facts) {}

    Trace criterion(const CriterionDef& definition) const {
        Trace trace;
        trace.name = definition.name.text;
        if (!definition.sources.quotes.empty()) trace.quote = definition.sources.quotes.front().text;
        for (const Piece& assumption : definition.sources.assumes)
            trace.assumptions.push_back(assumption.text);
        if (definition.judged) return trace;
        trace.truth = evaluator_.truth(definition.root);
        trace.conditions.push_back(condition(definition.root, {}));
        return trace;
    }

private:
    Trace condition(NodeId id, const Frame& frame) const {
        const Node& node = rules_[id];
        Trace trace;
        trace.text = rules_.source(id).text;
        trace.truth = evaluator_.truth(id, frame);
        if (node.op == Op::Group || node.op == Op::Not) {
            for (const NodeId child : rules_.children(id))
                trace.conditions.push_back(condition(child, frame));
            if (node.op == Op::Not && trace.conditions.front().conditions.empty()) {
                trace.seen = std::move(trace.conditions.front().seen);
                trace.conditions.clear();
            }
        } else if (node.op == Op::EveryLine || node.op == Op::SomeLine) {
            return over_lines(node, std::move(trace));
        } else {
            see(id, frame, trace.seen);
        }
        return trace;
    }

    Trace over_lines(const Node& node, Trace trace) const {
        const NodeId each = rules_.child(node, 0);
        if (facts_.lines() <= 1) {
            Trace only =
                condition(each, facts_.lines_known() && facts_.lines() == 1 ? Frame{0, {}} : Frame{});
            only.truth = trace.truth;
            if (facts_.lines_known() && facts_.lines() == 0) only.seen = {{"lines", "none", {}}};
            return only;
        }
        for (std::size_t line = 0; line < facts_.lines(); ++line) {
            Trace one = condition(each, {line, {}});
            one.text = fmt::format("line {}: {}", line + 1, one.text);
            trace.conditions.push_back(std::move(one));
        }
        return trace;
    }

    // The facts and worked-out values a condition rests on, each once.
    void see(NodeId id, const Frame& frame, std::vector<Seen>& seen) const {
        if (id == no_node) return;
        const Node& node = rules_[id];
        const auto fact = [&](std::int64_t index) -> const FactDef& {
            return program_.facts[static_cast<std::size_t>(index)];
        };
        switch (node.op) {
            case Op::Fact:
            case Op::LineFact:
                add(seen, {fact(node.number).name.text,
                           shown(program_, fact(node.number).type, evaluator_.value(id, frame)),
                           fact(node.number).from});
                break;
            case Op::Recorded:
                if (node.count > 0) break;
                [[fallthrough]];
            case Op::InFact:
            case Op::SomeOf:
            case Op::EveryOf:
                add(seen,
                    {fact(node.number).name.text, list_text(fact(node.number)), fact(node.number).from});
                break;
            case Op::Left:
                see_number("left in " + program_.ledgers[node.ref].name.text, id, frame, seen);
                break;
            case Op::Age: see_number(rules_.source(id).text, id, frame, seen); break;
            case Op::Sum: return see_number(rules_.source(id).text, id, frame, seen);
            case Op::Derived:
                add(seen, {program_.facts[node.ref].name.text,
                           shown(program_, program_.facts[node.ref].type, evaluator_.value(id, frame)),
                           {}});
                break;
            default: break;
        }
        for (const NodeId child : rules_.children(id)) see(child, frame, seen);
    }

    void see_number(const std::string& name, NodeId id, const Frame& frame, std::vector<Seen>& seen) const {
        add(seen, {name, shown(program_, number_type_, evaluator_.value(id, frame)), {}});
    }

    static void add(std::vector<Seen>& seen, Seen one) {
        const bool there =
            std::any_of(seen.begin(), seen.end(), [&](const Seen& s) { return s.name == one.name; });
        if (!there) seen.push_back(std::move(one));
    }

    std::string list_text(const FactDef& fact) const {
        if (!facts_.list_known(fact.slot)) return "unknown";
        std::vector<std::string> items;
        for (const Interval item : facts_.list(fact.slot)) items.push_back(shown(program_, fact.type, item));
        return items.empty() ? "none" : base::join(items, ", ");
    }

    const Program& program_;
    const Rules& rules_;
    const Facts& facts_;
    Evaluator evaluator_;
    Type number_type_{Kind::Number, false, {}, {}};
};

std::vector<std::string> warnings(const Program& program, const Facts& facts) {
    std::vector<std::string> texts;
    for (const DecisionLine* note : notes(program, facts)) texts.push_back(note->object);
    for (const LedgerDef& ledger : program.ledgers) {
        const Interval used = facts.value(ledger.slot);
        if (!ledger.warn_at || used.least < *ledger.warn_at) continue;
        texts.push_back(fmt::format("{} of {} {} are used.", used.least, ledger.holds, ledger.name.text));
    }
    return texts;
}

// Says which limit ended an approval before its own length did.
void note_cuts(const Program& program, const Verdict& verdict, const Facts& facts,
               std::vector<std::string>& texts) {
    if (verdict.act != Act::Approve || !verdict.line || !verdict.line->length) return;
    const Evaluator evaluator(program, facts);
    const Approval whole = approval_under(program, {}, evaluator, *verdict.line);
    for (const LimitDef& limit : program.limits) {
        const Approval cut = approval_under(program, {&limit, 1}, evaluator, *verdict.line);
        if (cut.through >= whole.through || cut.through != verdict.through) continue;
        texts.push_back(fmt::format("The approval ends on {} and not on {}: {}.", date_text(cut.through),
                                    date_text(whole.through), limit.name.text));
    }
}

void assumptions_of(const Sources& sources, std::vector<std::string>& all) {
    for (const Piece& name : sources.assumes) {
        if (std::find(all.begin(), all.end(), name.text) == all.end()) all.push_back(name.text);
    }
}

std::vector<std::string> assumptions_of(const Program& program, const Verdict& verdict) {
    std::vector<std::string> all;
    for (const CriterionDef& criterion : program.criteria) assumptions_of(criterion.sources, all);
    for (const DecisionDef& decision : program.decisions) assumptions_of(decision.sources, all);
    for (const LedgerDef& ledger : program.ledgers) assumptions_of(ledger.sources, all);
    if (verdict.act != Act::Approve) return all;
    for (const LimitDef& limit : program.limits) assumptions_of(limit.sources, all);
    return all;
}

} // namespace

std::string shown(const Program& program, const Type& type, Interval value) {
    if (value.is_nothing()) return "none";
    if (!value.known()) {
        const bool bounded =
            type.kind == Kind::Number && value.least > Interval::lowest && value.most < Interval::highest;
        return bounded ? fmt::format("unknown, from {} to {}", value.least, value.most) : "unknown";
    }
    switch (type.kind) {
        case Kind::YesNo: return value.least == 1 ? "yes" : "no";
        case Kind::Number: return std::to_string(value.least);
        case Kind::Date: return date_text(value.least);
        case Kind::Moment: return moment_text(value.least);
        case Kind::Diagnosis:
            return value.least == no_code ? "not a code" : codes::unpack_diagnosis(value.least);
        case Kind::Procedure: return value.least == no_code ? "not a code" : codes::unpack(value.least);
        case Kind::Word: return value.least < 0 ? "none" : program.words.at(value.least);
        case Kind::Money:
            return fmt::format("{}{}.{:02}", value.least < 0 ? "-" : "", std::abs(value.least) / 100,
                               std::abs(value.least) % 100);
        case Kind::Text:
        case Kind::Document: return "known";
    }
    return {};
}

Explanation explain(const Program& program, const Facts& facts, const Verdict& verdict) {
    Explanation made;
    made.decision = to_text(verdict.act);
    if (verdict.line && verdict.act == verdict.line->act) made.object = verdict.line->object;
    const Tracer tracer(program, facts);
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
        if ((verdict.because() >> i & 1U) != 0) made.because.push_back(program.criteria[i].name.text);
        made.trace.push_back(tracer.criterion(program.criteria[i]));
    }
    made.ask = questions(program, facts, verdict);
    if (verdict.act == Act::Offer) made.offer = verdict.offer;
    if (verdict.act == Act::Approve && verdict.line && verdict.line->from != no_node) {
        made.from = date_text(verdict.from);
        if (verdict.through != Interval::highest) made.through = date_text(verdict.through);
    }
    made.warnings = warnings(program, facts);
    note_cuts(program, verdict, facts, made.warnings);
    made.assumptions = assumptions_of(program, verdict);
    return made;
}

} // namespace assent::policy
