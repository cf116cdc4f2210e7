#include "app/house_command_line.hpp"

namespace assent::app {
namespace {

void add_data(CLI::App* command, std::string& data) {
    command->add_option("--data", data, "The folder that `assent init` made")->required();
}

void add_init_and_publish(CLI::App& app, HouseOptions& options) {
    CLI::App* init = add_command(app, "init", "Make the folder in which a server keeps everything",
                                 "Makes a store, a folder of documents, and the keys that are this server's\n"
                                 "own. What is there already stays as it is. No backup ever holds the keys:\n"
                                 "keep a copy of them elsewhere.\n\n"
                                 "Example: assent init /srv/assent\n");
    init->add_option("folder", options.init.data, "Where to make it")->required();
    CLI::App* publish =
        add_command(app, "publish", "Publish programs to a server",
                    "Checks every program at or below each folder and keeps each version in the\n"
                    "store by its hash, with its lists, calendars, templates and the rules it\n"
                    "includes. New cases begin under what was published last; a case that has\n"
                    "begun stays under its version. With a mistake in one, nothing is published.\n\n"
                    "Example: assent publish programs --data /srv/assent\n");
    publish->add_option("folder", options.publish.folders, "A version, a program, or any folder above")
        ->required();
    add_data(publish, options.publish.data);
}

void add_proofs(CLI::App& app, HouseOptions& options) {
    CLI::App* verify =
        add_command(app, "verify", "Look at everything a server keeps, and tell what is wrong",
                    "Checks every event against the one before it, the signed checkpoints, that\n"
                    "worklists, alarms and outbox are what the log says, and that each document\n"
                    "can be read and is what its name says. It changes nothing, and may run\n"
                    "beside the server. With --checkpoint, a log whose end was cut off shows.\n\n"
                    "Example: assent verify --data /srv/assent --checkpoint checkpoint.json\n");
    add_data(verify, options.verify.data);
    verify->add_option("--checkpoint", options.verify.checkpoint, "A checkpoint that was kept elsewhere");
    CLI::App* rebuild =
        add_command(app, "rebuild", "Make worklists, alarms and outbox again from the log",
                    "Switch the server off first. The log stays as it is, and nothing is sent.\n\n"
                    "Example: assent rebuild --data /srv/assent\n");
    add_data(rebuild, options.rebuild.data);
}

void add_copies(CLI::App& app, HouseOptions& options) {
    CLI::App* backup = add_command(app, "backup", "Copy a server's data while it runs",
                                   "Writes the store as it is at one moment, the documents, and a signed\n"
                                   "checkpoint into a new folder. The keys are not in it.\n\n"
                                   "Example: assent backup /backups/monday --data /srv/assent\n");
    backup->add_option("to", options.backup.to, "A folder that is not there yet")->required();
    add_data(backup, options.backup.data);
    CLI::App* restore =
        add_command(app, "restore", "Put a backup in place, and verify it",
                    "Needs a folder with the keys that belong to the backup and no store in it:\n"
                    "make it with `assent init`, put the keys back, and delete the empty store.\n\n"
                    "Example: assent restore /backups/monday --data /srv/assent\n");
    restore->add_option("from", options.restore.from, "The folder of the backup")->required();
    add_data(restore, options.restore.data);
    CLI::App* rotate =
        add_command(app, "rotate", "Encrypt the documents under the newest key",
                    "Put the new key into keys/documents.key as its first line, run this, and take\n"
                    "the old key out when nothing is left under it. It may run beside the server,\n"
                    "and goes on where it was broken off.\n\n"
                    "Example: assent rotate --data /srv/assent\n");
    add_data(rotate, options.rotate.data);
}

void add_server(CLI::App& app, HouseOptions& options) {
    CLI::App* password =
        add_command(app, "password", "Give an account the password with which it signs in",
                    "Reads the password from standard input: typed unseen, or piped. Every session of the\n"
                    "account ends.\n\n"
                    "Example: assent password ana --data /srv/assent\n");
    password->add_option("person", options.password.person, "The account")->required();
    add_data(password, options.password.data);
    CLI::App* token =
        add_command(app, "token", "Give an account a secret with which programs sign in",
                    "Shows the secret once; the server keeps only its digest. A new one of the same name\n"
                    "takes the place of the old, and --end ends it.\n\n"
                    "Example: assent token clerk-7 --data /srv/assent\n");
    token->add_option("person", options.token.person, "The account")->required();
    token->add_option("--name", options.token.name, "What it is for");
    token->add_flag("--end", options.token.end, "End the one of that name");
    add_data(token, options.token.data);
    CLI::App* serve =
        add_command(app, "serve", "Run the server",
                    "Answers the interface under /api/v1, lets time pass over cases, and puts what is\n"
                    "owed into the folder `outgoing`. Plain HTTP is for this machine alone, or for a\n"
                    "proxy in front; with a certificate it speaks TLS. SIGTERM stops it: what was\n"
                    "accepted is answered first.\n\n"
                    "Example: assent serve --data /srv/assent --port 8080\n");
    add_data(serve, options.serve.data);
    serve->add_option("--address", options.serve.address, "Where to listen");
    serve->add_option("--port", options.serve.port, "0: any that is free");
    CLI::Option* key =
        serve->add_option("--key", options.serve.key, "The private key of the certificate, PEM");
    serve->add_option("--certificate", options.serve.certificate, "The certificate with its chain, PEM")
        ->needs(key);
    serve->add_flag("--behind-proxy", options.serve.behind_proxy, "Whoever connects is our own proxy");
    serve->add_option("--clock", options.serve.clock,
                      "For trying things out: the moment at which its clock begins");
}

} // namespace

void add_house_commands(CLI::App& app, HouseOptions& options) {
    add_init_and_publish(app, options);
    add_proofs(app, options);
    add_copies(app, options);
    add_server(app, options);
}

std::optional<Command> house_command(const CLI::App& app, HouseOptions options) {
    if (app.got_subcommand("init")) return Command(std::move(options.init));
    if (app.got_subcommand("publish")) return Command(std::move(options.publish));
    if (app.got_subcommand("verify")) return Command(std::move(options.verify));
    if (app.got_subcommand("rebuild")) return Command(std::move(options.rebuild));
    if (app.got_subcommand("backup")) return Command(std::move(options.backup));
    if (app.got_subcommand("restore")) return Command(std::move(options.restore));
    if (app.got_subcommand("password")) return Command(std::move(options.password));
    if (app.got_subcommand("token")) return Command(std::move(options.token));
    if (app.got_subcommand("serve")) return Command(std::move(options.serve));
    if (app.got_subcommand("rotate")) return Command(std::move(options.rotate));
    return std::nullopt;
}

} // namespace assent::app
