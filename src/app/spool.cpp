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

// What is approved, for a system: {"line": 1, "code": "97110", "units": 36, "frequency": 3, "duration": 30,
// ...}.
void write_lines(const desk::Parcel& parcel, base::JsonWriter& json) {
    json.key("lines").begin_array();
    for (const desk::Authorized& one : parcel.authorized) {
        const casework::Granted& granted = one.granted;
        json.begin_object();
        json.key("line").value(std::int64_t{one.line} + 1);
        json.key("code").value(std::string_view(one.code));
        json.key("units").value(granted.units);
        json.key("frequency").value(granted.frequency);
        if (casework::has_days(granted)) {
            json.key("duration")
                .value(static_cast<std::int64_t>((granted.through - granted.from).count() + 1));
            json.key("from").value(std::string_view(calendar::to_text(granted.from)));
            json.key("through").value(std::string_view(calendar::to_text(granted.through)));
        }
        json.end_object();
    }
    json.end_array();
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
    json.key("part").value(std::string_view(parcel.part));
    json.key("member").value(std::string_view(parcel.member));
    json.key("request").value(std::string_view(parcel.request));
    if (!parcel.number.empty()) json.key("number").value(std::string_view(parcel.number));
    if (!parcel.authorized.empty()) write_lines(parcel, json);
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
