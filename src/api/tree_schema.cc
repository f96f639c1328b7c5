// The JSON Schema of the content tree, written out once: the form that base/content_json.cc reads and
// writes. Members that have their default are left out, so few are required.
#include "api/shape.h"

namespace dl::api::detail {

namespace {

constexpr std::string_view kRun = R"json({
  "type": "object", "additionalProperties": false, "required": ["text"],
  "description": "一段同样格式的文字。",
  "properties": {
    "text": {"type": "string"},
    "strong": {"type": "boolean"},
    "emphasis": {"type": "boolean"},
    "link": {"type": "string", "description": "http、https、mailto 或本站路径。"},
    "struck": {"type": "boolean", "description": "带删除线。"},
    "script": {"type": "string", "enum": ["plain", "super", "sub"], "description": "上标、下标。"},
    "note": {"type": "integer", "minimum": 0, "maximum": MOST_NOTES,
             "description": "脚注、尾注的序号：正文里是注释的标记，注释里是它的编号，互相链接。"}
  }
})json";

constexpr std::string_view kCell = R"json({
  "type": "object", "additionalProperties": false,
  "description": "表格的一格。",
  "properties": {
    "runs": {"type": "array", "items": {"$ref": "#/components/schemas/ContentRun"}},
    "column_span": {"type": "integer", "minimum": 1, "maximum": 1000},
    "row_span": {"type": "integer", "minimum": 1, "maximum": 1000},
    "header": {"type": "boolean"}
  }
})json";

constexpr std::string_view kBlock = R"json({
  "type": "object", "additionalProperties": false, "required": ["kind"],
  "description": "正文的一块：标题、段落、表格、图片或分隔线。",
  "properties": {
    "kind": {"type": "string", "enum": ["heading", "paragraph", "table", "image", "rule"]},
    "level": {"type": "integer", "minimum": 0, "maximum": 4, "description": "标题的层级：1 为“一、”，2 为“（一）”。"},
    "align": {"type": "string", "enum": ["body", "left", "center", "right"]},
    "note": {"type": "integer", "minimum": 0, "maximum": MOST_NOTES,
             "description": "段落：属于第几条脚注或尾注，0 为正文。注释显示在文末。"},
    "runs": {"type": "array", "items": {"$ref": "#/components/schemas/ContentRun"},
             "description": "标题、段落的文字；图片和表格的题注。"},
    "rows": {"type": "array", "items": {"type": "array", "items": {"$ref": "#/components/schemas/ContentCell"}}},
    "source": {"type": "string", "description": "图片：file: 加上所存文件的 SHA-256。"},
    "alt": {"type": "string"}
  }
})json";

constexpr std::string_view kTree = R"json({
  "type": "object", "additionalProperties": false, "required": ["blocks"],
  "description": "正文。",
  "properties": {
    "blocks": {"type": "array", "maxItems": MOST_BLOCKS, "items": {"$ref": "#/components/schemas/ContentBlock"}}
  }
})json";

/// With the limits of base/content.h.
json::object schema_from(std::string_view written) {
  std::string text(written);
  for (const auto& [word, most] : {std::pair("MOST_NOTES", fmt::format("{}", content::kMostNotes)),
                                   {"MOST_BLOCKS", fmt::format("{}", content::kMostBlocks)}})
    for (auto at = text.find(word); at != text.npos; at = text.find(word))
      text.replace(at, std::string_view(word).size(), most);
  return json::parse(text).as_object();
}

}  // namespace

json::object tree_schema(Schemas& schemas) {
  constexpr std::pair<const char*, std::string_view> kParts[] = {
      {"ContentRun", kRun}, {"ContentCell", kCell}, {"ContentBlock", kBlock}};
  for (const auto& [name, text] : kParts)
    schemas.component(name, typeid(content::Tree), Way::Out, [&, written = text] { return schema_from(written); });
  return schemas.component("ContentTree", typeid(content::Tree), Way::Out, [] { return schema_from(kTree); });
}

}  // namespace dl::api::detail
