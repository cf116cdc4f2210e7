#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/clock.hpp"
#include "app/data_folder.hpp"
#include "app/house_commands.hpp"
#include "app/kept_checkpoint.hpp"
#include "base/failure.hpp"
#include "store/backup.hpp"
#include "store/verify.hpp"

namespace assent::app {
namespace {

using std::filesystem::path;

constexpr const char* store_name = "store";
constexpr const char* documents_name = "documents";
constexpr const char* checkpoint_name = "checkpoint.json";

[[noreturn]] void fail(const std::string& what, const std::error_code& why) {
    throw base::Failure(fmt::format("{}: {}", what, why.message()));
}

// Documents are never changed, so one that is there already is the same.
void copy_documents(const path& from, const path& to) {
    std::error_code why;
    std::filesystem::create_directories(to, why);
    if (!why && std::filesystem::exists(from))
        std::filesystem::copy(
            from, to, std::filesystem::copy_options::recursive | std::filesystem::copy_options::skip_existing,
            why);
    if (why) fail("cannot copy the documents", why);
}

} // namespace

// The store first: every document that it knows of was there before it.
ExitCode run(const BackupOptions& options, Console& console) {
    const DataFolder folder = options.server.folder();
    const path to(options.to);
    std::error_code why;
    if (!std::filesystem::create_directories(to, why)) {
        if (why) fail("cannot make the folder of the backup", why);
        throw base::Failure(fmt::format("{} is there already; name a folder that is not", options.to));
    }
    if (folder.training()) DataFolder(to).make_training();
    const std::string copy = (to / store_name).string();
    store::back_up({folder.store_file()}, copy);
    copy_documents(folder.documents(), to / documents_name);
    store::Checkpoint checkpoint;
    {
        store::SqliteStore copied({{copy}, folder.signing_key(), 1});
        checkpoint = copied.checkpoint(now());
    }
    std::ofstream kept(to / checkpoint_name, std::ios::binary);
    kept << kept_text(checkpoint) << std::flush;
    if (!kept) throw base::Failure("cannot write the checkpoint of the backup");
    console.say(fmt::format(
        "backed up {} to {}; keep {} elsewhere, too, to see whether anything was cut off\n",
        counted(static_cast<std::size_t>(checkpoint.position), "event"), options.to, checkpoint_name));
    return ExitCode::Fine;
}

ExitCode run(const RestoreOptions& options, Console& console) {
    const DataFolder folder = options.server.folder();
    static_cast<void>(folder.signing_key()); // the keys must be there first
    if (std::filesystem::exists(folder.store_file()))
        throw base::Failure(
            fmt::format("{} is there already; restore into a folder that has its keys and no store",
                        folder.store_file()));
    const store::DiskFile reserved = folder.reserve();
    const path from(options.from);
    if (DataFolder(from).training().has_value() != folder.training().has_value())
        throw base::Failure(
            "the backup and the folder are not both of a training copy, or both of none; "
            "what is made up and what is real never mix");
    store::back_up({(from / store_name).string()}, folder.store_file());
    copy_documents(from / documents_name, folder.documents());
    console.say(fmt::format("restored {}; now it is verified\n", options.from));
    return run(VerifyOptions{options.server, (from / checkpoint_name).string()}, console);
}

} // namespace assent::app
