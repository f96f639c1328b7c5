// What the members of a struct are called for people, and what they are chosen from: stated once, beside the struct.
//
// The API tells it in its description; the console has the labels of its forms and lists from there. Pure.
#pragma once

#include <array>
#include <string_view>

namespace dl {

struct Title {
  std::string_view member = {};
  std::string_view chinese = {};
  std::string_view vocabulary = {};  ///< of the API's lists of words (`/vocabularies`), where it is one of them
};

/// The titles of a struct's members: a std::array of Title as a specialisation. Members without one are not shown.
template <class T>
inline constexpr std::array<Title, 0> kTitles = {};

/// The title of a member; all empty when nobody has said one.
template <class T>
constexpr Title title_of(std::string_view member) {
  for (const auto& title : kTitles<T>)
    if (title.member == member) return title;
  return {};
}

}  // namespace dl
