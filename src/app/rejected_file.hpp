#pragma once
// The file into which an import hands rows back. It holds members: only its owner may read it. It is made
// when there is something to write, and takes the place of one that an earlier run left; when nothing is to
// be written, that one goes.

#include <filesystem>
#include <string>
#include <string_view>

namespace assent::app {

class RejectedFile {
public:
    explicit RejectedFile(std::filesystem::path path) : path_(std::move(path)) {}
    ~RejectedFile();
    RejectedFile(const RejectedFile&) = delete;
    RejectedFile& operator=(const RejectedFile&) = delete;

    // Held back until there is much of it, or end(). Throws Failure when it cannot be written.
    void write(std::string_view text);
    void end();

private:
    void flush();
    void remove_earlier() const;
    [[noreturn]] void fail(int why) const;

    std::filesystem::path path_;
    std::string held_;
    int descriptor_ = -1;
};

} // namespace assent::app
