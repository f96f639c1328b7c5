#include "records/dictionary.h"

#include <fmt/format.h>

#include <tuple>

#include "records/write.h"

namespace dl::records {
namespace {

namespace json = boost::json;

std::string limits_of(const Field& field) {
  std::string text(field.row().chinese);
  if (field.choices) text += "：" + field.choices->id();
  if (field.type == Type::Money) text += fmt::format("（{}）", chinese_of(field.shown));
  if (field.type == Type::Decimal) text += fmt::format("（{}位小数）", field.digits);
  if (field.length > 0) text += fmt::format("，至多{}字", field.length);
  if (field.many) text += "，可多项";
  if (field.unique) text += "，不得重复";
  if (!field.allow.empty()) text += fmt::format("，也可填{}", fmt::join(field.allow, "、"));
  if (field.until) text += fmt::format("，{}起停用", field.until->plus_days(1).text());
  return text;
}

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("|\n", at)) != std::string::npos; at += 2)
    text.replace(at, 1, text[at] == '|' ? "\\|" : "; ");
  return text;
}

/// `beside`: the fields that its conditions speak of.
std::string row_of_field(Field field, const std::string& in, const std::vector<Field>& beside) {
  for (auto* condition : {&field.required_when, &field.forbidden_when})
    if (*condition) *condition = with_names(std::move(**condition), beside);
  return fmt::format("| `{}{}` | {} | {} | {} | {} | {} |\n", in, field.code, cell(field.title), cell(limits_of(field)),
                     chinese_of(field.privacy), cell(duty_of(field)), cell(field.help));
}

std::string lists_of(const Register& made) {
  std::string text;
  std::vector<std::string> told;
  for (const auto& field : made.fields) {
    if (!field.choices || std::ranges::find(told, field.choices->id()) != told.end()) continue;
    told.push_back(field.choices->id());
    text += fmt::format("\n### {}\n\n", field.choices->id());
    for (const auto& term : field.choices->terms()) {
      text += fmt::format("- `{}` {}", term.code, term.name);
      if (term.from) text += fmt::format("，{}起", term.from->text());
      if (term.until) text += fmt::format("，至{}", term.until->text());
      text += "\n";
    }
  }
  return text.empty() ? text : "\n## 选项\n" + text;
}

std::string rules_of(const Register& made) {
  std::string text;
  for (const auto& rule : made.rules) {
    text += "- ";
    if (rule.when) text += fmt::format("{}的，", condition::to_chinese(with_names(*rule.when, made.fields)));
    text +=
        fmt::format("{}（{}{}{}）\n", rule.says, chinese_of(rule.effect), rule.source.empty() ? "" : "；", rule.source);
  }
  return text.empty() ? text : "\n## 规则\n\n" + text;
}

std::string period_in_words(const std::string& id, const periods::Laws& laws, Date today) {
  const auto* period = laws.find(id, today);
  if (period == nullptr) return id;
  return fmt::format("{}{}（`{}`，{}{}）", period->length_text(), periods::chinese_of(period->unit), id, period->source,
                     period->on ? "" : "；依据尚未核实，程序不按它计时");
}

std::string display_in_words(const Register& made, const periods::Laws& laws, Date today) {
  const auto& shown = made.publication.shown;
  if (!shown) return "公开期限：没有，撤下以前一直公开";
  if (shown->last != nullptr) return fmt::format("公开期限：公开至{}当天", shown->last->title);
  std::string text;
  for (const auto& row : shown->rows)
    text += fmt::format("{}{}{}", text.empty() ? "" : "；",
                        row.when ? condition::to_chinese(with_names(*row.when, made.fields)) + "的，" : "",
                        period_in_words(row.period, laws, today));
  return fmt::format("公开期限：自{}起，{}", shown->from->title, text);
}

std::string fields_in_words(const Register& made, Privacy privacy) {
  std::string titles;
  for (const auto& field : made.fields)
    if (field.privacy == privacy) titles += (titles.empty() ? "" : "、") + field.title;
  return titles.empty() ? titles : fmt::format("- {}：{}\n", chinese_of(privacy), titles);
}

json::object table_field(const Field& field) {
  auto schema =
      json::parse(fmt::format("{{{}}}", field.many ? R"("type":"string")" : field.row().table_schema)).as_object();
  json::object out{{"name", field.code}, {"title", field.title}};
  for (auto& [key, value] : schema) out[key] = std::move(value);
  json::object constraints;
  if (field.required && !field.from && !field.until && field.privacy != Privacy::Personal)
    constraints["required"] = true;
  if (field.unique) constraints["unique"] = true;
  if (field.length > 0 && !field.many) constraints["maxLength"] = field.length;
  if (!constraints.empty()) out["constraints"] = std::move(constraints);
  if (field.choices && !field.many) {
    json::array categories;
    for (const auto& term : field.choices->terms())
      categories.push_back(json::object{{"value", term.code}, {"label", term.name}});
    out["categories"] = std::move(categories);
  }
  const auto duty = duty_of(field);
  auto note = field.help.empty() ? duty : fmt::format("{}{}{}", field.help, duty.empty() ? "" : " ", duty);
  if (field.type == Type::Money) note += fmt::format("{}单位：{}", note.empty() ? "" : " ", chinese_of(field.shown));
  if (!note.empty()) out["description"] = note;
  if (!field.example.empty()) out["example"] = field.example;
  return out;
}

}  // namespace

std::string duty_of(const Field& field) {
  std::string text;
  const auto add = [&](std::string sentence) { text += (text.empty() ? "" : "；") + std::move(sentence); };
  if (field.computed != Computed::No) add("自动计算");
  if (field.required) add(field.from ? fmt::format("自{}起必填", field.from->text()) : "必填");
  if (field.required_when) add(fmt::format("{}时必填", condition::to_chinese(*field.required_when)));
  if (field.forbidden_when) add(fmt::format("{}时不得填写", condition::to_chinese(*field.forbidden_when)));
  return text;
}

std::string markdown_of(const Register& made) {
  auto text = fmt::format("# {}\n\n`{}`，第{}版，{}。依据：{}。\n\n", made.title, made.code, made.version,
                          made.changes.back().on.text(), made.source);
  text += "| 代码 | 名称 | 内容 | 公开 | 填写 | 说明 |\n| --- | --- | --- | --- | --- | --- |\n";
  for (const auto& field : made.fields) {
    text += row_of_field(field, "", made.fields);
    for (const auto& column : field.fields) text += row_of_field(column, field.code + ".", field.fields);
  }
  text += rules_of(made) + lists_of(made) + "\n## 修改\n\n";
  for (const auto& change : made.changes)
    text += fmt::format("- 第{}版，{}：{}\n", change.version, change.on.text(), change.says);
  return text;
}

std::string publication_of(const Register& made, const periods::Laws& laws, Date today) {
  std::string text = "\n## 公布\n\n";
  for (const auto& row : table_of(Privacy{})) text += fields_in_words(made, row.value);
  const auto& [chain, clock, withdraw, shown] =
      std::tie(made.publication.chain, made.publication.clock, made.publication.withdraw, made.publication.shown);
  text += fmt::format("- 办理：{}\n", chain ? chain->title : "登记人自己公布");
  text += clock ? fmt::format(
                      "- 公布期限：自{}起{}{}\n", clock->from->title, period_in_words(clock->period, laws, today),
                      clock->when ? "，限" + condition::to_chinese(with_names(*clock->when, made.fields)) + "的" : "")
                : "- 公布期限：没有\n";
  if (withdraw) text += fmt::format("- 撤下期限：{}\n", period_in_words(withdraw->period, laws, today));
  text += fmt::format("- {}\n", display_in_words(made, laws, today));
  text += fmt::format("- 零报告：{}\n", chinese_of(made.nil));
  return text;
}

json::object table_schema_of(const Register& made) {
  json::array fields;
  for (const auto& field : made.fields)
    if (field.privacy != Privacy::Sealed) fields.push_back(table_field(field));
  json::array key;
  for (const auto* field : made.key) key.push_back(json::value(field->code));
  return {{"$schema", "https://datapackage.org/profiles/2.0/tableschema.json"},
          {"fields", std::move(fields)},
          {"primaryKey", std::move(key)},
          {"missingValues", json::array{""}}};
}

}  // namespace dl::records
