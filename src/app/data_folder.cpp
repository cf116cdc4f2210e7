#include "app/data_folder.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <thread>

#include "app/replace_file.hpp"
#include "base/expects.hpp"
#include "base/failure.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "store/disk_file.hpp"
#include "store/document_key.hpp"

namespace assent::app {
namespace {

using std::filesystem::path;

constexpr const char* checkpoint_key = "checkpoint.key";
constexpr const char* document_key = "documents.key";
constexpr const char* training_file = "training";

std::string fresh_secret() {
    std::array<std::uint8_t, 32> bytes{};
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw base::Failure("cannot make a key: the system gives no chance");
    return base::hex_text(bytes);
}

// A file that is there stays as it is.
void write_new(const path& file, const std::string& text) {
    auto fresh = store::DiskFile::make(file);
    if (!fresh) return;
    fresh->write({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    fresh->sync();
    store::sync_folder(file.parent_path());
}

std::string text_of(const path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in)
        throw base::Failure(
            fmt::format("cannot read {}; make the folder with `assent init FOLDER`, or put the "
                        "keys back that belong to its store",
                        file.string()));
    return text;
}

} // namespace

void DataFolder::make_training() const {
    if (training()) return;
    if (std::filesystem::exists(store_file()))
        throw base::Failure(
            fmt::format("{0} has a store that may hold real cases, and becomes no training "
                        "copy; name a folder that is not there yet",
                        path_.string()));
    write_new(path_ / training_file, "0\n");
}

std::optional<std::chrono::seconds> DataFolder::training() const {
    const path file = path_ / training_file;
    if (!std::filesystem::exists(file)) return std::nullopt;
    const auto ahead = base::to_number(base::trim(text_of(file)));
    if (!ahead)
        throw base::Failure(
            fmt::format("{} does not say by how many seconds the clock is ahead; write 0", file.string()));
    return std::chrono::seconds(*ahead);
}

void DataFolder::keep_clock(std::chrono::seconds ahead) const {
    base::expects(training().has_value(), "the clock of a training copy alone is set");
    replace_file(path_ / training_file, fmt::format("{}\n", ahead.count()));
}

void DataFolder::check_kind(bool wants_training) const {
    const bool is_training = training().has_value();
    if (is_training && !wants_training)
        throw base::Failure(
            fmt::format("{} is a training copy, with nothing real in it; serve it with "
                        "--training, or name another folder",
                        path_.string()));
    if (!is_training && wants_training)
        throw base::Failure(
            fmt::format("{} is no training copy and may hold real cases; make one in a new "
                        "folder with `assent init FOLDER --training`",
                        path_.string()));
}

void DataFolder::make() const {
    std::error_code why;
    std::filesystem::create_directories(path_ / "keys", why);
    if (!why) std::filesystem::permissions(path_ / "keys", std::filesystem::perms::owner_all, why);
    if (!why) std::filesystem::create_directories(documents(), why);
    if (why) throw base::Failure(fmt::format("cannot make {}: {}", path_.string(), why.message()));
    write_new(key_file(checkpoint_key), fresh_secret() + "\n");
    write_new(key_file(document_key), store::fresh_key_text() + "\n");
}

store::SqliteSettings DataFolder::new_store_settings() const {
    const auto processors = static_cast<int>(std::thread::hardware_concurrency());
    return {{store_file()}, signing_key(), std::max(4, processors)}; // a reader for each that can be at work
}

store::SigningKey DataFolder::signing_key() const {
    const bool told = !keys_.checkpoint.empty();
    const std::string whole = told ? keys_.checkpoint : text_of(key_file(checkpoint_key));
    std::array<std::uint8_t, 32> secret{};
    const bool good = base::read_hex(base::trim(whole), secret);
    if (!good)
        throw base::Failure(fmt::format("{} holds no key: it is 64 hexadecimal digits in lower case",
                                        told ? "ASSENT_CHECKPOINT_KEY" : key_file(checkpoint_key).string()));
    return store::SigningKey(secret);
}

void DataFolder::check() const {
    if (!std::filesystem::exists(store_file()))
        throw base::Failure(
            fmt::format("there is no store in {0}; make one with `assent init {0}`, or put a "
                        "backup there with `assent restore BACKUP --data {0}`",
                        path_.string()));
    static_cast<void>(signing_key());
}

store::SqliteSettings DataFolder::store_settings() const {
    check();
    return new_store_settings();
}

store::DiskFile DataFolder::reserve() const {
    store::DiskFile file = store::DiskFile::open_or_make(path_ / "serving");
    if (!file.try_lock())
        throw base::Failure(
            fmt::format("a server runs on {}, and only one may; stop it first", path_.string()));
    return file;
}

std::size_t DataFolder::document_count() const {
    std::size_t count = 0;
    for (const std::string& folder : store::names_in(documents())) {
        for (const std::string& name : store::names_in(documents() / folder))
            count += store::digest_of(name) ? 1 : 0;
    }
    return count;
}

store::Documents DataFolder::open_documents() const {
    auto keys = keys_.documents.empty() ? store::KeyRing::read(key_file(document_key))
                                        : store::KeyRing::parse(keys_.documents, "ASSENT_DOCUMENTS_KEYS");
    if (!keys) throw base::Failure("cannot read the keys of the documents:\n" + base::to_text(keys.error()));
    return {documents(), std::move(*keys)};
}

} // namespace assent::app
