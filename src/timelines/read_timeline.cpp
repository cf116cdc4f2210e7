#include "timelines/read_timeline.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "policy/dated_line.hpp"
#include "timelines/base_facts.hpp"
#include "timelines/deed_reader.hpp"
#include "timelines/expectation_reader.hpp"
#include "timelines/person_reader.hpp"

namespace assent::timelines {
namespace {

using policy::Line;
using policy::ScenarioText;

class TimelineReader {
public:
    TimelineReader(const policy::Program& program, const std::vector<ScenarioText>& scenarios)
        : lexicon_(program), cells_(program, scenarios, mistakes_) {}

    base::Result<std::vector<Timeline>> read(const std::vector<ScenarioText>& scenarios) {
        std::vector<Timeline> all;
        for (const ScenarioText& scenario : scenarios) {
            if (is_timeline(scenario.block)) all.push_back(timeline(scenario));
        }
        if (!mistakes_.has_errors()) return all;
        mistakes_.sort();
        return base::refused(std::move(mistakes_));
    }

private:
    void error(const Piece& at, std::string message, std::string hint) {
        mistakes_.error({made_.file, at.line, at.column, {}}, std::move(message), std::move(hint));
    }
    Sentence::Ground ground() { return {lexicon_, people_, mistakes_, made_.file}; }

    Timeline timeline(const ScenarioText& scenario) {
        made_ = {};
        people_.clear();
        policy::ScenarioName name = policy::name_of(scenario.block);
        made_.name = std::move(name.name);
        made_.ids = std::move(name.ids);
        made_.file = scenario.file;
        made_.place = scenario.block.name;
        made_.facts = base_facts(lexicon_, cells_, scenario);
        made_.balances = base_balances(lexicon_, cells_, scenario);
        if (!scenario.block.table.empty())
            error(scenario.block.table.front().cells.front(), "a table in a timeline",
                  "examples of a table and dated lines are scenarios of their own");
        for (const Line& line : scenario.block.lines) take(line);
        return std::move(made_);
    }

    void take(const Line& line) {
        if (policy::is_dated(line)) return step(line);
        if (line.keyword == "expect")
            return error(line.rest, "an expectation before the first step",
                         "write it below the step after which it must be so");
        if (!made_.steps.empty() && line.keyword != "quote" && line.keyword != "cite" &&
            line.keyword != "assume")
            return error(line.rest, "a line that is no step, after the first step",
                         "what holds from the beginning stands above; what comes later has its own date");
        if (line.keyword == "program") return program(line.rest);
        if (line.keyword == "person") return person(line.rest);
        if (line.keyword == "outbox") return outbox(line.rest);
    }

    void program(const Piece& id) {
        made_.program = id.text;
        const std::string& own = lexicon_.program.header.id.text;
        if (!own.empty() && id.text != own)
            error(id, fmt::format("this timeline is of `{}`, and is read as one of `{}`", id.text, own),
                  "keep timelines of two programs in two files");
    }

    void outbox(const Piece& how) {
        made_.outbox_by_hand = how.text == "by hand";
        if (!made_.outbox_by_hand)
            error(how, fmt::format("`outbox {}` is not understood", how.text),
                  "write `outbox by hand`, or leave the line out: whatever is owed is sent at once");
    }

    void person(const Piece& line) {
        Sentence sentence(line, ground());
        auto read = read_person(sentence);
        if (!read) return;
        if (!people_.emplace(read->name, read->is).second)
            return error(line, fmt::format("a second line for `{}`", read->name),
                         "say everything of one person on one line");
        made_.people.push_back(std::move(*read));
    }

    void step(const Line& line) {
        Step made;
        made.place = line.rest;
        if (!moment(line.rest, made)) return expectations(line, made);
        const std::string_view text = policy::moment_of_step(line.rest.text).deed;
        Piece deed = line.rest;
        deed.column += static_cast<std::uint32_t>(deed.text.size() - text.size());
        deed.text = std::string(text);
        Sentence sentence(deed, ground());
        if (text.empty()) {
            sentence.wrong("nobody does anything", "write who does what, or `nothing happens`");
        } else if (auto done = DeedReader(sentence, made.at).read()) {
            made.who = std::move(done->who);
            made.deed = std::move(done->deed);
        }
        expectations(line, made);
        made_.steps.push_back(std::move(made));
    }

    bool moment(const Piece& line, Step& step) {
        const policy::StepMoment said = policy::moment_of_step(line.text);
        const auto date = calendar::parse_date(said.date);
        const auto time = said.time.empty() ? std::chrono::seconds{0} : parse_time(said.time);
        if (!date || !time) {
            error(line,
                  fmt::format("`{}` is not a moment", said.date.empty() ? line.text.substr(0, 20)
                                                      : date            ? std::string(said.time)
                                                                        : std::string(said.date)),
                  "a step begins with a day of the calendar and a time, as 2026-03-02 16:30");
            return false;
        }
        step.at = calendar::LocalMoment{date->time_since_epoch()} + *time;
        if (!said.clock.empty()) step.clock = std::string(said.clock);
        if (made_.steps.empty()) return true;
        const Step& before = made_.steps.back();
        // Where clocks go back, a later moment can show an earlier time.
        if (step.at < before.at && step.clock == before.clock)
            error(line, "a step before the one above it",
                  "write the steps in the order in which they happen");
        return true;
    }

    void expectations(const Line& line, Step& step) {
        for (const Line& below : line.group) {
            if (below.keyword != "expect") continue; // its shape was told
            Sentence sentence(below.rest, ground());
            if (auto read = ExpectationReader(sentence).read()) step.expects.push_back(std::move(*read));
        }
    }

    Lexicon lexicon_;
    base::Diagnostics mistakes_;
    policy::ScenarioCells cells_;
    People people_;
    Timeline made_;
};

} // namespace

bool is_timeline(const policy::Block& scenario) { return policy::is_dated(scenario); }

base::Result<std::vector<Timeline>> read_timelines(const policy::Program& program,
                                                   const std::vector<ScenarioText>& scenarios) {
    return TimelineReader(program, scenarios).read(scenarios);
}

} // namespace assent::timelines
