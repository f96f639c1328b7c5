#include "requests/letter_forms.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/numerals.h"
#include "base/resources.h"
#include "base/text.h"
#include "base/toml_file.h"

namespace dl::requests {
namespace {

namespace json = boost::json;
using Text = std::string;

constexpr auto kSlotKinds = named_table<SlotKind>({{SlotKind::Text, "text", "文字"},
                                                   {SlotKind::Date, "date", "日期"},
                                                   {SlotKind::Texts, "texts", "列表"},
                                                   {SlotKind::Case, "case", "由申请填入"},
                                                   {SlotKind::Mark, "mark", "标记"}});

/// What stands between braces in a text, in order; nothing for a brace without its partner.
std::optional<std::vector<std::string_view>> placeholders(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const auto open = text.find_first_of("{}");
    if (open == text.npos) return found;
    const auto close = text.find('}', open);
    if (text[open] == '}' || close == text.npos) return std::nullopt;
    found.push_back(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
  return found;
}

Text words_of(const SlotValue& value) {
  if (const auto* text = std::get_if<Text>(&value)) return *text;
  if (const auto* day = std::get_if<Date>(&value)) return text::chinese_date(*day);
  return fmt::format("{}", fmt::join(std::get<std::vector<Text>>(value), "；"));
}

Text filled(std::string_view text, const Slots& slots) {
  Text words;
  while (!text.empty()) {
    const auto open = text.find('{');
    words += text.substr(0, open);
    if (open == text.npos) break;
    const auto close = text.find('}', open);
    const auto slot = slots.find(text.substr(open + 1, close - open - 1));
    if (slot != slots.end()) words += words_of(slot->second);
    text.remove_prefix(close + 1);
  }
  return words;
}

/// A paragraph as a sentence: one full stop at its end whatever its last slot was filled with, but behind what ends one
/// already, leads on, or is a line to be filled in by hand.
Text ended(Text words) {
  constexpr std::string_view kStops[] = {"。", "；", "，", ".", ";", ","};
  constexpr std::string_view kEnds[] = {"？", "！", "：", "?", "!", ":", "。”", "？”", "！”", "。）", "＿"};
  for (std::string_view rest = text::trim(words);; rest = text::trim(rest)) {
    const auto* stop = std::ranges::find_if(kStops, [&](std::string_view one) { return rest.ends_with(one); });
    if (stop != std::end(kStops)) {
      rest.remove_suffix(stop->size());
      continue;
    }
    const bool done = std::ranges::any_of(kEnds, [&](std::string_view one) { return rest.ends_with(one); });
    return rest.empty() || done ? Text(rest) : Text(rest) + "。";
  }
}

bool suits(SlotKind kind, const SlotValue& value) {
  switch (kind) {
    case SlotKind::Date: return std::holds_alternative<Date>(value);
    case SlotKind::Texts: return std::holds_alternative<std::vector<Text>>(value);
    default: return std::holds_alternative<Text>(value);
  }
}

Outcome<Slot> read_slot(const TomlFile& file, const toml::table& table) {
  DL_CHECK(file.only(table, {"code", "title", "kind", "need"}));
  Slot slot;
  DL_TRY(slot.code, file.text(table, "code"));
  DL_TRY(slot.title, file.text(table, "title"));
  DL_TRY(const auto name, file.text_or(table, "kind", "text"));
  const auto kind = find_name<SlotKind>(name);
  if (!kind) return file.wrong(*table.get("kind"), fmt::format("'{}' is no kind of slot", name));
  slot.kind = *kind;
  if (slot.kind == SlotKind::Case && std::ranges::find(kCaseSlots, slot.code) == std::end(kCaseSlots))
    return file.wrong(*table.get("code"), fmt::format("a case does not say '{}'", slot.code));
  DL_TRY(const auto need, file.text_or(table, "need", slot.kind == SlotKind::Mark ? "free" : "owed"));
  if (need != "owed" && need != "free") return file.wrong(*table.get("need"), "need is 'owed' or 'free'");
  slot.owed = need == "owed";
  return slot;
}

/// A text names slots alone, and those that may be left out only where it waits for them.
Outcome<void> check_text(const TomlFile& file, const toml::node& node, std::string_view text,
                         const std::vector<Slot>& slots, const std::vector<Text>& when, std::set<Text>& used) {
  const auto named = placeholders(text);
  if (!named) return file.wrong(node, "a brace has no partner");
  for (const auto code : *named) {
    const auto slot = std::ranges::find(slots, code, &Slot::code);
    if (slot == slots.end()) return file.wrong(node, fmt::format("'{}' is no slot", code));
    if (!slot->owed && std::ranges::find(when, slot->code) == when.end())
      return file.wrong(node, fmt::format("'{}' may be left out, so the paragraph has to wait for it", code));
    used.insert(slot->code);
  }
  return {};
}

}  // namespace

Names<SlotKind> table_of(SlotKind) { return kSlotKinds; }

Outcome<LetterForm> LetterForm::parse(const Text& name, std::string_view text) {
  DL_TRY(const auto file, TomlFile::parse(name, text));
  const auto& root = file.root();
  DL_CHECK(file.only(root, {"title", "addressee", "slot", "paragraph"}));
  LetterForm form;
  DL_TRY(form.title_, file.text(root, "title"));
  DL_TRY(form.addressee_, file.text_or(root, "addressee", ""));
  DL_TRY(const auto slots, file.tables(root, "slot"));
  for (const auto* table : slots) {
    DL_TRY(auto slot, read_slot(file, *table));
    if (form.find(slot.code) != nullptr)
      return file.wrong(*table->get("code"), fmt::format("'{}' comes twice", slot.code));
    form.slots_.push_back(std::move(slot));
  }
  std::set<Text> used;
  std::vector<Text> codes;
  for (const auto& slot : form.slots_) codes.push_back(slot.code);
  DL_CHECK(check_text(file, root, form.addressee_, form.slots_, codes, used));
  DL_TRY(const auto paragraphs, file.tables(root, "paragraph"));
  for (const auto* table : paragraphs) {
    DL_CHECK(file.only(*table, {"when", "text"}));
    Paragraph paragraph;
    DL_TRY(paragraph.when, file.texts(*table, "when"));
    DL_TRY(paragraph.text, file.text(*table, "text"));
    for (const auto& code : paragraph.when) {
      if (form.find(code) == nullptr) return file.wrong(*table->get("when"), fmt::format("'{}' is no slot", code));
      used.insert(code);
    }
    DL_CHECK(check_text(file, *table->get("text"), paragraph.text, form.slots_, paragraph.when, used));
    form.paragraphs_.push_back(std::move(paragraph));
  }
  if (form.paragraphs_.empty()) return file.wrong(root, "a letter has one [[paragraph]] at least");
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (!used.contains(form.slots_[i].code))
      return file.wrong(*slots[i], fmt::format("'{}' is used nowhere", form.slots_[i].code));
  return form;
}

const Slot* LetterForm::find(std::string_view code) const {
  const auto found = std::ranges::find(slots_, code, &Slot::code);
  return found == slots_.end() ? nullptr : &*found;
}

Outcome<void> LetterForm::check(const Slots& slots) const { return check(slots, false); }

Outcome<void> LetterForm::check(const Slots& slots, bool with_case) const {
  std::vector<FieldProblem> problems;
  for (const auto& slot : slots_) {
    const bool asked = slot.owed && (with_case || slot.kind != SlotKind::Case);
    if (asked && !slots.contains(slot.code)) problems.push_back({slot.code, "request.slot-owed"});
  }
  for (const auto& [code, value] : slots) {
    const auto* slot = find(code);
    if (slot == nullptr || (!with_case && slot->kind == SlotKind::Case))
      problems.push_back({code, "request.slot-unknown"});
    else if (!suits(slot->kind, value))
      problems.push_back({code, "request.slot-kind"});
  }
  if (problems.empty()) return {};
  return tl::unexpected(Error{.fault = Fault::Invalid, .key = "request.slots", .fields = std::move(problems)});
}

Outcome<LetterText> LetterForm::text(const Slots& slots) const {
  DL_CHECK(check(slots, true));
  LetterText letter{.title = title_, .addressee = filled(addressee_, slots)};
  for (const auto& paragraph : paragraphs_)
    if (std::ranges::all_of(paragraph.when, [&](const Text& code) { return slots.contains(code); }))
      letter.paragraphs.push_back(ended(filled(paragraph.text, slots)));
  return letter;
}

Outcome<LetterForms> LetterForms::load() {
  LetterForms all;
  for (const auto& kind : kLetterKinds) {
    const auto name = fmt::format("data/letters/{}.toml", kind.name);
    DL_TRY(const auto text, load_resource(name));
    DL_TRY(auto form, LetterForm::parse(name, text));
    all.forms_.emplace(kind.value, std::move(form));
  }
  return all;
}

Text write_json(const Slots& slots) {
  json::object text;
  for (const auto& [code, value] : slots) {
    if (const auto* day = std::get_if<Date>(&value)) {
      text[code] = day->text();
    } else if (const auto* words = std::get_if<Text>(&value)) {
      text[code] = *words;
    } else {
      json::array list;
      for (const auto& one : std::get<std::vector<Text>>(value)) list.emplace_back(one);
      text[code] = std::move(list);
    }
  }
  return json::serialize(text);
}

namespace {

std::optional<SlotValue> read_value(SlotKind kind, const json::value& value) {
  if (kind == SlotKind::Texts) {
    if (!value.is_array()) return std::nullopt;
    std::vector<Text> texts;
    for (const auto& one : value.get_array()) {
      if (!one.is_string()) return std::nullopt;
      texts.push_back(json::value_to<Text>(one));
    }
    return texts;
  }
  if (!value.is_string()) return std::nullopt;
  auto words = json::value_to<Text>(value);
  if (kind != SlotKind::Date) return words;
  const auto day = Date::parse(words);
  if (!day) return std::nullopt;
  return *day;
}

}  // namespace

Outcome<Slots> read_slots(const LetterForm& form, std::string_view text) {
  boost::system::error_code wrong;
  const auto parsed = json::parse(text, wrong);
  if (wrong || !parsed.is_object()) return fail(Fault::Invalid, "request.slots-content");
  Slots slots;
  for (const auto& member : parsed.get_object()) {
    const Text code(member.key());
    const auto* slot = form.find(code);
    auto value = slot == nullptr ? std::nullopt : read_value(slot->kind, member.value());
    if (!value) return fail(Fault::Invalid, "request.slots-content", code);
    slots.emplace(code, std::move(*value));
  }
  return slots;
}

}  // namespace dl::requests
