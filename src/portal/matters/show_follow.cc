// Following: number and code are asked by POST, so that the code stands in no address; whatever is wrong with them is
// said in the same words. The page of a case is for whoever has both, and is kept by nobody.
#include "base/log.h"
#include "base/text.h"
#include "db/files.h"
#include "portal/asset_address.h"
#include "portal/matters/follow.h"
#include "portal/matters/letter_link.h"
#include "portal/shell.h"
#include "web/stored_file.h"

namespace dl::portal {
namespace {

constexpr std::size_t kLongestNumber = 100;
constexpr std::size_t kLongestCode = 40;
constexpr int kMostStars = 5;
constexpr const char* kRatingPath = "/follow/rating";

std::string field_of(const web::Fields& form, std::string_view name, std::size_t longest) {
  for (const auto& [key, value] : form)
    if (key == name) return text::keep_writable(text::cut(text::trim(text::repair_utf8(value)), longest));
  return {};
}

/// The key to a case, as it is sent.
struct Proof {
  std::string number = {};
  std::string code = {};
};
Proof read_proof(const web::Fields& form) {
  return {field_of(form, "number", kLongestNumber), field_of(form, "code", kLongestCode)};
}

web::Response draw_follow(const web::Request& http, Portal& portal, const Visit& visit, const std::string& number,
                          const std::string& problem) {
  FollowPage page;
  fill_shell(page, visit,
             {.title = (problem.empty() ? "" : "有误：") + std::string(kFollowTitle),
              .path = kFollowPath,
              .crumbs = {{kFollowTitle, {}}}});
  page.more_styles.push_back(asset_address("ask.css"));
  page.more_scripts.push_back(asset_address("ask.js"));
  page.follow_number = number;
  page.follow_problem = problem;
  web::Response response;
  page.follow_token = form_token(http, *portal.window, response);
  if (!problem.empty()) response.status = 422;
  return private_page(portal.pages.follow.render(page), std::move(response));
}

/// What is said above the case, and what somebody has typed in vain.
struct Said {
  std::string note = {};
  std::string problem = {};
  std::string words = {};
};

RatingView rating_view(const Visit& visit, const Proof& proof, const Said& said) {
  constexpr std::string_view kStars[] = {"暂不评价",     "很不满意（1 星）", "不满意（2 星）",
                                         "一般（3 星）", "满意（4 星）",     "很满意（5 星）"};
  RatingView view{.rating_url = visit.url(kRatingPath),
                  .rating_number = proof.number,
                  .rating_code = proof.code,
                  .rating_words = said.words,
                  .rating_problem = said.problem};
  for (int stars = kMostStars; stars >= 0; --stars)
    view.options.push_back({fmt::format("stars-{}", stars), fmt::format("{}", stars),
                            std::string(kStars[static_cast<std::size_t>(stars)]), stars == 0});
  return view;
}

web::Response draw_case(const web::Request& http, Portal& portal, const Visit& visit, const Followed& followed,
                        const Proof& proof, const Said& said) {
  const auto& window = *portal.window;
  CasePage page;
  fill_shell(
      page, visit,
      {.title = "办理进度", .path = kFollowPath, .crumbs = {{kFollowTitle, visit.url(kFollowPath)}, {"办理进度", {}}}});
  page.canonical.clear();
  page.more_styles.push_back(asset_address("ask.css"));
  fill_case(page, visit, window, followed);
  page.case_note = said.note;
  web::Response response;
  const auto& matter = followed.now.matter;
  const bool answered = matter.phase == matters::Phase::Done || matter.phase == matters::Phase::Ended;
  if (!page.rated && matter.ended_on && answered) {
    page.rating = rating_view(visit, proof, said);
    page.rating->rating_token = form_token(http, window, response);
  }
  if (!page.rating && page.case_note.empty()) page.case_note = said.problem;
  if (!said.problem.empty()) response.status = 422;
  return private_page(portal.pages.follow_case.render(page), std::move(response));
}

/// The case of a proof on its page; the question again for a wrong one.
Outcome<web::Response> show_proven(const web::Request& http, Portal& portal, const Visit& visit, const Proof& proof,
                                   const Said& said) {
  const auto read = [&] {
    return portal.database.read([&](db::Session& session) {
      return follow(session, *portal.window, proof.number, proof.code, portal.window->desk.real_now());
    });
  };
  auto followed = read();
  if (followed && portal.window->opened) {
    const auto opened = portal.window->opened(followed->now.matter);
    // What could not be put down keeps nobody from reading; the next time it is tried again.
    if (!opened) log::failure("answer.opening-not-noted", opened.error());
    if (opened && *opened) followed = read();
  }
  if (followed) return draw_case(http, portal, visit, *followed, proof, said);
  if (followed.error().key != "matter.code") return Failure(followed.error());
  return draw_follow(http, portal, visit, proof.number, portal.sentence("matter.code"));
}

}  // namespace

Outcome<web::Response> ask_for_code(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_CHECK(open_window(portal, visit));
  const web::Fields query = {{"number", std::string(http.argument("number"))}};
  return draw_follow(http, portal, visit, read_proof(query).number, {});
}

Outcome<web::Response> show_case(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_CHECK(open_window(portal, visit));
  return show_proven(http, portal, visit, read_proof(http.form()), {});
}

Outcome<web::Response> send_issued(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(auto* const window, open_window(portal, visit));
  const auto found = portal.database.read(
      [&](db::Session& session) { return find_linked(session, *window, http, window->desk.real_now()); });
  if (!found && found.error().key == "window.link") {
    const web::Fields query = {{"number", std::string(http.argument("number"))}};
    return draw_follow(http, portal, visit, read_proof(query).number, portal.sentence("window.link"));
  }
  DL_CHECK(found);
  DL_TRY(auto pdf, (*found)());
  web::Response response;
  response.type = "application/pdf";
  response.body = std::move(pdf);
  response.max_age = -1;
  response.headers.emplace_back("X-Robots-Tag", "noindex");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Content-Disposition",
                                fmt::format("inline; filename*=UTF-8''{}", web::percent_encode("文书.pdf")));
  return response;
}

Outcome<web::Response> send_annex(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(auto* const window, open_window(portal, visit));
  const auto found = portal.database.read(
      [&](db::Session& session) { return find_annex(session, *window, http, window->desk.real_now()); });
  if (!found && found.error().key == "window.link")
    return draw_follow(http, portal, visit, std::string(http.argument("number")), portal.sentence("window.link"));
  DL_CHECK(found);
  auto response = web::send_stored({found->name, found->type, found->digest, found->size},
                                   db::source_of(portal.database, found->digest));
  response.headers.emplace_back("Cache-Control", "private, no-store");
  response.headers.emplace_back("X-Robots-Tag", "noindex");
  return response;
}

Outcome<web::Response> rate_answer(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(auto* const window, open_window(portal, visit));
  const auto form = http.form();
  const auto proof = read_proof(form);
  const auto stars = read_number(field_of(form, "stars", 1)).value_or(0);
  // One character more than may stand there, so that the desk says that it is too long.
  const auto words = field_of(form, "words", matters::kLongestWords + 1);
  if (stars == 0) return show_proven(http, portal, visit, proof, {.note = "您没有评价。需要时可以再来评价。"});
  const auto followed = portal.database.read([&](db::Session& session) {
    return follow(session, *window, proof.number, proof.code, window->desk.real_now());
  });
  if (!followed) return show_proven(http, portal, visit, proof, {});
  const auto rated = window->desk.rate(followed->now.matter.id, static_cast<int>(stars), words);
  if (rated) return show_proven(http, portal, visit, proof, {.note = "已收到您的评价，谢谢。"});
  std::vector<FieldProblem> problems;
  add_problems(problems, rated.error());
  if (problems.empty()) return Failure(rated.error());
  return show_proven(http, portal, visit, proof, {.problem = portal.sentence(rated.error().key), .words = words});
}

}  // namespace dl::portal
