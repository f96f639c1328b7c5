// How long each text and list of a struct may be: stated once, beside the struct, for every way in.
//
// The desks check it, the API refuses by it and tells it in its description, and the forms of the console know it from
// there. Lengths are characters (code points). Pure.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "base/fields.h"
#include "base/outcome.h"
#include "base/text.h"

namespace dl {

struct Limit {
  std::string_view member = {};
  std::size_t characters = 0;  ///< of the text, or of each text of the list
  std::size_t entries = 0;     ///< of the list
};

/// The limits of a struct's own members that have no row of kFields: a std::array of Limit, as its static member
/// kLimits or as a specialisation of this.
template <class T>
inline constexpr std::array<Limit, 0> kLimits = {};
template <class T>
requires requires { T::kLimits; }
inline constexpr auto kLimits<T> = T::kLimits;

/// What each reason, remark and ground may have, and each question of a list.
inline constexpr std::size_t kLongestReason = 1000;
inline constexpr std::size_t kLongestQuestion = 200;

/// The limit of a member, which may stand with a base; all zero when nobody has said one.
template <class T>
constexpr Limit limit_of(std::string_view member) {
  for (const auto& limit : kLimits<T>)
    if (limit.member == member) return limit;
  Limit found;
  for (const auto& [name, chinese, says] : kFields<T>)
    if (name == member && says.characters + says.entries > 0) return {member, says.characters, says.entries};
  if constexpr (boost::describe::has_describe_bases<T>::value)
    boost::mp11::mp_for_each<boost::describe::describe_bases<T, boost::describe::mod_public>>([&](auto base) {
      if (found.member.empty()) found = limit_of<typename decltype(base)::type>(member);
    });
  return found;
}

/// Whether a type has a length: texts, lists, and either where it may be left out.
template <class T>
inline constexpr bool kHasLength = false;
template <>
inline constexpr bool kHasLength<std::string> = true;
template <class T>
inline constexpr bool kHasLength<std::vector<T>> = true;
template <class T>
inline constexpr bool kHasLength<std::optional<T>> = kHasLength<T>;

/// The key of a problem that tells how many there may be: the number stands behind the name.
inline std::string too_many(std::string_view key, std::size_t most) { return fmt::format("{}:{}", key, most); }

/// Adds `field.too-long` or `field.too-many` for a value beyond its limit, `field.characters` for what no text may
/// hold.
inline void check_length(const std::string& text, const Limit& limit, const std::string& path,
                         std::vector<FieldProblem>& problems) {
  // A character has four bytes at most, so that most need not be counted.
  if (text.size() > limit.characters && text::length(text) > limit.characters)
    problems.push_back({path, too_many("field.too-long", limit.characters)});
  if (!text::is_writable(text)) problems.push_back({path, "field.characters"});
}
template <class T>
void check_length(const std::vector<T>& list, const Limit& limit, const std::string& path,
                  std::vector<FieldProblem>& problems) {
  if (list.size() > limit.entries) return problems.push_back({path, too_many("field.too-many", limit.entries)});
  if constexpr (kHasLength<T>)
    for (std::size_t i = 0; i < list.size(); ++i) check_length(list[i], limit, fmt::format("{}.{}", path, i), problems);
}
template <class T>
void check_length(const std::optional<T>& value, const Limit& limit, const std::string& path,
                  std::vector<FieldProblem>& problems) {
  if (value) check_length(*value, limit, path, problems);
}

/// Adds a problem for each member of a described struct that is beyond its limit; `path` stands before its name.
template <class T>
void check_lengths(const T& value, const std::string& path, std::vector<FieldProblem>& problems) {
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    using Member = std::remove_cvref_t<decltype(value.*member.pointer)>;
    if constexpr (kHasLength<Member>) {
      constexpr auto limit = limit_of<T>(decltype(member)::name);
      static_assert(!limit.member.empty(), "a text or list without a longest length");
      check_length(value.*member.pointer, limit, path + member.name, problems);
    }
  });
}

/// Fault::Invalid `request.fields` with the problems, if there are any.
inline Outcome<void> refuse_fields(std::vector<FieldProblem> problems) {
  if (problems.empty()) return {};
  std::string detail;
  for (const auto& problem : problems) detail += problem.field + " " + problem.key + "; ";
  return Failure(Error{Fault::Invalid, "request.fields", std::move(detail), std::move(problems)});
}

/// The same of one struct.
template <class T>
Outcome<void> refuse_lengths(const T& value, const std::string& path = {}) {
  std::vector<FieldProblem> problems;
  check_lengths(value, path, problems);
  return refuse_fields(std::move(problems));
}

}  // namespace dl
