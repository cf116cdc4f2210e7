#include <fmt/format.h>

#include "app/config_text.hpp"
#include "app/configuration.hpp"
#include "app/house_commands.hpp"
#include "http/tls.hpp"

namespace assent::app {

ExitCode run(const ConfigCheckOptions& options, Console& console) {
    const Configuration configuration = configure({options.file, assent_environment(), {}});
    console.list(configuration.findings);
    if (configuration.findings.has_errors()) return code_of(configuration.findings);
    console.say(shown(configuration));
    console.flush();
    const HouseSettings& house = configuration.house;
    const DataFolder folder(house.data, house.keys);
    folder.check();
    folder.check_kind(house.training);
    if (house.server.tls) http::read_tls(*house.server.tls);
    console.say(fmt::format("\n{}: the server would start with this\n",
                            configuration.file.empty() ? "no file" : configuration.file));
    return ExitCode::Fine;
}

ExitCode run(const ConfigExampleOptions&, Console& console) {
    console.say(example_file());
    return ExitCode::Fine;
}

} // namespace assent::app
