#include <fmt/format.h>

#include "app/clock.hpp"
#include "app/data_folder.hpp"
#include "app/house_commands.hpp"
#include "desk/standing.hpp"

namespace assent::app {

// The account must be there: a token for nobody would let nobody in, and hide the mistake.
ExitCode run(const TokenOptions& options, Console& console) {
    const casework::PersonId person{options.person};
    store::SqliteStore store(options.server.folder().store_settings());
    if (!desk::identify(store, person)) {
        console.complain(
            fmt::format("there is no account `{}`; import it with `assent import people`\n", options.person));
        return ExitCode::WrongInput;
    }
    const std::string token = desk::new_token(person);
    const desk::Token kept{options.name, options.end ? "" : desk::digest_of_token(token), options.end};
    desk::report(store, desk::stream_of(person), kept, {now(), {"administrator"}});
    console.say(options.end ? "ended\n" : token + "\n");
    return ExitCode::Fine;
}

} // namespace assent::app
