#include "app/data_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "base/failure.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "store/document_key.hpp"

namespace assent::app {
namespace {

using std::filesystem::path;

constexpr const char* checkpoint_key = "checkpoint.key";
constexpr const char* document_key = "documents.key";
constexpr ::mode_t owner_alone = 0600;

std::string reason() { return std::generic_category().message(errno); }

std::string fresh_secret() {
    std::array<std::uint8_t, 32> bytes{};
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw base::Failure("cannot make a key: " + reason());
    return base::hex_text(bytes) + "\n";
}

// A file that is there stays as it is.
void write_new(const path& file, const std::string& text) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_alone);
    if (descriptor < 0 && errno == EEXIST) return;
    const bool written = descriptor >= 0 &&
                         ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::fsync(descriptor) == 0;
    const std::string why = reason();
    if (descriptor >= 0) ::close(descriptor);
    if (!written) throw base::Failure(fmt::format("cannot write {}: {}", file.string(), why));
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

int digit_of(char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const std::size_t place = digits.find(c);
    return place == std::string_view::npos ? -1 : static_cast<int>(place);
}

} // namespace

void DataFolder::make() const {
    std::error_code why;
    std::filesystem::create_directories(path_ / "keys", why);
    if (!why) std::filesystem::permissions(path_ / "keys", std::filesystem::perms::owner_all, why);
    if (!why) std::filesystem::create_directories(documents(), why);
    if (why) throw base::Failure(fmt::format("cannot make {}: {}", path_.string(), why.message()));
    write_new(key_file(checkpoint_key), fresh_secret());
    write_new(key_file(document_key), store::fresh_key_text() + "\n");
}

store::SigningKey DataFolder::signing_key() const {
    const path file = key_file(checkpoint_key);
    const std::string whole = text_of(file);
    const std::string_view digits = base::trim(whole);
    std::array<std::uint8_t, 32> secret{};
    bool good = digits.size() == 2 * secret.size();
    for (std::size_t i = 0; good && i < secret.size(); ++i) {
        const int high = digit_of(digits[2 * i]), low = digit_of(digits[2 * i + 1]);
        good = high >= 0 && low >= 0;
        if (good) secret[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    if (!good)
        throw base::Failure(
            fmt::format("{} holds no key: it is 64 hexadecimal digits in lower case", file.string()));
    return store::SigningKey(secret);
}

store::Documents DataFolder::open_documents() const {
    auto keys = store::KeyRing::read(key_file(document_key));
    if (!keys) throw base::Failure("cannot read the keys of the documents:\n" + base::to_text(keys.error()));
    return {documents(), std::move(*keys)};
}

} // namespace assent::app
