#include "api/problem_page.h"

#include "api/reference_page.h"
#include "base/markup.h"
#include "base/toml_file.h"

namespace dl::api {

namespace {

constexpr std::string_view kTitle = "办理不成的原因";
constexpr std::string_view kAbout =
    "<p>接口办理不成时，答复是 <code>application/problem+json</code>（RFC 9457）。其中 <code>type</code> "
    "是本页一行的地址，"
    "<code>key</code> 是这一行的名称，<code>title</code> 是给人看的话，<code>fields</code> 逐项说明哪里填得不对。"
    "程序应当按 <code>key</code> 判断，不按 <code>title</code>：话会改，名称不改。</p>\n"
    "<p>名称后面是 HTTP 状态。没有写状态的，用在 <code>fields</code> 里，或者状态随情形而定。</p>\n"
    "<p><a href=\"/api/\">接口说明</a></p>\n";

// Those of the workplace say the same as another key, for people who have buttons in place of commands.
constexpr std::string_view kVariant = "console_";

std::string statuses_of(const toml::table& statuses, std::string_view group, std::string_view name) {
  std::string text;
  if (const auto* numbers = statuses[group][name].as_array())
    for (const auto& number : *numbers) text += fmt::format(" {}", number.value_or(0));
  return text;
}

std::string render_line(std::string_view key, std::string_view statuses, std::string_view sentence) {
  auto html = fmt::format("<div id=\"{0}\"><dt><code>{0}</code>{1}</dt><dd>", key, statuses);
  append_escaped(html, sentence);
  return html + "</dd></div>\n";
}

}  // namespace

Outcome<std::string> render_problems(const Sentences& sentences) {
  DL_TRY(const auto messages, TomlFile::load("data/messages.toml"));
  DL_TRY(const auto statuses, TomlFile::load("data/problems.toml"));
  std::string html(kAbout);
  for (const auto& [group, members] : messages.root()) {
    const auto* rows = members.as_table();
    if (rows == nullptr || group.str().starts_with(kVariant)) continue;
    html += fmt::format("<h2><code>{}</code></h2>\n<dl>\n", group.str());
    for (const auto& [name, sentence] : *rows) {
      auto key = fmt::format("{}.{}", group.str(), name.str());
      html += render_line(key, statuses_of(statuses.root(), group.str(), name.str()), sentences(key));
    }
    html += "</dl>\n";
  }
  return frame(kTitle, html);
}

}  // namespace dl::api
