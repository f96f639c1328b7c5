// Error pages: what happened and what to do next, in one sentence each.
//
// They are drawn from the directory in memory, so they work while the database does not; when not
// even a site is known they are drawn without one.
#include "portal/shell.h"

namespace dl::portal {

namespace {

struct Words {
  int status;
  const char* title;
  const char* text;
};

// The last line stands for every status that is not listed.
constexpr Words kWords[] = {
    {400, "这个请求无法识别", "请检查网址是否完整，或者回到首页重新查找。"},
    {401, "需要先登录", "这个页面只对已登录的人员开放。"},
    {403, "没有权限查看", "这个页面不对外开放。需要相关信息的，可以依法申请公开。"},
    {404, "没有找到这个页面", "网址可能输错，或者页面已经调整。可以搜索标题，或者从站点地图查找。"},
    {405, "不支持这种操作", "请从首页重新进入需要的页面。"},
    {408, "等待超时", "网络可能较慢，请刷新页面再试。"},
    {409, "信息刚刚有变化", "请刷新页面，查看最新内容后再操作。"},
    {410, "该信息已撤下", "可以搜索其他信息，或者与我们联系。"},
    {413, "提交的内容太大", "请减少内容或者压缩附件后再提交。"},
    {414, "网址太长", "请缩短搜索的内容再试。"},
    {422, "提交的内容有问题", "请返回上一页检查后再提交。"},
    {429, "访问太频繁", "请稍等一分钟再试。"},
    {431, "请求头太大", "请清除浏览器中本站的缓存和 Cookie 后再试。"},
    {503, "服务暂时繁忙", "请稍等片刻再刷新页面。紧急事项请拨打页脚的联系电话。"},
    {507, "暂时无法保存", "存储空间不足，已公开的信息不受影响，请稍后再试。"},
    {500, "页面出了问题", "问题已经记录，请稍后再试。"},
};

// A form that was open for too long, or whose cookie is gone: its words are still in the browser.
constexpr Words kStale = {403, "表单已过期，还没有提交", "请返回上一页，刷新后再提交。已填写的内容可以先复制保存。"};

const Words& words_of(int status, const Error& error) {
  if (error.key == "access.stale_form") return kStale;
  for (const auto& words : kWords)
    if (words.status == status) return words;
  return status < 500 ? kWords[0] : kWords[std::size(kWords) - 1];
}

}  // namespace

web::Response draw_error(const web::Request& http, int status, const Error& error, Portal& portal) {
  const auto& words = words_of(status, error);  // its detail is for the log alone
  ErrorPage page;
  if (const auto visit = open_visit(http, portal))
    fill_shell(page, *visit, {.title = words.title, .path = {}, .crumbs = {{words.title, {}}}});
  else
    fill_bare_shell(page, words.title, mode_of(http) == "elder");
  page.simulated_on = simulated_day(portal);
  add_meta(page, "robots", "noindex");
  page.canonical.clear();
  page.error_title = words.title;
  page.error_text = words.text;
  if (status >= 500) page.reference = http.id;
  auto response = page_of(portal.pages.error.render(page), {});
  response.status = status;
  response.max_age = -1;
  return response;
}

}  // namespace dl::portal
