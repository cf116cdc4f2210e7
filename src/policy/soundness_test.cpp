// Unknown is never no, and never yes: what is decided on some facts stays decided whatever the others
// turn out to be, what is asked could still change the outcome, and so could each single question.
// Random programs in which every fact stands once are tried against all completions of random facts.

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <set>

#include "policy/questions.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string facts_and_decision = R"(
fact a yes or no from p ask "a?"
fact b yes or no from p ask "b?"
fact n number 0 to 3 from p ask "n?"
fact m number 0 to 3 from p ask "m?"
fact k one of x, y, z from p ask "k?"
fact day date from p ask "day?"
fact s some of x, y from p ask "s?"
fact line.u number 0 to 2 from p ask "u?"
fact total number
  cite law
  is m plus 2
# Its two values are neighbours: between others an interval holds what neither is.
fact chosen number
  cite law
  when b then 3
  otherwise 2
ledger purse
  cite law
  holds 3
  ask "purse?"
level nurse
  cite law
level physician
  cite law
decision d
  cite law
  when every criterion is met then approve
  when only second is not met then refer to physician
  when first is not met then return
  otherwise refer to nurse
)";

// One thing that can be known or not, with every value it can have.
struct Variable {
    std::string name;
    int values;
    std::function<void(Facts&, int)> set;
};

std::vector<Variable> variables(const Program& program) {
    const auto simple = [&](const char* name, int values, const std::function<std::int64_t(int)>& value) {
        const FactDef* fact = program.fact(name);
        return Variable{name, values,
                        [=](Facts& facts, int v) { facts.set(*fact, Interval::exactly(value(v))); }};
    };
    const auto itself = [](int v) { return std::int64_t{v}; };
    const auto word = [&](const char* text) { return value_of(program.fact("k")->type, text)->least; };
    const std::int64_t x = word("x"), y = word("y"), z = word("z");
    std::vector<Variable> all = {simple("a", 2, itself),
                                 simple("b", 2, itself),
                                 simple("n", 4, itself),
                                 simple("m", 4, itself),
                                 simple("k", 3, [=](int v) { return v == 0   ? x
                                                                    : v == 1 ? y
                                                                             : z; }),
                                 simple("day", 3, [](int v) { return std::int64_t{18'627} + v; })};
    const LedgerDef* purse = &program.ledgers[0];
    all.push_back(
        {"left in purse", 5, [=](Facts& facts, int v) { facts.set_used(*purse, Interval::exactly(v)); }});
    const FactDef* set = program.fact("s");
    all.push_back({"s", 4, [=](Facts& facts, int v) {
                       std::vector<Interval> items;
                       if ((v & 1) != 0) items.push_back(Interval::exactly(x));
                       if ((v & 2) != 0) items.push_back(Interval::exactly(y));
                       facts.set_list(*set, items);
                   }});
    const FactDef* units = program.fact("line.u");
    for (std::size_t line = 0; line < 2; ++line)
        all.push_back(
            {"line.u", 3, [=](Facts& facts, int v) { facts.set_line(*units, line, Interval::exactly(v)); }});
    return all;
}

using Values = std::vector<int>; // by variable; -1: not known

Facts facts_of(const Program& program, const std::vector<Variable>& all, const Values& values) {
    Facts facts(program);
    facts.set_lines(2);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (values[i] >= 0) all[i].set(facts, values[i]);
    }
    return facts;
}

std::string act_and_object(const Program& program, const Facts& facts) {
    const Verdict verdict = decide(program, facts);
    return fmt::format("{} {}", to_text(verdict.act), verdict.line ? verdict.line->object : "");
}

// Every completion of the unknown among `values`.
void complete(Values values, const std::vector<Variable>& all,
              const std::function<void(const Values&)>& visit) {
    const auto first_unknown = std::find(values.begin(), values.end(), -1);
    if (first_unknown == values.end()) return visit(values);
    const auto at = static_cast<std::size_t>(first_unknown - values.begin());
    for (int v = 0; v < all[at].values; ++v) {
        values[at] = v;
        complete(values, all, visit);
    }
}

std::string number() { return std::to_string(*rc::gen::inRange(0, 5)); }
std::string order() {
    return *rc::gen::element<std::string>(" at least ", " at most ", " more than ", " less than ", " is ",
                                          " is not ");
}

// Conditions on facts of which no other condition speaks.
std::vector<std::string> atoms() {
    std::vector<std::string> all = {
        *rc::gen::element<std::string>("a", "not a", "a is no"),
        *rc::gen::element<std::string>("b", "not b", "chosen" + order() + number()),
        *rc::gen::element<std::string>("n", "total") == "n" ? "n" + order() + "m"
                                                            : "total" + order() + number(),
        *rc::gen::element<std::string>("k is x", "k is not y"),
        *rc::gen::element<std::string>("day after 2021-01-01", "day on or before 2021-01-01",
                                       "day is 2 days before 2021-01-03"),
        *rc::gen::element<std::string>("some s is x", "every s is x", "not some s is y"),
        *rc::gen::element<std::string>("line.u", "some line.u", "sum of line.u") + order() + number(),
        "left in purse" + order() + number()};
    for (std::size_t i = all.size() - 1; i > 0; --i)
        std::swap(all[i], all[*rc::gen::inRange<std::size_t>(0, i + 1)]);
    return all;
}

std::string group(const std::vector<std::string>& conditions, std::size_t from, std::size_t count) {
    std::string text = "  " +
                       *rc::gen::element<std::string>("all of", "any of", "at least 1 of",
                                                      count > 1 ? "at least 2 of" : "all of") +
                       "\n";
    for (std::size_t i = from; i < from + count; ++i) text += "    " + conditions[i] + "\n";
    return text;
}

std::string random_rules() {
    const std::vector<std::string> conditions = atoms();
    const auto first = *rc::gen::inRange<std::size_t>(1, 4);
    const auto second = *rc::gen::inRange<std::size_t>(1, 4);
    return "criterion first\n  cite law\n" + group(conditions, 0, first) + "criterion second\n  cite law\n" +
           group(conditions, first, second);
}

Values random_values(const std::vector<Variable>& all) {
    Values values;
    std::size_t unknowns = 0;
    for (const Variable& variable : all) {
        const bool unknown = unknowns < 5 && *rc::gen::arbitrary<bool>();
        unknowns += unknown ? 1 : 0;
        values.push_back(unknown ? -1 : *rc::gen::inRange(0, variable.values));
    }
    return values;
}

// Whether the outcome of some completion changes with that variable alone.
bool matters(const Program& program, const std::vector<Variable>& all, const Values& values,
             std::size_t variable) {
    bool changes = false;
    Values others = values;
    others[variable] = 0;
    complete(others, all, [&](Values completed) {
        std::set<std::string> outcomes;
        for (int v = 0; v < all[variable].values && !changes; ++v) {
            completed[variable] = v;
            outcomes.insert(act_and_object(program, facts_of(program, all, completed)));
        }
        changes |= outcomes.size() > 1;
    });
    return changes;
}

} // namespace

TEST_CASE("what is decided on some facts is decided whatever the others are, and what is asked matters") {
    CHECK(rc::check("decide, questions", [] {
        const std::string rules = random_rules();
        const Program program = small_program({rules + facts_and_decision});
        const std::vector<Variable> all = variables(program);
        const Values values = random_values(all);
        const Facts partly = facts_of(program, all, values);
        const std::string decided = act_and_object(program, partly);
        std::set<std::string> outcomes;
        complete(values, all, [&](const Values& v) {
            outcomes.insert(act_and_object(program, facts_of(program, all, v)));
        });
        RC_LOG(rules + decided + "\n");
        const Verdict verdict = decide(program, partly);
        if (verdict.act != Act::Ask) {
            RC_ASSERT(outcomes.size() == 1U);
            RC_ASSERT(*outcomes.begin() == decided);
            return;
        }
        RC_ASSERT(outcomes.size() > 1U);
        const auto asked = questions(program, partly, verdict);
        RC_ASSERT(!asked.empty());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto question = std::find_if(asked.begin(), asked.end(),
                                               [&](const Question& q) { return q.fact == all[i].name; });
            const bool of_line = all[i].name == "line.u";
            const std::size_t line = i + 3 - all.size(); // the last two variables are of lines 1 and 2
            if (question == asked.end() ||
                (of_line && std::count(question->lines.begin(), question->lines.end(), line) == 0))
                continue;
            RC_LOG("asked: " + all[i].name + "\n");
            RC_ASSERT(values[i] == -1);
            RC_ASSERT(matters(program, all, values, i));
        }
    }));
}
