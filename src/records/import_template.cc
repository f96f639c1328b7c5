#include "records/import_template.h"

#include <fmt/format.h>

#include "records/import_cells.h"

namespace dl::records {
namespace {

bool is_entered(const Field& field, Date today) { return field.computed == Computed::No && field.lives(today); }

sheets::ColumnKind kind_of(const Field& field) {
  if (field.many) return sheets::ColumnKind::Text;
  if (field.type == Type::Date) return sheets::ColumnKind::Date;
  const bool number = field.type == Type::Integer || field.type == Type::Decimal || field.type == Type::Money;
  return number ? sheets::ColumnKind::Number : sheets::ColumnKind::Text;
}

int decimals_of(const Field& field) {
  if (field.type == Type::Money) return field.shown == Unit::Yuan ? 2 : 6;
  return field.digits;
}

std::vector<std::string> choices_of(const Field& field, Date today) {
  if (field.type == Type::YesNo) return {"是", "否"};
  std::vector<std::string> names;
  if (field.choices && !field.many)
    for (const auto& term : field.choices->terms())
      if (term.in_force(today)) names.push_back(term.name);
  return names;
}

std::string help_of(const Field& field) {
  if (field.help.empty() && field.type == Type::Money) return fmt::format("单位：{}。", chinese_of(field.shown));
  if (field.help.empty() && field.type == Type::Department) return "内设机构的名称。";
  if (field.type == Type::File) return "附件在登记表单里上传；这里只能照抄导出表格里的内容。";
  if (field.help.empty() && field.many) return "有几项的，用“；”分开。";
  return field.help;
}

}  // namespace

std::vector<sheets::Column> columns_of(const Register& made, Date today) {
  std::vector<sheets::Column> columns;
  for (const auto& field : made.fields)
    if (is_entered(field, today))
      columns.push_back({.code = field.code,
                         .title = field.title,
                         .kind = kind_of(field),
                         .required = field.required,
                         .choices = choices_of(field, today),
                         .help = help_of(field),
                         .example = field.example,
                         .decimals = decimals_of(field)});
  return columns;
}

std::vector<std::string> cells_of(const Register& made, const Record& record, Date today) {
  std::vector<std::string> cells;
  for (const auto& field : made.fields)
    if (is_entered(field, today)) cells.push_back(cell_text(record.at(field.place), field, made));
  return cells;
}

sheets::Template template_of(const Register& made, Date today) {
  return {.name = made.code,
          .version = fmt::format("{}", made.version),
          .title = made.import.sheet.empty() ? made.title : made.import.sheet,
          .columns = columns_of(made, today)};
}

}  // namespace dl::records
