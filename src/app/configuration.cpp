#include "app/configuration.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "app/config_file.hpp"
#include "base/text.hpp"
#include "catalog/file_text.hpp"

namespace assent::app {
namespace {

constexpr std::string_view prefix = "ASSENT_";
constexpr std::string_view file_variable = "ASSENT_CONFIG";

bool fits(OptionKind kind, Written form) {
    if (kind == OptionKind::Whole) return form == Written::Whole;
    if (kind == OptionKind::Truth) return form == Written::Truth;
    if (kind == OptionKind::Bytes && form == Written::Whole) return true;
    return form == Written::Text;
}

class Configurer {
public:
    explicit Configurer(const Told& told) : told_(told) {
        for (const ServerOption& option : server_options()) {
            Setting setting{&option, {}, Origin::Standard, {}};
            if (!option.standard.empty()) setting.value = read_option(option, option.standard).value();
            made_.settings.push_back(std::move(setting));
        }
    }

    Configuration configured() {
        read_file();
        read_environment();
        read_flags();
        made_.findings.sort();
        if (made_.findings.has_errors()) return std::move(made_);
        for (const Setting& setting : made_.settings) {
            if (!setting.value.text.empty()) setting.option->put(setting.value, made_.house);
        }
        check_together();
        return std::move(made_);
    }

private:
    Setting& setting(const ServerOption& option) {
        return made_.settings[static_cast<std::size_t>(&option - server_options().data())];
    }
    const Setting& setting(std::string_view key) { return setting(*find(key)); }

    static const ServerOption* find(std::string_view key) {
        const auto all = server_options();
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.key == key; });
        return found == all.end() ? nullptr : &*found;
    }

    static bool is_section(std::string_view key) {
        const auto all = server_options();
        return std::any_of(all.begin(), all.end(), [&](const auto& one) { return section_of(one) == key; });
    }

    void read_file() {
        const auto variable = told_.environment.find(std::string(file_variable));
        made_.file =
            told_.file.empty() && variable != told_.environment.end() ? variable->second : told_.file;
        if (made_.file.empty()) return;
        auto written = read_config_text(catalog::file_text(made_.file), made_.file);
        if (!written) return made_.findings.append(std::move(written.error()));
        for (const WrittenValue& value : *written) take_written(value);
    }

    void take_written(const WrittenValue& value) {
        if (value.form == Written::Section && is_section(value.key)) return;
        const ServerOption* option = find(value.key);
        if (!option) return tell_unknown(value);
        const bool fitting = fits(option->kind, value.form);
        if (!option->in_file) {
            made_.findings.error(value.key_at, fmt::format("`{}` does not belong into a file", value.key),
                                 fmt::format("set {} in the environment", environment_name(*option)));
        } else if (!fitting || !take(*option, value.text, {Origin::File, value.at})) {
            made_.findings.error(
                value.at, mistake(*option),
                fmt::format("write {} = {}", name_of(*option), in_file_text(*option, option->example)));
        } else if (option->kind == OptionKind::Secret) {
            warn_of_readers(value);
        }
    }

    void tell_unknown(const WrittenValue& value) {
        std::vector<std::string> keys;
        for (const ServerOption& option : server_options()) keys.emplace_back(option.key);
        std::string hint = base::did_you_mean(value.key, keys);
        if (hint.empty()) hint = "`assent config example` shows every option";
        made_.findings.error(value.key_at, fmt::format("there is no option `{}`", value.key),
                             std::move(hint));
    }

    void warn_of_readers(const WrittenValue& value) {
        std::error_code ignored;
        const auto readable = std::filesystem::status(made_.file, ignored).permissions();
        if ((readable & std::filesystem::perms::others_read) == std::filesystem::perms::none) return;
        made_.findings.warning(value.key_at,
                               fmt::format("everybody on this machine can read `{}`", value.key),
                               "chmod o-r the file, or set it in the environment");
    }

    void read_environment() {
        std::vector<std::string> names{std::string(file_variable)};
        for (const ServerOption& option : server_options()) {
            names.push_back(environment_name(option));
            const auto value = told_.environment.find(names.back());
            if (value == told_.environment.end() || value->second.empty()) continue;
            const base::Place place{names.back(), 0, 0, {}};
            if (take(option, value->second, {Origin::Environment, place})) continue;
            made_.findings.error(place, mistake(option),
                                 fmt::format("write {}={}", names.back(), option.example));
        }
        for (const auto& [name, value] : told_.environment) {
            if (std::find(names.begin(), names.end(), name) != names.end()) continue;
            made_.findings.warning({name, 0, 0, {}}, "no option has this name",
                                   base::did_you_mean(name, names));
        }
    }

    void read_flags() {
        for (const auto& [key, value] : told_.flags) {
            const ServerOption& option = *find(key);
            const base::Place place{std::string(option.flag), 0, 0, {}};
            if (take(option, value, {Origin::CommandLine, place})) continue;
            made_.findings.error(place, mistake(option),
                                 fmt::format("write {} {}", option.flag, option.example));
        }
    }

    struct From {
        Origin origin;
        base::Place place;
    };

    bool take(const ServerOption& option, std::string_view text, From from) {
        auto value = read_option(option, text);
        if (!value) return false;
        setting(option) = {&option, std::move(*value), from.origin, std::move(from.place)};
        return true;
    }

    static std::string mistake(const ServerOption& option) {
        return fmt::format("`{}` is to be {}", option.key, taken_by(option));
    }

    // What only several options together can be wrong about.
    void check_together() {
        const Setting& certificate = setting("server.certificate");
        const Setting& key = setting("server.key");
        const bool with_certificate = !certificate.value.text.empty(), with_key = !key.value.text.empty();
        if (with_certificate != with_key) {
            made_.findings.error(
                (with_certificate ? certificate : key).place,
                with_certificate ? "a certificate needs its key" : "a key needs its certificate",
                with_certificate ? "say `server.key`, too" : "say `server.certificate`, too");
        } else if (const auto why = http::unfit(made_.house.server)) {
            made_.findings.error(setting("server.address").place, *why);
        }
        check_open_id();
        check_training();
        if (const mail::Unfit mail = mail::unfit(made_.house.mail); !mail.option.empty())
            made_.findings.error(setting(mail.option).place, mail.why, mail.instead);
        if (made_.house.data.empty())
            made_.findings.error(made_.file.empty() ? base::Place{} : base::Place{made_.file, 0, 0, {}},
                                 "nobody says where the server's folder is",
                                 "write --data FOLDER, ASSENT_DATA=FOLDER, or data = \"FOLDER\" in the file "
                                 "for --config");
    }

    void check_open_id() {
        const Setting& issuer = setting("openid.issuer");
        const Setting& client = setting("openid.client_id");
        const bool with_issuer = !issuer.value.text.empty(), with_client = !client.value.text.empty();
        if (with_issuer != with_client) {
            made_.findings.error((with_issuer ? issuer : client).place,
                                 with_issuer ? "a provider has to know this server" : "nobody is trusted so",
                                 with_issuer ? "say `openid.client_id`, too" : "say `openid.issuer`, too");
        } else if (with_issuer && !portal::is_fit_to_fetch(issuer.value.text)) {
            made_.findings.error(issuer.place,
                                 "`openid.issuer` is to be an address that begins with https://",
                                 "write it as the provider does; http:// is for this machine alone");
        }
    }

    // Nobody real is written to about what is made up, and no real clock is set.
    void check_training() {
        const HouseSettings& house = made_.house;
        if (house.clock && !house.training)
            made_.findings.error(setting("clock").place, "the clock of a training copy alone can be set",
                                 "write --training, too, or leave it out");
        if (!house.training) return;
        if (!house.outgoing.empty())
            made_.findings.error(setting("outgoing").place,
                                 "what a training copy owes stays in its own folder", "leave `outgoing` out");
        const bool here = house.mail.server == "localhost" || house.mail.server == "127.0.0.1" ||
                          house.mail.server == "::1";
        if (house.mail.is_on() && !here)
            made_.findings.error(setting("mail.server").place, "no mail leaves a training copy",
                                 "leave `mail.server` out, or name one on this machine: 127.0.0.1");
    }

    const Told& told_;
    Configuration made_;
};

std::string origin_text(const Setting& setting) {
    switch (setting.origin) {
        case Origin::Standard: return "";
        case Origin::File: return fmt::format("{}:{}", setting.place.file, setting.place.line);
        default: return setting.place.file;
    }
}

std::string value_text(const Setting& setting) {
    if (setting.value.text.empty()) return "-";
    if (setting.option->kind == OptionKind::Secret) return "(secret)";
    return setting.value.text;
}

} // namespace

std::map<std::string, std::string> assent_environment() {
    std::map<std::string, std::string> found;
    for (char** variable = environ; variable && *variable; ++variable) {
        const std::string_view text = *variable;
        const std::size_t equals = text.find('=');
        if (text.starts_with(prefix) && equals != std::string_view::npos)
            found.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return found;
}

Configuration configure(const Told& told) { return Configurer(told).configured(); }

ExitCode code_of(const base::Diagnostics& findings) {
    const auto first = std::find_if(findings.begin(), findings.end(), [](const base::Diagnostic& one) {
        return one.severity == base::Severity::Error;
    });
    if (first == findings.end()) return ExitCode::Fine;
    const std::string& place = first->place.file;
    return place.empty() || place.starts_with("--") ? ExitCode::WrongUsage : ExitCode::WrongInput;
}

std::string shown(const Configuration& configuration) {
    std::string text;
    for (const Setting& setting : configuration.settings) {
        const std::string origin = origin_text(setting);
        text += fmt::format("{:<26}{:<28}{}\n", setting.option->key, value_text(setting),
                            origin.empty() ? "default" : origin);
    }
    return text;
}

} // namespace assent::app
