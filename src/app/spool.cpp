#include "app/spool.hpp"

#include <string>

#include "base/json_writer.hpp"
#include "base/sha256.hpp"
#include "store/disk_file.hpp"

namespace assent::app {
namespace {

using std::filesystem::path;

// The same for the same parcel. The mark itself names a member, and names of files come into messages.
std::string file_name(const std::string& mark) { return base::sha256_text(mark).substr(0, 32) + ".json"; }

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

void write_durably(const path& file, const std::string& text) {
    const path fresh = file.string() + ".new";
    store::remove_file(fresh); // of a try that was cut short
    store::DiskFile content = store::DiskFile::open_or_make(fresh);
    content.write({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    content.sync();
    store::rename_file(fresh, file);
    store::sync_folder(file.parent_path());
}

} // namespace

desk::Sending Spool::send(const desk::Parcel& parcel) {
    if (parcel.channel == policy::Channel::Portal) return {};
    const path folder = folder_ / std::string(to_text(parcel.channel));
    store::make_folder(folder_);
    store::make_folder(folder);
    write_durably(folder / file_name(parcel.mark), text_of(parcel));
    return {};
}

} // namespace assent::app
