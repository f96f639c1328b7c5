#include "sums/groups.h"

#include <algorithm>

namespace dl::sums {
namespace {

constexpr std::size_t kNoSide = SIZE_MAX;
constexpr std::size_t kLeastDoubles = 3;
constexpr std::size_t kMostWords = 400;
constexpr std::size_t kLeastLone = 3;

enum class Piece : std::uint8_t { Words, Number, Blank };

bool is_blank(View cell) {
  cell = trimmed(cell);
  return cell.empty() || cell.find_first_not_of(U"-—–/／－") == View::npos;
}

/// 27, 27件, 22（其中修订16件）.
std::optional<Amount> read_amount(View cell) {
  cell = trimmed(cell);
  std::size_t length = 0;
  auto amount = read_number(cell, length);
  if (!amount) return {};
  const auto rest = trimmed(cell.substr(length));
  if (rest.empty() || rest == U"件" || rest == U"条" || is_open(rest.front())) return amount;
  return {};
}

Piece piece_of(const Cell& cell) {
  if (is_blank(cell.text)) return Piece::Blank;
  return read_amount(cell.text) ? Piece::Number : Piece::Words;
}

std::size_t count_numbers(const Group& group) {
  return static_cast<std::size_t>(
      std::ranges::count_if(group.cells, [](const auto& cell) { return cell.has_value(); }));
}

struct Placed {
  Group group = {};
  std::size_t begin = 0;  ///< of its first words or cells
};

/// The groups of one row, one behind the other.
std::vector<Placed> split_row(const Line& line) {
  std::vector<Placed> found;
  Placed open;
  bool any_words = false;
  for (const auto& cell : line.cells) any_words = any_words || piece_of(cell) == Piece::Words;
  auto begun = false;
  for (const auto& cell : line.cells) {
    const auto piece = piece_of(cell);
    if (piece == Piece::Words && !open.group.cells.empty()) {
      if (count_numbers(open.group) > 0 || open.group.cells.size() >= 5) {
        found.push_back(std::move(open));
        open = {};
        begun = false;
      } else {
        open.group.cells.clear();
      }
    }
    if (!begun && piece != Piece::Blank) {
      open.begin = cell.offset;
      begun = true;
    }
    if (piece == Piece::Words) {
      open.group.own += cell.text;
      continue;
    }
    if (piece == Piece::Blank && open.group.own.empty() && open.group.cells.empty() && any_words) continue;
    open.group.cells.push_back(piece == Piece::Number ? read_amount(cell.text) : std::nullopt);
  }
  found.push_back(std::move(open));
  for (auto& placed : found) placed.group.table = line.table;
  return found;
}

/// Where the right one of two tables begins, when many rows have a label and five numbers twice.
std::size_t find_side(const Page& page) {
  std::size_t doubles = 0;
  std::size_t side = kNoSide;
  for (const auto& line : page.lines) {
    if (!line.is_row() || contains_any(line.text, {U"|", U"\t"})) continue;
    const auto groups = split_row(line);
    if (groups.size() != 2 || count_numbers(groups[0].group) < 5 || count_numbers(groups[1].group) < 5) continue;
    ++doubles;
    side = std::min(side, groups[1].begin);
  }
  return doubles >= kLeastDoubles && side > 0 ? side : kNoSide;
}

/// The fifteen numbers of table 4 go over the whole width.
bool is_relief(const Line& line) {
  return line.cells.size() == 15 &&
         std::ranges::all_of(line.cells, [](const Cell& cell) { return piece_of(cell) != Piece::Words; });
}

/// The groups of two rows side by side.
std::vector<Placed> split_at(const Line& line, std::size_t side) {
  Line left{.table = line.table}, right{.table = line.table};
  for (const auto& cell : line.cells) (cell.offset < side ? left : right).cells.push_back(cell);
  auto found = split_row(left);
  for (auto& placed : split_row(right)) {
    placed.begin = side;
    found.push_back(std::move(placed));
  }
  return found;
}

struct Stream {
  std::vector<Group> groups = {};
  Chars words = {};
  bool lone = false;  ///< the last group still takes cells

  /// Ends what came one cell a line; one or two such numbers are no row, but strays.
  void end_lone() {
    if (lone && groups.back().cells.size() < kLeastLone) {
      words = groups.back().before + words;
      groups.pop_back();
    }
    lone = false;
  }
  void add_words(View more) {
    end_lone();
    words += more;
    if (words.size() > kMostWords) words.erase(0, words.size() - kMostWords);
  }
  void add(Group group) {
    if (count_numbers(group) == 0 && (group.own.empty() || group.cells.size() < 3)) {
      add_words(group.own);
      return;
    }
    end_lone();
    group.before = words + group.own;
    words.clear();
    groups.push_back(std::move(group));
  }
  void add_lone(const Amount& amount, int table) {
    if (!lone) {
      groups.push_back({.before = words, .lone = true, .table = table});
      words.clear();
    }
    groups.back().cells.push_back(amount);
    lone = true;
  }
};

}  // namespace

std::vector<std::vector<Group>> groups_of(const Page& page) {
  const auto side = find_side(page);
  std::vector<Stream> streams(side == kNoSide ? 1 : 2);
  for (const auto& line : page.lines) {
    if (!line.is_row()) {
      const View text = line.text;
      streams[0].add_words(trimmed(text.substr(0, side == kNoSide ? View::npos : side)));
      if (streams.size() > 1 && text.size() > side) streams[1].add_words(trimmed(text.substr(side)));
      continue;
    }
    const bool single = line.cells.size() == 1;
    if (single && piece_of(line.cells[0]) == Piece::Number && streams.size() == 1) {
      streams[0].add_lone(*read_amount(line.cells[0].text), line.table);
      continue;
    }
    for (auto& placed : streams.size() == 1 || is_relief(line) ? split_row(line) : split_at(line, side)) {
      auto& stream = streams[streams.size() > 1 && placed.begin >= side ? 1 : 0];
      if (placed.group.cells.empty())
        stream.add_words(placed.group.own);
      else if (placed.group.own.empty() && count_numbers(placed.group) == 0)
        stream.end_lone();  // so does a line with nothing in it
      else
        stream.add(std::move(placed.group));
    }
  }
  std::vector<std::vector<Group>> found;
  for (auto& stream : streams) {
    stream.end_lone();
    found.push_back(std::move(stream.groups));
  }
  return found;
}

}  // namespace dl::sums
