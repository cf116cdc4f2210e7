#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/described.hpp"
#include "base/text.hpp"
#include "catalog/program_folder.hpp"

namespace assent::app {
namespace {

std::string indented(std::string_view text) {
    std::string out;
    for (const std::string_view line : base::split_lines(text)) out += fmt::format("  {}\n", line);
    return out;
}

std::string source_text(const policy::Program& program) {
    const auto& source = program.header.source;
    return source ? fmt::format("\"{}\", {}, {}", source->title, source->publisher, source->date)
                  : "its document, which the program does not name";
}

std::string to_text(const Described& one) {
    std::string out = fmt::format("{} {} ({}:{})\n\n{}", to_text(one.construct), one.name, one.program->file,
                                  one.line, indented(one.text));
    if (!one.quotes.empty()) out += fmt::format("\nIt implements, of {}:\n", source_text(*one.program));
    for (const std::string& quote : one.quotes) out += fmt::format("  \"{}\"\n", quote);
    if (!one.cites.empty()) out += fmt::format("\nIt cites {}.\n", base::listed(one.cites));
    if (!one.assumptions.empty()) out += "\nWhere the source is silent, we read:\n";
    for (const Reading& reading : one.assumptions)
        out += fmt::format("  {}: {}\n", reading.assumption, reading.reading);
    if (!one.resting.empty()) out += fmt::format("\nOn it rest {}.\n", base::listed(one.resting));
    out += "\nIts history:\n";
    for (const Era& stage : one.history)
        out += fmt::format("  {}: {}\n", calendar::to_text(stage.effective), stage.what);
    out += one.trials.empty() ? "\nNo example tries it.\n" : "\nThe examples that try it:\n";
    for (const Trial& trial : one.trials) {
        out += fmt::format("  {}:{}: {} ({})\n", trial.file, trial.line, trial.scenario, trial.how);
    }
    return out;
}

void write_strings(std::string_view key, const std::vector<std::string>& values, base::JsonWriter& json) {
    json.key(key).begin_array();
    for (const std::string& value : values) json.value(value);
    json.end_array();
}

void write_source(const policy::Program& program, base::JsonWriter& json) {
    json.key("source");
    const auto& source = program.header.source;
    if (!source) {
        json.null();
        return;
    }
    json.begin_object().key("title").value(source->title).key("publisher").value(source->publisher);
    json.key("date").value(source->date).key("sha256").value(source->sha256).end_object();
}

void write(const Described& one, base::JsonWriter& json) {
    json.begin_object().key("kind").value(to_text(one.construct)).key("name").value(one.name);
    json.key("file").value(one.program->file).key("line").value(one.line).key("text").value(one.text);
    write_strings("quotes", one.quotes, json);
    write_strings("cites", one.cites, json);
    write_source(*one.program, json);
    json.key("assumptions").begin_array();
    for (const Reading& reading : one.assumptions) {
        json.begin_object()
            .key("name")
            .value(reading.assumption)
            .key("reading")
            .value(reading.reading)
            .end_object();
    }
    json.end_array();
    write_strings("resting", one.resting, json);
    json.key("history").begin_array();
    for (const Era& stage : one.history) {
        json.begin_object()
            .key("effective")
            .value(calendar::to_text(stage.effective))
            .key("what")
            .value(stage.what)
            .end_object();
    }
    json.end_array().key("examples").begin_array();
    for (const Trial& trial : one.trials) {
        json.begin_object().key("file").value(trial.file).key("line").value(trial.line);
        json.key("scenario").value(trial.scenario).key("how").value(trial.how).end_object();
    }
    json.end_array().end_object();
}

ExitCode refuse(const base::Diagnostics& mistakes, Console& console) {
    console.list(mistakes);
    return ExitCode::WrongInput;
}

} // namespace

ExitCode run(const ExplainOptions& options, Console& console) {
    base::Diagnostics warnings; // of the program: `assent check` tells them
    const auto program = catalog::read_one_program(options.folder, catalog::Scenarios::Read, warnings);
    if (!program) return refuse(program.error(), console);
    const auto found = describe(*program, options.name);
    if (!found) return refuse(found.error(), console);
    if (!options.json) {
        for (const Described& one : *found) console.say((&one == &found->front() ? "" : "\n") + to_text(one));
        return ExitCode::Fine;
    }
    std::string text;
    base::JsonWriter json(text, console.json_layout());
    json.begin_array();
    for (const Described& one : *found) write(one, json);
    json.end_array();
    console.say(text + "\n");
    return ExitCode::Fine;
}

} // namespace assent::app
