#include <fmt/format.h>

#include <map>

#include "app/commands.hpp"
#include "catalog/program_folder.hpp"
#include "catalog/source_documents.hpp"
#include "desk/rules.hpp"
#include "policy/coverage.hpp"
#include "timelines/read_timeline.hpp"

namespace assent::app {
namespace {

using base::Diagnostics;
using catalog::SourceDocuments;
using catalog::Version;

struct Checked {
    std::size_t programs = 0, rules = 0, verified = 0, unverified = 0;
    Diagnostics diagnostics;
    std::vector<policy::Program> versions;

    std::size_t warnings() const { return diagnostics.size() - diagnostics.errors(); }
};

std::size_t rules_of(const policy::Program& program) {
    return program.criteria.size() + program.decisions.size() + program.limits.size() +
           program.ledgers.size() + program.parties.size() + program.documents.size() +
           program.requests.size() + program.levels.size() + program.terms.size() + program.notices.size();
}

// Maps are read once, though many programs share one.
class Checker {
public:
    explicit Checker(const CheckOptions& options) : options_(options) {}

    Checked check() {
        for (const std::string& folder : options_.folders) {
            auto found = catalog::read_programs(folder, catalog::Scenarios::Read);
            checked_.diagnostics.append(std::move(found.diagnostics));
            for (auto& program : found.programs) {
                ++checked_.programs;
                for (Version& version : program.versions) check(version);
            }
        }
        checked_.diagnostics.sort();
        return std::move(checked_);
    }

private:
    void check(Version& version) {
        checked_.rules += rules_of(version.program);
        check_phrases(version);
        check_templates(version);
        check_examples(version.program);
        check_timelines(version.program);
        checked_.versions.push_back(std::move(version.program));
    }

    void check_phrases(const Version& version) {
        const auto counts = documents_for(version.folder).check(version.program, checked_.diagnostics);
        checked_.verified += counts.verified;
        checked_.unverified += counts.unverified;
    }

    // Under a program without requests nothing is sent: it lends its notices to those that include it.
    void check_templates(const Version& version) {
        if (version.program.requests.empty()) return;
        auto templates = desk::templates_of(version);
        if (!templates) return checked_.diagnostics.append(std::move(templates.error()));
        checked_.diagnostics.append(letters::check_templates(version.program, *templates));
    }

    void check_examples(const policy::Program& program) {
        auto examples = policy::read_examples(program);
        if (!examples) return checked_.diagnostics.append(std::move(examples.error()));
        for (const std::string& gap : policy::coverage(program, *examples).gaps) {
            checked_.diagnostics.warning({program.file, 0, 0, {}}, gap, "add an example to its scenarios");
        }
    }

    void check_timelines(const policy::Program& program) {
        auto read = timelines::read_timelines(program, program.scenarios);
        if (!read) checked_.diagnostics.append(std::move(read.error()));
    }

    SourceDocuments& documents_for(const catalog::Path& folder) {
        const auto file = options_.sources.empty() ? SourceDocuments::map_for(folder)
                                                   : std::optional<catalog::Path>(options_.sources);
        const auto [known, fresh] = maps_.try_emplace(file.value_or(catalog::Path()));
        if (fresh && file) {
            auto map = SourceDocuments::read(*file);
            if (map) known->second = std::move(*map);
            if (!map) checked_.diagnostics.append(std::move(map.error()));
        }
        return known->second;
    }

    const CheckOptions& options_;
    Checked checked_;
    std::map<catalog::Path, SourceDocuments> maps_;
};

std::string title(const policy::Program& program) {
    return fmt::format("{}, effective {}", program.header.id.text,
                       calendar::to_text(program.header.effective));
}

void print(const Checked& checked, Console& console) {
    console.list(checked.diagnostics, Console::Stream::Answers);
    for (const policy::Program& program : checked.versions) {
        if (program.assumptions.empty()) continue;
        console.say(fmt::format("\n{} rests on {}:\n", title(program),
                                counted(program.assumptions.size(), "assumption")));
        for (const policy::AssumptionDef& one : program.assumptions) {
            console.say(fmt::format("  {}: {}\n", one.name.text, one.reading));
        }
    }
    console.say(fmt::format("\n{}, {}, {} verified, {} not verified (document not at hand), {}, {}\n",
                            counted(checked.programs, "program"), counted(checked.rules, "rule"),
                            counted(checked.verified, "phrase"), checked.unverified,
                            counted(checked.diagnostics.errors(), "error"),
                            counted(checked.warnings(), "warning")));
}

void print_json(const Checked& checked, Console& console) {
    std::string text;
    base::JsonWriter json(text, console.json_layout());
    json.begin_object().key("diagnostics");
    write_diagnostics(checked.diagnostics, json);
    json.key("assumptions").begin_array();
    for (const policy::Program& program : checked.versions) {
        for (const policy::AssumptionDef& one : program.assumptions) {
            json.begin_object().key("program").value(program.header.id.text);
            json.key("effective").value(calendar::to_text(program.header.effective));
            json.key("name").value(one.name.text).key("reading").value(one.reading).end_object();
        }
    }
    json.end_array();
    json.key("programs").value(checked.programs).key("rules").value(checked.rules);
    json.key("verified").value(checked.verified).key("unverified").value(checked.unverified);
    json.key("errors").value(checked.diagnostics.errors()).key("warnings").value(checked.warnings());
    json.end_object();
    console.say(text + "\n");
}

} // namespace

ExitCode run(const CheckOptions& options, Console& console) {
    const Checked checked = Checker(options).check();
    if (options.json) {
        print_json(checked, console);
    } else {
        print(checked, console);
    }
    return checked.diagnostics.has_errors() ? ExitCode::WrongInput : ExitCode::Fine;
}

} // namespace assent::app
