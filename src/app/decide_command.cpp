#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <ctime>

#include "app/commands.hpp"
#include "app/decider.hpp"
#include "app/line_reader.hpp"
#include "base/text.hpp"
#include "catalog/program_folder.hpp"

namespace assent::app {
namespace {

const base::JsonLimits limits;

// The date on this machine's clock and in its time zone.
calendar::Date today() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    localtime_r(&now, &local);
    return std::chrono::year{local.tm_year + 1900} / (local.tm_mon + 1) / local.tm_mday;
}

void write_mistakes(const base::Diagnostics& mistakes, std::optional<std::size_t> line, std::string& text) {
    base::JsonWriter json(text);
    json.begin_object().key("error");
    write_diagnostics(mistakes, json);
    if (line) json.key("line").value(*line);
    json.end_object();
    text += '\n';
}

ExitCode refuse(const base::Diagnostics& mistakes, bool as_json, Console& console) {
    if (as_json) {
        std::string text;
        write_mistakes(mistakes, std::nullopt, text);
        console.say(text);
    } else {
        console.list(mistakes);
    }
    return ExitCode::WrongInput;
}

ExitCode decide_one(Decider& decider, bool as_json, Console& console) {
    const auto decision = decider.decide(read_at_most(STDIN_FILENO, limits.bytes));
    if (!decision) return refuse(decision.error(), as_json, console);
    if (!as_json) {
        console.say(policy::to_sentences(*decision->program, decision->explanation));
        return ExitCode::Fine;
    }
    std::string text;
    base::JsonWriter json(text, console.json_layout());
    policy::write_json(*decision->program, decision->explanation, json);
    console.say(text + "\n");
    return ExitCode::Fine;
}

base::Diagnostics line_too_long() {
    base::Diagnostics mistakes;
    mistakes.error({}, "a line of more than 1 MiB", "a request is smaller; is a line end missing?");
    return mistakes;
}

// A bad line is answered like any other, and the run goes on.
ExitCode decide_lines(Decider& decider, Console& console) {
    LineReader lines(STDIN_FILENO, limits.bytes, [&] { console.flush(); });
    ExitCode code = ExitCode::Fine;
    std::string text;
    while (lines.next()) {
        if (!lines.too_long() && base::trim(lines.line()).empty()) continue;
        const auto decision = lines.too_long() ? base::Result<Decision>(base::refused(line_too_long()))
                                               : decider.decide(lines.line());
        text.clear();
        if (decision) {
            base::JsonWriter json(text);
            policy::write_json(*decision->program, decision->explanation, json);
            text += '\n';
        } else {
            write_mistakes(decision.error(), lines.number(), text);
            code = ExitCode::WrongInput;
        }
        console.say(text);
    }
    return code;
}

} // namespace

ExitCode run(const DecideOptions& options, Console& console) {
    base::Diagnostics warnings; // of the program: `assent check` tells them
    const auto program = catalog::read_one_program(options.folder, catalog::Scenarios::Leave, warnings);
    if (!program) return refuse(program.error(), options.json || options.lines, console);
    Decider decider(*program, options.on ? *options.on : today());
    return options.lines ? decide_lines(decider, console) : decide_one(decider, options.json, console);
}

} // namespace assent::app
