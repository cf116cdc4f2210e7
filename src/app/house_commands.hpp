#pragma once
// The commands that keep a server's data: made, published into, verified, rebuilt, backed up and restored.
// Each is asked for by the folder of the server, and prints; it throws base::Failure when the world is
// broken.

#include <cstdint>
#include <string>
#include <vector>

#include "app/console.hpp"

namespace assent::app {

struct InitOptions {
    std::string data;
};

struct PublishOptions {
    std::vector<std::string> folders; // of programs
    std::string data;
};

struct VerifyOptions {
    std::string data;
    std::string checkpoint; // a file that somebody keeps elsewhere; empty: none
};

struct RebuildOptions {
    std::string data;
};

struct BackupOptions {
    std::string to;
    std::string data;
};

struct RestoreOptions {
    std::string from;
    std::string data;
};

struct RotateOptions {
    std::string data;
};

struct PasswordOptions {
    std::string person;
    std::string data;
};

struct TokenOptions {
    std::string person;
    std::string name = "default"; // what it is for; a new one of that name takes its place
    std::string data;
    bool end = false;
};

struct ServeOptions {
    std::string data;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string certificate, key; // files in PEM; empty: plain HTTP
    bool behind_proxy = false;
    std::string clock; // the moment at which its clock begins; empty: the real one
};

// The folder with its keys and an empty store; what is there stays.
ExitCode run(const InitOptions& options, Console& console);

// Every version of every program below the folders, when none has a mistake.
ExitCode run(const PublishOptions& options, Console& console);

// The chains, the checkpoints, the documents, and that rows, alarms and outbox are what the log says.
ExitCode run(const VerifyOptions& options, Console& console);

// Rows, alarms and outbox made again from the log. The server must be switched off.
ExitCode run(const RebuildOptions& options, Console& console);

// A copy of the store and the documents in a new folder, while the server runs; without keys.
ExitCode run(const BackupOptions& options, Console& console);

// A backup into a folder that has its keys and nothing else, verified before it is said to be good.
ExitCode run(const RestoreOptions& options, Console& console);

// Documents under the newest key, whatever they were under.
ExitCode run(const RotateOptions& options, Console& console);

// A new secret for an account, shown this once, or the end of one.
ExitCode run(const PasswordOptions& options, Console& console);
ExitCode run(const TokenOptions& options, Console& console);

// The server, until it is told to stop (SIGTERM, SIGINT).
ExitCode run(const ServeOptions& options, Console& console);

} // namespace assent::app
