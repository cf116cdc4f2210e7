// The one table of the server's options. docs/operations.md shows it, and a test compares the two.

#include <unistd.h>

#include <array>

#include "app/house_settings.hpp"
#include "app/server_option.hpp"
#include "http/body_reader.hpp"

namespace assent::app {
namespace {

using Value = OptionValue;
using Settings = HouseSettings;
using enum OptionKind;

std::size_t size(const Value& value) { return static_cast<std::size_t>(value.number); }
std::chrono::milliseconds time(const Value& value) { return std::chrono::milliseconds(value.number); }

constexpr std::int64_t kib = 1024, mib = 1024 * kib, gib = 1024 * mib;
constexpr std::int64_t second = 1'000, minute = 60 * second, hour = 60 * minute;

http::TlsFiles& tls(Settings& settings) {
    if (!settings.server.tls) settings.server.tls.emplace();
    return *settings.server.tls;
}

LogLevel level_of(std::string_view word) {
    using enum LogLevel;
    for (const LogLevel level : {Error, Warning, Debug}) {
        if (to_text(level) == word) return level;
    }
    return Info;
}

LogFormat format_of(std::string_view word) {
    const bool for_people = word == "text" || (word == "auto" && isatty(STDERR_FILENO) == 1);
    return for_people ? LogFormat::Text : LogFormat::Json;
}

mail::Security security_of(std::string_view word) {
    if (word == "none") return mail::Security::None;
    return word == "tls" ? mail::Security::Tls : mail::Security::StartTls;
}

constexpr std::array options{
    ServerOption{.key = "data",
                 .kind = Path,
                 .example = "/srv/assent",
                 .sentence = "The folder that `assent init` made, in which the server keeps everything.",
                 .put = [](const Value& v, Settings& s) { s.data = v.text; },
                 .flag = "--data"},
    ServerOption{.key = "keys",
                 .kind = Path,
                 .example = "/etc/assent/keys",
                 .sentence = "The folder of `checkpoint.key` and `documents.key`; `keys` in the data folder "
                             "when nothing is said.",
                 .put = [](const Value& v, Settings& s) { s.keys.folder = v.text; }},
    ServerOption{
        .key = "documents_keys",
        .kind = Secret,
        .example = "64 hexadecimal digits",
        .sentence = "The keys of the documents themselves, the newest first, instead of `documents.key`.",
        .put = [](const Value& v, Settings& s) { s.keys.documents = v.text; },
        .in_file = false},
    ServerOption{.key = "checkpoint_key",
                 .kind = Secret,
                 .example = "64 hexadecimal digits",
                 .sentence = "The key itself that signs checkpoints, instead of `checkpoint.key`.",
                 .put = [](const Value& v, Settings& s) { s.keys.checkpoint = v.text; },
                 .in_file = false},
    ServerOption{.key = "outgoing",
                 .kind = Path,
                 .example = "/srv/outgoing",
                 .sentence = "Where what leaves by letter, e-mail, fax or transmission is put; `outgoing` in "
                             "the data folder when nothing is said.",
                 .put = [](const Value& v, Settings& s) { s.outgoing = v.text; }},
    ServerOption{.key = "training",
                 .kind = Truth,
                 .standard = "false",
                 .example = "true",
                 .sentence =
                     "A training copy is served: made-up people and cases in a folder of `assent init "
                     "--training`, with a clock that its pages set.",
                 .put = [](const Value& v, Settings& s) { s.training = v.number != 0; },
                 .flag = "--training"},
    ServerOption{.key = "clock",
                 .kind = Moment,
                 .example = "2026-11-30T15:00:00Z",
                 .sentence = "Of a training copy alone: the moment that its clock is set to when it starts.",
                 .put = [](const Value& v, Settings& s) { s.clock = http::parse_moment(v.text); },
                 .flag = "--clock"},
    ServerOption{.key = "server.address",
                 .kind = Text,
                 .standard = "127.0.0.1",
                 .example = "0.0.0.0",
                 .sentence = "The IP address on which it listens; 0.0.0.0 or :: for all of this machine.",
                 .put = [](const Value& v, Settings& s) { s.server.address = v.text; },
                 .flag = "--address"},
    ServerOption{
        .key = "server.port",
        .kind = Whole,
        .standard = "8080",
        .example = "8443",
        .sentence = "The port on which it listens; 0 takes any that is free.",
        .put = [](const Value& v, Settings& s) { s.server.port = static_cast<std::uint16_t>(v.number); },
        .flag = "--port",
        .least = 0,
        .most = 65'535},
    ServerOption{.key = "server.certificate",
                 .kind = Path,
                 .example = "/etc/assent/chain.pem",
                 .sentence = "The certificate with which it speaks TLS, PEM, its own first, then the chain. "
                             "SIGHUP has it read again.",
                 .put = [](const Value& v, Settings& s) { tls(s).certificate_chain = v.text; },
                 .flag = "--certificate"},
    ServerOption{.key = "server.key",
                 .kind = Path,
                 .example = "/etc/assent/key.pem",
                 .sentence = "The private key of the certificate, PEM, without a passphrase.",
                 .put = [](const Value& v, Settings& s) { tls(s).private_key = v.text; },
                 .flag = "--key"},
    ServerOption{.key = "server.behind_proxy",
                 .kind = Truth,
                 .standard = "false",
                 .example = "true",
                 .sentence = "Whoever connects is our own proxy, which speaks TLS for us: what it says in "
                             "X-Forwarded-For, X-Forwarded-Proto and X-Request-Id is believed.",
                 .put = [](const Value& v, Settings& s) { s.server.behind_proxy = v.number == 1; },
                 .flag = "--behind-proxy"},
    ServerOption{
        .key = "server.allow_plain",
        .kind = Truth,
        .standard = "false",
        .example = "true",
        .sentence = "Plain HTTP also on an address that others reach; they can read what members send.",
        .put = [](const Value& v, Settings& s) { s.server.allow_plain = v.number == 1; },
        .flag = "--allow-plain"},
    ServerOption{.key = "server.public_address",
                 .kind = Text,
                 .example = "https://assent.example.org",
                 .sentence = "The address of the portal as its readers know it, for mails and for the codes "
                             "in letters to members.",
                 .put = [](const Value& v, Settings& s) { s.mail.public_address = v.text; }},
    ServerOption{.key = "server.stop_within",
                 .kind = Time,
                 .standard = "30 s",
                 .example = "10 s",
                 .sentence = "How long a stop waits for what was accepted to be answered.",
                 .put = [](const Value& v, Settings& s) { s.stop_within = time(v); },
                 .least = 0,
                 .most = hour},
    ServerOption{.key = "limits.body",
                 .kind = Bytes,
                 .standard = "4 MiB",
                 .example = "16 MiB",
                 .sentence = "The largest body of a request.",
                 .put = [](const Value& v, Settings& s) { s.server.max_body = size(v); },
                 .least = kib,
                 .most = gib},
    ServerOption{.key = "limits.files",
                 .kind = Bytes,
                 .standard = "32 MiB",
                 .example = "100 MiB",
                 .sentence = "The largest form with files, of somebody who is signed in.",
                 .put = [](const Value& v, Settings& s) { s.server.max_files = size(v); },
                 .least = kib,
                 .most = gib},
    ServerOption{.key = "limits.head",
                 .kind = Bytes,
                 .standard = "16 KiB",
                 .example = "32 KiB",
                 .sentence = "The largest head of a request, all its lines together.",
                 .put = [](const Value& v, Settings& s) { s.server.max_header = size(v); },
                 .least = kib,
                 .most = mib},
    ServerOption{.key = "limits.headers",
                 .kind = Whole,
                 .standard = "100",
                 .example = "200",
                 .sentence = "The most headers of a request.",
                 .put = [](const Value& v, Settings& s) { s.server.max_headers = size(v); },
                 .least = 1,
                 .most = 10'000},
    ServerOption{.key = "limits.head_time",
                 .kind = Time,
                 .standard = "10 s",
                 .example = "5 s",
                 .sentence = "How long the head of a request may take to arrive, and the handshake of TLS.",
                 .put = [](const Value& v, Settings& s) { s.server.header_timeout = time(v); },
                 .least = 100,
                 .most = hour},
    ServerOption{.key = "limits.body_time",
                 .kind = Time,
                 .standard = "30 s",
                 .example = "2 min",
                 .sentence = "How long the body of a request may take to arrive.",
                 .put = [](const Value& v, Settings& s) { s.server.body_timeout = time(v); },
                 .least = 100,
                 .most = hour},
    ServerOption{
        .key = "limits.idle_time",
        .kind = Time,
        .standard = "1 min",
        .example = "15 s",
        .sentence =
            "How long a connection may rest between requests, and a client take nothing of its answer.",
        .put = [](const Value& v, Settings& s) { s.server.idle_timeout = time(v); },
        .least = 100,
        .most = hour},
    ServerOption{.key = "limits.connections",
                 .kind = Whole,
                 .standard = "10000",
                 .example = "2000",
                 .sentence = "The most connections at once; each needs a file of the process.",
                 .put = [](const Value& v, Settings& s) { s.server.max_connections = size(v); },
                 .least = 1,
                 .most = 1'000'000},
    ServerOption{.key = "limits.requests_a_minute",
                 .kind = Whole,
                 .standard = "0",
                 .example = "600",
                 .sentence = "The most requests of one address in a minute; 0 is as many as it likes.",
                 .put = [](const Value& v, Settings& s) { s.server.requests_a_minute = size(v); },
                 .least = 0,
                 .most = 1'000'000},
    ServerOption{.key = "limits.workers",
                 .kind = Whole,
                 .standard = "64",
                 .example = "128",
                 .sentence = "The most requests that are handled at once.",
                 .put = [](const Value& v, Settings& s) { s.server.workers = size(v); },
                 .least = 1,
                 .most = 1'024},
    ServerOption{.key = "limits.waiting",
                 .kind = Whole,
                 .standard = "1000",
                 .example = "5000",
                 .sentence = "The most requests that wait for a worker; those beyond are told to come again.",
                 .put = [](const Value& v, Settings& s) { s.server.backlog = size(v); },
                 .least = 0,
                 .most = 100'000},
    ServerOption{.key = "limits.network_threads",
                 .kind = Whole,
                 .standard = "2",
                 .example = "4",
                 .sentence = "The threads that move bytes.",
                 .put = [](const Value& v, Settings& s) { s.server.io_threads = size(v); },
                 .least = 1,
                 .most = 64},
    ServerOption{.key = "mail.server",
                 .kind = Text,
                 .example = "smtp.example.org",
                 .sentence =
                     "The server to which e-mail is handed; without one it is put into `outgoing`, and "
                     "nobody can ask for a new password by mail.",
                 .put = [](const Value& v, Settings& s) { s.mail.server = v.text; }},
    ServerOption{
        .key = "mail.port",
        .kind = Whole,
        .standard = "587",
        .example = "465",
        .sentence = "The port on which it takes mail.",
        .put = [](const Value& v, Settings& s) { s.mail.port = static_cast<std::uint16_t>(v.number); },
        .least = 1,
        .most = 65'535},
    ServerOption{.key = "mail.security",
                 .kind = Choice,
                 .standard = "starttls",
                 .example = "tls",
                 .sentence =
                     "starttls begins plain and goes on only under TLS; tls is it from the first byte; "
                     "none is for a server on this machine.",
                 .put = [](const Value& v, Settings& s) { s.mail.security = security_of(v.text); },
                 .choices = "starttls tls none"},
    ServerOption{.key = "mail.user",
                 .kind = Text,
                 .example = "assent",
                 .sentence = "As whom we sign in there; without one we do not.",
                 .put = [](const Value& v, Settings& s) { s.mail.user = v.text; }},
    ServerOption{.key = "mail.password",
                 .kind = Secret,
                 .example = "a long word of chance",
                 .sentence = "The password of that user.",
                 .put = [](const Value& v, Settings& s) { s.mail.password = v.text; }},
    ServerOption{.key = "mail.from",
                 .kind = Text,
                 .example = "assent@example.org",
                 .sentence = "The address from which e-mail comes.",
                 .put = [](const Value& v, Settings& s) { s.mail.from = v.text; }},
    ServerOption{.key = "mail.authorities",
                 .kind = Path,
                 .example = "/etc/assent/mail-ca.pem",
                 .sentence = "Certificates, PEM, on which that of the mail server may rest, instead of those "
                             "that the system trusts.",
                 .put = [](const Value& v, Settings& s) { s.mail.authorities = v.text; }},
    ServerOption{.key = "log.level",
                 .kind = Choice,
                 .standard = "info",
                 .example = "warning",
                 .sentence = "The least urgent events that are told; a line for each request is `info`.",
                 .put = [](const Value& v, Settings& s) { s.log.level = level_of(v.text); },
                 .choices = "error warning info debug"},
    ServerOption{.key = "log.format",
                 .kind = Choice,
                 .standard = "auto",
                 .example = "json",
                 .sentence = "A line of JSON for each event, or plain text; auto is text on a terminal.",
                 .put = [](const Value& v, Settings& s) { s.log.format = format_of(v.text); },
                 .choices = "auto json text"},
    ServerOption{.key = "metrics.token",
                 .kind = Secret,
                 .example = "a long word of chance",
                 .sentence = "Who sends it as `Authorization: Bearer TOKEN` is shown `/metrics` from "
                             "anywhere; without one, only this machine is.",
                 .put = [](const Value& v, Settings& s) { s.metrics_token = v.text; },
                 .least = 16},
    ServerOption{
        .key = "openid.issuer",
        .kind = Text,
        .example = "https://login.example.org",
        .sentence = "The provider of OpenID Connect by which people may sign in, as it calls itself.",
        .put = [](const Value& v, Settings& s) { s.open_id.issuer = v.text; }},
    ServerOption{.key = "openid.client_id",
                 .kind = Text,
                 .example = "assent",
                 .sentence = "By what the provider knows this server.",
                 .put = [](const Value& v, Settings& s) { s.open_id.client = v.text; }},
    ServerOption{.key = "openid.client_secret",
                 .kind = Secret,
                 .example = "what the provider gave",
                 .sentence = "The secret that the provider gave with it; none for a public client.",
                 .put = [](const Value& v, Settings& s) { s.open_id.secret = v.text; },
                 .least = 8},
    ServerOption{.key = "openid.account_claim",
                 .kind = Text,
                 .standard = "sub",
                 .example = "preferred_username",
                 .sentence = "The claim of the ID token that is the name of an account here.",
                 .put = [](const Value& v, Settings& s) { s.open_id.claim = v.text; }},
    ServerOption{.key = "openid.label",
                 .kind = Text,
                 .standard = "Single sign-on",
                 .example = "Sign in with Example Health",
                 .sentence = "What stands on the button of the sign-in page.",
                 .put = [](const Value& v, Settings& s) { s.open_id.label = v.text; }},
    ServerOption{.key = "retention.years",
                 .kind = Whole,
                 .example = "10",
                 .sentence = "For how many years what is recorded of a case is kept after it came to rest, "
                             "until `assent retire` removes it; when nothing is said, nothing ever is.",
                 .put = [](const Value& v, Settings& s) { s.retention_years = v.number; },
                 .least = 1,
                 .most = 100},
};

} // namespace

std::span<const ServerOption> server_options() { return options; }

} // namespace assent::app
