#include "app/rejected_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/failure.hpp"

namespace assent::app {
namespace {

constexpr std::size_t most_held = 65'536;
constexpr mode_t for_its_owner = 0600;

} // namespace

RejectedFile::~RejectedFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void RejectedFile::write(std::string_view text) {
    held_ += text;
    if (held_.size() >= most_held) flush();
}

void RejectedFile::end() {
    if (!held_.empty()) flush();
    if (descriptor_ < 0) remove_earlier();
}

void RejectedFile::flush() {
    if (descriptor_ < 0) {
        remove_earlier(); // others may be allowed to read it
        descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, for_its_owner);
        if (descriptor_ < 0) fail(errno);
    }
    for (std::string_view rest = held_; !rest.empty();) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno != EINTR) fail(errno);
        if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    }
    held_.clear();
}

// A device or a folder by that name stays.
void RejectedFile::remove_earlier() const {
    std::error_code why;
    if (std::filesystem::is_regular_file(path_, why)) std::filesystem::remove(path_, why);
    if (why && why != std::errc::no_such_file_or_directory) fail(why.value());
}

void RejectedFile::fail(int why) const {
    throw base::Failure(fmt::format("cannot write {}: {}", path_.string(), std::strerror(why)));
}

} // namespace assent::app
