// Letters and sheets of matters as files for paper: PDF and DOCX by GB/T 9704—2012, drawn from the value or the case
// when somebody asks.
#include "api/exports.h"
#include "api/matters/letter_words.h"
#include "api/matters/meeting.h"
#include "api/operations.h"
#include "requests/procedure.h"
#include "requests/sheets.h"

namespace dl::api {

namespace {

constexpr std::string_view kPdf = "application/pdf";
constexpr std::string_view kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

struct LetterFileQuery {
  std::optional<std::string> format = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"format", 4}});
};
BOOST_DESCRIBE_STRUCT(LetterFileQuery, (), (format))

/// Whether a DOCX is asked for; a PDF where nothing is said. Fault::Invalid `matter.letter-format`.
Outcome<bool> wants_docx(const std::optional<std::string>& format) {
  const auto name = format.value_or("pdf");
  if (name == "pdf" || name == "docx") return name == "docx";
  return Failure(Error{Fault::Invalid, "request.fields", name, {{"format", "matter.letter-format"}}});
}

Outcome<web::Response> send_page(Call& call, const paper::Letter& page, bool docx, const std::string& name) {
  DL_TRY(const auto bytes, docx ? paper::to_docx(page) : paper::to_pdf(page));
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(bytes));
  return file.send(file_name(call, name, docx ? "docx" : "pdf"), docx ? kDocx : kPdf);
}

Outcome<web::Response> send_matter_letter(Call& call, const LetterFileQuery& query) {
  DL_TRY(const auto id, call.number("letter"));
  DL_TRY(const auto met, meet(call));
  DL_TRY(const auto docx, wants_docx(query.format));
  DL_TRY(const auto sheet, call.api.read([&](db::Session& session) -> Outcome<paper::Letter> {
    DL_TRY(const auto letter, matters::load_letter(session, met.matter.id, id));
    DL_TRY(const auto text, text_of_letter(session, call, met, letter));
    if (!text) return fail(Fault::Conflict, "matter.letter-unfinished", met.matter.number);
    return requests::sheet_of(session, {call.api.letter_forms, call.api.around.sealing_key}, letter_agency(call, met),
                              *text, letter, call.api.around.clock.today());
  }));
  return send_page(call, sheet, docx, sheet.number.empty() ? sheet.title + "（草稿）" : sheet.number + sheet.title);
}

struct SheetQuery : LetterFileQuery {
  requests::Sheet sheet = requests::Sheet::Registration;
};
BOOST_DESCRIBE_STRUCT(SheetQuery, (LetterFileQuery), (sheet))

Outcome<web::Response> send_request_sheet(Call& call, const SheetQuery& query) {
  DL_TRY(const auto met, meet(call));
  if (met.kind.name != requests::Procedure::kName) return fail(Fault::NotFound, "matter.missing", met.matter.number);
  DL_TRY(const auto docx, wants_docx(query.format));
  const requests::Papers papers{call.api.letter_forms, call.api.around.sealing_key};
  const auto calendar = call.api.calendar.current();
  const matters::Times times{call.api.laws, *calendar};
  const auto agency = letter_agency(call, met);
  DL_TRY(const auto page, call.api.read([&](db::Session& session) -> Outcome<paper::Letter> {
    DL_TRY(const auto now, matters::load_case(session, met.matter));
    return requests::draw_sheet(session, {papers, times, agency}, now, query.sheet);
  }));
  return send_page(call, page, docx, page.number + page.title);
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
    {Verb::Get,
     "/api/v1/matters/{id}/sheet",
     "sendRequestSheet",
     "一件公开申请的申请表、登记表或者送达记录：format 为 pdf 或者 docx",
     needs(accounts::Right::ReadRequests),
     by<send_request_sheet>(),
     {.rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> letter_file_operations() { return kOperations; }

}  // namespace dl::api
