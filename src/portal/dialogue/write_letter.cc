// The form of a letter to the mailbox. Its fields and what is said beside them are the domain's (dialogue/message.h),
// and so is what is wrong with them.
#include "portal/dialogue/paths.h"
#include "portal/lines.h"
#include "portal/matters/form.h"

namespace dl::portal {
namespace {

using dialogue::NewMessage;

/// A field as the domain's own table has it.
FormField field_for(std::string_view member, Look look) {
  const auto says = dl::field_of<NewMessage>(member);
  FormField field{.name = std::string(member),
                  .label = std::string(says.chinese),
                  .look = look,
                  .owed = says.says.owed,
                  .hint = std::string(says.says.help)};
  if (says.says.characters > 0) field.longest = says.says.characters;
  return field;
}

FormField choice_for(std::string_view member, const Portal& portal, const Visit& visit) {
  auto field = field_for(member, Look::List);
  const auto says = dl::field_of<NewMessage>(member);
  field.options = options_of(portal.vocabularies.at(says.says.vocabulary), visit.today);
  return field;
}

FormField reach_for(std::string_view member, std::string type, std::string autofill) {
  auto field = field_for(member, Look::Line);
  field.type = std::move(type);
  field.autofill = std::move(autofill);
  return field;
}

std::vector<FieldGroup> groups_of(const Portal& portal, const Visit& visit) {
  return {{"来信",
           {},
           {choice_for("kind", portal, visit), choice_for("topic", portal, visit), field_for("title", Look::Line),
            field_for("words", Look::Area)}},
          {"联系方式",
           "只用于核实情况和答复，不公开。",
           {reach_for("name", "text", "name"), reach_for("phone", "tel", "tel"), reach_for("email", "email", "email")}},
          {"公开", {}, {field_for("wants_public", Look::Check)}}};
}

Outcome<Form> form_of(const Portal& portal, const Visit& visit) {
  DL_TRY(const auto time, length_of(portal.carried->laws, kAnswerPeriod, visit.today));
  const auto title = mailbox_title(visit);
  return Form{.frame = {.title = "给" + title + "写信",
                        .path = kNewLetterPath,
                        .intro = "写给" + visit.agency->name +
                                 "。标有“必填”的请填写，其他可以不填。紧急事项请直接拨打页脚的电话。",
                        .submit = "寄出",
                        .privacy = "来信和联系方式加密保存，只有办理这件来信的人员可以看到。",
                        .crumbs = {{title, visit.url(kMailboxPath)}}},
              .groups = groups_of(portal, visit),
              .receipt = {.title = "来信已收到", .note = fmt::format("自收到来信之日起 {}内答复。", time)}};
}

NewMessage message_of(const Typed& typed) {
  return {.kind = typed.of("kind"),
          .topic = typed.of("topic"),
          .title = typed.of("title"),
          .words = typed.of("words"),
          .wants_public = typed.is_checked("wants_public"),
          .name = typed.of("name"),
          .phone = typed.of("phone"),
          .email = typed.of("email")};
}

}  // namespace

Outcome<Window*> open_mailbox(const Portal& portal, const Visit& visit) {
  DL_TRY(auto* const window, open_window(portal, visit));
  if (!window->write) return fail(Fault::NotFound, "window.closed");
  return window;
}

Outcome<web::Response> write_letter(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_CHECK(open_mailbox(portal, visit));
  DL_TRY(const auto form, form_of(portal, visit));
  return draw_form(http, portal, visit, form, {Typed::blank(form.groups), {}});
}

Outcome<web::Response> send_letter(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(auto* const window, open_mailbox(portal, visit));
  DL_TRY(const auto form, form_of(portal, visit));
  Filled filled;
  filled.typed = Typed::read(http, form.groups, filled.problems);
  const auto message = message_of(filled.typed);
  if (const auto checked = dialogue::check(message, portal.vocabularies, visit.today); !checked)
    add_problems(filled.problems, checked.error());
  return answer_form(http, portal, visit, form, std::move(filled),
                     [&](const std::string& sent) { return window->write(place_of(visit), message, sent); });
}

}  // namespace dl::portal
