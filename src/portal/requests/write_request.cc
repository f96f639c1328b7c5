// The form of a request for information. Owed is what 政府信息公开条例 art. 29 names and nothing else: who asks, with a
// proof of identity and a way to be reached; what is asked for; in which form. What is wrong with it the domain says
// (requests/request.h), so that the counter's form and this one ask for the same. Files come with it, in one go: what
// is not submitted is never kept.
#include <algorithm>

#include "base/text.h"
#include "portal/lines.h"
#include "portal/matters/form.h"
#include "portal/requests/blank_form.h"
#include "portal/requests/offer.h"
#include "portal/requests/paths.h"
#include "web/multipart.h"
#include "web/peer.h"

namespace dl::portal {
namespace {

using requests::Filing;

constexpr std::size_t kLongestDocumentNumber = 100;

bool is_multipart(const web::Request& http) { return http.header("Content-Type").starts_with("multipart/form-data"); }

FieldGroup applicant_group(const Portal& portal, const Visit& visit) {
  auto identities = options_of(portal.vocabularies.at("identity_documents"), visit.today);
  return {"申请人",
          {},
          {{.name = "applicant",
            .label = "申请人类别",
            .look = Look::One,
            .owed = true,
            .options = options_of<requests::Applicant>()},
           {.name = "contact.name",
            .label = "姓名或者名称",
            .owed = true,
            .hint = "公民填写姓名；法人或者其他组织填写全称。",
            .autofill = "name"},
           {.name = "contact.identity_kind",
            .label = "证件名称",
            .look = Look::List,
            .hint = "公民填写。法人或者其他组织不用选择。",
            .options = std::move(identities)},
           {.name = "contact.identity_number",
            .label = "证件号码",
            .owed = true,
            .hint = "公民填写证件号码；法人或者其他组织填写统一社会信用代码。",
            .draft = Draft::Left},
           {.name = "contact.representative", .label = "法定代表人", .hint = "法人或者其他组织填写。"},
           {.name = "contact.contact_name", .label = "联系人", .hint = "法人或者其他组织填写。"}}};
}

FieldGroup contact_group() {
  return {"联系方式",
          "电话、电子邮箱、通信地址至少填写一种。选择邮寄的，请填写地址。",
          {{.name = "contact.phone", .label = "联系电话", .autofill = "tel", .type = "tel"},
           {.name = "contact.email", .label = "电子邮箱", .autofill = "email", .type = "email"},
           {.name = "contact.address", .label = "通信地址", .autofill = "address-line1"},
           {.name = "contact.postcode", .label = "邮政编码", .longest = 20, .autofill = "postal-code"}}};
}

FieldGroup wanted_group() {
  return {"所需信息",
          {},
          {{.name = "purpose",
            .label = "申请事项",
            .look = Look::One,
            .owed = true,
            .hint = "认为本机关记录的与自己有关的信息不准确的，选择更正，并说明证据。",
            .options = options_of<requests::Purpose>()},
           {.name = "wanted",
            .label = "所需信息的名称或者特征描述",
            .look = Look::Area,
            .longest = requests::kLongestWanted,
            .owed = true,
            .hint = "写明名称，或者时间、地点、事项等便于查找的特征。不用说明用途。"},
           {.name = "document_number",
            .label = "文号",
            .longest = kLongestDocumentNumber,
            .hint = "知道的话请填写，例如：某政发〔2026〕3号。"},
           {.name = "suggests_public",
            .label = "建议主动公开这项信息",
            .look = Look::Check,
            .hint = "认为应当向所有人公开的，可以选择；由本机关评估（条例第四十四条）。"}}};
}

// What those who choose files are offered; what is taken is decided by the bytes (requests/enclosures.h).
constexpr const char* kAcceptedFiles =
    ".pdf,.ofd,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.dps,.jpg,.jpeg,.png,.txt,.csv";
constexpr const char* kAcceptedPapers = ".pdf,.jpg,.jpeg,.png";

/// `chosen`: files came with a form that goes back; no page can give them back to a browser.
FieldGroup files_group(std::int64_t most, bool chosen) {
  const std::string again = chosen ? "刚才选择的文件没有保存，请重新选择。" : "";
  return {"附件",
          fmt::format("可以不交。合计不超过 {} MB，与申请一起提交；没有提交的，不保存。", most >> 20),
          {{.name = std::string(requests::kPapersField),
            .label = "身份证明材料",
            .look = Look::Files,
            .hint = again +
                    "证件的照片、扫描件，PDF、JPG 或者 PNG，每个不超过 10 MB。逐个加密保存，工作人员写明理由才能打开。",
            .accept = kAcceptedPapers},
           {.name = std::string(requests::kFilesField),
            .label = "其他材料",
            .look = Look::Files,
            .hint = again + "便于查找的材料、证据，由他人代为申请的委托书。",
            .accept = kAcceptedFiles}}};
}

/// What a form without paper can give best is chosen to begin with.
template <class E>
std::vector<Labelled> options_from(E first) {
  auto options = options_of<E>();
  const auto place = std::ranges::find(options, name_of(first), &Labelled::code);
  std::rotate(options.begin(), place, std::next(place));
  return options;
}

FieldGroup form_group() {
  return {"获取方式",
          {},
          {{.name = "way",
            .label = "获取信息的方式",
            .look = Look::One,
            .owed = true,
            .options = options_from(requests::Way::Electronic)},
           {.name = "carrier",
            .label = "载体形式",
            .look = Look::One,
            .owed = true,
            .options = options_from(requests::Carrier::Electronic)},
           {.name = "helped",
            .label = "我阅读、书写或者视听有困难，需要帮助",
            .look = Look::Check,
            .hint = "工作人员会与您联系，提供必要的帮助（条例第四十三条）。"}}};
}

Outcome<Form> form_of(const Portal& portal, const Visit& visit, bool chosen = false) {
  const auto most = portal.options.files.a_request;
  DL_TRY(const auto times, request_times(portal.carried->laws, visit.today));
  auto groups = request_groups(portal, visit);
  groups.push_back(files_group(most, chosen));
  return Form{
      .frame = {.title = "提出政府信息公开申请",
                .path = kNewRequestPath,
                .intro = "向" + visit.agency->name + "申请。标有“必填”的是条例第二十九条要求写明的，其他可以不填。",
                .submit = "提交申请",
                .privacy = "您填写的个人信息加密保存，只有办理这件申请的人员可以看到，只用于办理和答复。",
                .crumbs = {{"政府信息公开", visit.url("/disclosure")}, {kRequestsTitle, visit.url(kRequestsPath)}},
                .most_bytes = most},
      .groups = std::move(groups),
      .receipt = {.title = "申请已提交",
                  .note = fmt::format("工作人员会按您留下的方式与您确认，答复期限自双方确认之日起算，为 {}。",
                                      times.answer_time)}};
}

Filing filing_of(const Typed& typed, const Visit& visit) {
  return {.place = place_of(visit),
          .channel = matters::Channel::Online,
          .came_on = visit.today,
          .purpose = typed.one<requests::Purpose>("purpose"),
          .applicant = typed.one<requests::Applicant>("applicant"),
          .contact = {.name = typed.of("contact.name"),
                      .identity_kind = typed.of("contact.identity_kind"),
                      .identity_number = typed.of("contact.identity_number"),
                      .representative = typed.of("contact.representative"),
                      .contact_name = typed.of("contact.contact_name"),
                      .phone = typed.of("contact.phone"),
                      .email = typed.of("contact.email"),
                      .address = typed.of("contact.address"),
                      .postcode = typed.of("contact.postcode")},
          .wanted = typed.of("wanted"),
          .document_number = typed.of("document_number"),
          .way = typed.one<requests::Way>("way"),
          .carrier = typed.one<requests::Carrier>("carrier"),
          .helped = typed.is_checked("helped"),
          .suggests_public = typed.is_checked("suggests_public")};
}

/// The files of a form; none where it has no part for any. Fault::Unreadable `request.multipart`.
Outcome<std::vector<requests::Enclosed>> files_of(const web::Request& http) {
  std::vector<requests::Enclosed> files;
  if (!is_multipart(http)) return files;
  DL_TRY(const auto parts, web::parse_multipart(http.header("Content-Type"), http.body));
  for (const auto& part : parts) {
    const bool paper = part.name == requests::kPapersField;
    if (part.file_name.empty() || (!paper && part.name != requests::kFilesField)) continue;
    files.push_back({text::repair_utf8(part.file_name), part.body, paper});
  }
  return files;
}

/// Bytes that a head announces; as many as may be where it announces some and does not say how many.
std::int64_t announced(const web::Request& head, std::int64_t most) {
  return read_number(head.header("Content-Length")).value_or(head.header("Transfer-Encoding").empty() ? 0 : most);
}

}  // namespace

std::vector<FieldGroup> request_groups(const Portal& portal, const Visit& visit) {
  return {applicant_group(portal, visit), contact_group(), wanted_group(), form_group()};
}

Outcome<web::Admitted> admit_request(const web::Request& head, Portal& portal) {
  const auto bytes = announced(head, portal.options.files.a_request);
  if (!is_multipart(head)) {
    if (bytes > static_cast<std::int64_t>(kFormBytes)) return fail(Fault::TooLarge, "request.body", head.path);
  } else {
    const auto* csrf = portal.window == nullptr ? nullptr : portal.window->csrf;
    if (csrf != nullptr && !csrf->opens_door(head)) return fail(Fault::Forbidden, "access.stale_form");
    const auto address = web::Address::parse(head.peer);
    const bool files = bytes > static_cast<std::int64_t>(kFormBytes);  // a form whose files nobody chose takes no room
    if (files && !portal.file_room.take(address ? address->client_key() : 0, bytes, portal.clock.now()))
      return fail(Fault::TooMany, "request.files-rate", head.path);
  }
  return web::Admitted{[&portal](const web::Request& http) { return file_request(http, portal); }, false};
}

Outcome<web::Response> write_request(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto offer, load_offer(portal, visit));
  if (form_url(offer, visit).empty()) return draw_closed(portal, visit, offer);
  DL_TRY(const auto form, form_of(portal, visit));
  return draw_form(http, portal, visit, form, {Typed::blank(form.groups), {}});
}

Outcome<web::Response> file_request(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(auto* const window, open_window(portal, visit));
  DL_TRY(const auto offer, load_offer(portal, visit));
  if (form_url(offer, visit).empty()) return draw_closed(portal, visit, offer);
  DL_TRY(const auto files, files_of(http));
  DL_TRY(const auto form, form_of(portal, visit, !files.empty()));
  Filled filled;
  filled.typed = Typed::read(http, form.groups, filled.problems);
  const auto filing = filing_of(filled.typed, visit);
  if (const auto checked = requests::check(filing); !checked) add_problems(filled.problems, checked.error());
  const auto most = static_cast<std::size_t>(portal.options.files.a_request);
  for (auto& problem : requests::problems_of(files, most)) filled.problems.push_back(std::move(problem));
  return answer_form(http, portal, visit, form, std::move(filled),
                     [&](const std::string& sent) { return window->file(filing, sent, files); });
}

}  // namespace dl::portal
