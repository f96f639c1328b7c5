// The result of anything that may fail: a value or an Error.
//
// Functions return Outcome<T>; callers pass errors up with DL_TRY. Exceptions are for broken
// invariants and for libraries that throw; db/ and search/ turn those into an Error.
#pragma once

#include <cstdint>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace dl {

#ifdef __cpp_lib_source_location
using SourceLocation = std::source_location;
#else
/// Where a call stands, for compilers that the library's own type does not suit (clang 14).
class SourceLocation {
 public:
  static constexpr SourceLocation current(const char* file = __builtin_FILE(),
                                          std::uint_least32_t line = __builtin_LINE(),
                                          const char* function = __builtin_FUNCTION()) {
    SourceLocation here;
    here.file_ = file;
    here.line_ = line;
    here.function_ = function;
    return here;
  }
  constexpr const char* file_name() const { return file_; }
  constexpr std::uint_least32_t line() const { return line_; }
  constexpr const char* function_name() const { return function_; }

 private:
  const char* file_ = "";
  std::uint_least32_t line_ = 0;
  const char* function_ = "";
};
#endif

/// The closed set of ways to fail. Each decides one HTTP status (web/message.h).
enum class Fault {
  Invalid,       ///< what was sent cannot be accepted as it is: 422
  Unreadable,    ///< what was sent cannot be understood at all: 400
  Unauthorized,  ///< nobody is signed in: 401
  Forbidden,     ///< somebody is, without the right: 403
  NotFound,      ///< no such thing: 404
  Gone,          ///< it was here and was withdrawn: 410
  Conflict,      ///< the thing changed or is in another state: 409
  TooLarge,      ///< over a limit of size: 413
  TooMany,       ///< over a limit of rate: 429
  Unavailable,   ///< cannot be done now, may be later: 503
  Full,          ///< no room to store what was sent: 507
  Internal,      ///< our own mistake: 500
};

/// One field of a form and the message key of what is wrong with it.
struct FieldProblem {
  std::string field = {};
  std::string key = {};

  friend bool operator==(const FieldProblem&, const FieldProblem&) = default;
};

/// Why something failed. `key` names a sentence for people; `detail` goes to the log only.
struct Error {
  Fault fault = Fault::Internal;
  std::string key = {};
  std::string detail = {};
  std::vector<FieldProblem> fields = {};
  SourceLocation where = SourceLocation::current();
};

/// Holds a T or an Error. Discarding one is a compiler warning.
template <class T>
class [[nodiscard]] Outcome : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

using Failure = tl::unexpected<Error>;

/// Makes the failing result that a function returns: `return fail(Fault::NotFound, "column.missing");`
[[nodiscard]] inline Failure fail(Fault fault, std::string key, std::string detail = {},
                                  SourceLocation where = SourceLocation::current()) {
  return Failure(Error{fault, std::move(key), std::move(detail), {}, where});
}

/// One line for logs and command-line messages: "invalid: date.format (2021-13-01)".
[[nodiscard]] std::string describe(const Error& error);

/// The lower-case name of a fault, for logs and JSON.
[[nodiscard]] std::string_view name_of(Fault fault);

}  // namespace dl

#define DL_CONCAT_INNER(a, b) a##b
#define DL_CONCAT(a, b) DL_CONCAT_INNER(a, b)

/// Declares `decl` from the value of `expr`, or returns its error. A statement, never an expression.
#define DL_TRY(decl, expr)                                                                                          \
  auto DL_CONCAT(dl_outcome_, __LINE__) = (expr);                                                                   \
  if (!DL_CONCAT(dl_outcome_, __LINE__)) return ::dl::Failure(std::move(DL_CONCAT(dl_outcome_, __LINE__)).error()); \
  decl = std::move(*DL_CONCAT(dl_outcome_, __LINE__))

/// Returns the error of `expr`, an Outcome<void> or one whose value is not needed.
#define DL_CHECK(expr)                                                    \
  do {                                                                    \
    auto dl_outcome = (expr);                                             \
    if (!dl_outcome) return ::dl::Failure(std::move(dl_outcome).error()); \
  } while (false)
