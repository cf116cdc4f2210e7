#include "app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <sstream>

#include "app/configuration.hpp"
#include "app/house_command_line.hpp"
#include "app/version.hpp"
#include "base/text.hpp"

namespace assent::app {
namespace {

constexpr const char* exit_codes =
    "\nExit codes: 0 all is well; 1 the input is wrong, and every mistake was told; 2 the command line\n"
    "is wrong; 3 the world is broken, for instance a file that cannot be read.\n";

void add_check(CLI::App& app, CheckOptions& options) {
    CLI::App* command =
        add_command(app, "check", "Tell every mistake of programs, and count what was verified",
                    "Reads every program at or below each folder, its lists, its calendar and its\n"
                    "scenarios, and tells every mistake with its line and what to write instead.\n"
                    "Phrases are looked up in the official documents where these are at hand; a map\n"
                    "`sources.tsv` beside the programs says where. Criteria that no scenario tries\n"
                    "are warnings.\n\n"
                    "Example: assent check programs\n");
    command->add_option("folder", options.folders, "A version, a program, or any folder above")->required();
    command->add_option("--sources", options.sources, "The map of documents, when it lies elsewhere");
    command->add_flag("--json", options.json, "One JSON object instead of text");
}

void add_test(CLI::App& app, TestOptions& options) {
    CLI::App* command = add_command(
        app, "test", "Run the scenarios of programs",
        "Runs every example and plays every timeline in scenarios/*.policy, and shows each that\n"
        "comes out otherwise than it says. With --coverage, each criterion must decide alone as met, not "
        "met\n"
        "and unknown in some example. With --mutate, each number, date and connective is\n"
        "changed a little, and the changes that no example notices are listed.\n\n"
        "Example: assent test programs --coverage --mutate\n");
    command->add_option("folder", options.folders, "A version, a program, or any folder above")->required();
    command->add_flag("--mutate", options.mutate, "List the changes of rules that no example notices");
    command->add_flag("--coverage", options.coverage, "Show what the examples try of each criterion");
}

void add_format(CLI::App& app, FormatOptions& options) {
    CLI::App* command =
        add_command(app, "fmt", "Lay out policy files in the one canonical way",
                    "Prints each file as it should be laid out. Words and their order stay; spaces and\n"
                    "indentation change. A file with mistakes is left alone. A folder stands for all\n"
                    "files *.policy in it.\n\n"
                    "Example: assent fmt --write programs\n");
    command->add_option("file", options.paths, "Policy files, or folders of them")->required();
    CLI::Option* write = command->add_flag("--write", options.write, "Rewrite the files that differ");
    command
        ->add_flag("--check", options.check, "Only list the files that differ; exit code 1 when there is one")
        ->excludes(write);
}

void add_decide(CLI::App& app, DecideOptions& options, std::string& on) {
    CLI::App* command =
        add_command(app, "decide", "Decide a request from standard input, and say why",
                    "Reads one request as JSON and prints what the program makes of it: approved,\n"
                    "offered, still to be answered, or referred to a person; never a denial. Facts\n"
                    "that are missing are unknown. The version in force on the start of service (or\n"
                    "on --on, as the program says) governs.\n\n"
                    "Example: assent decide programs/family/program --json < request.json\n");
    command->add_option("folder", options.folder, "One program")->required();
    const auto is_date = [](const std::string& text) {
        return calendar::parse_date(text) ? std::string() : "write a date of the calendar, as 2026-11-28";
    };
    command->add_option("--on", on, "The day of receipt; today when it is not given")
        ->check(CLI::Validator(is_date, "DATE"));
    command->add_flag("--json", options.json, "One JSON object instead of sentences");
    command->add_flag("--lines", options.lines, "A request on each line, and an answer on each line (JSON)");
}

void add_explain(CLI::App& app, ExplainOptions& options, std::vector<std::string>& name) {
    CLI::App* command =
        add_command(app, "explain", "Say what a name of a program means, and on what it rests",
                    "Shows a criterion, fact, list, limit, ledger, decision or assumption as it is\n"
                    "written, with its phrases, the document they stand in, the assumptions, how it\n"
                    "changed from version to version, and the examples that try it.\n\n"
                    "Example: assent explain programs/family/program adult\n");
    command->add_option("folder", options.folder, "One program")->required();
    command->add_option("name", name, "The name; it may be several words")->required();
    command->add_flag("--json", options.json, "One JSON object instead of text");
}

void add_play(CLI::App& app, PlayOptions& options) {
    CLI::App* command = add_command(
        app, "play", "Play timelines of programs, and tell what came instead of what was expected",
        "Plays scenarios with dated lines: who did what when, and what must be so then. A file\n"
        "that lies in a program's folder plays under that program; any other names its program\n"
        "with `program ID`. Of a folder, every timeline of every program in it is played.\n"
        "Shows each case as it went; with --check only what came instead of what was expected.\n\n"
        "Example: assent play programs --check\n");
    command->add_option("path", options.paths, "Files of timelines, or folders of programs")->required();
    command->add_option("--programs", options.programs, "The folder of programs, when it lies elsewhere");
    command->add_option("--letters", options.letters, "Write every letter as a page below this folder");
    CLI::Option* check = command->add_flag("--check", options.check, "Only show what is not as expected");
    command->add_flag("--json", options.json, "One JSON object instead of text")->excludes(check);
}

void add_import(CLI::App& app, ImportOptions& options, std::string& kind) {
    CLI::App* command = add_command(
        app, "import", "Take in members, eligibility, people and accounts from CSV files",
        "Reads a file of one kind: members, eligibility, organizations, people, credentials,\n"
        "conflicts, accounts or emails; docs/import.md shows the columns of each. A row that is wrong is\n"
        "written to FILE.rejected.csv with what to write instead, and costs no other row. A run\n"
        "that was broken off goes on where it stopped when it is started again, and a row that\n"
        "says nothing new adds nothing, so the same file may come every night.\n\n"
        "Example: assent import members members.csv --data /srv/assent\n");
    const auto is_kind = [](const std::string& text) {
        if (desk::import_kind(text)) return std::string();
        std::vector<std::string> kinds;
        for (std::size_t i = 0; i < desk::import_kinds; ++i)
            kinds.emplace_back(to_text(static_cast<desk::ImportKind>(i)));
        const std::string hint = base::did_you_mean(text, kinds);
        return "write " + base::listed(kinds, "or") + (hint.empty() ? "" : "; " + hint);
    };
    command->add_option("kind", kind, "What the file holds")
        ->required()
        ->check(CLI::Validator(is_kind, "KIND"));
    command->add_option("file", options.file, "The file, with a header in its first line")->required();
    add_server(command, options.server);
    command->add_option("--rejected", options.rejected, "Where to write rejected rows instead");
}

// What the command line leaves to the environment or a file; or what is wrong there.
base::Expected<Command, ExitCode> found(Command command, Console& console) {
    base::Diagnostics mistakes;
    const auto look = [&](auto& options) {
        if constexpr (requires { options.server; }) mistakes = find(options.server);
    };
    std::visit(look, command);
    console.list(mistakes);
    if (mistakes.has_errors()) return tl::unexpected(code_of(mistakes));
    return command;
}

} // namespace

CLI::App* add_command(CLI::App& app, const char* name, const char* what, const std::string& lesson) {
    CLI::App* command = app.add_subcommand(name, what);
    command->footer("\n" + lesson + exit_codes);
    return command;
}

base::Expected<Command, ExitCode> read_command_line(int count, const char* const* arguments,
                                                    Console& console) {
    CheckOptions check;
    TestOptions test;
    FormatOptions format;
    DecideOptions decide;
    ExplainOptions explain;
    PlayOptions play;
    ImportOptions import_options;
    HouseOptions house;
    std::string on, import_kind;
    std::vector<std::string> name;
    CLI::App app("Assent: rules of utilization management, written down once and decided by.", "assent");
    app.footer(std::string("\n`assent COMMAND --help` teaches each of them.\n") + exit_codes);
    app.set_version_flag("--version", std::string(version()));
    app.require_subcommand(1);
    add_check(app, check);
    add_test(app, test);
    add_format(app, format);
    add_decide(app, decide, on);
    add_explain(app, explain, name);
    add_play(app, play);
    add_import(app, import_options, import_kind);
    add_house_commands(app, house);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        std::ostringstream answers, mistakes;
        const int code = app.exit(error, answers, mistakes);
        console.say(answers.str());
        console.complain(mistakes.str());
        return tl::unexpected(code == 0 ? ExitCode::Fine : ExitCode::WrongUsage);
    }
    decide.on = calendar::parse_date(on);
    explain.name = base::join(name, " ");
    import_options.kind = desk::import_kind(import_kind).value_or(import_options.kind);
    if (auto command = house_command(app, std::move(house))) return found(std::move(*command), console);
    if (app.got_subcommand("import")) return found(std::move(import_options), console);
    if (app.got_subcommand("check")) return Command(std::move(check));
    if (app.got_subcommand("test")) return Command(std::move(test));
    if (app.got_subcommand("fmt")) return Command(std::move(format));
    if (app.got_subcommand("decide")) return Command(std::move(decide));
    if (app.got_subcommand("play")) return Command(std::move(play));
    return Command(std::move(explain));
}

} // namespace assent::app
