#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "app/clock.hpp"
#include "app/data_folder.hpp"
#include "app/house_commands.hpp"
#include "desk/sign_in.hpp"

namespace assent::app {
namespace {

// While it lives a terminal shows nothing of what is typed; what is no terminal stays as it is.
class Unseen {
public:
    Unseen() : is_terminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!is_terminal_) return;
        termios unseen = before_;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
    }
    ~Unseen() {
        if (is_terminal_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

    bool is_terminal() const { return is_terminal_; }

private:
    termios before_{};
    bool is_terminal_;
};

std::string typed(const std::string& person, Console& console) {
    const Unseen unseen;
    if (unseen.is_terminal()) console.complain(fmt::format("new password of {}: ", person));
    std::string line;
    std::getline(std::cin, line);
    if (unseen.is_terminal()) console.complain("\n");
    return line;
}

} // namespace

ExitCode run(const PasswordOptions& options, Console& console) {
    const casework::PersonId person{options.person};
    store::SqliteStore store(options.server.folder().store_settings());
    if (!desk::identify(store, person)) {
        console.complain(
            fmt::format("there is no account `{}`; import it with `assent import people`\n", options.person));
        return ExitCode::WrongInput;
    }
    const std::string password = typed(options.person, console);
    const std::string why = desk::why_no_password(person, password);
    if (!why.empty()) {
        console.complain(fmt::format("this cannot be a password: {}\n", why));
        return ExitCode::WrongInput;
    }
    const desk::Cause cause{now(), {"administrator"}};
    if (options.end_second_step) desk::turn_off_second_step(store, person, cause);
    desk::SignIn(store).set_password(person, password, cause);
    console.say("set; every session of the account has ended\n");
    if (options.end_second_step) console.say("it is asked for no code any more\n");
    return ExitCode::Fine;
}

} // namespace assent::app
