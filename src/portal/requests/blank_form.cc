#include "portal/requests/blank_form.h"

#include "portal/requests/paths.h"
#include "web/message.h"

namespace dl::portal {
namespace {

constexpr int kLinesOfAnArea = 6;  ///< to write on, of what may be long
constexpr const char* kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// "□自然人 □商业企业": what can be chosen, and a box before each.
std::string boxes_of(const FormField& field) {
  if (field.look == Look::Check) return "□是";
  std::string boxes;
  for (const auto& option : field.options)
    if (!option.code.empty()) boxes += (boxes.empty() ? "□" : " □") + option.label;
  return boxes;
}

void add_field(paper::Facts& facts, const FormField& field) {
  facts.rows.push_back({field.label + (field.owed ? "*" : ""), boxes_of(field)});
  if (field.look == Look::Area) facts.rows.resize(facts.rows.size() + kLinesOfAnArea - 1);
}

}  // namespace

paper::Letter blank_form(const std::string& agency, const std::vector<FieldGroup>& groups, Date today) {
  paper::Letter form{.agency = agency,
                     .title = "政府信息公开申请表",
                     .addressee = agency,
                     .date = today,
                     .file_title = "政府信息公开申请表",
                     .standing = paper::Standing::Form};
  form.body.emplace_back(paper::Paragraph{"标有*的是《政府信息公开条例》第二十九条要求写明的，其他可以不填。"});
  std::vector<std::string> notes;
  for (const auto& group : groups) {
    form.body.emplace_back(paper::Heading{1, group.title});
    paper::Facts facts;
    if (!group.note.empty()) notes.push_back(group.title + "：" + group.note);
    for (const auto& field : group.fields) {
      add_field(facts, field);
      if (!field.hint.empty()) notes.push_back(field.label + "：" + field.hint);
    }
    form.body.emplace_back(std::move(facts));
  }
  form.body.emplace_back(paper::Facts{{{"申请人签名或者盖章", ""}, {"申请日期", ""}}});
  form.body.emplace_back(paper::Heading{1, "填写说明"});
  for (auto& note : notes) form.body.emplace_back(paper::Paragraph{std::move(note)});
  return form;
}

Outcome<web::Response> send_blank_form(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_CHECK(open_window(portal, visit));
  const auto form = blank_form(visit.agency->name, request_groups(portal, visit), visit.today);
  const bool docx = http.path.ends_with(".docx");
  DL_TRY(auto bytes, docx ? paper::to_docx(form) : paper::to_pdf(form));
  auto response = web::text(200, std::move(bytes), docx ? kDocx : "application/pdf");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back(
      "Content-Disposition",
      fmt::format("attachment; filename*=UTF-8''{}", web::percent_encode(form.title + (docx ? ".docx" : ".pdf"))));
  return response;
}

}  // namespace dl::portal
