#include "sheets/workbook.h"

#include <charconv>

#include "base/text.h"
#include "sheets/book_parts.h"
#include "sheets/sheet_events.h"

namespace dl::sheets {

namespace {

NumberFormat format_of(std::string code, DayOne day_one) {
  NumberFormat format{.day_one = day_one};
  format.is_text = code == "@";
  format.is_date = shows_date(code);
  format.code = std::move(code);
  return format;
}

/// The format of each cell format, by its place in cellXfs.
class StyleEvents : public XmlEvents {
 public:
  explicit StyleEvents(DayOne day_one) : day_one_(day_one) {}
  void open(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt") own_.try_emplace(id_of(attributes), attributes.get("formatCode"));
    if (name == "cellXfs") inside_ = true;
    if (name != "xf" || !inside_) return;
    if (formats.size() >= kMost) return refuse(fail(Fault::TooLarge, "sheets.too-large", "styles"));
    const auto id = id_of(attributes);
    const auto found = own_.find(id);
    formats.push_back(format_of(found != own_.end() ? found->second : std::string(built_in_format(id)), day_one_));
  }
  void close(std::string_view name) override {
    if (name == "cellXfs") inside_ = false;
  }
  std::vector<NumberFormat> formats = {};

 private:
  static constexpr std::size_t kMost = 100'000;
  static int id_of(const Attributes& attributes) {
    const auto text = attributes.get("numFmtId");
    int id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
  }
  DayOne day_one_;
  bool inside_ = false;
  std::map<int, std::string> own_ = {};
};

/// The words of each comment of a sheet.
class CommentEvents : public XmlEvents {
 public:
  CommentEvents(std::vector<std::string>& comments, const Limits& limits) : comments_(comments), limits_(limits) {}
  void open(std::string_view name, const Attributes&) override {
    if (name == "comment") words_.clear();
    if (name == "rPh") ++aloud_;
    taking_ = name == "t" && aloud_ == 0;
  }
  void close(std::string_view name) override {
    taking_ = false;
    if (name == "rPh") --aloud_;
    if (name != "comment") return;
    if (auto words = text::fold_space(words_); !words.empty()) comments_.push_back(std::move(words));
    if (comments_.size() > limits_.merges) refuse(fail(Fault::TooLarge, "sheets.too-many-cells", "comments"));
  }
  void text(std::string_view piece) override {
    if (taking_) words_ += piece;
    if (words_.size() > limits_.text) refuse(fail(Fault::TooLarge, "sheets.too-long", "a comment"));
  }

 private:
  std::vector<std::string>& comments_;
  const Limits& limits_;
  std::string words_ = {};
  int aloud_ = 0;
  bool taking_ = false;
};

class Workbook {
 public:
  Workbook(Package& package, Receiver& receiver, const Limits& limits)
      : package_(package), receiver_(receiver), limits_(limits) {}

  Outcome<Summary> read() {
    DL_TRY(auto parts, find_parts(package_, limits_));
    StyleEvents styles(parts.day_one);
    if (package_.has("xl/styles.xml")) DL_CHECK(read_xml(package_, "xl/styles.xml", styles));
    shared_.formats = std::move(styles.formats);
    if (shared_.formats.empty()) shared_.formats.push_back({.day_one = parts.day_one});
    DL_TRY(shared_.strings, read_strings(package_, limits_));
    Summary summary{.others = std::move(parts.others)};
    for (auto& sheet : parts.sheets) {
      SheetHead head{.name = std::move(sheet.name), .index = summary.sheets++, .hidden = sheet.hidden};
      DL_TRY(summary.ended, read_sheet(sheet.part, std::move(head)));
      if (summary.ended) break;
    }
    return summary;
  }

 private:
  Outcome<bool> read_sheet(const std::string& part, SheetHead head) {
    SheetEvents events(std::move(head), shared_, receiver_, limits_);
    DL_CHECK(read_xml(package_, part, events));
    events.finish();
    if (events.ended() || events.wish() == Wish::Nothing) return events.ended();
    DL_TRY(const auto targets, package_.relations(part));
    for (const auto& [id, target] : targets) {
      if (target.part.find("/comments") == std::string::npos || !package_.has(target.part)) continue;
      CommentEvents comments(events.foot().comments, limits_);
      DL_CHECK(read_xml(package_, target.part, comments));
    }
    receiver_.end(events.foot());
    return false;
  }

  Package& package_;
  Receiver& receiver_;
  const Limits& limits_;
  Shared shared_ = {};
};

}  // namespace

Outcome<Summary> read_workbook(std::string_view bytes, Receiver& receiver, const Limits& limits) {
  DL_TRY(auto package, Package::open(bytes, limits));
  return Workbook(package, receiver, limits).read();
}

}  // namespace dl::sheets
