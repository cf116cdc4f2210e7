#include "app/spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

#include "base/failure.hpp"
#include "base/json_writer.hpp"

namespace assent::app {
namespace {

using std::filesystem::path;

// "case/M7/C12#3" as a file is called.
std::string file_name(std::string mark) {
    std::replace_if(mark.begin(), mark.end(), [](char c) { return c == '/' || c == '#'; }, '-');
    return mark + ".json";
}

std::string text_of(const desk::Parcel& parcel) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    json.key("mark").value(std::string_view(parcel.mark));
    json.key("notice").value(std::string_view(parcel.name));
    json.key("channel").value(to_text(parcel.channel));
    json.key("to").begin_array();
    for (const std::string& one : parcel.to) json.value(std::string_view(one));
    json.end_array();
    if (parcel.letter) {
        json.key("html").value(std::string_view(parcel.letter->html));
        json.key("text").value(std::string_view(parcel.letter->text));
    }
    json.end_object();
    return text;
}

bool write_whole(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// Only its owner reads it. False, and nothing that counts is left, when the disk does not take it.
bool write_durably(const path& file, std::string_view text) {
    const std::string fresh = file.string() + ".new";
    const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return false;
    const bool synced = write_whole(descriptor, text) && ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced && ::rename(fresh.c_str(), file.c_str()) == 0;
}

} // namespace

desk::Sending Spool::send(const desk::Parcel& parcel) {
    if (parcel.channel == policy::Channel::Portal) return {};
    std::error_code why;
    const path folder = folder_ / std::string(to_text(parcel.channel));
    std::filesystem::create_directories(folder, why);
    const bool written = !why && write_durably(folder / file_name(parcel.mark), text_of(parcel));
    if (!written) return {desk::Sending::Result::Later, "the folder of what leaves does not take it"};
    return {};
}

} // namespace assent::app
