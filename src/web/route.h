// Routes: one constexpr table a module, put together by app/.
//
// A handler is a plain function of the request and of the module's context:
//   Outcome<Response> show_article(const Request&, Portal&);
// The router turns an Error into the error page that `app` gave it, with a reference number.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/message.h"

namespace dl::web {

/// Who may call. Every route states it.
enum class Access : std::uint8_t { Public, SignedIn };
enum class Csrf : std::uint8_t { NotNeeded, Required };
/// Known: whoever has shown who they are, whatever they ask for but signing in.
/// Suggest: what is asked while somebody types, many times for one search.
enum class Rate : std::uint8_t { Page, Search, Form, Download, SignIn, Known, Suggest };

/// Which workers run a route. What costs much has a few of its own with a short queue, so that it never waits
/// on those that draw pages.
enum class Lane : std::uint8_t { Pages, Hashes, Imports, Files };
inline constexpr std::size_t kLanes = 4;

template <class Context>
struct Route {
  Verb verb = Verb::Get;
  std::string_view pattern = {};  ///< "/doc/{id}.html"; {name} matches within one path part, {name*} the rest
  Outcome<Response> (*handler)(const Request&, Context&) = nullptr;
  Access access = Access::Public;
  Csrf csrf = Csrf::NotNeeded;
  std::size_t body_limit = 0;  ///< bytes; 0 = no body is accepted
  Rate rate = Rate::Page;
  Lane lane = Lane::Pages;
};

using Handler = std::function<Outcome<Response>(const Request&)>;
struct Admitted {
  Handler handler = {};  ///< handles the request with its body
  bool known = false;    ///< somebody, not anybody: they have a limit of rate of their own
};
/// Asks who calls and what they may, by the head alone.
using Admit = std::function<Outcome<Admitted>(const Request& head)>;

/// The largest body of a route that does not ask who calls: a small form.
inline constexpr std::size_t kSmallForm = 64 * 1024;

struct BoundRoute {
  Verb verb = Verb::Get;
  std::string pattern = {};
  Handler handler = {};
  Admit admit = {};      ///< in place of `handler`; the answer is never kept
  std::string who = {};  ///< whom `admit` lets in, for the list of routes
  Access access = Access::Public;
  Csrf csrf = Csrf::NotNeeded;
  std::size_t body_limit = 0;
  Rate rate = Rate::Page;
  Lane lane = Lane::Pages;

  /// Admits and handles in one go.
  Outcome<Response> answer(const Request& http) const;
};

/// One part of a pattern, between slashes: as it stands, with a parameter inside, or the whole rest.
struct PatternPart {
  enum class Kind : std::uint8_t { Literal, Parameter, Rest };
  Kind kind = Kind::Literal;
  std::string before = {};  ///< the literal, or what stands before the parameter
  std::string name = {};
  std::string after = {};
};

class Router {
 public:
  /// Adds a module's table. Throws std::logic_error on a malformed or repeated pattern, and on a body beyond
  /// kSmallForm that anybody may send: the program does not start.
  template <class Context, std::size_t N>
  void add(const Route<Context> (&table)[N], Context& context) {
    for (const auto& row : table)
      add(BoundRoute{row.verb,
                     std::string(row.pattern),
                     [handler = row.handler, &context](const Request& http) { return handler(http, context); },
                     {},
                     {},
                     row.access,
                     row.csrf,
                     row.body_limit,
                     row.rate,
                     row.lane});
  }
  void add(BoundRoute route);

  struct Match {
    const BoundRoute* route = nullptr;
    std::map<std::string, std::string> parameters = {};
    bool path_known = false;  ///< another verb would have matched: 405
  };
  Match match(Verb verb, std::string_view path) const;
  const std::vector<BoundRoute>& routes() const { return routes_; }

 private:
  std::vector<BoundRoute> routes_ = {};
  std::vector<std::vector<PatternPart>> patterns_ = {};  // of the routes, read once
};

}  // namespace dl::web
