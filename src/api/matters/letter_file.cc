// Letters of matters as files for paper: PDF and DOCX by GB/T 9704—2012, drawn from the value when somebody asks.
#include "api/exports.h"
#include "api/matters/letter_words.h"
#include "api/matters/meeting.h"
#include "api/operations.h"
#include "requests/request_letters.h"

namespace dl::api {

namespace {

constexpr std::string_view kPdf = "application/pdf";
constexpr std::string_view kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

struct LetterFileQuery {
  std::optional<std::string> format = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"format", 4}});
};
BOOST_DESCRIBE_STRUCT(LetterFileQuery, (), (format))

Outcome<web::Response> send_matter_letter(Call& call, const LetterFileQuery& query) {
  DL_TRY(const auto id, call.number("letter"));
  DL_TRY(const auto met, meet(call));
  const bool docx = query.format == "docx";
  if (!docx && query.format.value_or("pdf") != "pdf")
    return Failure(Error{Fault::Invalid, "request.fields", *query.format, {{"format", "matter.letter-format"}}});
  DL_TRY(const auto sheet, call.api.read([&](db::Session& session) -> Outcome<paper::Letter> {
    DL_TRY(const auto letter, matters::load_letter(session, met.matter.id, id));
    DL_TRY(const auto text, text_of_letter(session, call, met, letter));
    if (!text) return fail(Fault::Conflict, "matter.letter-unfinished", met.matter.number);
    return requests::sheet_of(session, {call.api.letter_forms, call.api.around.sealing_key}, letter_agency(call, met),
                              *text, letter, call.api.around.clock.today());
  }));
  DL_TRY(const auto bytes, docx ? paper::to_docx(sheet) : paper::to_pdf(sheet));
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(bytes));
  const auto name = sheet.number.empty() ? sheet.title + "（草稿）" : sheet.number + sheet.title;
  return file.send(file_name(call, name, docx ? "docx" : "pdf"), docx ? kDocx : kPdf);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get,
     "/api/v1/matters/{id}/letters/{letter}/file",
     "sendMatterLetter",
     "一份文书的文件：format 为 pdf 或者 docx",
     kMatterReaders,
     by<send_matter_letter>(),
     {.rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> letter_file_operations() { return kOperations; }

}  // namespace dl::api
