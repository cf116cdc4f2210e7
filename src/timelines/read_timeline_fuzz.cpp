// Any bytes are timelines of a small program or a list of mistakes. What was read without a mistake names
// only what the program declares, its steps are in order where one clock counts, and no bytes stop the
// process.

#include <cstdint>
#include <string_view>

#include "base/expects.hpp"
#include "timelines/small_timeline.hpp"

namespace {

using namespace assent;
using namespace assent::timelines;

void expect_known(const Telling& told) {
    const policy::Program& program = small_program();
    base::expects(told.fact < program.facts.size(), "a fact of the program");
    const policy::FactDef& fact = program.facts[told.fact];
    base::expects(fact.per_line == (told.line >= 0), "a line for a fact of the lines");
    const bool none = fact.type.many && told.value.text == "none";
    base::expects(none || policy::value_of(fact.type, told.value.text), "a value of the fact");
}

void expect_whole(const Timeline& timeline) {
    for (const Telling& told : timeline.facts) expect_known(told);
    const Step* before = nullptr;
    for (const Step& step : timeline.steps) {
        for (const Telling& told : step.deed.tellings) expect_known(told);
        base::expects(!before || before->clock != step.clock || before->at <= step.at,
                      "steps in their order");
        before = &step;
        for (const Expectation& one : step.expects)
            base::expects(!one.place.text.empty(), "the words of each");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    base::Diagnostics diagnostics;
    const auto scenarios = scenarios_in(text, diagnostics);
    const auto read = read_timelines(small_program(), scenarios);
    if (!read) {
        base::expects(read.error().has_errors(), "a reason to refuse");
        return 0;
    }
    for (const Timeline& timeline : *read) expect_whole(timeline);
    return 0;
}
