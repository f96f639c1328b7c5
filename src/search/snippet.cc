// The part of text_match.h that chooses and cuts a snippet.
#include <algorithm>
#include <bitset>

#include "base/text.h"
#include "search/text_match.h"

namespace dl::search {
namespace {

constexpr std::size_t kPlacesOfOne = 48;  // places looked at for each needle
constexpr std::size_t kNeedles = 64;
constexpr std::size_t kLead = 24;           // characters shown before the first match, at most
constexpr std::size_t kCharacterBytes = 3;  // of the usual character

struct Place {
  std::size_t at = 0;
  std::size_t needle = 0;
};

std::vector<Place> places_of(std::string_view body, std::span<const Needle> needles) {
  std::vector<Place> places;
  for (std::size_t i = 0; i < std::min(needles.size(), kNeedles); ++i) {
    std::size_t size = needles[i].bytes().size();
    std::size_t at = needles[i].find(body);
    for (std::size_t n = 0; n < kPlacesOfOne && at != std::string_view::npos; ++n) {
      places.push_back({at, i});
      at = needles[i].find(body, at + size);
    }
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.at < b.at; });
  return places;
}

/// The byte of the first match of the best window.
std::size_t best_start(std::span<const Place> places, std::span<const Needle> needles, std::size_t window) {
  std::size_t best = 0;
  std::size_t best_worth = 0;
  for (std::size_t first = 0; first < places.size(); ++first) {
    std::bitset<kNeedles> seen;
    std::size_t worth = 0;
    for (std::size_t i = first; i < places.size() && places[i].at < places[first].at + window; ++i) {
      if (seen[places[i].needle]) continue;
      seen.set(places[i].needle);
      worth += needles[places[i].needle].bytes().size();
    }
    if (worth > best_worth) {
      best_worth = worth;
      best = places[first].at;
    }
  }
  return best;
}

std::size_t character_start(std::string_view body, std::size_t at) {
  while (at > 0 && at < body.size() && (static_cast<unsigned char>(body[at]) & 0xC0) == 0x80) --at;
  return at;
}

bool ends_clause(char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == U'；' || c == U'\n'; }

/// A good beginning at most kLead characters before `match`: behind the last end of a clause there.
std::size_t begin_before(std::string_view body, std::size_t match) {
  std::size_t lead = kLead * kCharacterBytes;
  if (match <= lead) return 0;
  std::size_t begin = character_start(body, match - lead);
  std::size_t best = begin;
  for (std::size_t at = begin; at < match;) {
    if (ends_clause(text::next(body, at)) && at <= match) best = at;
  }
  return best;
}

}  // namespace

Snippet make_snippet(std::string_view body, std::span<const Needle> needles, std::size_t characters) {
  auto places = places_of(body, needles);
  std::size_t window = (characters - std::min(characters, kLead)) * kCharacterBytes;
  std::size_t begin = places.empty() ? 0 : begin_before(body, best_start(places, needles, window));

  Snippet snippet;
  std::string& out = snippet.marked.text;
  std::size_t at = begin;
  bool space = false;
  for (std::size_t count = 0; at < body.size() && count < characters;) {
    char32_t c = text::next(body, at);
    if (text::is_space(c)) {
      space = !out.empty();
      continue;
    }
    if (space) out.push_back(' ');
    space = false;
    text::append(out, c);
    ++count;
  }
  while (at < body.size()) {
    std::size_t next = at;
    if (!text::is_space(text::next(body, next))) break;
    at = next;
  }
  snippet.cut_before = begin > 0;
  snippet.cut_after = at < body.size();
  snippet.marked.spans = find_spans(out, needles);
  return snippet;
}

}  // namespace dl::search
