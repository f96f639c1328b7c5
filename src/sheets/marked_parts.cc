#include "sheets/marked_parts.h"

#include <charconv>

#include "base/text.h"
#include "sheets/strings.h"

namespace dl::sheets {

namespace {

constexpr const char* kStyles = "xl/styles.xml";
constexpr std::size_t kMostStyles = 32U << 20U;
constexpr const char* kFill =
    "<{0}fill><{0}patternFill patternType=\"solid\"><{0}fgColor rgb=\"FFFFC7CE\"/><{0}bgColor indexed=\"64\"/>"
    "</{0}patternFill></{0}fill>";
constexpr std::size_t kMessageCharacters = 32'000;

Failure unmarkable(const char* why) { return fail(Fault::Unreadable, "sheets.unmarkable", why); }

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\n' || c == '\t')
      out += c == '\n' ? "&#10;" : "&#9;";
    else
      out += c;
  }
  return out;
}

void set(Attributes::List& attributes, std::string_view name, std::string value) {
  const auto found = std::ranges::find(attributes, name, &Attributes::List::value_type::first);
  if (found != attributes.end())
    found->second = std::move(value);
  else
    attributes.emplace_back(name, std::move(value));
}

std::string start_tag(const std::string& prefix, const char* name, const Attributes::List& attributes, bool empty) {
  auto tag = "<" + prefix + name;
  for (const auto& [key, value] : attributes) tag += " " + key + "=\"" + escaped(value) + "\"";
  return tag + (empty ? "/>" : ">");
}

}  // namespace

class FilledStylesEvents : public XmlEvents {
 public:
  explicit FilledStylesEvents(FilledStyles& styles) : styles_(styles) {}

  void open(std::string_view name, const Attributes& attributes) override {
    if (name == "fills") begin(styles_.fills_, attributes);
    if (name == "fill" && in_fills_) ++styles_.fill_count_;
    if (name == "cellXfs") begin(styles_.formats_, attributes);
    if (name == "xf" && in_formats_) begin(styles_.each_.emplace_back(), attributes);
    if (name == "fills") in_fills_ = true;
    if (name == "cellXfs") in_formats_ = true;
  }
  void close(std::string_view name) override {
    const auto place = bytes();
    if (name == "fills") end(styles_.fills_, place.from, place), in_fills_ = false;
    if (name == "cellXfs") end(styles_.formats_, place.from, place), in_formats_ = false;
    if (name == "xf" && in_formats_) end(styles_.each_.back(), place.from + place.size, place);
  }

 private:
  void begin(FilledStyles::Element& element, const Attributes& attributes) {
    element = {.prefix = prefix(), .attributes = attributes.list(), .from = bytes().from, .tag = bytes().size};
  }
  static void end(FilledStyles::Element& element, std::uint64_t to, const Bytes& place) {
    element.to = to;
    element.empty = place.size == 0;
  }
  FilledStyles& styles_;
  bool in_fills_ = false;
  bool in_formats_ = false;
};

Outcome<FilledStyles> FilledStyles::load(Package& package) {
  if (!package.has(kStyles)) return unmarkable("no styles");
  FilledStyles styles;
  DL_TRY(styles.text_, package.read(kStyles, kMostStyles));
  if (!is_utf8_xml(styles.text_)) return unmarkable("styles are not UTF-8");
  FilledStylesEvents events(styles);
  DL_CHECK(read_xml(package, kStyles, events));
  if (styles.fills_.to == 0 || styles.fills_.empty || styles.each_.empty()) return unmarkable("no fills or formats");
  return styles;
}

std::size_t FilledStyles::twin_of(std::size_t format) {
  if (format >= each_.size()) format = 0;
  const auto [found, is_new] = places_.try_emplace(format, each_.size() + twins_.size());
  if (is_new) twins_.push_back(format);
  return found->second;
}

std::string FilledStyles::twin(const Element& format) const {
  auto attributes = format.attributes;
  set(attributes, "fillId", fmt::format("{}", fill_count_));
  set(attributes, "applyFill", "1");
  auto out = start_tag(format.prefix, "xf", attributes, format.empty);
  if (!format.empty) out += text_.substr(format.from + format.tag, format.to - format.from - format.tag);
  return out;
}

std::vector<Edit> FilledStyles::edits() const {
  auto counted = [](const Element& list, const char* name, std::size_t count) {
    auto attributes = list.attributes;
    set(attributes, "count", fmt::format("{}", count));
    return Edit{list.from, list.tag, start_tag(list.prefix, name, attributes, false)};
  };
  std::string twins;
  for (auto format : twins_) twins += twin(each_[format]);
  std::vector<Edit> edits = {counted(fills_, "fills", fill_count_ + 1),
                             {fills_.to, 0, fmt::format(fmt::runtime(kFill), fills_.prefix)},
                             counted(formats_, "cellXfs", each_.size() + twins_.size()),
                             {formats_.to, 0, std::move(twins)}};
  std::ranges::stable_sort(edits, {}, &Edit::from);
  return edits;
}

namespace {

class MarkEvents : public XmlEvents {
 public:
  MarkEvents(const Marking& marking, const MessageColumn& column, FilledStyles& styles)
      : column_(column), heading_row_(marking.heading_row), styles_(styles) {
    rows_[marking.heading_row].message = marking.heading;
    for (const auto& mark : marking.marks) {
      auto& row = rows_[mark.row == 0 ? marking.heading_row : mark.row];
      row.message += (row.message.empty() ? "" : "；") + mark.message;
      row.columns.insert(mark.columns.begin(), mark.columns.end());
    }
    next_ = rows_.begin();
  }

  std::vector<Edit> edits = {};

  void open(std::string_view name, const Attributes& attributes) override {
    if (name == "sheetData") inside_ = true, prefix_ = prefix();
    if (!inside_) return;
    if (name == "row") {
      const auto said = attributes.get("r");
      number_ = said.empty() ? number_ + 1 : number_in(said);
      add_rows_before(number_, bytes().from);
      todo_ = {};
      if (next_ != rows_.end() && next_->first == number_) todo_ = (next_++)->second;
      in_row_ = true;
      next_column_ = 0;
    } else if (name == "c" && in_row_) {
      open_cell(attributes);
    }
  }

  void close(std::string_view name) override {
    if (name == "c" && in_cell_) close_cell();
    if (name == "row" && in_row_) {
      in_row_ = false;
      add_inside("row", cells_before(SIZE_MAX));
    }
    if (name == "sheetData" && inside_) {
      inside_ = false;
      add_inside("sheetData", rows_before(SIZE_MAX));
    }
  }

 private:
  struct Todo {
    std::string message = {};
    std::set<std::size_t> columns = {};
  };

  void open_cell(const Attributes& attributes) {
    if (const auto place = place_of(attributes.get("r"))) next_column_ = place->column;
    at_ = next_column_++;
    if (auto cells = cells_before(at_); !cells.empty()) edits.push_back({bytes().from, 0, std::move(cells)});
    from_ = bytes().from;
    tag_ = bytes().size;
    in_cell_ = true;
    list_ = attributes.list();
    style_ = number_in(attributes.get("s"));
  }

  void close_cell() {
    in_cell_ = false;
    const auto place = bytes();
    if (at_ == column_.column) {
      const bool has = !todo_.message.empty();
      if (!has && (!column_.used || number_ < heading_row_)) return;
      edits.push_back({from_, place.from + place.size - from_, has ? message_cell() : std::string()});
    } else if (todo_.columns.erase(at_) > 0) {
      set(list_, "s", fmt::format("{}", styles_.twin_of(style_)));
      edits.push_back({from_, tag_, start_tag(prefix_, "c", list_, place.size == 0)});
    }
  }

  std::string message_cell() {
    const auto text = escaped(with_escapes(text::cut(std::exchange(todo_.message, {}), kMessageCharacters)));
    return fmt::format(
        "<{0}c r=\"{1}\" s=\"{2}\" t=\"inlineStr\"><{0}is><{0}t xml:space=\"preserve\">{3}</{0}t></{0}is></{0}c>",
        prefix_, address(column_.column, number_), styles_.twin_of(0), text);
  }

  /// Cells that are marked and not there, and the message, where they stand before `column`.
  std::string cells_before(std::size_t column) {
    std::string out;
    auto flush_message = [&](std::size_t until) {
      if (!todo_.message.empty() && column_.column < until) out += message_cell();
    };
    while (!todo_.columns.empty() && *todo_.columns.begin() < column) {
      const auto at = *todo_.columns.begin();
      flush_message(at);
      todo_.columns.erase(at);
      if (at != column_.column)
        out += fmt::format("<{}c r=\"{}\" s=\"{}\"/>", prefix_, address(at, number_), styles_.twin_of(0));
    }
    flush_message(column);
    return out;
  }

  /// Rows that are marked and not there, where they stand before `row`.
  std::string rows_before(std::size_t row) {
    std::string out;
    const auto number = number_;
    for (; next_ != rows_.end() && next_->first < row; ++next_) {
      number_ = next_->first;
      todo_ = next_->second;
      out += fmt::format("<{0}row r=\"{1}\">{2}</{0}row>", prefix_, number_, cells_before(SIZE_MAX));
    }
    number_ = number;
    return out;
  }
  void add_rows_before(std::size_t row, std::uint64_t at) {
    if (auto rows = rows_before(row); !rows.empty()) edits.push_back({at, 0, std::move(rows)});
  }

  /// At the end of the element that closes; one without content gets an end of its own.
  void add_inside(const char* name, std::string content) {
    if (content.empty()) return;
    const auto place = bytes();
    if (place.size > 0)
      edits.push_back({place.from, 0, std::move(content)});
    else
      edits.push_back({place.from - 2, 2, ">" + content + "</" + prefix_ + name + ">"});
  }

  const MessageColumn column_;
  const std::size_t heading_row_;
  FilledStyles& styles_;
  std::map<std::size_t, Todo> rows_ = {};
  std::map<std::size_t, Todo>::const_iterator next_ = {};
  std::string prefix_ = {};
  bool inside_ = false;
  bool in_row_ = false;
  bool in_cell_ = false;
  std::size_t number_ = 0;
  std::size_t next_column_ = 0;
  Todo todo_ = {};
  std::size_t at_ = 0;
  std::uint64_t from_ = 0;
  std::uint64_t tag_ = 0;
  Attributes::List list_ = {};
  std::size_t style_ = 0;
};

}  // namespace

Outcome<std::vector<Edit>> mark_sheet(Package& package, const std::string& part, const Marking& marking,
                                      const MessageColumn& column, FilledStyles& styles) {
  DL_TRY(auto stream, package.stream(part));
  std::string head(256, '\0');
  DL_TRY(const auto count, stream.read(head.data(), head.size()));
  head.resize(count);
  if (!is_utf8_xml(head)) return unmarkable("the sheet is not UTF-8");
  MarkEvents events(marking, column, styles);
  DL_CHECK(read_xml(package, part, events));
  return std::move(events.edits);
}

}  // namespace dl::sheets
