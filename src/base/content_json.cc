// The content tree as JSON: `{"blocks":[{"kind":"paragraph","runs":[{"text":"…"}]}]}`.
//
// Only what differs from the default is written. Reading is strict, because the text comes back
// from storage and from other systems: unknown keys and values are refused, not ignored.
#include <boost/json.hpp>

#include "base/content.h"

namespace dl::content {

namespace {

namespace json = boost::json;

constexpr int kLargest = kMostNotes;  ///< of any number: spans, levels, notes

// Stored by name; do not rename.
constexpr std::array<std::string_view, 5> kKinds = {"heading", "paragraph", "table", "image", "rule"};
constexpr std::array<std::string_view, 4> kAligns = {"body", "left", "center", "right"};
constexpr std::array<std::string_view, 3> kScripts = {"plain", "super", "sub"};

json::array write_runs(const std::vector<Run>& runs) {
  json::array out;
  out.reserve(runs.size());
  for (const auto& run : runs) {
    json::object item;
    item["text"] = run.text;
    if (run.strong) item["strong"] = true;
    if (run.emphasis) item["emphasis"] = true;
    if (!run.link.empty()) item["link"] = run.link;
    if (run.struck) item["struck"] = true;
    if (run.script != Script::Plain) item["script"] = kScripts[static_cast<std::size_t>(run.script)];
    if (run.note != 0) item["note"] = run.note;
    out.push_back(std::move(item));
  }
  return out;
}

json::array write_rows(const std::vector<Row>& rows) {
  json::array out;
  for (const auto& row : rows) {
    json::array cells;
    for (const auto& cell : row.cells) {
      json::object item;
      item["runs"] = write_runs(cell.runs);
      if (cell.column_span != 1) item["column_span"] = cell.column_span;
      if (cell.row_span != 1) item["row_span"] = cell.row_span;
      if (cell.header) item["header"] = true;
      cells.push_back(std::move(item));
    }
    out.push_back(std::move(cells));
  }
  return out;
}

json::object write_block(const Block& block) {
  json::object item;
  item["kind"] = kKinds[static_cast<std::size_t>(block.kind)];
  if (block.level != 0) item["level"] = block.level;
  if (block.align != Align::Body) item["align"] = kAligns[static_cast<std::size_t>(block.align)];
  if (block.note != 0) item["note"] = block.note;
  if (!block.runs.empty()) item["runs"] = write_runs(block.runs);
  if (!block.rows.empty()) item["rows"] = write_rows(block.rows);
  if (!block.source.empty()) item["source"] = block.source;
  if (!block.alt.empty()) item["alt"] = block.alt;
  return item;
}

/// Reads the members of one object and notices those that nobody asked for.
class Members {
 public:
  explicit Members(const json::value& value) : object_(value.if_object()), good_(object_ != nullptr) {}

  void take(std::string_view name, std::string& out) {
    if (const auto* value = find(name)) {
      if (const auto* text = value->if_string())
        out.assign(text->data(), text->size());
      else
        good_ = false;
    }
  }
  void take(std::string_view name, bool& out) {
    if (const auto* value = find(name)) value->is_bool() ? void(out = value->get_bool()) : void(good_ = false);
  }
  void take(std::string_view name, int& out) {
    if (const auto* value = find(name)) {
      const auto* number = value->if_int64();
      if (number != nullptr && *number >= 0 && *number <= kLargest)
        out = static_cast<int>(*number);
      else
        good_ = false;
    }
  }
  template <class E, std::size_t N>
  void take(std::string_view name, const std::array<std::string_view, N>& names, E& out) {
    if (const auto* value = find(name)) {
      const auto* text = value->if_string();
      auto at = text == nullptr ? names.end() : std::find(names.begin(), names.end(), std::string_view(*text));
      if (at == names.end())
        good_ = false;
      else
        out = static_cast<E>(at - names.begin());
    }
  }
  /// Calls `read(element)`, which returns whether it could read it, for each element of an array.
  template <class Read>
  void each(std::string_view name, Read read) {
    if (const auto* value = find(name)) {
      const auto* array = value->if_array();
      if (array == nullptr) good_ = false;
      for (std::size_t i = 0; good_ && i < array->size(); ++i) good_ = read((*array)[i]);
    }
  }
  bool has(std::string_view name) const { return object_ != nullptr && object_->contains(name); }
  /// Whether all members were of the right kind and every one was taken.
  bool complete() const { return good_ && taken_ == object_->size(); }

 private:
  const json::value* find(std::string_view name) {
    const auto* value = object_ == nullptr ? nullptr : object_->if_contains(name);
    if (value != nullptr) ++taken_;
    return value;
  }

  const json::object* object_;
  bool good_;
  std::size_t taken_ = 0;
};

bool read_run(const json::value& value, std::vector<Run>& out) {
  Members members(value);
  Run run;
  members.take("text", run.text);
  members.take("strong", run.strong);
  members.take("emphasis", run.emphasis);
  members.take("link", run.link);
  members.take("struck", run.struck);
  members.take("script", kScripts, run.script);
  members.take("note", run.note);
  out.push_back(std::move(run));
  return members.complete() && members.has("text");
}

bool read_cell(const json::value& value, std::vector<Cell>& out) {
  Members members(value);
  Cell cell;
  members.each("runs", [&](const json::value& item) { return read_run(item, cell.runs); });
  members.take("column_span", cell.column_span);
  members.take("row_span", cell.row_span);
  members.take("header", cell.header);
  out.push_back(std::move(cell));
  return members.complete();
}

bool read_row(const json::value& value, std::vector<Row>& out) {
  const auto* cells = value.if_array();
  if (cells == nullptr) return false;
  Row row;
  for (const auto& cell : *cells)
    if (!read_cell(cell, row.cells)) return false;
  out.push_back(std::move(row));
  return true;
}

bool read_block(const json::value& value, std::vector<Block>& out) {
  Members members(value);
  Block block;
  members.take("kind", kKinds, block.kind);
  members.take("level", block.level);
  members.take("align", kAligns, block.align);
  members.take("note", block.note);
  members.each("runs", [&](const json::value& item) { return read_run(item, block.runs); });
  members.each("rows", [&](const json::value& item) { return read_row(item, block.rows); });
  members.take("source", block.source);
  members.take("alt", block.alt);
  out.push_back(std::move(block));
  return members.complete() && members.has("kind");
}

}  // namespace

std::string write_json(const Tree& tree) {
  json::array blocks;
  blocks.reserve(tree.blocks.size());
  for (const auto& block : tree.blocks) blocks.push_back(write_block(block));
  return json::serialize(json::object{{"blocks", std::move(blocks)}});
}

Outcome<Tree> read_json(std::string_view text) {
  json::error_code problem;
  auto value = json::parse(text, problem);
  if (problem) return fail(Fault::Unreadable, "content.unreadable", problem.message());

  Tree tree;
  Members members(value);
  members.each("blocks", [&](const json::value& item) {
    return tree.blocks.size() < kMostBlocks && read_block(item, tree.blocks);
  });
  if (!members.complete() || !members.has("blocks") || !well_formed(tree))
    return fail(Fault::Unreadable, "content.unreadable", "not a content tree");
  return tree;
}

}  // namespace dl::content
