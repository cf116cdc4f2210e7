#include "app/replace_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base/failure.hpp"

namespace assent::app {
namespace {

// A file beside the one it is to replace; gone again unless it has taken its place.
class NewContent {
public:
    explicit NewContent(const std::filesystem::path& file)
        : file_(file), name_(file.string() + ".XXXXXX"), descriptor_(::mkstemp(name_.data())) {
        if (descriptor_ < 0) fail();
    }
    ~NewContent() {
        if (descriptor_ >= 0) ::close(descriptor_);
        if (!placed_ && descriptor_ >= 0) ::unlink(name_.c_str());
    }
    NewContent(const NewContent&) = delete;
    NewContent& operator=(const NewContent&) = delete;

    void write(std::string_view text) {
        while (!text.empty()) {
            const ssize_t written = ::write(descriptor_, text.data(), text.size());
            if (written < 0 && errno != EINTR) fail();
            if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    void take_place() {
        struct stat old{};
        const bool kept =
            ::stat(file_.c_str(), &old) == 0 && ::fchmod(descriptor_, old.st_mode & 07777U) == 0;
        if (!kept || ::fsync(descriptor_) != 0 || ::rename(name_.c_str(), file_.c_str()) != 0) fail();
        placed_ = true;
    }

private:
    [[noreturn]] void fail() const {
        throw base::Failure(fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
    }

    const std::filesystem::path& file_;
    std::string name_;
    int descriptor_;
    bool placed_ = false;
};

} // namespace

void replace_file(const std::filesystem::path& file, std::string_view text) {
    std::error_code why;
    const std::filesystem::path meant = std::filesystem::canonical(file, why);
    if (why) throw base::Failure(fmt::format("cannot write {}: {}", file.string(), why.message()));
    NewContent content(meant);
    content.write(text);
    content.take_place();
}

} // namespace assent::app
