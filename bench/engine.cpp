#include "bench/engine.hpp"

#include <fmt/core.h>

#include <bit>
#include <cstdlib>

#include "base/expects.hpp"
#include "catalog/program_folder.hpp"

namespace assent::bench {
namespace {

using policy::Interval;

class Filler {
public:
    Filler(const policy::Program& program, policy::Facts& facts) : program_(program), facts_(facts) {}

    void set(std::string_view name, const std::optional<std::string>& text) {
        if (text) facts_.set(fact(name), value(name, *text));
    }
    void set_line(std::string_view name, std::size_t line, const std::optional<std::string>& text) {
        if (text) facts_.set_line(fact(name), line, value(name, *text));
    }
    void set_list(std::string_view name, const std::vector<std::optional<std::string>>& texts) {
        std::vector<Interval> items;
        for (const auto& text : texts) items.push_back(text ? value(name, *text) : Interval::anything());
        facts_.set_list(fact(name), items);
    }

private:
    const policy::FactDef& fact(std::string_view name) const {
        const policy::FactDef* found = program_.fact(name);
        base::expects(found != nullptr, "a fact of the program");
        return *found;
    }
    Interval value(std::string_view name, std::string_view text) const {
        const auto read = policy::value_of(fact(name).type, text);
        base::expects(read.has_value(), "a value of the fact's type");
        return *read;
    }

    const policy::Program& program_;
    policy::Facts& facts_;
};

std::optional<std::string> text_of(std::optional<calendar::Date> date) {
    if (!date) return std::nullopt;
    return calendar::to_text(*date);
}

std::optional<std::string> text_of(std::optional<Discipline> discipline) {
    if (!discipline) return std::nullopt;
    return std::string(to_text(*discipline));
}

std::optional<std::string> text_of(std::optional<std::int64_t> number) {
    if (!number) return std::nullopt;
    return std::to_string(*number);
}

void fill_lists(const Request& request, Filler& filler) {
    if (request.diagnoses) filler.set_list("request.diagnoses", *request.diagnoses);
    if (!request.services) return;
    std::vector<std::optional<std::string>> services;
    for (const auto& service : *request.services) services.push_back(text_of(service));
    filler.set_list("plan_of_care.services", services);
}

Outcome as_outcome(policy::Act act) {
    switch (act) {
        case policy::Act::Approve: return Outcome::Approve;
        case policy::Act::Offer: return Outcome::Offer;
        case policy::Act::Refer: return Outcome::Refer;
        case policy::Act::Ask: return Outcome::Ask;
        default: base::impossible("an outcome of the complementary-therapy program");
    }
}

} // namespace

policy::Program read_program() {
    base::Diagnostics warnings;
    auto read = catalog::read_one_program(program_folder, catalog::Scenarios::Leave, warnings);
    if (!read) {
        fmt::print(stderr, "{}", base::to_text(read.error()));
        std::exit(2);
    }
    return std::move(read->versions.back().program);
}

policy::Facts engine_facts(const policy::Program& program, const Request& request) {
    policy::Facts facts(program);
    Filler filler(program, facts);
    filler.set("member.birth_date", text_of(request.birth_date));
    if (request.eligible) filler.set("member.eligible", std::string(*request.eligible ? "yes" : "no"));
    filler.set("request.start", text_of(request.start));
    filler.set("request.discipline", text_of(request.discipline));
    fill_lists(request, filler);
    if (request.lines) {
        facts.set_lines(request.lines->size());
        for (std::size_t i = 0; i < request.lines->size(); ++i) {
            filler.set_line("line.code", i, (*request.lines)[i].code);
            filler.set_line("line.units", i, text_of((*request.lines)[i].units));
        }
    }
    if (request.used) facts.set_used(program.ledgers.front(), Interval::exactly(*request.used));
    return facts;
}

std::vector<std::string_view> criterion_names(const policy::Program& program, std::uint64_t criteria) {
    std::vector<std::string_view> names;
    for (; criteria != 0; criteria &= criteria - 1)
        names.emplace_back(program.criteria[static_cast<std::size_t>(std::countr_zero(criteria))].name.text);
    return names;
}

HandVerdict as_hand_verdict(const policy::Program& program, const policy::Verdict& verdict) {
    HandVerdict made{.outcome = as_outcome(verdict.act),
                     .because = criterion_names(program, verdict.because())};
    if (made.outcome == Outcome::Offer) made.offer = verdict.offer;
    if (made.outcome != Outcome::Approve) return made;
    made.from = calendar::Date{std::chrono::days{verdict.from}};
    made.through = calendar::Date{std::chrono::days{verdict.through}};
    return made;
}

} // namespace assent::bench
