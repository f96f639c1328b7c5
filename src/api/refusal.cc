#include "api/refusal.h"

#include <algorithm>

#include "web/negotiation.h"

namespace dl::api {

namespace {

constexpr std::string_view kJsonEndings[] = {"json", "jsonld"};
constexpr std::string_view kFileEndings[] = {"csv", "xlsx", "zip", "xml", "py"};
constexpr std::string_view kJsonTypes[] = {"application/json", "application/problem+json", "application/ld+json"};

bool is_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/';
}

std::string_view ending_of(std::string_view path) {
  const auto name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  return dot == name.npos ? std::string_view() : name.substr(dot + 1);
}

}  // namespace

RefusalForm refusal_form(const web::Request& http) {
  if (is_below(http.path, "/api")) return RefusalForm::Problem;
  const auto accept = http.header("Accept");
  int json = 0;
  for (const auto type : kJsonTypes) json = std::max(json, web::named_weight(accept, type));
  const int html = web::named_weight(accept, "text/html");
  if (html > 0 && html >= json) return RefusalForm::Page;
  if (json > 0) return RefusalForm::Problem;
  const auto ending = ending_of(http.path);
  if (std::ranges::find(kJsonEndings, ending) != std::end(kJsonEndings)) return RefusalForm::Problem;
  if (std::ranges::find(kFileEndings, ending) != std::end(kFileEndings)) return RefusalForm::Sentence;
  return is_below(http.path, "/data") ? RefusalForm::Problem : RefusalForm::Page;
}

web::Response draw_refusal(const web::Request& http, RefusalForm form, int status, const Error& error,
                           const Sentences& sentences) {
  auto response = form == RefusalForm::Sentence
                      ? web::text(status, sentences(error.key) + "\n", "text/plain; charset=utf-8")
                      : draw_problem(http, status, error, sentences);
  response.status = status;
  response.max_age = -1;
  return response;
}

}  // namespace dl::api
