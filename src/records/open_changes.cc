#include "records/open_changes.h"

#include "records/open_table.h"
#include "sheets/export_file.h"

namespace dl::records {
namespace {

namespace json = boost::json;
using What = OpenChange::What;

constexpr std::string_view kHeads[] = {"变动", kRecordTitle, "编号", "项目", "原来", "现在", "日期", "理由"};
constexpr std::array kNames = {"added", "changed", "withdrawn"};
constexpr std::array kWords = {"新增", "更正", "撤下"};
constexpr std::string_view kGoneSince = "，现已撤下";

std::size_t place_of(What what) { return static_cast<std::size_t>(what); }

json::object members_of(const Register& made, std::int64_t record, const Record& shown, std::string_view site) {
  return json::parse(open_json(made, record, shown, site)).as_object();
}

json::array differences(const Register& made, const HandoverChange& change, std::string_view site) {
  const auto before = members_of(made, change.record, *change.before, site);
  const auto after = members_of(made, change.record, *change.after, site);
  json::array fields;
  for (const auto* field : open_fields(made)) {
    const auto* was = before.if_contains(field->code);
    const auto* is = after.if_contains(field->code);
    const json::value old = was == nullptr ? json::value() : *was;
    const json::value now = is == nullptr ? json::value() : *is;
    if (old != now)
      fields.push_back(json::object{{"field", field->code}, {"title", field->title}, {"before", old}, {"after", now}});
  }
  return fields;
}

/// The lines of what may be shown: item, before, now.
void add_items(const Register& made, const HandoverChange& change, std::string_view site,
               const std::function<void(const std::string&, const std::string&, const std::string&)>& add) {
  const auto columns = open_columns(made, Heads::Titles);
  const auto now = open_cells(made, change.record, *change.after, Codes::Name, site);
  const auto old = change.before ? open_cells(made, change.record, *change.before, Codes::Name, site)
                                 : std::vector<std::string>(columns.size());
  for (std::size_t i = 1; i < columns.size(); ++i)  // behind the number of the record
    if (old[i] != now[i]) add(columns[i].title, old[i], now[i]);
}

}  // namespace

json::array changes_json(const Register& made, const std::vector<HandoverChange>& changes, std::string_view site) {
  json::array told;
  for (const auto& change : changes) {
    json::object one{{"change", kNames[place_of(change.what)]},
                     {"record", change.record},
                     {"key", change.key},
                     {"at", change.at.rfc3339()}};
    if (!change.ground.empty()) one["ground"] = change.ground;
    if (change.gone_since) one["gone_since"] = true;
    if (change.before && change.after)
      one["fields"] = differences(made, change, site);
    else if (change.after)
      one["values"] = members_of(made, change.record, *change.after, site);
    told.push_back(std::move(one));
  }
  return told;
}

std::string changes_csv(const Register& made, const std::vector<HandoverChange>& changes, std::string_view site) {
  std::vector<sheets::Column> columns;
  for (const auto title : kHeads)
    columns.push_back({.title = std::string(title),
                       .kind = title == kRecordTitle ? sheets::ColumnKind::Number : sheets::ColumnKind::Text});
  auto text = sheets::csv_head(columns, sheets::CsvVariant::Spreadsheets);
  for (const auto& change : changes) {
    const auto add = [&](const std::string& item, const std::string& before, const std::string& now) {
      auto word = std::string(kWords.at(place_of(change.what)));
      if (change.gone_since) word += kGoneSince;
      const std::vector<std::string> cells = {
          std::move(word), std::to_string(change.record), change.key, item, before, now, change.at.date().text(),
          change.ground};
      text += sheets::csv_line(columns, cells, sheets::CsvVariant::Spreadsheets);
    };
    if (change.after)
      add_items(made, change, site, add);
    else
      add({}, {}, {});
  }
  return text;
}

}  // namespace dl::records
