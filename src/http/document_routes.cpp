#include "casework/authority.hpp"
#include "http/body_reader.hpp"
#include "http/case_json.hpp"
#include "http/document_answer.hpp"
#include "http/json_answer.hpp"
#include "http/media_type.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

constexpr std::size_t longest_document = std::size_t{32} * 1024 * 1024;

// What is wrong with a document as it is handed in.
std::optional<Response> wrong_document(const Request& request) {
    const auto type = media_type_called(request.header("content-type"));
    if (!type)
        return problem(Problem::WrongMedia, "documents of this type are not taken",
                       "send " + media_types_listed() + ", and say in Content-Type which it is");
    if (request.body.size() > longest_document)
        return problem(Problem::TooLarge, "a document has at most 32 MiB", "send it in parts");
    if (request.body.empty()) return problem(Problem::UnlikeType, "the document is empty");
    const auto found = media_type_of(request.body);
    if (found && found->name == type->name) return std::nullopt;
    return problem(Problem::UnlikeType,
                   found ? "it begins like a document of the type " + std::string(found->name)
                         : "it does not begin like a document of the type in Content-Type",
                   "say in Content-Type what it is; text is to be in UTF-8");
}

void write_document(const desk::HandedDocument& document, base::JsonWriter& json) {
    json.key("document").value(std::string_view(document.digest));
    json.key("type").value(std::string_view(document.type));
    json.key("length").value(document.length);
}

Response hand_in(const Parts& parts, const Call& call) {
    if (const auto no = refused_by_table(casework::CaseAct::Supply, call.actor.role)) return problem(*no);
    if (auto wrong = wrong_document(call.request)) return *wrong;
    const auto type = media_type_of(call.request.body);
    const auto document = handed_documents(parts).keep(call.actor, call.request.body, type->name, call.now);
    Response response = json_answer([&](base::JsonWriter& json) {
        json.begin_object();
        write_document(document, json);
        json.end_object();
    });
    response.status = 201;
    return response;
}

void write_paper(const casework::Paper& paper, const desk::HandedDocuments& handed, base::JsonWriter& json) {
    if (!paper.kind.empty()) json.key("kind").value(std::string_view(paper.kind));
    json.key("arrived").value(std::string_view(moment_text(paper.arrived)));
    json.key("channel").value(to_text(paper.channel));
    json.key("pages").value(paper.pages);
    if (const auto document = handed.find(paper.document)) write_document(*document, json);
}

Response documents(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    const auto handed = handed_documents(parts);
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("documents").begin_array();
        for (std::size_t i = 0; i < file->now.requests.size(); ++i) {
            for (const casework::Paper& paper : file->now.requests[i].papers) {
                json.begin_object().key("request").value(i + 1);
                write_paper(paper, handed, json);
                json.end_object();
            }
        }
        json.end_array().end_object();
    });
}

Response document(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    const auto handed = handed_documents(parts);
    const auto found = names_document(file->now, call.places[2]) ? handed.find(call.places[2]) : std::nullopt;
    if (!found) return problem(Problem::NotFound, "no paper of this case has such a document");
    return document_answer(handed, *found);
}

} // namespace

void add_document_routes(const Door& door) {
    door.add(Method::Post, "/api/v1/documents", "Hand in a document, to be named by a paper", hand_in);
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/documents", "The papers of a case", documents);
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/documents/{digest}",
             "The content of a paper's document", document);
}

} // namespace assent::http
