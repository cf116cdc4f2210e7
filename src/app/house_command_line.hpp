#pragma once
// The command line of those commands that keep a server's data or run it: their options and what their help
// teaches. For command_line.cpp only.

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "app/commands.hpp"

namespace assent::app {

// A command with what it teaches, and the exit codes behind it.
CLI::App* add_command(CLI::App& app, const char* name, const char* what, const std::string& lesson);

// How a command is told on which server's folder it works.
void add_server(CLI::App* command, ServerFolder& server);

struct HouseOptions {
    InitOptions init;
    PublishOptions publish;
    VerifyOptions verify;
    RebuildOptions rebuild;
    RetireOptions retire;
    BackupOptions backup;
    RestoreOptions restore;
    RotateOptions rotate;
    PasswordOptions password;
    TokenOptions token;
    OutboxOptions outbox;
    ServeOptions serve;
    ConfigCheckOptions config_check;
};

// Requires: the options live until the line is parsed.
void add_house_commands(CLI::App& app, HouseOptions& options);

// The one that was given, if it is among them.
std::optional<Command> house_command(const CLI::App& app, HouseOptions options);

} // namespace assent::app
