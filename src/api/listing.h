// Lists as the API gives them: a page of items and where the next one begins. By key, never by offset.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>

#include "base/limits.h"
#include "db/page.h"

namespace dl::api {

template <class T>
struct ListOf {
  std::vector<T> items = {};
  std::optional<std::string> next = {};  ///< null on the last page, and of a list that comes whole

  BOOST_DESCRIBE_CLASS(ListOf, (), (items, next), (), ())
};

struct Paging {
  int limit = 50;
  std::string after = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"after", 100}});
};
BOOST_DESCRIBE_STRUCT(Paging, (), (limit, after))

/// Fault::Invalid `request.fields` unless it is 1 to 200.
Outcome<int> read_limit(int limit);
/// Where a page goes on that is ordered by one number; 0 for an empty text. Fault::Invalid `list.cursor`.
Outcome<std::int64_t> read_after(const std::string& after);
/// The same by two numbers.
Outcome<std::optional<db::Key>> read_key(const std::string& after);

/// A page as it is sent, each item by `view`.
template <class T, class View>
auto list_of(const db::Page<T>& page, View view) {
  ListOf<std::remove_cvref_t<std::invoke_result_t<View, const T&>>> list;
  for (const auto& item : page.items) list.items.push_back(view(item));
  if (page.next) list.next = page.next->text();
  return list;
}

}  // namespace dl::api
