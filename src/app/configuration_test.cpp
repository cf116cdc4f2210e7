#include "app/configuration.hpp"

#include <doctest/doctest.h>

#include <set>

#include "app/config_text.hpp"
#include "base/text.hpp"
#include "catalog/file_text.hpp"
#include "catalog/temporary_folder_test.hpp"

namespace assent::app {
namespace {

using namespace std::chrono_literals;

struct Written {
    catalog::TemporaryFolder folder;
    std::string file;

    explicit Written(std::string_view text) : file(folder.write("assent.toml", text).string()) {
        std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    }

    Configuration told(std::map<std::string, std::string> environment = {},
                       std::map<std::string, std::string> flags = {}) const {
        return configure({file, std::move(environment), std::move(flags)});
    }

    // Each mistake as "line:column message; hint".
    std::vector<std::string> mistakes() const {
        std::vector<std::string> all;
        const Configuration configuration = told();
        for (const base::Diagnostic& one : configuration.findings)
            all.push_back(std::to_string(one.place.line) + ":" + std::to_string(one.place.column) + " " +
                          one.message + "; " + one.hint);
        return all;
    }
};

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("The command line stands above the environment, that above the file, and that above the default") {
    const Written written("data = \"/file\"\nserver.port = 1\nlimits.workers = 1\n");
    const auto configuration =
        written.told({{"ASSENT_SERVER_PORT", "2"}, {"ASSENT_DATA", "/environment"}}, {{"server.port", "3"}});
    REQUIRE(configuration.findings.empty());
    CHECK(configuration.house.server.port == 3);
    CHECK(configuration.house.data == "/environment");
    CHECK(configuration.house.server.workers == 1);
    CHECK(configuration.house.server.max_headers == 100);
    const std::string text = shown(configuration);
    CHECK(text.find("server.port               3                           --port\n") != std::string::npos);
    CHECK(text.find("data                      /environment                ASSENT_DATA\n") !=
          std::string::npos);
    CHECK(text.find(written.file + ":3\n") != std::string::npos);
    CHECK(text.find("limits.headers            100                         default\n") != std::string::npos);
}

TEST_CASE("Every mistake of a file is told with its place and what to write instead") {
    const Written written(
        "data = 7\n"
        "[server]\n"
        "prot = 8080\n"
        "port = \"8080\"\n"
        "behind_proxy = \"yes\"\n"
        "[limits]\n"
        "body = \"4 MB\"\n"
        "idle_time = 30\n"
        "workers = 1025\n"
        "[nothing]\n");
    CHECK(written.mistakes() ==
          Lines{"1:8 `data` is to be a path; write data = \"/srv/assent\"",
                "3:1 there is no option `server.prot`; did you mean `server.port`?",
                "4:8 `server.port` is to be a whole number from 0 to 65535; write port = 8443",
                "5:16 `server.behind_proxy` is to be true or false; write behind_proxy = true",
                "7:8 `limits.body` is to be a size from 1 KiB to 1 GiB; write body = \"16 MiB\"",
                "8:13 `limits.idle_time` is to be a time from 100 ms to 1 h; write idle_time = \"15 s\"",
                "9:11 `limits.workers` is to be a whole number from 1 to 1024; write workers = 128",
                "10:2 there is no option `nothing`; `assent config example` shows every option"});
    CHECK(code_of(written.told().findings) == ExitCode::WrongInput);
    const Written broken("data = \n");
    REQUIRE(broken.mistakes().size() == 1);
    CHECK(broken.mistakes()[0].starts_with("1:8 this is no TOML: "));
}

TEST_CASE("What the environment and the command line say is checked, and a name that nobody has is told") {
    const Written written("data = \"/srv\"\n");
    const auto environment = written.told({{"ASSENT_SERVER_PORT", "65536"}, {"ASSENT_SERVER_PROT", "1"}});
    REQUIRE(environment.findings.size() == 2);
    CHECK(base::to_text(environment.findings) ==
          "ASSENT_SERVER_PORT: error: `server.port` is to be a whole number from 0 to 65535\n"
          "    write ASSENT_SERVER_PORT=8443\n"
          "ASSENT_SERVER_PROT: warning: no option has this name\n"
          "    did you mean `ASSENT_SERVER_PORT`?\n");
    CHECK(code_of(environment.findings) == ExitCode::WrongInput);
    CHECK(code_of(written.told({}, {{"server.port", "x"}}).findings) == ExitCode::WrongUsage);
    CHECK(written.told({{"ASSENT_SERVER_PORT", ""}}).findings.empty()); // as if it were not there
    CHECK(configure({"", {{"ASSENT_CONFIG", written.file}}, {}}).house.data == "/srv");
    CHECK(configure({}).findings.has_errors()); // nobody says where the data are
}

TEST_CASE("A provider of OpenID Connect is asked by https, and has to know this server") {
    const auto mistakes = [](const std::string& options) {
        return Written("data = \"/srv\"\n[openid]\n" + options).mistakes();
    };
    const std::string issuer = "issuer = \"https://login.example.org\"\n",
                      client = "client_id = \"assent\"\n";
    CHECK(mistakes("").empty());
    CHECK(mistakes(issuer + client).empty());
    CHECK(mistakes("issuer = \"http://127.0.0.1:3000\"\n" + client).empty());
    CHECK(mistakes(issuer) == Lines{"3:10 a provider has to know this server; say `openid.client_id`, too"});
    CHECK(mistakes(client) == Lines{"3:13 nobody is trusted so; say `openid.issuer`, too"});
    CHECK(mistakes("issuer = \"http://login.example.org\"\n" + client) ==
          Lines{"3:10 `openid.issuer` is to be an address that begins with https://; write it as the "
                "provider does; "
                "http:// is for this machine alone"});
    const Written written("data = \"/srv\"\n[openid]\n" + issuer + client);
    const auto told = written.told({{"ASSENT_OPENID_CLIENT_SECRET", "not to be shown"}});
    CHECK(told.house.open_id.secret == "not to be shown");
    CHECK(told.house.open_id.claim == "sub");
    CHECK(shown(told).find("not to be shown") == std::string::npos);
    CHECK_FALSE(Written("data = \"/srv\"\n").told().house.open_id.is_used());
}

TEST_CASE("Options that contradict each other are refused") {
    const Written open("data = \"/srv\"\nserver.address = \"0.0.0.0\"\n");
    REQUIRE(open.mistakes().size() == 1);
    CHECK(open.mistakes()[0].starts_with("2:18 will not listen on 0.0.0.0 without TLS"));
    CHECK(open.told({}, {{"server.allow_plain", "true"}}).findings.empty());
    CHECK(open.told({}, {{"server.behind_proxy", "true"}}).findings.empty());
    CHECK(open.told({}, {{"server.certificate", "a"}, {"server.key", "b"}}).findings.empty());
    CHECK(code_of(open.told({}, {{"server.certificate", "a"}}).findings) == ExitCode::WrongUsage);
    CHECK(open.told({}, {{"server.address", "localhost"}}).findings.has_errors());
}

TEST_CASE("No secret is shown, and one that others can read is told") {
    const Written written("data = \"/srv\"\nmetrics.token = \"a-word-of-chance-1\"\n");
    const std::string keys = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    const auto configuration = written.told({{"ASSENT_DOCUMENTS_KEYS", keys}});
    CHECK(configuration.findings.empty());
    CHECK(configuration.house.metrics_token == "a-word-of-chance-1");
    CHECK(configuration.house.keys.documents == keys);
    CHECK(shown(configuration).find("chance") == std::string::npos);
    CHECK(shown(configuration).find("0011") == std::string::npos);
    using enum std::filesystem::perms;
    std::filesystem::permissions(written.file, owner_read | owner_write | group_read | others_read);
    CHECK(written.told().findings.size() == 1);
    CHECK_FALSE(written.told().findings.has_errors());
    const Written short_token("data = \"/srv\"\nmetrics.token = \"fifteen-letters\"\n");
    REQUIRE(short_token.mistakes().size() == 1);
    CHECK(short_token.mistakes()[0].find("fifteen") == std::string::npos);
    const Written in_file("data = \"/srv\"\ndocuments_keys = \"x\"\n");
    CHECK(in_file.mistakes() == Lines{"2:1 `documents_keys` does not belong into a file; set "
                                      "ASSENT_DOCUMENTS_KEYS in the environment"});
}

TEST_CASE("Sizes and times are written with their units, and shown in the largest that fits") {
    const Written written(
        "data = \"/srv\"\n[limits]\nbody = 2048\nhead = \"64KiB\"\nhead_time = \"1500 ms\"\n"
        "body_time = \"2min\"\n");
    const auto configuration = written.told();
    REQUIRE(configuration.findings.empty());
    CHECK(configuration.house.server.max_body == 2048);
    CHECK(configuration.house.server.max_header == 65'536);
    CHECK(configuration.house.server.header_timeout == 1500ms);
    CHECK(configuration.house.server.body_timeout == 2min);
    CHECK(shown(configuration).find("limits.body               2 KiB ") != std::string::npos);
    CHECK(shown(configuration).find("limits.body_time          2 min ") != std::string::npos);
    CHECK(shown(configuration).find("limits.head_time          1500 ms ") != std::string::npos);
    for (const char* wrong : {"\"1023 B\"", "\"2 GiB\"", "\"-1 KiB\"", "\"1 kib\"", "\"\"", "1.5",
                              "\"99999999999999999999 GiB\""})
        CHECK(Written("data = \"/srv\"\nlimits.body = " + std::string(wrong) + "\n").mistakes().size() == 1);
}

TEST_CASE("Every option is declared whole: names that are its own, and examples and defaults that it takes") {
    std::set<std::string> keys, names, flags;
    for (const ServerOption& option : server_options()) {
        CAPTURE(option.key);
        CHECK(keys.insert(std::string(option.key)).second);
        CHECK(names.insert(environment_name(option)).second);
        CHECK((option.flag.empty() || flags.insert(std::string(option.flag)).second));
        CHECK(option.sentence.ends_with("."));
        CHECK((option.standard.empty() || read_option(option, option.standard).has_value()));
        CHECK((option.standard.empty() || read_option(option, option.standard)->text == option.standard));
        CHECK(read_option(option, option.example).has_value());
        CHECK(option.example != option.standard);
    }
    CHECK(environment_name(server_options()[8]) == "ASSENT_SERVER_PORT");
}

TEST_CASE("What holds without an option is what the server was written for") {
    const http::ServerSettings ours = configure({{}, {{"ASSENT_DATA", "/srv"}}, {}}).house.server, plain;
    CHECK(ours.address == plain.address);
    CHECK(ours.max_body == plain.max_body);
    CHECK(ours.max_header == plain.max_header);
    CHECK(ours.max_headers == plain.max_headers);
    CHECK(ours.max_connections == plain.max_connections);
    CHECK(ours.requests_a_minute == plain.requests_a_minute);
    CHECK(ours.workers == plain.workers);
    CHECK(ours.backlog == plain.backlog);
    CHECK(ours.io_threads == plain.io_threads);
    CHECK(ours.header_timeout == plain.header_timeout);
    CHECK(ours.body_timeout == plain.body_timeout);
    CHECK(ours.idle_timeout == plain.idle_timeout);
    CHECK_FALSE(ours.tls.has_value());
    CHECK_FALSE(ours.behind_proxy);
    CHECK_FALSE(ours.allow_plain);
}

TEST_CASE("The example is a file without mistakes, also with everything in it taken at its word") {
    const std::string example = example_file();
    CHECK(Written(example).mistakes().empty());
    std::string all;
    for (const std::string_view line : base::split_lines(example)) {
        const bool option =
            line.starts_with("#") && line.find(" = ") != std::string_view::npos && line[1] != ' ';
        const bool clock = line.starts_with("#clock = "); // of a training copy, which has no `outgoing`
        all += std::string(line.substr(option && !clock ? 1 : 0)) + "\n";
    }
    const Written written(all);
    CHECK(written.mistakes().empty());
    std::size_t in_file = 0, taken = 0;
    for (const ServerOption& option : server_options()) in_file += option.in_file ? 1 : 0;
    for (const Setting& one : written.told().settings) taken += one.origin == Origin::File ? 1 : 0;
    CHECK(taken == in_file - 1);
}

TEST_CASE("The tables of the manual are those of the program") {
    const std::string manual = catalog::file_text(ASSENT_SOURCE_DIR "/docs/operations.md");
    CHECK_MESSAGE(manual.find(options_table()) != std::string::npos, options_table());
    CHECK_MESSAGE(manual.find(events_table()) != std::string::npos, events_table());
}

TEST_CASE("Nothing leaves a training copy: neither mail but to this machine, nor what it owes otherwise") {
    const std::map<std::string, std::string> training{{"training", "true"}, {"data", "/srv/copy"}};
    const auto mistakes = [&](std::map<std::string, std::string> environment) {
        const auto made = configure({"", std::move(environment), training});
        return base::to_text(made.findings);
    };
    const std::string from = "ASSENT_MAIL_FROM", server = "ASSENT_MAIL_SERVER";
    const std::string plain = "ASSENT_MAIL_SECURITY", public_address = "ASSENT_SERVER_PUBLIC_ADDRESS";
    const auto mail = [&](const std::string& to) {
        return mistakes(
            {{server, to}, {from, "a@b.example"}, {plain, "none"}, {public_address, "http://localhost"}});
    };
    CHECK(mail("smtp.example.org").find("no mail leaves a training copy") != std::string::npos);
    CHECK(mail("127.0.0.1").find("training") == std::string::npos);
    CHECK(mistakes({{"ASSENT_OUTGOING", "/srv/outgoing"}}).find("stays in its own folder") !=
          std::string::npos);
}

} // namespace assent::app
