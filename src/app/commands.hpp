#pragma once
// The commands of `assent`: what each is asked for, and its answer. A command prints, and returns how it
// went; it throws base::Failure when the world is broken, and ends in no other way.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/console.hpp"
#include "app/house_commands.hpp"
#include "calendar/date.hpp"
#include "desk/import_kind.hpp"

namespace assent::app {

struct CheckOptions {
    std::vector<std::string> folders;
    std::string sources; // the map of documents; empty: the nearest one
    bool json = false;
};

struct TestOptions {
    std::vector<std::string> folders;
    bool mutate = false;
    bool coverage = false;
};

struct FormatOptions {
    std::vector<std::string> paths; // files, or folders of them
    bool write = false;
    bool check = false;
};

struct DecideOptions {
    std::string folder;
    std::optional<calendar::Date> on; // empty: today
    bool json = false;
    bool lines = false;
};

struct ExplainOptions {
    std::string folder;
    std::string name;
    bool json = false;
};

struct PlayOptions {
    std::vector<std::string> paths; // files of timelines, or folders of programs
    std::string programs;           // where a file finds its program; empty: the nearest folder `programs`
    std::string letters;            // where to write the letters as pages; empty: nowhere
    bool check = false;
    bool json = false;
};

struct ImportOptions {
    desk::ImportKind kind = desk::ImportKind::Members;
    std::string file;
    ServerFolder server;
    std::string rejected; // where to write the rows that are wrong; empty: beside the file
};

using Command =
    std::variant<CheckOptions, TestOptions, FormatOptions, DecideOptions, ExplainOptions, PlayOptions,
                 ImportOptions, InitOptions, PublishOptions, VerifyOptions, RebuildOptions, RetireOptions,
                 BackupOptions, RestoreOptions, RotateOptions, PasswordOptions, TokenOptions, OutboxOptions,
                 ServeOptions, ConfigCheckOptions, ConfigExampleOptions>;

// Every mistake of every program below the folders, and a line that counts them.
ExitCode run(const CheckOptions& options, Console& console);

// Every example and every timeline of every program; coverage and mutants where they are asked for.
ExitCode run(const TestOptions& options, Console& console);

// The canonical layout of policy files: shown, written, or only compared.
ExitCode run(const FormatOptions& options, Console& console);

// A request, or a line for each of many, from standard input; its decision on standard output.
ExitCode run(const DecideOptions& options, Console& console);

// What a name of a program means, on what it rests and what tries it.
ExitCode run(const ExplainOptions& options, Console& console);

// Timelines, as they went or only what came instead of what was expected.
ExitCode run(const PlayOptions& options, Console& console);

// The rows of a file into the store; those that are wrong into a file beside it.
ExitCode run(const ImportOptions& options, Console& console);

} // namespace assent::app
