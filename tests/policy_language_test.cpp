// Runs docs/policy-language.md. Every fenced block of that page is an example, and its info string
// says what must come of it:
//
//   document          the text that the programs below quote; its SHA-256 is the one they name
//   csv NAME          the rows of the list NAME
//   policy            a whole program: it checks without a mistake, quotes only the document, and is
//                     the program at hand from here on
//   policy-part       blocks that check when they stand below the program at hand; they stay there
//                     until the next heading
//   policy-error      the same (or a program of its own, when it begins with `program`), with
//                     the mistakes that the `text` block after it shows, and no others; lines are counted
//                     from the example's first
//   csv-error NAME    the same for the rows of a list of the program at hand
//   request           JSON for the program at hand; a `decision` or `sentences` block follows
//   request-error     the same, with the mistakes of the `text` block after it
//   decision          JSON: what the answer to the request must hold (members not shown may be there)
//   sentences         the lines that the printed answer must hold, in this order; `...` passes over some
//   scenario          scenarios: all their examples pass
//   scenario-error    scenarios with the mistakes of the `text` block after them
//   scenario-failure  one scenario that fails as the `text` block after it says
//   timeline          scenarios with dated lines, which are read without a mistake
//   timeline-error    the same with the mistakes of the `text` block after them
//   calendar          a calendar that is read without a mistake
//   ebnf, shell, tree what is shown and not run
//
// Policies and scenarios must be laid out canonically. A block with any other info string fails, so
// nothing on the page escapes. The samples of docs/samples and the example of README.md are run too.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "base/json_document.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "calendar/calendar_text.hpp"
#include "policy/coverage.hpp"
#include "policy/mutation.hpp"
#include "policy/phrases.hpp"
#include "policy/read_program.hpp"
#include "policy/request_reader.hpp"
#include "policy/vocabulary.hpp"
#include "timelines/read_timeline.hpp"

namespace {

using namespace assent;

constexpr std::string_view page = "docs/policy-language.md";
constexpr std::string_view policy_file = "program.policy";

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file, "cannot read ", path.string());
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string source_text(std::string_view path) {
    return file_text(std::filesystem::path(ASSENT_SOURCE_DIR) / path);
}

struct Fence {
    std::string kind, name; // "csv", "counseling-diagnoses"; a heading is a fence of kind "#"
    std::string text;
    std::size_t line = 0; // of the page, on which its text begins
};

std::vector<Fence> fences_in(std::string_view text) {
    std::vector<Fence> found;
    bool open = false;
    std::size_t number = 0;
    for (const std::string_view line : base::split_lines(text)) {
        ++number;
        if (line.starts_with("```")) {
            open = !open;
            const std::string_view info = base::trim(line.substr(3));
            const std::size_t space = std::min(info.find(' '), info.size());
            if (open)
                found.push_back({std::string(info.substr(0, space)),
                                 std::string(base::trim(info.substr(space))),
                                 {},
                                 number + 1});
        } else if (open) {
            found.back().text.append(line).append("\n");
        } else if (line.starts_with("#")) {
            found.push_back({"#", std::string(base::trim(line.substr(line.find(' ')))), {}, number});
        }
    }
    REQUIRE_FALSE_MESSAGE(open, "the last fence is not closed");
    return found;
}

// With the lines counted from where the example begins.
std::string told(const base::Diagnostics& diagnostics, std::uint32_t lines_before) {
    std::string all;
    for (base::Diagnostic one : diagnostics) {
        if (one.place.file == policy_file && one.place.line > lines_before) one.place.line -= lines_before;
        all += base::to_text(one);
    }
    return all;
}

// The lines of a text without blanks at their ends and without empty lines.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (const std::string_view line : base::split_lines(text)) {
        if (!base::trim(line).empty()) lines.emplace_back(base::trim(line));
    }
    return lines;
}

// Whether `whole` holds the lines of `shown` in their order; `...` passes over some, and so does the end.
bool holds_lines(std::string_view shown, std::string_view whole) {
    const std::vector<std::string> lines = lines_of(whole);
    auto at = lines.begin();
    bool skipping = false;
    for (const std::string& line : lines_of(shown)) {
        if (line == "...") {
            skipping = true;
            continue;
        }
        at = skipping ? std::find(at, lines.end(), line) : at;
        if (at == lines.end() || *at != line) return false;
        ++at;
        skipping = false;
    }
    return true;
}

// Whether the actual value has at least what the expected one shows.
bool holds_json(const base::JsonDocument& expected, const base::JsonNode& e, const base::JsonDocument& actual,
                const base::JsonNode& a) {
    if (e.kind != a.kind || e.text != a.text || e.truth != a.truth) return false;
    const auto wanted = expected.children(e);
    const auto there = actual.children(a);
    if (e.kind == base::JsonKind::Array) {
        auto one = there.begin();
        return wanted.size() == there.size() && std::all_of(wanted.begin(), wanted.end(), [&](const auto& w) {
                   return holds_json(expected, w, actual, *one++);
               });
    }
    return std::all_of(wanted.begin(), wanted.end(), [&](const base::JsonNode& w) {
        const base::JsonNode* one = actual.find(a, w.key);
        return one != nullptr && holds_json(expected, w, actual, *one);
    });
}

struct Answer {
    std::string sentences, json;
    base::Diagnostics diagnostics;
};

Answer answer_to(const policy::Program& program, std::string_view request) {
    Answer answer;
    base::JsonDocument document;
    policy::Facts facts(program);
    policy::RequestReader reader(program);
    if (!document.read(request, answer.diagnostics) || !reader.read(document, facts, answer.diagnostics))
        return answer;
    policy::Explanation made = policy::explain(program, facts, policy::decide(program, facts));
    for (const base::Diagnostic& warning : answer.diagnostics)
        made.warnings.push_back(fmt::format("{}: {}", warning.place.pointer, warning.message));
    answer.sentences = policy::to_sentences(program, made);
    base::JsonWriter writer(answer.json);
    policy::write_json(program, made, writer);
    return answer;
}

void check_decision(std::string_view expected, const Answer& answer) {
    base::JsonDocument wanted, actual;
    base::Diagnostics diagnostics;
    INFO(answer.json);
    REQUIRE_MESSAGE(wanted.read(expected, diagnostics), base::to_text(diagnostics));
    REQUIRE(actual.read(answer.json, diagnostics));
    CHECK(holds_json(wanted, wanted.root(), actual, actual.root()));
}

void check_layout(std::string_view text) {
    base::Diagnostics diagnostics;
    const std::string laid_out = policy::write_blocks(policy::read_blocks(text, "", diagnostics));
    CHECK(std::string(text) == laid_out);
}

// The page, as far as it has been read.
class Page {
public:
    explicit Page(const std::vector<Fence>& fences) {
        for (const Fence& fence : fences) {
            if (fence.kind == "csv") lists_[fence.name] = {fence.name + ".csv", fence.text};
        }
    }

    void run(const Fence& fence) {
        const std::string place = fmt::format("{}:{}: {}", page, fence.line, fence.kind);
        INFO(place);
        const bool answers = fence.kind == "text" || fence.kind == "decision" || fence.kind == "sentences";
        CHECK_MESSAGE(awaited_.empty() != answers, "a text block stands after an example that needs it");
        if (answers && awaited_.empty()) return;
        if (answers) return check_answer(fence);
        awaited_.clear();
        const auto step = steps().find(fence.kind);
        REQUIRE_MESSAGE(step != steps().end(), "a block of a kind that nobody runs");
        (this->*step->second)(fence);
        ++run_[fence.kind];
    }

    base::Result<policy::Program> program_at_hand(base::Diagnostics& diagnostics) const {
        return read(program_ + part_, {}, diagnostics);
    }
    const std::map<std::string, int>& run_so_far() const { return run_; }
    std::string standing_scenarios() const { return standing_; }
    base::Result<policy::Program> read(std::string text, std::string scenarios,
                                       base::Diagnostics& diagnostics) const {
        policy::ProgramText all;
        all.policy = {std::string(policy_file), std::move(text)};
        all.lists = lists_;
        if (!standing_.empty()) all.scenarios.push_back({"standing.policy", standing_});
        if (!scenarios.empty()) all.scenarios.push_back({"example.policy", std::move(scenarios)});
        auto program = policy::read_program(all, diagnostics);
        if (!program) diagnostics.append(program.error());
        return program;
    }

private:
    using Step = void (Page::*)(const Fence&);
    static const std::map<std::string_view, Step>& steps() {
        static const std::map<std::string_view, Step> all = {
            {"#", &Page::heading},
            {"document", &Page::document},
            {"csv", &Page::shown},
            {"policy", &Page::policy},
            {"policy-part", &Page::policy_part},
            {"policy-error", &Page::policy_error},
            {"csv-error", &Page::csv_error},
            {"request", &Page::request},
            {"request-error", &Page::request_error},
            {"scenario", &Page::scenario},
            {"scenario-error", &Page::scenario_error},
            {"scenario-failure", &Page::scenario_failure},
            {"timeline", &Page::timeline},
            {"timeline-error", &Page::timeline_error},
            {"calendar", &Page::calendar},
            {"ebnf", &Page::shown},
            {"shell", &Page::shown},
            {"tree", &Page::shown},
        };
        return all;
    }

    void shown(const Fence&) {}
    void heading(const Fence&) { part_.clear(); }
    void document(const Fence& fence) { document_ = fence.text; }

    void policy(const Fence& fence) {
        check_layout(fence.text);
        program_ = fence.text;
        part_.clear();
        standing_.clear();
        base::Diagnostics diagnostics;
        const auto program = program_at_hand(diagnostics);
        CHECK(base::to_text(diagnostics) == "");
        if (!program) return;
        REQUIRE(program->header.source);
        CHECK(program->header.source->sha256 == base::sha256_text(document_));
        check_quotes(*program);
    }

    void check_quotes(const policy::Program& program) {
        for (const policy::Piece& quote : policy::all_quotes(program)) {
            INFO(quote.text);
            CHECK(policy::stands_in(quote.text, policy::folded(document_)));
        }
    }

    void policy_part(const Fence& fence) {
        check_layout(fence.text);
        part_ += "\n" + fence.text;
        base::Diagnostics diagnostics;
        const auto program = program_at_hand(diagnostics);
        CHECK_MESSAGE(program.has_value(), base::to_text(diagnostics));
        if (program) check_quotes(*program);
    }

    void policy_error(const Fence& fence) {
        const bool alone = fence.text.starts_with("program ");
        const std::string before = alone ? "" : program_ + part_ + "\n";
        base::Diagnostics diagnostics;
        const auto program = read(before + fence.text, {}, diagnostics);
        CHECK_FALSE(program.has_value());
        await_text(
            told(diagnostics, static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'))));
    }

    void csv_error(const Fence& fence) {
        const auto rows = lists_.find(fence.name);
        REQUIRE(rows != lists_.end());
        const policy::NamedText kept = rows->second;
        rows->second.text = fence.text;
        base::Diagnostics diagnostics;
        CHECK_FALSE(program_at_hand(diagnostics).has_value());
        rows->second = kept;
        await_text(base::to_text(diagnostics));
    }

    std::optional<Answer> answered(const Fence& fence) const {
        base::Diagnostics diagnostics;
        const auto program = program_at_hand(diagnostics);
        CHECK_MESSAGE(program.has_value(), base::to_text(diagnostics));
        if (!program) return std::nullopt;
        return answer_to(*program, fence.text);
    }

    void request(const Fence& fence) {
        answer_ = answered(fence).value_or(Answer{});
        CHECK_MESSAGE(!answer_.diagnostics.has_errors(), base::to_text(answer_.diagnostics));
        awaited_ = "an answer";
    }

    void request_error(const Fence& fence) {
        const auto answer = answered(fence);
        if (!answer) return;
        CHECK(answer->diagnostics.has_errors());
        await_text(base::to_text(answer->diagnostics));
    }

    // NOLINTNEXTLINE(readability-convert-member-functions-to-static): it stands in the table of steps
    void calendar(const Fence& fence) {
        const auto read = calendar::parse_calendar(fence.text, "example.calendar");
        CHECK_MESSAGE(read.has_value(), (read ? "" : base::to_text(read.error())));
    }

    // What the example scenarios make of the program at hand: mistakes, or differences.
    std::string outcome_of(const std::string& scenarios, std::size_t& examples) const {
        base::Diagnostics diagnostics;
        const auto program = read(program_ + part_, scenarios, diagnostics);
        if (!program) return base::to_text(diagnostics);
        const auto all = policy::read_examples(*program);
        if (!all) return base::to_text(all.error());
        std::string found;
        for (const policy::Example& example : *all) {
            if (example.file != "example.policy") continue;
            ++examples;
            for (const std::string& difference : policy::differences(*program, example))
                found += fmt::format("{}:{}: {}\n", example.file, example.line, difference);
        }
        return found;
    }

    void scenario(const Fence& fence) {
        check_layout(fence.text);
        std::size_t examples = 0;
        CHECK(outcome_of(fence.text, examples) == "");
        CHECK(examples > 0);
        if (part_.empty()) standing_ += fence.text + "\n";
    }

    void scenario_error(const Fence& fence) {
        std::size_t examples = 0;
        await_text(outcome_of(fence.text, examples));
        CHECK(examples == 0);
    }

    void scenario_failure(const Fence& fence) {
        std::size_t examples = 0;
        await_text(outcome_of(fence.text, examples));
        CHECK(examples > 0);
    }

    // The mistakes of the example's timelines; "" when there is none.
    std::string mistakes_in_timelines(const std::string& text, std::size_t& timelines) const {
        base::Diagnostics diagnostics;
        const auto program = read(program_ + part_, text, diagnostics);
        if (!program) return base::to_text(diagnostics);
        const auto all = timelines::read_timelines(*program, program->scenarios);
        timelines = all ? all->size() : 0;
        return all ? "" : base::to_text(all.error());
    }

    void timeline(const Fence& fence) {
        check_layout(fence.text);
        std::size_t timelines = 0;
        CHECK(mistakes_in_timelines(fence.text, timelines) == "");
        CHECK(timelines > 0);
    }

    void timeline_error(const Fence& fence) {
        std::size_t timelines = 0;
        await_text(mistakes_in_timelines(fence.text, timelines));
        CHECK(timelines == 0);
    }

    void await_text(const std::string& text) {
        awaited_ = "text";
        told_ = text;
    }

    void check_answer(const Fence& fence) {
        if (fence.kind == "text") {
            CHECK(awaited_ == "text");
            CHECK(std::string(base::trim(fence.text)) == std::string(base::trim(told_)));
        } else if (fence.kind == "decision") {
            check_decision(fence.text, answer_);
        } else {
            INFO(answer_.sentences);
            CHECK(holds_lines(fence.text, answer_.sentences));
        }
        awaited_.clear();
    }

    std::map<std::string, policy::NamedText> lists_;
    std::string document_, program_, part_, standing_;
    std::string awaited_; // "text", "an answer", or nothing
    std::string told_;    // what the text block must show
    Answer answer_;
    std::map<std::string, int> run_;
};

// The text below each heading that is one of the sixteen words.
std::map<std::string, std::string> sections_of_words(std::string_view text) {
    std::map<std::string, std::string> sections;
    std::string* current = nullptr;
    for (const std::string_view line : base::split_lines(text)) {
        if (line.starts_with("### ")) {
            const std::string heading(base::trim(line.substr(4)));
            current = policy::construct_of(heading) ? &sections[heading] : nullptr;
        } else if (line.starts_with("## ")) {
            current = nullptr;
        }
        if (current) current->append(line).append("\n");
    }
    return sections;
}

policy::Program therapy_program() {
    const std::filesystem::path folder =
        std::filesystem::path(ASSENT_SOURCE_DIR) / "programs/mo-healthnet/complementary-therapy/2021-01-01";
    policy::ProgramText text;
    text.policy = {std::string(policy_file), file_text(folder / policy_file)};
    for (const auto& file : std::filesystem::directory_iterator(folder / "codes"))
        text.lists[file.path().stem().string()] = {file.path().filename().string(), file_text(file.path())};
    base::Diagnostics diagnostics;
    auto program = policy::read_program(text, diagnostics);
    REQUIRE_MESSAGE(program.has_value(), (program ? "" : base::to_text(program.error())));
    return std::move(*program);
}

} // namespace

TEST_CASE("every example of the page on the policy language does what the page says") {
    const std::vector<Fence> fences = fences_in(source_text(page));
    Page read(fences);
    for (const Fence& fence : fences) read.run(fence);
    for (const char* kind : {"policy", "policy-part", "policy-error", "request", "scenario", "timeline"})
        CHECK_MESSAGE(read.run_so_far().contains(kind), "the page has no block ", kind);
}

TEST_CASE("the scenarios of the page try every criterion of its program and notice every change of a rule") {
    const std::vector<Fence> fences = fences_in(source_text(page));
    Page read(fences);
    std::string program;
    for (const Fence& fence : fences) {
        if (fence.kind == "policy") program = fence.text;
        if (!program.empty() && fence.kind == "#") break; // the scenarios stand in the same section
        read.run(fence);
    }
    base::Diagnostics diagnostics;
    const auto whole = read.read(program, {}, diagnostics);
    REQUIRE(whole.has_value());
    const auto examples = policy::read_examples(*whole);
    REQUIRE(examples.has_value());
    CHECK(base::join(policy::coverage(*whole, *examples).gaps, "\n") == "");
    for (const policy::Mutant& mutant : policy::mutate(*whole, *examples)) {
        INFO(mutant.place.file, ":", mutant.place.line, " ", mutant.change);
        CHECK(mutant.caught);
    }
}

TEST_CASE("the page explains every word and every keyword of the language") {
    const auto sections = sections_of_words(source_text(page));
    for (const std::string& word : policy::construct_words()) {
        INFO(word);
        REQUIRE(sections.contains(word));
        for (const std::string& keyword : policy::keywords_of(*policy::construct_of(word))) {
            const bool common = keyword == "quote" || keyword == "cite" || keyword == "assume" ||
                                keyword == "like"; // explained once for all
            const bool named = sections.at(word).find("`" + keyword) != std::string::npos;
            CHECK_MESSAGE((common || named), keyword);
        }
    }
}

TEST_CASE("every sample request is decided as its name says") {
    const std::map<std::string, std::string> outcomes = {
        {"approved", "approve"}, {"offered", "offer"}, {"asked", "ask"}, {"referred", "refer"}};
    const policy::Program program = therapy_program();
    std::set<std::string> seen;
    for (const auto& file :
         std::filesystem::directory_iterator(std::filesystem::path(ASSENT_SOURCE_DIR) / "docs/samples")) {
        const std::string name = file.path().stem().string();
        INFO(name);
        const auto outcome = std::find_if(outcomes.begin(), outcomes.end(),
                                          [&](const auto& one) { return name.find(one.first) == 3; });
        REQUIRE(outcome != outcomes.end());
        const Answer answer = answer_to(program, file_text(file.path()));
        CHECK_MESSAGE(!answer.diagnostics.has_errors(), base::to_text(answer.diagnostics));
        CHECK(answer.json.starts_with(fmt::format(R"({{"decision":"{}")", outcome->second)));
        seen.insert(outcome->second);
    }
    CHECK(seen.size() == outcomes.size());
}

TEST_CASE("the first page shows what is printed for the sample it names") {
    const std::string readme = source_text("README.md");
    const std::size_t command = readme.find("< docs/samples/");
    REQUIRE(command != std::string::npos);
    const std::string sample = readme.substr(command + 2, readme.find('\n', command) - command - 2);
    const Answer answer = answer_to(therapy_program(), source_text(base::trim(sample)));
    INFO(answer.sentences);
    std::size_t outputs = 0;
    for (const Fence& fence : fences_in(readme)) {
        if (fence.kind != "text") continue;
        ++outputs;
        CHECK(holds_lines(fence.text, answer.sentences));
    }
    CHECK(outputs == 1);
}
