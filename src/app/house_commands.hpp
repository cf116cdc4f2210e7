#pragma once
// The commands that keep a server's data: made, published into, verified, rebuilt, backed up and restored.
// Each is asked for by the folder of the server, and prints; it throws base::Failure when the world is
// broken.

#include <map>
#include <string>
#include <vector>

#include "app/console.hpp"
#include "app/server_folder.hpp"

namespace assent::app {

struct InitOptions {
    std::string data;
    bool training = false; // for made-up people and cases, and for ever
};

struct PublishOptions {
    std::vector<std::string> folders; // of programs
    ServerFolder server;
};

struct VerifyOptions {
    ServerFolder server;
    std::string checkpoint; // a file that somebody keeps elsewhere; empty: none
};

struct RebuildOptions {
    ServerFolder server;
};

struct RetireOptions {
    ServerFolder server;
    bool dry_run = false; // tell only what would be removed
};

struct BackupOptions {
    std::string to;
    ServerFolder server;
};

struct RestoreOptions {
    std::string from;
    ServerFolder server;
};

struct RotateOptions {
    ServerFolder server;
};

struct PasswordOptions {
    std::string person;
    ServerFolder server;
    bool end_second_step = false; // whoever has lost telephone and recovery codes signs in without
};

struct TokenOptions {
    std::string person;
    std::string name = "default"; // what it is for; a new one of that name takes its place
    ServerFolder server;
    bool end = false;
};

struct OutboxOptions {
    ServerFolder server;
    bool again = false; // try what was given up once more
};

struct ServeOptions {
    std::string config;                       // a file; empty: none
    std::map<std::string, std::string> flags; // by the keys of their options (app/server_option.hpp)
};

struct ConfigCheckOptions {
    std::string file; // empty: none
};

struct ConfigExampleOptions {};

// The folder with its keys and an empty store; what is there stays.
ExitCode run(const InitOptions& options, Console& console);

// Every version of every program below the folders, when none has a mistake.
ExitCode run(const PublishOptions& options, Console& console);

// The chains, the checkpoints, the documents, and that rows, alarms and outbox are what the log says.
ExitCode run(const VerifyOptions& options, Console& console);

// Rows, alarms and outbox made again from the log. The server must be switched off.
ExitCode run(const RebuildOptions& options, Console& console);

// What is past retention and not held, removed. The server must be switched off, unless it is only told.
ExitCode run(const RetireOptions& options, Console& console);

// A copy of the store and the documents in a new folder, while the server runs; without keys.
ExitCode run(const BackupOptions& options, Console& console);

// A backup into a folder that has its keys and nothing else, verified before it is said to be good.
ExitCode run(const RestoreOptions& options, Console& console);

// Documents under the newest key, whatever they were under.
ExitCode run(const RotateOptions& options, Console& console);

// A new secret for an account, shown this once, or the end of one.
ExitCode run(const PasswordOptions& options, Console& console);
ExitCode run(const TokenOptions& options, Console& console);

// What could not be sent and was given up.
ExitCode run(const OutboxOptions& options, Console& console);

// The server, until it is told to stop (SIGTERM, SIGINT).
ExitCode run(const ServeOptions& options, Console& console);

// Every mistake in a configuration; without one, what the server would run with and whence.
ExitCode run(const ConfigCheckOptions& options, Console& console);

// A file with every option.
ExitCode run(const ConfigExampleOptions& options, Console& console);

} // namespace assent::app
