#include "web/responder.h"

#include <exception>

#include "web/response_head.h"

namespace dl::web {

namespace {

constexpr std::size_t kWorthPacking = 1000;

std::string_view field_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

Error error_of(Fault fault, std::string key, std::string detail = {}) {
  return Error{fault, std::move(key), std::move(detail)};
}

Outcome<Handler> admitted(Core& core, const Job& job) {
  Admitted admitted{.handler = job.route->handler, .known = job.route->access == Access::SignedIn};
  if (admitted.known && (!core.hooks.signed_in || !core.hooks.signed_in(job.http)))
    return fail(Fault::Unauthorized, "access.sign_in");
  if (job.route->admit) {
    DL_TRY(admitted, job.route->admit(job.http));
  }
  if (admitted.known && core.hooks.credential) core.rates.know(core.hooks.credential(job.http), seconds_now());
  return std::move(admitted.handler);
}

Outcome<Response> call_handler(Core& core, const Job& job) {
  try {
    DL_TRY(const auto handler, job.handler ? Outcome<Handler>(job.handler) : admitted(core, job));
    if (job.route->csrf == Csrf::Required && !core.csrf.verify(job.http))
      return fail(Fault::Forbidden, "access.stale_form");
    return handler(job.http);
  } catch (const std::exception& thrown) {
    return fail(Fault::Internal, "internal", thrown.what());
  } catch (...) {
    return fail(Fault::Internal, "internal", "unknown exception");
  }
}

Response plain_error(int status, const std::string& id) {
  return text(status, fmt::format("{} {}\nReference: {}\n", status, reason_of(status), id));
}

Response error_response(Core& core, const Job& job, int status, const Error& error) {
  Response response;
  try {
    response =
        core.hooks.error_page ? core.hooks.error_page(job.http, status, error) : plain_error(status, job.http.id);
  } catch (...) {
    response = plain_error(status, job.http.id);
  }
  response.status = status;
  response.topics.clear();
  response.source = {};
  response.max_age = -1;
  for (const auto& field : job.refused_headers) response.headers.push_back(field);
  return response;
}

HeadFacts facts_of(const Core& core, const Job& job, const Response& response) {
  HeadFacts facts;
  facts.status = response.status;
  facts.secure = job.http.secure;
  facts.by_cookie = static_cast<bool>(core.hooks.variant) && !response.topics.empty();
  facts.negotiated = is_compressible(response.type) && !response.source;
  return facts;
}

// The page's own copy of what its heads need; the body lives in the renditions.
HeadWriter head_writer(const Core& core, const Job& job, const Response& response) {
  auto facts = facts_of(core, job, response);
  Response outline;
  outline.type = response.type;
  outline.headers = response.headers;
  outline.max_age = response.max_age;
  return [facts, outline](Rendition& rendition, Encoding encoding) {
    auto own = facts;
    own.length = static_cast<std::int64_t>(rendition.body.size());
    own.etag = rendition.etag;
    own.encoding = encoding;
    rendition.head = write_head(outline, own);
    own.status = 304;
    rendition.not_modified = write_head(outline, own);
  };
}

bool may_be_kept(const Job& job, const Response& response) {
  return !job.cache_key.empty() && response.status == 200 && !response.topics.empty() && !response.source &&
         response.max_age >= 0 && field_of(response, "Set-Cookie").empty();
}

Answer of_page(PagePointer page, const Rendition* rendition) {
  Answer answer;
  answer.status = 200;
  answer.page = std::move(page);
  answer.rendition = rendition;
  return answer;
}

Answer of_new_page(Core& core, const Job& job, Response response, PageCache::Stamp stamp) {
  auto writer = head_writer(core, job, response);
  bool packs = is_compressible(response.type);
  auto page = std::make_shared<Page>(job.cache_key, std::move(response.body), std::move(response.topics),
                                     std::move(writer), packs);
  page->route = job.route_index;
  page->last_modified = parse_http_date(field_of(response, "Last-Modified")).value_or(-1);
  const auto* rendition = page->make(job.encoding, Effort::Quick);
  core.cache.store(page, stamp);
  return of_page(page, rendition);
}

Answer of_source(const Core& core, const Job& job, Response response) {
  Answer answer;
  auto facts = facts_of(core, job, response);
  std::string etag = response.etag.empty() ? std::string() : '"' + response.etag + '"';
  facts.etag = etag;
  facts.accepts_ranges = true;
  auto modified = parse_http_date(field_of(response, "Last-Modified")).value_or(-1);
  if (is_not_modified(job.http.header("If-None-Match"), job.http.header("If-Modified-Since"), etag, modified)) {
    facts.status = answer.status = 304;
    answer.head = write_head(response, facts);
    return answer;
  }
  auto size = response.source_size;
  auto wanted = response.status == 200 && !job.head_only ? job.http.header("Range") : std::string_view();
  auto choice = choose_range(wanted, job.http.header("If-Range"), etag, size);
  answer.range = {0, size};
  std::string range;
  if (choice.answer == RangeAnswer::Part) {
    answer.range = choice.range;
    facts.status = 206;
    range = fmt::format("bytes {}-{}/{}", choice.range.first, choice.range.first + choice.range.length - 1, size);
  } else if (choice.answer == RangeAnswer::Unsatisfiable) {
    facts.status = 416;
    answer.range = {0, 0};
    range = fmt::format("bytes */{}", size);
  }
  facts.range = range;
  facts.length = answer.range.length;
  answer.status = facts.status;
  answer.head = write_head(response, facts);
  answer.source = std::move(response.source);
  return answer;
}

Answer of_response(const Core& core, const Job& job, Response response) {
  if (response.source) return of_source(core, job, std::move(response));
  Answer answer;
  auto facts = facts_of(core, job, response);
  bool empty = response.status == 204 || response.status == 304;  // these have no body, whatever the handler put there
  answer.body = empty ? std::string() : std::move(response.body);
  bool packs = facts.negotiated && answer.body.size() > kWorthPacking && job.encoding != Encoding::Identity &&
               field_of(response, "Content-Encoding").empty();
  if (packs) {
    answer.body = compress(answer.body, job.encoding, Effort::Quick);
    facts.encoding = job.encoding;
  }
  std::string etag;
  if (response.status == 200 && response.max_age >= 0)
    etag = response.etag.empty() ? etag_of(answer.body) : '"' + response.etag + '"';
  facts.etag = etag;
  auto modified = parse_http_date(field_of(response, "Last-Modified")).value_or(-1);
  if (!etag.empty() &&
      is_not_modified(job.http.header("If-None-Match"), job.http.header("If-Modified-Since"), etag, modified)) {
    facts.status = 304;
    answer.body.clear();
  }
  answer.status = facts.status;
  facts.length = static_cast<std::int64_t>(answer.body.size());
  answer.head = write_head(response, facts);
  return answer;
}

Answer of_error(Core& core, const Job& job, const Error& error) {
  int status = job.refused_status != 0 ? job.refused_status : status_of(error.fault);
  if (status >= 500 && core.hooks.error_log) core.hooks.error_log(job.http.id, error);
  auto answer = of_response(core, job, error_response(core, job, status, error));
  answer.note = describe(error);
  return answer;
}

Answer draw(Core& core, const Job& job) {
  auto stamp = core.cache.stamp();
  auto response = call_handler(core, job);
  if (!response) return of_error(core, job, response.error());
  if (may_be_kept(job, *response)) return of_new_page(core, job, std::move(*response), stamp);
  return of_response(core, job, std::move(*response));
}

// One worker draws a page that several ask for; the others find it in the cache afterwards. They do so only
// when it was stored, so what they get was not cleared meanwhile.
Answer draw_once(Core& core, const Job& job) {
  if (!core.cache.enter(job.cache_key)) {
    if (auto page = core.cache.find(job.cache_key)) {
      const auto* rendition = page->make(job.encoding, Effort::Quick);
      core.cache.recount(*page);
      return of_page(std::move(page), rendition);
    }
    return draw(core, job);
  }
  struct Leave {
    PageCache& cache;
    const std::string& key;
    ~Leave() { cache.leave(key); }
  } leave{core.cache, job.cache_key};
  return draw(core, job);
}

}  // namespace

bool is_not_modified(std::string_view if_none_match, std::string_view if_modified_since, std::string_view etag,
                     std::int64_t last_modified) {
  if (!if_none_match.empty()) return !etag.empty() && matches_etag(if_none_match, etag);
  if (if_modified_since.empty() || last_modified < 0) return false;
  auto since = parse_http_date(if_modified_since);
  return since && *since >= last_modified;
}

void admit(Core& core, Job& job) noexcept {
  try {
    if (auto handler = admitted(core, job))
      job.handler = std::move(*handler);
    else
      job.refused = std::move(handler).error();
  } catch (const std::exception& thrown) {
    job.refused = error_of(Fault::Internal, "internal", thrown.what());
  } catch (...) {
    job.refused = error_of(Fault::Internal, "internal", "unknown exception");
  }
}

Answer answer(Core& core, Job& job) noexcept {
  try {
    if (job.page != nullptr) {
      const auto* rendition = job.page->make(job.encoding, Effort::Quick);
      core.cache.recount(*job.page);
      return of_page(job.page, rendition);
    }
    if (job.refused) return of_error(core, job, *job.refused);
    if (job.cache_key.empty()) return draw(core, job);
    return draw_once(core, job);
  } catch (const std::exception& thrown) {
    Answer last;
    last.note = thrown.what();
    try {
      return of_error(core, job, error_of(Fault::Internal, "internal", thrown.what()));
    } catch (...) {
      return last;
    }
  } catch (...) {
    return {};
  }
}

Outcome<std::string> read_source(const BodySource& source, std::int64_t offset, std::int64_t length) noexcept {
  try {
    return source(offset, length);
  } catch (const std::exception& thrown) {
    return fail(Fault::Internal, "internal", thrown.what());
  } catch (...) {
    return fail(Fault::Internal, "internal", "unknown exception");
  }
}

}  // namespace dl::web
