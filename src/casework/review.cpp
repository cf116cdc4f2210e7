#include "casework/review.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "casework/deciding.hpp"
#include "casework/party_match.hpp"
#include "casework/spoken.hpp"

namespace assent::casework {
namespace {

using policy::LevelAct;

// The first fact with a question that a condition looks at; null when it looks at none.
const policy::FactDef* fact_in(const policy::Program& program, policy::NodeId condition) {
    const policy::Node& node = program.rules[condition];
    if (node.op == policy::Op::Criterion) return fact_in(program, program.criteria[node.ref].root);
    if (node.op == policy::Op::Fact) {
        for (const policy::FactDef& fact : program.facts) {
            const bool same = fact.slot == node.ref && !fact.per_line && !fact.type.many && !fact.is_derived;
            if (same && !fact.question.empty()) return &fact;
        }
    }
    for (const policy::NodeId child : program.rules.children(condition)) {
        if (const policy::FactDef* found = fact_in(program, child)) return found;
    }
    return nullptr;
}

// A moment may come again, as a call does; everything else that was told stays as it is.
bool is_settled(const policy::Program& program, const policy::FactDef& fact, const Request& request) {
    const auto number = static_cast<std::uint16_t>(&fact - program.facts.data());
    return fact.type.kind != policy::Kind::Moment && told(request, number) != nullptr;
}

bool is_adverse(const Decide& decide) {
    return std::any_of(decide.lines.begin(), decide.lines.end(),
                       [](const LineDecision& line) { return adverse_kind(line.act).has_value(); });
}

// The promises of one decision, gathered in the order in which a reviewer sees to them.
class Promises {
public:
    Promises(const Decide& decide, const Case& of, const Context& context)
        : decide_(decide),
          case_(of),
          context_(context),
          level_number_(of.at(decide.request).level),
          level_(context.book.program().levels[level_number_]) {}

    std::vector<Promise> gather() {
        about_reviewer();
        for (const LineDecision& line : decide_.lines) {
            for (Promise& one : conditions_of(line.act, level_number_, decide_.request, case_, context_.book))
                add(std::move(one));
        }
        about_record();
        return std::move(all_);
    }

private:
    void add(Promise promise) {
        const auto same = [&](const Promise& other) { return other.words == promise.words; };
        if (std::none_of(all_.begin(), all_.end(), same)) all_.push_back(std::move(promise));
    }

    void about_reviewer() {
        const Authority authority(context_.book, case_, context_.actor, context_.now);
        const auto unfit = authority.unfit(level_number_, decide_.request);
        add({unfit ? unfit->rule : fmt::format("you may decide at the {}", level_.name.text),
             phrase_of(level_.sources), !unfit});
        if (!is_adverse(decide_)) return;
        const PartyMatch match(context_.book, case_, context_.actor, context_.book.day_of(context_.now));
        add({"you have declared no conflict of interest with anybody in it", "",
             !match.in_conflict(decide_.request)});
    }

    void about_record() {
        const bool criteria = level_.records_criteria || is_adverse(decide_);
        if (criteria)
            add({"the criteria and their version are named", phrase_of(level_.sources),
                 !is_blank(decide_.criteria.name) && !is_blank(decide_.criteria.version)});
        for (const LineDecision& line : decide_.lines) {
            if (level_.records_rationale || adverse_kind(line.act))
                add({fmt::format("the reason for line {} is written", line.line + 1),
                     phrase_of(level_.sources), !is_blank(line.rationale)});
            if (line.act == LevelAct::PartiallyDeny || line.act == LevelAct::Modify)
                add({fmt::format("line {} says which part is approved", line.line + 1), "",
                     line.granted.has_value()});
        }
    }

    const Decide& decide_;
    const Case& case_;
    const Context& context_;
    const std::uint16_t level_number_;
    const policy::LevelDef& level_;
    std::vector<Promise> all_ = {};
};

std::string unkept(const policy::Guard& guard, bool is_rule, policy::Truth truth) {
    const char* why = is_rule ? "is not" : "does not";
    if (truth == policy::Truth::Unknown) why = "that is not known";
    return fmt::format("this must {}, and {}: {}", is_rule ? "be met" : "hold", why, spaced(guard.words));
}

} // namespace

std::vector<Promise> conditions_of(LevelAct act, std::uint16_t level, RequestNo request, const Case& of,
                                   const RuleBook& book) {
    policy::Facts facts(book.program());
    fill_facts(of, request, book, facts);
    policy::Evaluator evaluator(book.program(), facts);
    evaluator.evaluate_criteria();
    std::vector<Promise> all;
    for (std::size_t i = 0; i < book.program().levels.size(); ++i) {
        const policy::LevelDef& one = book.program().levels[i];
        if (i != level && !one.name.text.empty()) continue;
        for (const policy::Guard& guard : one.before) {
            if (!guard.acts.test(static_cast<std::size_t>(act))) continue;
            const bool is_rule = book.program().rules[guard.condition].op == policy::Op::Criterion;
            const policy::Truth truth = evaluator.truth(guard.condition);
            Promise made{spaced(guard.words) + (is_rule ? " is met" : ""), phrase_of(one.sources),
                         truth == policy::Truth::Met};
            if (!made.kept) made.unkept = unkept(guard, is_rule, truth);
            if (const policy::FactDef* fact = fact_in(book.program(), guard.condition)) {
                made.question = fact->question;
                made.settled = !made.kept && is_settled(book.program(), *fact, of.at(request));
            }
            all.push_back(std::move(made));
        }
    }
    return all;
}

std::vector<Promise> promises(const Decide& decide, const Case& of, const Context& context) {
    return Promises(decide, of, context).gather();
}

std::optional<ComposedNotice> adverse_notice(const Decide& decide, const Case& of, const Context& context) {
    if (!is_adverse(decide)) return std::nullopt;
    const auto number = Deciding(of, context).notice_owed(decide.request);
    if (!number) return std::nullopt;
    return context.composer.compose({of, decide.request, *number, context.now, &decide}).notice;
}

} // namespace assent::casework
