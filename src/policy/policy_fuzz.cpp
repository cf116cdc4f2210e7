// Any bytes are a policy or a list of mistakes. What was read without a mistake has one canonical
// layout, which reads back to itself; a program that is accepted can be decided and explained when
// nothing at all is known of the request; and no bytes stop the process.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/expects.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "policy/coverage.hpp"
#include "policy/explanation.hpp"
#include "policy/read_program.hpp"
#include "policy/scenario.hpp"

namespace {

using namespace assent;
using namespace assent::policy;

// A row for whatever columns a list declares, so that its conditions are read and worked out.
std::string rows_for(const Block& list) {
    const Line* columns = list.first("columns");
    if (columns == nullptr) return {};
    std::string header, row;
    for (const std::string_view part : base::split(columns->rest.text, ',')) {
        const std::string_view column = base::trim(part);
        const std::string_view comma = header.empty() ? "" : ",";
        header += std::string(comma) + "\"" + std::string(column) + "\"";
        row += comma;
        if (column == "diagnosis code")
            row += "M54.50";
        else if (column == "procedure code")
            row += "98941";
        else if (column == "from")
            row += "2021-01-01";
        else if (column != "through")
            row += "1";
    }
    return header + "\n" + row + "\n";
}

void expect_one_layout(const PolicyText& blocks) {
    base::Diagnostics none, none_again;
    const std::string written = write_blocks(blocks);
    const PolicyText again = read_blocks(written, blocks.file, none);
    base::expects(none.empty(), "the canonical layout reads without a mistake");
    base::expects(write_blocks(again) == written, "the canonical layout is its own");
    base::expects(again.blocks.size() == blocks.blocks.size(), "as many blocks as were written");
}

void expect_decidable(const Program& program) {
    const Facts nothing(program);
    const Verdict verdict = decide(program, nothing);
    const Explanation made = explain(program, nothing, verdict);
    std::string json;
    base::JsonWriter writer(json);
    write_json(program, made, writer);
    base::expects(writer.complete() && !to_sentences(program, made).empty(), "an explanation");
    const auto examples = read_examples(program);
    if (!examples) return base::expects(examples.error().has_errors(), "a reason to refuse scenarios");
    for (const Example& example : *examples) differences(program, example);
    coverage(program, *examples);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    base::Diagnostics layout;
    const PolicyText blocks = read_blocks(text, "fuzz.policy", layout);
    if (layout.empty()) expect_one_layout(blocks);

    ProgramText program;
    program.policy = {"fuzz.policy", text};
    for (const Block& block : blocks.blocks) {
        if (block.construct == Construct::List)
            program.lists[block.name.text] = {"rows.csv", rows_for(block)};
    }
    base::Diagnostics warnings;
    const auto read = read_program(program, warnings);
    if (!read) {
        base::expects(read.error().has_errors(), "a reason to refuse");
        return 0;
    }
    base::expects(layout.empty(), "no mistake in an accepted program");
    expect_decidable(*read);
    return 0;
}
