// What people see of the members of a struct: stated once, beside the struct, for every form and list.
//
// A row says what a member is called, how long it may be, whether it is owed, from what it is chosen and what a form
// says beside it. How it is entered follows from its type, its words from the table of an enumeration (base/named.h).
// The API refuses by it and tells it in its description; the console draws its forms from there. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

namespace dl {

/// How a member is asked for, where that does not follow from its type.
enum class Asked : std::uint8_t {
  ByType,
  Long,    ///< a text of several lines
  Secret,  ///< what nobody shall read over one's shoulder
  Place,   ///< the number of an agency or column, chosen by its name
};

struct FieldSays {
  std::size_t characters = 0;  ///< of the text, or of each text of the list
  std::size_t entries = 0;     ///< of the list
  bool owed = false;           ///< a text or list that may not be empty; what has no empty value is owed anyway
  Asked asked = Asked::ByType;
  std::string_view vocabulary = {};  ///< of the API's lists of words (`/vocabularies`), where it is one of them
  std::string_view hint = {};        ///< shown while nothing is entered
  std::string_view help = {};        ///< stands below
};

struct Field {
  std::string_view member = {};
  std::string_view chinese = {};
  FieldSays says = {};
};

/// The fields of a struct: a std::array of Field, as its static member kFields or as a specialisation of this. Members
/// without one are not shown; rows of members that a struct has not are of another one with the same words.
template <class T>
inline constexpr std::array<Field, 0> kFields = {};
template <class T>
requires requires { T::kFields; }
inline constexpr auto kFields<T> = T::kFields;

/// The row of a member, which may stand with a base; all empty when nobody has said one.
template <class T>
constexpr Field field_of(std::string_view member) {
  for (const auto& field : kFields<T>)
    if (field.member == member) return field;
  Field found;
  if constexpr (boost::describe::has_describe_bases<T>::value)
    boost::mp11::mp_for_each<boost::describe::describe_bases<T, boost::describe::mod_public>>([&](auto base) {
      if (found.member.empty()) found = field_of<typename decltype(base)::type>(member);
    });
  return found;
}

}  // namespace dl
