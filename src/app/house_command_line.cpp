#include "app/house_command_line.hpp"

#include "app/server_option.hpp"

namespace assent::app {

void add_server(CLI::App* command, ServerFolder& server) {
    command->add_option("--data", server.data, "The folder that `assent init` made; or ASSENT_DATA");
    command->add_option("--config", server.config, "The configuration file that names it");
}

namespace {

void add_init_and_publish(CLI::App& app, HouseOptions& options) {
    CLI::App* init =
        add_command(app, "init", "Make the folder in which a server keeps everything",
                    "Makes a store, a folder of documents, and the keys that are this server's\n"
                    "own. What is there already stays as it is. No backup ever holds the keys:\n"
                    "keep a copy of them elsewhere.\n"
                    "With --training it is for made-up people and cases, and never for others.\n\n"
                    "Example: assent init /srv/assent\n");
    init->add_option("folder", options.init.data, "Where to make it")->required();
    init->add_flag("--training", options.init.training, "Make a training copy, for `serve --training`");
    CLI::App* publish =
        add_command(app, "publish", "Publish programs to a server",
                    "Checks every program at or below each folder and keeps each version in the\n"
                    "store by its hash, with its lists, calendars, templates and the rules it\n"
                    "includes. New cases begin under what was published last; a case that has\n"
                    "begun stays under its version. With a mistake in one, nothing is published.\n\n"
                    "Example: assent publish programs --data /srv/assent\n");
    publish->add_option("folder", options.publish.folders, "A version, a program, or any folder above")
        ->required();
    add_server(publish, options.publish.server);
}

void add_proofs(CLI::App& app, HouseOptions& options) {
    CLI::App* verify =
        add_command(app, "verify", "Look at everything a server keeps, and tell what is wrong",
                    "Checks every event against the one before it, the signed checkpoints, that\n"
                    "worklists, alarms and outbox are what the log says, and that each document\n"
                    "can be read and is what its name says. It changes nothing, and may run\n"
                    "beside the server. With --checkpoint, a log whose end was cut off shows.\n\n"
                    "Example: assent verify --data /srv/assent --checkpoint checkpoint.json\n");
    add_server(verify, options.verify.server);
    verify->add_option("--checkpoint", options.verify.checkpoint, "A checkpoint that was kept elsewhere");
    CLI::App* rebuild =
        add_command(app, "rebuild", "Make worklists, alarms and outbox again from the log",
                    "Switch the server off first. The log stays as it is, and nothing is sent.\n\n"
                    "Example: assent rebuild --data /srv/assent\n");
    add_server(rebuild, options.rebuild.server);
}

void add_retirement(CLI::App& app, HouseOptions& options) {
    CLI::App* retire =
        add_command(app, "retire", "Remove what is past retention",
                    "Removes what was recorded of cases that have been at rest for longer than\n"
                    "retention.years of the configuration, with their letters, and documents that\n"
                    "nothing names any more. Their hashes stay, so that the log is verified as before.\n"
                    "What is under a legal hold is left. Switch the server off first, and look with\n"
                    "--dry-run at what would go: nothing brings it back but a backup.\n\n"
                    "Example: assent retire --dry-run --config /etc/assent/assent.toml\n");
    retire->add_flag("--dry-run", options.retire.dry_run, "Tell what would be removed, and remove nothing");
    add_server(retire, options.retire.server);
}

void add_copies(CLI::App& app, HouseOptions& options) {
    CLI::App* backup = add_command(app, "backup", "Copy a server's data while it runs",
                                   "Writes the store as it is at one moment, the documents, and a signed\n"
                                   "checkpoint into a new folder. The keys are not in it.\n\n"
                                   "Example: assent backup /backups/monday --data /srv/assent\n");
    backup->add_option("to", options.backup.to, "A folder that is not there yet")->required();
    add_server(backup, options.backup.server);
    CLI::App* restore =
        add_command(app, "restore", "Put a backup in place, and verify it",
                    "Needs a folder with the keys that belong to the backup and no store in it:\n"
                    "make it with `assent init`, put the keys back, and delete the empty store.\n\n"
                    "Example: assent restore /backups/monday --data /srv/assent\n");
    restore->add_option("from", options.restore.from, "The folder of the backup")->required();
    add_server(restore, options.restore.server);
    CLI::App* rotate =
        add_command(app, "rotate", "Encrypt the documents under the newest key",
                    "Put the new key into keys/documents.key as its first line, run this, and take\n"
                    "the old key out when nothing is left under it. The secrets of second steps are\n"
                    "sealed under the newest key, too. It may run beside the server, and goes on\n"
                    "where it was broken off.\n\n"
                    "Example: assent rotate --data /srv/assent\n");
    add_server(rotate, options.rotate.server);
}

void add_accounts_and_outbox(CLI::App& app, HouseOptions& options) {
    CLI::App* password =
        add_command(app, "password", "Give an account the password with which it signs in",
                    "Reads the password from standard input: typed unseen, or piped. Every session of the\n"
                    "account ends. Whoever has lost both their telephone and their recovery codes is let\n"
                    "in again with --end-second-step: the password alone signs them in.\n\n"
                    "Example: assent password ana --data /srv/assent\n");
    password->add_option("person", options.password.person, "The account")->required();
    password->add_flag("--end-second-step", options.password.end_second_step,
                       "Ask the account for no code any more");
    add_server(password, options.password.server);
    CLI::App* token =
        add_command(app, "token", "Give an account a secret with which programs sign in",
                    "Shows the secret once; the server keeps only its digest. A new one of the same name\n"
                    "takes the place of the old, and --end ends it.\n\n"
                    "Example: assent token clerk-7 --data /srv/assent\n");
    token->add_option("person", options.token.person, "The account")->required();
    token->add_option("--name", options.token.name, "What it is for");
    token->add_flag("--end", options.token.end, "End the one of that name");
    add_server(token, options.token.server);
    CLI::App* outbox =
        add_command(app, "outbox", "List the notices that could not be sent and were given up",
                    "A notice that cannot be sent is tried again for a day and a half, and is then given\n"
                    "up. Mend what kept it from leaving, and run this with --again: it is sent within a\n"
                    "second. It may run beside the server.\n\n"
                    "Example: assent outbox --again --data /srv/assent\n");
    outbox->add_flag("--again", options.outbox.again, "Try them once more, as if they were new");
    add_server(outbox, options.outbox.server);
}

// A flag for each option of the table that has one.
void add_serve(CLI::App& app, ServeOptions& options) {
    CLI::App* serve =
        add_command(app, "serve", "Run the server",
                    "Answers the interface under /api/v1, lets time pass over cases, and hands on what\n"
                    "is owed: e-mail to a mail server, if it is told of one, and the rest into the folder\n"
                    "`outgoing`. Plain HTTP is for this machine alone, or for a proxy in front; with a\n"
                    "certificate it speaks TLS. Everything it can be told stands in a file (`assent\n"
                    "config example` shows one), in the environment, or here; what is\n"
                    "said here holds before the environment, and that before the file. SIGTERM stops it:\n"
                    "what was accepted is answered first. SIGHUP has it read its certificate again.\n\n"
                    "Example: assent serve --config /etc/assent/assent.toml\n"
                    "         assent serve --data /srv/assent --port 8080\n");
    serve->add_option("--config", options.config, "A configuration file");
    for (const ServerOption& option : server_options()) {
        const std::string flag(option.flag), key(option.key), sentence(option.sentence);
        if (flag.empty()) continue;
        if (option.kind == OptionKind::Truth)
            serve->add_flag_callback(flag, [&options, key] { options.flags[key] = "true"; }, sentence);
        else
            serve->add_option_function<std::string>(
                flag, [&options, key](const std::string& value) { options.flags[key] = value; }, sentence);
    }
}

void add_config(CLI::App& app, HouseOptions& options) {
    CLI::App* config =
        add_command(app, "config", "Look at what a server is told",
                    "`assent config check` tells every mistake of a configuration file and of the\n"
                    "environment, and what the server would run with; `assent config example`\n"
                    "prints a file with every option.\n");
    config->require_subcommand(1);
    CLI::App* check =
        add_command(*config, "check", "Tell every mistake, or what the server would run with",
                    "Reads the file and the ASSENT_ variables of the environment. With a mistake it shows\n"
                    "its line and what to write instead; without, each option with its value and where\n"
                    "that comes from, and whether the data and the certificate can be used. No secret is\n"
                    "shown, and nothing is changed.\n\n"
                    "Example: assent config check /etc/assent/assent.toml\n");
    check->add_option("file", options.config_check.file, "The file; without one, the environment alone");
    add_command(*config, "example", "Print a configuration file with every option",
                "Example: assent config example > /etc/assent/assent.toml\n");
}

} // namespace

void add_house_commands(CLI::App& app, HouseOptions& options) {
    add_init_and_publish(app, options);
    add_proofs(app, options);
    add_retirement(app, options);
    add_copies(app, options);
    add_accounts_and_outbox(app, options);
    add_serve(app, options.serve);
    add_config(app, options);
}

std::optional<Command> house_command(const CLI::App& app, HouseOptions options) {
    if (app.got_subcommand("init")) return Command(std::move(options.init));
    if (app.got_subcommand("publish")) return Command(std::move(options.publish));
    if (app.got_subcommand("verify")) return Command(std::move(options.verify));
    if (app.got_subcommand("rebuild")) return Command(std::move(options.rebuild));
    if (app.got_subcommand("retire")) return Command(std::move(options.retire));
    if (app.got_subcommand("backup")) return Command(std::move(options.backup));
    if (app.got_subcommand("restore")) return Command(std::move(options.restore));
    if (app.got_subcommand("password")) return Command(std::move(options.password));
    if (app.got_subcommand("token")) return Command(std::move(options.token));
    if (app.got_subcommand("outbox")) return Command(std::move(options.outbox));
    if (app.got_subcommand("serve")) return Command(std::move(options.serve));
    if (app.got_subcommand("rotate")) return Command(std::move(options.rotate));
    if (app.got_subcommand("config")) {
        if (app.get_subcommand("config")->got_subcommand("example")) return Command(ConfigExampleOptions{});
        return Command(std::move(options.config_check));
    }
    return std::nullopt;
}

} // namespace assent::app
