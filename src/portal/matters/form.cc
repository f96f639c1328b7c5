#include "portal/matters/form.h"

#include <algorithm>

#include "base/hash.h"
#include "base/markup.h"
#include "base/text.h"
#include "matters/sent_forms.h"
#include "portal/asset_address.h"
#include "portal/shell.h"

namespace dl::portal {
namespace {

constexpr std::string_view kKey = "key";
constexpr std::string_view kTrap = "website";  // a field that people do not see
constexpr std::size_t kKeyDigits = 32;

std::string_view sent(const web::Fields& form, std::string_view name) {
  for (const auto& [key, value] : form)
    if (key == name) return value;
  return {};
}

bool is_key(std::string_view text) {
  return text.size() == kKeyDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Words as they are kept: lines end alike, and nothing stands around them.
std::string tidy(std::string_view value) {
  std::string words;
  for (const char letter : value)
    if (letter != '\r') words += letter;
  return std::string(text::trim(words));
}

std::string problem_with(const FormField& field, const std::string& value) {
  const bool broken = field.look == Look::Line && value.find('\n') != std::string::npos;
  if (broken || !text::is_writable(value)) return "field.characters";
  if (field.look == Look::Line || field.look == Look::Area) {
    if (text::length(value) > field.longest) return fmt::format("field.too-long:{}", field.longest);
  } else if (field.look != Look::Check && !value.empty()) {
    if (std::ranges::find(field.options, value, &Labelled::code) == field.options.end()) return "field.choice";
  }
  return {};
}

std::string id_of(std::string_view name) {
  std::string id(name);
  std::ranges::replace(id, '.', '-');
  return id;
}

FieldView field_view(const FormField& field, const Typed& typed, const std::string& problem) {
  FieldView view{.field_id = id_of(field.name),
                 .field_name = field.name,
                 .field_label = field.label,
                 .field_type = field.type,
                 .field_value = typed.of(field.name),
                 .field_hint = field.hint,
                 .field_problem = problem,
                 .field_autofill = field.autofill.empty() ? "off" : field.autofill,
                 .field_accept = field.accept,
                 .field_longest = field.longest,
                 .field_owed = field.owed,
                 .field_kept = field.draft == Draft::Kept,
                 .field_line = field.look == Look::Line,
                 .field_area = field.look == Look::Area,
                 .field_one = field.look == Look::One,
                 .field_list = field.look == Look::List,
                 .field_check = field.look == Look::Check,
                 .field_files = field.look == Look::Files};
  if (!field.hint.empty()) view.field_described = view.field_id + "-hint";
  if (!problem.empty()) view.field_described += (view.field_described.empty() ? "" : " ") + view.field_id + "-problem";
  for (const auto& option : field.options) {
    // The list of mistakes leads to the first one.
    auto id = view.options.empty() ? view.field_id : fmt::format("{}-{}", view.field_id, view.options.size() + 1);
    view.options.push_back({std::move(id), option.code, option.label, option.code == typed.of(field.name)});
  }
  return view;
}

bool has_field(const std::vector<FieldGroup>& groups, std::string_view name) {
  return std::ranges::any_of(groups, [&](const FieldGroup& group) {
    return std::ranges::find(group.fields, name, &FormField::name) != group.fields.end();
  });
}

void fill_fields(FormPage& page, const Portal& portal, const std::vector<FieldGroup>& groups, const Filled& filled) {
  for (const auto& problem : filled.problems)
    if (!has_field(groups, problem.field)) page.problems.push_back({{}, portal.sentence(problem.key)});
  for (const auto& group : groups) {
    FieldGroupView shown{fmt::format("group-{}", page.field_groups.size() + 1), group.title, group.note, {}};
    for (const auto& field : group.fields) {
      const auto found = std::ranges::find(filled.problems, field.name, &FieldProblem::field);
      const auto text = found == filled.problems.end() ? std::string() : portal.sentence(found->key);
      shown.fields.push_back(field_view(field, filled.typed, text));
      if (!text.empty())
        page.problems.push_back({shown.fields.back().field_id, fmt::format("{}：{}", field.label, text)});
    }
    page.field_groups.push_back(std::move(shown));
  }
  page.problem_count = page.problems.size();
}

/// What a form opens, or has opened when it was sent before.
Outcome<matters::Opened> open_once(const Portal& portal, const std::string& form, const Opens& open) {
  const auto find = [&] {
    return portal.database.read([&](db::Session& session) {
      return matters::find_sent(session, portal.window->desk.house().key, form, portal.window->desk.real_now());
    });
  };
  DL_TRY(auto known, find());
  if (known) return std::move(*known);
  auto opened = open(form);
  if (opened || opened.error().key != "matter.sent") return opened;
  DL_TRY(known, find());  // somebody was first meanwhile
  if (known) return std::move(*known);
  return opened;
}

}  // namespace

std::vector<Labelled> options_of(const Vocabulary& list, Date today) {
  std::vector<Labelled> options = {{"", "请选择"}};
  for (const auto& term : list.terms)
    if (term.in_force(today)) options.push_back({term.code, term.name});
  return options;
}

Typed Typed::blank(const std::vector<FieldGroup>& groups) {
  Typed typed;
  for (const auto& group : groups)
    for (const auto& field : group.fields)
      if (field.look == Look::One && !field.options.empty()) typed.words_[field.name] = field.options.front().code;
  typed.key_ = hex(random_bytes(kKeyDigits / 2));
  return typed;
}

Typed Typed::read(const web::Request& http, const std::vector<FieldGroup>& groups,
                  std::vector<FieldProblem>& problems) {
  const auto form = http.form();
  Typed typed;
  for (const auto& group : groups) {
    for (const auto& field : group.fields) {
      if (field.look == Look::Files) continue;
      auto value = tidy(text::repair_utf8(sent(form, field.name)));
      if (auto problem = problem_with(field, value); !problem.empty())
        problems.push_back({field.name, std::move(problem)});
      typed.words_[field.name] = text::keep_writable(value);
    }
  }
  const auto key = sent(form, kKey);
  typed.key_ = is_key(key) ? std::string(key) : hex(random_bytes(kKeyDigits / 2));
  typed.trapped_ = !sent(form, kTrap).empty();
  return typed;
}

const std::string& Typed::of(std::string_view name) const {
  static const std::string nothing;
  const auto found = words_.find(name);
  return found == words_.end() ? nothing : found->second;
}

std::string Typed::whole() const {
  std::string all;
  for (const auto& [name, value] : words_) all += fmt::format("{}={}\n", name, value);
  return all;
}

web::Response draw_form(const web::Request& http, Portal& portal, const Visit& visit, const Form& form,
                        const Filled& filled) {
  const auto& frame = form.frame;
  FormPage page;
  auto crumbs = frame.crumbs;
  crumbs.push_back({frame.title, {}});
  const bool wrong = !filled.problems.empty();
  fill_shell(page, visit,
             {.title = wrong ? "有误：" + frame.title : frame.title, .path = frame.path, .crumbs = std::move(crumbs)});
  page.more_styles.push_back(asset_address("ask.css"));
  page.more_scripts.push_back(asset_address("ask.js"));
  page.form_title = frame.title;
  page.form_intro = frame.intro;
  page.form_url = visit.url(frame.path);
  page.form_submit = frame.submit;
  page.form_draft = page.form_url;
  page.form_privacy = frame.privacy;
  page.form_key = filled.typed.key();
  fill_fields(page, portal, form.groups, filled);
  web::Response response;
  page.form_token = form_token(http, *portal.window, response);
  page.form_bytes = frame.most_bytes;
  if (page.form_bytes > 0 && portal.window->csrf != nullptr)
    page.form_url += fmt::format("?{}={}", web::CsrfGuard::kDoor, portal.window->csrf->door_of(page.form_token));
  if (wrong) response.status = 422;
  return private_page(portal.pages.form.render(page), std::move(response));
}

Outcome<web::Response> answer_form(const web::Request& http, Portal& portal, const Visit& visit, const Form& form,
                                   Filled filled, const Opens& open) {
  // Whatever fills in what people do not see is sent back; somebody whose browser did so sends it again.
  if (filled.typed.is_trapped()) filled.problems.push_back({{}, "window.again"});
  if (filled.problems.empty()) {
    const auto words = visit.site_topic() + "\n" + filled.typed.whole();
    const auto opened = open_once(portal, matters::form_of(filled.typed.key(), words), open);
    if (opened) return draw_receipt(portal, visit, form, *opened);
    add_problems(filled.problems, opened.error());
    if (filled.problems.empty()) return Failure(opened.error());
  }
  return draw_form(http, portal, visit, form, filled);
}

void add_problems(std::vector<FieldProblem>& problems, const Error& error) {
  if (error.fault != Fault::Invalid && error.fault != Fault::Conflict) return;
  auto told = error.fields;
  if (told.empty()) told.push_back({{}, error.key});
  for (auto& problem : told) {
    if (problem.field == "contact") problem.field = "contact.phone";
    const bool known =
        !problem.field.empty() && std::ranges::find(problems, problem.field, &FieldProblem::field) != problems.end();
    if (!known) problems.push_back(std::move(problem));
  }
}

web::Response private_page(std::string html, web::Response response) {
  response.body = writable(std::move(html));
  response.topics.clear();
  response.max_age = -1;
  response.headers.emplace_back("X-Robots-Tag", "noindex");
  return response;
}

std::string form_token(const web::Request& http, const Window& window, web::Response& response) {
  return window.csrf == nullptr ? std::string() : window.csrf->token(http, response);
}

Outcome<Window*> open_window(const Portal& portal, const Visit& visit) {
  if (portal.window == nullptr || visit.agency == nullptr) return fail(Fault::NotFound, "window.closed");
  return portal.window;
}

matters::Place place_of(const Visit& visit) {
  return {.agency = visit.agency->id, .code = visit.agency->code, .name = visit.agency->name};
}

}  // namespace dl::portal
