#include "api/reference_page.h"

#include "base/markup.h"

namespace dl::api {

namespace {

constexpr std::string_view kStyle =
    "body{margin:0;font:16px/1.7 system-ui,sans-serif;color:#1a1a1a;background:#fff}"
    "main{max-width:60rem;margin:0 auto;padding:1rem}"
    "h2{margin-top:3rem;border-bottom:2px solid #8a1c14}h3{margin-top:2rem}"
    "code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}a{color:#8a1c14}"
    "dl{margin:0}dl div{display:grid;grid-template-columns:minmax(8rem,18rem) 1fr;gap:1rem;border-top:1px solid #ddd}"
    "dt,dd{margin:0;overflow-wrap:anywhere}"
    ":target{background:#fff3c4;outline:2px solid #8a1c14}"
    "@media(max-width:40rem){dl div{grid-template-columns:1fr;gap:0;padding:.4rem 0}}";

std::string escape_markup(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

std::string text_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

// "PersonView", "list of integer", "string (date)": what a reader needs of a schema, with a link to its parts.
std::string type_of(const json::object& schema) {
  if (auto reference = text_of(schema, "$ref"); !reference.empty()) {
    auto name = reference.substr(reference.rfind('/') + 1);
    return fmt::format("<a href=\"#{0}\">{0}</a>", escape_markup(name));
  }
  if (const auto* any = schema.if_contains("anyOf"))
    return type_of(any->as_array().front().as_object()) + "，可为 null";
  const auto* type = schema.if_contains("type");
  if (type == nullptr) return "任意";
  std::string name(type->is_array() ? type->as_array().front().as_string() : type->as_string());
  if (name == "array") return type_of(schema.at("items").as_object()) + " 的列表";
  if (auto format = text_of(schema, "format"); !format.empty()) name += "（" + format + "）";
  return escape_markup(name) + (type->is_array() ? "，可为 null" : "");
}

std::string schema_inside(const json::object& holder) {
  const auto* content = holder.if_contains("content");
  if (content == nullptr || content->as_object().empty()) return {};
  const auto& schema = content->as_object().begin()->value().at("schema").as_object();
  return schema.empty() ? "文件" : type_of(schema);
}

std::string render_operation(std::string_view path, std::string_view verb, const json::object& operation) {
  std::string upper(verb);
  for (char& c : upper) c = static_cast<char>(c - 'a' + 'A');
  auto html =
      fmt::format("<h3 id=\"{}\"><code>{} {}</code></h3>\n<p>{}。{}</p>\n<dl>\n",
                  escape_markup(text_of(operation, "operationId")), upper, escape_markup(path),
                  escape_markup(text_of(operation, "summary")), escape_markup(text_of(operation, "description")));
  if (const auto* parameters = operation.if_contains("parameters")) {
    for (const auto& parameter : parameters->as_array()) {
      const auto& one = parameter.as_object();
      html += fmt::format("<div><dt><code>{}</code></dt><dd>{} {}</dd></div>\n", escape_markup(text_of(one, "name")),
                          escape_markup(text_of(one, "in")), type_of(one.at("schema").as_object()));
    }
  }
  if (const auto* body = operation.if_contains("requestBody"))
    html += fmt::format("<div><dt>内容</dt><dd>{}</dd></div>\n", schema_inside(body->as_object()));
  for (const auto& response : operation.at("responses").as_object()) {
    if (response.key() == "default") continue;
    auto shape = schema_inside(response.value().as_object());
    html += fmt::format("<div><dt>{}</dt><dd>{}{}</dd></div>\n", std::string_view(response.key()),
                        escape_markup(text_of(response.value().as_object(), "description")),
                        shape.empty() ? "" : "：" + shape);
  }
  return html + "</dl>\n";
}

std::string render_component(std::string_view name, const json::object& schema) {
  auto html = fmt::format("<h3 id=\"{0}\">{0}</h3>\n", escape_markup(name));
  if (const auto* words = schema.if_contains("enum")) {
    html += "<p>";
    for (const auto& word : words->as_array()) html += "<code>" + escape_markup(word.as_string()) + "</code> ";
    return html + "</p>\n";
  }
  const auto* properties = schema.if_contains("properties");
  if (properties == nullptr) return html;
  html += "<dl>\n";
  for (const auto& property : properties->as_object())
    html += fmt::format("<div><dt><code>{}</code></dt><dd>{}</dd></div>\n", escape_markup(property.key()),
                        type_of(property.value().as_object()));
  return html + "</dl>\n";
}

std::string render_group(const json::object& tag, const json::object& paths) {
  auto html = fmt::format("<h2>{}</h2>\n", escape_markup(text_of(tag, "description")));
  for (const auto& path : paths)
    for (const auto& operation : path.value().as_object())
      if (operation.value().at("tags").as_array().front().as_string() == text_of(tag, "name"))
        html += render_operation(path.key(), operation.key(), operation.value().as_object());
  return html;
}

}  // namespace

std::string_view reference_style() { return kStyle; }

std::string frame(std::string_view title, std::string_view inside) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{0}</title>\n"
      "<link rel=\"stylesheet\" href=\"/api/reference.css\">\n</head>\n<body>\n<main>\n<h1>{0}</h1>\n{1}"
      "</main>\n</body>\n</html>\n",
      title, inside);
}

std::string render_reference(const json::object& description) {
  const auto& info = description.at("info").as_object();
  auto html = fmt::format(
      "<p>{}</p>\n<p><a href=\"/api/openapi.json\">OpenAPI 3.1</a> · <a "
      "href=\"/api/problems\">办理不成的原因</a></p>\n",
      escape_markup(text_of(info, "description")));
  for (const auto& tag : description.at("tags").as_array())
    html += render_group(tag.as_object(), description.at("paths").as_object());
  html += "<h2>数据结构</h2>\n";
  for (const auto& component : description.at("components").at("schemas").as_object())
    html += render_component(component.key(), component.value().as_object());
  return frame("接口说明", html);
}

}  // namespace dl::api
