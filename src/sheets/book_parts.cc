#include "sheets/book_parts.h"

#include "sheets/xml.h"

namespace dl::sheets {

namespace {

constexpr const char* kBook = "xl/workbook.xml";

struct Listed {
  SheetPart sheet = {};
  std::string relation = {};
};

class BookEvents : public XmlEvents {
 public:
  void open(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr" && attributes.is_on("date1904")) day_one = DayOne::In1904;
    if (name != "sheet") return;
    const auto state = attributes.get("state");
    SheetPart sheet{.name = std::string(attributes.get("name")), .hidden = state == "hidden" || state == "veryHidden"};
    listed.push_back({std::move(sheet), std::string(attributes.get_local(":id"))});
  }
  std::vector<Listed> listed = {};
  DayOne day_one = DayOne::In1900;
};

bool has_rows(const Target& target) {
  return target.type == "worksheet" || (target.type.empty() && target.part.find("worksheets/") != std::string::npos);
}

}  // namespace

Outcome<BookParts> find_parts(Package& package, const Limits& limits) {
  BookEvents book;
  DL_CHECK(read_xml(package, kBook, book));
  DL_TRY(const auto targets, package.relations(kBook));
  BookParts parts{.day_one = book.day_one};
  for (auto& [sheet, relation] : book.listed) {
    const auto target = targets.find(relation);
    if (target == targets.end() || !has_rows(target->second) || parts.sheets.size() >= limits.sheets) {
      parts.others.push_back(std::move(sheet.name));
      continue;
    }
    sheet.part = target->second.part;
    parts.sheets.push_back(std::move(sheet));
  }
  return parts;
}

}  // namespace dl::sheets
