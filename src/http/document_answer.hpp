#pragma once
// A document as it is handed over, to a program and to a browser alike: to be kept by whoever asked, under a
// name of its digest. It is never run, never shown as a page of ours, and kept by nothing in between.

#include "desk/handed_documents.hpp"
#include "http/message.hpp"

namespace assent::http {

// Whoever calls has seen to it that the document is theirs to read. Throws Failure when it is not there.
Response document_answer(const desk::HandedDocuments& documents, const desk::HandedDocument& document);

} // namespace assent::http
