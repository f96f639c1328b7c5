// A request as handlers see it and the response they return: plain values, no sockets.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"
#include "web/body.h"

namespace dl::web {

enum class Verb : std::uint8_t { Get, Post, Put, Patch, Delete, Other };  ///< HEAD arrives as Get

std::string_view name_of(Verb verb);

/// Names and values in the order they came; names of headers are compared without case.
using Fields = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Verb verb = Verb::Get;
  std::string target = {};  ///< as sent: "/a/b?x=1"
  std::string path = {};    ///< decoded: "/a/b"; always starts with "/", has no "." or ".." parts
  Fields query = {};        ///< decoded
  std::string mount = {};   ///< the path prefix of the site that was taken off `path`: "/cgj" or ""
  std::map<std::string, std::string> parameters = {};  ///< of the route: {id} -> "12"
  Fields headers = {};
  Fields cookies = {};
  std::string host = {};       ///< lower case, without port
  std::string authority = {};  ///< the host with its port, as in addresses that are shown: "localhost:8080"
  Body body = {};
  std::string peer = {};  ///< address of the client (of the trusted proxy's client); empty when it cannot be known
  bool secure = false;    ///< came by TLS, here or at the trusted proxy
  std::string id = {};    ///< reference number, also in the log and in X-Request-Id

  std::string_view header(std::string_view name) const;  ///< empty when absent; the first of that name
  /// A field that is a list: all lines of that name, in order (RFC 9110 section 5.3).
  std::string header_list(std::string_view name) const;
  std::string_view cookie(std::string_view name) const;     ///< by its plain name, see cookies.h
  std::string_view argument(std::string_view name) const;   ///< of the query; the first of that name
  std::string_view parameter(std::string_view name) const;  ///< of the route
  /// Of an application/x-www-form-urlencoded body, decoded; of a multipart/form-data body, what is no file.
  Fields form() const;
};

/// Reads a large body bit by bit: bytes [offset, offset + length), fewer at the end.
using BodySource = std::function<Outcome<std::string>(std::int64_t offset, std::int64_t length)>;

struct Response {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body = {};
  Fields headers = {};

  /// For stored files: the size, the reader and the strong validator. Ranges are answered by the server.
  BodySource source = {};
  std::int64_t source_size = 0;
  std::string etag = {};  ///< without quotes; pages get one from their bytes

  /// What the page was drawn from: "column:12", "document:881". A page with topics is kept in the
  /// page cache until one of them is cleared; one without is never kept.
  std::vector<std::string> topics = {};
  /// Seconds a browser or proxy may keep it without asking; 0 = must revalidate; -1 = no-store.
  int max_age = 0;
};

Response see_other(std::string location);
Response moved_permanently(std::string location);
Response text(int status, std::string body, std::string type = "text/plain; charset=utf-8");

/// The HTTP status of a fault.
int status_of(Fault fault);

/// A form or a query holds at most this many fields; the rest is left out.
inline constexpr std::size_t kMaxFormFields = 1000;
/// Bytes of a field beside files; a longer one is left out.
inline constexpr std::size_t kLongestFormField = 64 * 1024;

/// Reads "a=1&b=%E9%98%B3" into decoded names and values, in order; a pair that cannot be decoded is left out.
Fields parse_fields(std::string_view text);

/// Percent-encodes one path part or query value.
std::string percent_encode(std::string_view text);
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

}  // namespace dl::web
