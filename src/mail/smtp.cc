#include "mail/smtp.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "mail/address.h"

namespace dl::mail {
namespace {

struct CleanUp {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void begin() {
  static const bool begun = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  static_cast<void>(begun);
}

/// What is still to be sent.
struct Rest {
  std::string_view bytes = {};
};

std::size_t read_rest(char* to, std::size_t size, std::size_t count, void* given) {
  auto& rest = *static_cast<Rest*>(given);
  const auto taken = std::min(size * count, rest.bytes.size());
  std::memcpy(to, rest.bytes.data(), taken);
  rest.bytes.remove_prefix(taken);
  return taken;
}

void set_connection(CURL* handle, const Server& server) {
  const auto address = fmt::format("{}://{}", server.security == Security::Tls ? "smtps" : "smtp", server.address);
  curl_easy_setopt(handle, CURLOPT_URL, address.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_USE_SSL, server.security == Security::None ? CURLUSESSL_NONE : CURLUSESSL_ALL);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");  // whatever the environment says
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(server.longest.count()));
  if (server.user.empty()) return;
  curl_easy_setopt(handle, CURLOPT_USERNAME, server.user.c_str());
  curl_easy_setopt(handle, CURLOPT_PASSWORD, server.password.c_str());
}

/// Notes whether the server was told of the recipient: what it says before is about the office, not about the letter.
int watch(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* given) {
  if (kind == CURLINFO_HEADER_OUT && std::string_view(bytes, size).starts_with("RCPT"))
    *static_cast<bool*>(given) = true;
  return 0;
}

}  // namespace

Outcome<void> send(const Server& server, const Letter& letter) {
  if (!is_address(letter.to) || !is_address(server.from)) return fail(Fault::Invalid, "mail.address");
  begin();
  const std::unique_ptr<CURL, CleanUp> handle(curl_easy_init());
  const std::unique_ptr<curl_slist, FreeList> to(curl_slist_append(nullptr, fmt::format("<{}>", letter.to).c_str()));
  if (handle == nullptr || to == nullptr) return fail(Fault::Unavailable, "mail.unsent", "curl");
  set_connection(handle.get(), server);
  const auto bytes = write_letter(letter, server.from);
  Rest rest{bytes};
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, fmt::format("<{}>", server.from).c_str());
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, &read_rest);
  curl_easy_setopt(handle.get(), CURLOPT_READDATA, &rest);
  bool named = false;
  curl_easy_setopt(handle.get(), CURLOPT_VERBOSE, 1L);  // to the function below alone
  curl_easy_setopt(handle.get(), CURLOPT_DEBUGFUNCTION, &watch);
  curl_easy_setopt(handle.get(), CURLOPT_DEBUGDATA, &named);
  const auto done = curl_easy_perform(handle.get());
  if (done == CURLE_OK) return {};
  long code = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &code);
  auto why = fmt::format("{}, SMTP {}", curl_easy_strerror(done), code);
  // A server that refuses the office, by its password, its address or its own, is the office's to put right.
  const bool never = named && code >= 500 && code < 600;
  return never ? fail(Fault::Invalid, "mail.refused", std::move(why))
               : fail(Fault::Unavailable, "mail.unsent", std::move(why));
}

}  // namespace dl::mail
