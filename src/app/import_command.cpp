#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/rejected_file.hpp"
#include "base/failure.hpp"
#include "desk/import.hpp"
#include "desk/published.hpp"
#include "store/sqlite_store.hpp"

namespace assent::app {
namespace {

// How far it is, on standard error: a bar for people, a line for every tenth for whoever reads a log.
class Bar {
public:
    explicit Bar(Console& console)
        : console_(console), seen_(isatty(STDERR_FILENO) == 1), steps_(seen_ ? 50 : 10) {}

    void show(const desk::Progress& progress) {
        const auto step = progress.bytes_done * steps_ / std::max<std::uint64_t>(progress.bytes_total, 1);
        if (step == shown_) return;
        shown_ = step;
        const std::string so_far = fmt::format("{} rows, {} rejected", progress.rows, progress.rejected);
        if (seen_) {
            const std::string_view line_end = step == steps_ ? "\n" : "";
            console_.complain(
                fmt::format("\r[{:<{}}] {}{}", std::string(step, '='), steps_, so_far, line_end));
        } else if (step < steps_) {
            console_.complain(fmt::format("{} %: {}\n", 100 * step / steps_, so_far));
        }
    }

private:
    Console& console_;
    bool seen_;
    std::uint64_t steps_;
    std::uint64_t shown_ = 0;
};

// Rows that come in no order touch pages all over the file, block after block the same ones: they are moved
// there seldom, so that most are moved once for many blocks.
store::SqliteSettings settings(const ImportOptions& options) {
    store::SqliteSettings settings = DataFolder(options.data).store_settings();
    settings.wal = {64'000, 96'000};
    return settings;
}

std::vector<std::string> ledgers_in(store::Store& store, desk::ImportKind kind) {
    if (kind != desk::ImportKind::Accounts) return {};
    const auto shelf = desk::published_rules(store, desk::names_in(store));
    if (!shelf) throw base::Failure("cannot read what was published:\n" + base::to_text(shelf.error()));
    return shelf->ledgers();
}

ExitCode refuse(Console& console, const base::Diagnostics& why) {
    console.list(why);
    return ExitCode::WrongInput;
}

ExitCode refuse(Console& console, const std::string& file, const char* message, const char* hint) {
    base::Diagnostics why;
    why.error({file, 0, 0, {}}, message, hint);
    return refuse(console, why);
}

std::string summary(const std::string& file, const desk::Imported& done) {
    std::string text = fmt::format("{}: {}: {} written, {} unchanged, {} rejected", file,
                                   counted(done.rows, "row"), done.written, done.unchanged, done.rejected);
    if (done.skipped_blocks > 0)
        text += fmt::format(", {} written before by the run that was broken off", done.skipped);
    return text + "\n";
}

} // namespace

ExitCode run(const ImportOptions& options, Console& console) {
    const std::string rejected = options.rejected.empty() ? options.file + ".rejected.csv" : options.rejected;
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(options.file, ignored))
        return refuse(console, options.file, "there is no such file",
                      "name a file on a disk; it is read twice");
    if (std::filesystem::equivalent(options.file, rejected, ignored))
        return refuse(console, rejected, "this is the file that is to be imported",
                      "name another file for rejected rows");
    std::ifstream content(options.file, std::ios::binary);
    if (!content) throw base::Failure(fmt::format("cannot read {}", options.file));
    store::SqliteStore store(settings(options));
    RejectedFile rows(rejected);
    Bar bar(console);
    const desk::ImportFile file{options.kind, options.file, content,
                                [&](std::string_view text) { rows.write(text); },
                                [&](const desk::Progress& progress) { bar.show(progress); }};
    const auto done = desk::import_file(store, file, {{"import"}, now(), ledgers_in(store, options.kind)});
    if (!done) return refuse(console, done.error());
    rows.end();
    console.say(summary(options.file, *done));
    if (done->rejected == 0) return ExitCode::Fine;
    console.complain(
        fmt::format("{} rejected: {} holds each with its line and what to write instead; put "
                    "them right there and import that file\n",
                    counted(done->rejected, "row"), rejected));
    return ExitCode::WrongInput;
}

} // namespace assent::app
