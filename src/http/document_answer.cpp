#include "http/document_answer.hpp"

#include "http/media_type.hpp"

namespace assent::http {

Response document_answer(const desk::HandedDocuments& documents, const desk::HandedDocument& document) {
    const auto type = media_type_called(document.type);
    const std::string name =
        document.digest.substr(0, 12) + "." + std::string(type ? type->extension : "bin");
    return {200,
            {{"content-type", document.type},
             {"content-disposition", "attachment; filename=\"" + name + "\""},
             {"x-content-type-options", "nosniff"},
             {"content-security-policy", "default-src 'none'; sandbox"},
             {"cache-control", "private, no-store"}},
            documents.read(document)};
}

} // namespace assent::http
