// What templates, the API and tables ask of types: the members of a struct that has a BOOST_DESCRIBE_STRUCT, and
// whether a member is optional or a list.
#pragma once

#include <optional>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

namespace dl {

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

/// For boost::mp11::mp_for_each; each has `name` and `pointer`. Those of bases come first.
template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

template <class T>
inline constexpr bool kOptional = false;
template <class T>
inline constexpr bool kOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kVector = false;
template <class T>
inline constexpr bool kVector<std::vector<T>> = true;

}  // namespace dl
