#include "draws/draw.h"

#include <boost/json.hpp>

#include "base/hash.h"

namespace dl::draws {
namespace {

namespace json = boost::json;
using Text = std::string;

/// The places 0…count-1 by the digest of each, the smallest first.
template <class DigestOf>
std::vector<std::size_t> ranked(std::size_t count, DigestOf digest_of) {
  std::vector<std::pair<Text, std::size_t>> digests;
  digests.reserve(count);
  for (std::size_t i = 0; i < count; ++i) digests.emplace_back(digest_of(i), i);
  std::ranges::sort(digests);
  std::vector<std::size_t> places;
  places.reserve(count);
  for (const auto& [digest, place] : digests) places.push_back(place);
  return places;
}

template <class Range, class Less>
bool strictly_ascending(const Range& range, Less less) {
  return std::ranges::adjacent_find(range, [&](const auto& a, const auto& b) { return !less(a, b); }) == range.end();
}

bool is_recused(const Terms& terms, const Text& object, const Text& inspector) {
  return std::ranges::binary_search(terms.recused, Recusal{object, inspector});
}

bool has_object(const Terms& terms, const Text& code) {
  return std::ranges::binary_search(terms.objects, code, {}, &Object::code);
}

Outcome<void> check_recused(const Terms& terms) {
  std::map<Text, std::int64_t> lost;
  for (const auto& one : terms.recused) {
    if (!has_object(terms, one.object) || !std::ranges::binary_search(terms.inspectors, one.inspector))
      return fail(Fault::Invalid, "draw.recused", one.object + " " + one.inspector);
    ++lost[one.object];
  }
  for (const auto& [object, count] : lost)
    if (std::ssize(terms.inspectors) - count < terms.inspectors_each)
      return fail(Fault::Invalid, "draw.too-few", object);
  return {};
}

}  // namespace

Outcome<void> check(const Terms& terms) {
  if (terms.objects.size() > kMostObjects || terms.inspectors.size() > kMostInspectors ||
      terms.recused.size() > kMostRecused || terms.objects_drawn > kMostDrawn)
    return fail(Fault::Invalid, "draw.too-many");
  if (terms.objects_drawn < 1 || terms.objects_drawn > std::ssize(terms.objects))
    return fail(Fault::Invalid, "draw.objects", fmt::format("{} of {}", terms.objects_drawn, terms.objects.size()));
  if (terms.inspectors_each < kFewestEach || terms.inspectors_each > kMostEach ||
      terms.inspectors_each > std::ssize(terms.inspectors))
    return fail(Fault::Invalid, "draw.inspectors",
                fmt::format("{} of {}", terms.inspectors_each, terms.inspectors.size()));
  const auto by_code = [](const Object& a, const Object& b) { return a.code < b.code; };
  if (!strictly_ascending(terms.objects, by_code) || !strictly_ascending(terms.inspectors, std::less<>()) ||
      !strictly_ascending(terms.recused, std::less<>()))
    return fail(Fault::Invalid, "draw.repeated");
  return check_recused(terms);
}

Text text_of(const Terms& terms) {
  json::array objects;
  for (const auto& one : terms.objects) objects.push_back(json::array{one.code, one.name});
  json::array inspectors;
  for (const auto& one : terms.inspectors) inspectors.push_back(json::value(one));
  json::array recused;
  for (const auto& one : terms.recused) recused.push_back(json::array{one.object, one.inspector});
  return json::serialize(json::object{{"format", kFormat},
                                      {"number", terms.number},
                                      {"plan", terms.plan},
                                      {"agency", terms.agency},
                                      {"objects", std::move(objects)},
                                      {"objects_drawn", terms.objects_drawn},
                                      {"inspectors", std::move(inspectors)},
                                      {"inspectors_each", terms.inspectors_each},
                                      {"recused", std::move(recused)},
                                      {"reveal_from", terms.reveal_from.text_with_seconds()},
                                      {"beacon_source", terms.beacon_source}});
}

Outcome<Terms> read_terms(std::string_view text) {
  boost::system::error_code wrong;
  const auto value = json::parse(text, wrong);
  if (wrong || !value.is_object()) return fail(Fault::Internal, "draw.content");
  try {
    const auto& all = value.as_object();
    const auto word = [](const json::value& one) { return Text(std::string_view(one.as_string())); };
    Terms terms{.number = word(all.at("number")),
                .plan = word(all.at("plan")),
                .agency = word(all.at("agency")),
                .objects_drawn = all.at("objects_drawn").as_int64(),
                .inspectors_each = all.at("inspectors_each").as_int64(),
                .beacon_source = word(all.at("beacon_source"))};
    for (const auto& one : all.at("objects").as_array())
      terms.objects.push_back({word(one.as_array().at(0)), word(one.as_array().at(1))});
    for (const auto& one : all.at("inspectors").as_array()) terms.inspectors.push_back(word(one));
    for (const auto& one : all.at("recused").as_array())
      terms.recused.push_back({word(one.as_array().at(0)), word(one.as_array().at(1))});
    DL_TRY(terms.reveal_from, Instant::parse(word(all.at("reveal_from"))));
    return terms;
  } catch (const std::exception& problem) {
    return fail(Fault::Internal, "draw.content", problem.what());
  }
}

std::vector<Drawn> draw(const Terms& terms, std::string_view seed, std::string_view beacon) {
  const auto key = sha256_hex(fmt::format("{}:{}", seed, beacon));
  auto objects =
      ranked(terms.objects.size(), [&](std::size_t i) { return sha256_hex(fmt::format("{}:object:{}", key, i + 1)); });
  objects.resize(static_cast<std::size_t>(terms.objects_drawn));
  std::vector<Drawn> all;
  for (const auto object : objects) {
    Drawn drawn{.object = object};
    const auto order = ranked(terms.inspectors.size(), [&](std::size_t j) {
      return sha256_hex(fmt::format("{}:inspector:{}:{}", key, object + 1, j + 1));
    });
    for (const auto inspector : order) {
      if (std::ssize(drawn.inspectors) == terms.inspectors_each) break;
      if (!is_recused(terms, terms.objects[object].code, terms.inspectors[inspector]))
        drawn.inspectors.push_back(inspector);
    }
    all.push_back(std::move(drawn));
  }
  return all;
}

}  // namespace dl::draws
