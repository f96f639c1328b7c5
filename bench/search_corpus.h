// What the search benchmark indexes and asks: paragraphs of statutes from a folder of Markdown
// files, or text made up here where no folder is given, and questions drawn from them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "search/record.h"
#include "search/terms.h"

namespace dl::search::bench {

inline std::string read_whole(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Splits one Markdown statute: its first heading is the title, each paragraph of an article a record
/// with the article's number (第X条) in the address.
inline void read_statute(const std::filesystem::path& path, std::int64_t column, std::vector<Record>& records) {
  std::string text = read_whole(path);
  std::string title = path.stem().string();
  std::string article;
  int year = 2000;
  if (auto bracket = title.rfind('('); bracket != std::string::npos) year = std::atoi(title.c_str() + bracket + 1);
  for (std::size_t at = 0; at < text.size();) {
    auto end = std::min(text.find('\n', at), text.size());
    std::string line(text::trim(std::string_view(text).substr(at, end - at)));
    at = end + 1;
    if (line.empty() || line.starts_with("<!--") || line.starts_with("##")) continue;
    if (line.starts_with("# ")) {
      title = line.substr(2);
      continue;
    }
    if (line.starts_with("第")) {
      if (auto stop = line.find("条"); stop != std::string::npos && stop < 40) article = line.substr(0, stop + 3);
    }
    Record record;
    record.id = static_cast<std::int64_t>(records.size()) + 1;
    record.title = title;
    record.body = line;
    record.address = "/statutes/" + std::to_string(record.id) + "#" + article;
    record.agency = static_cast<std::int64_t>(std::hash<std::string>()(title.substr(0, 6)) % 40);
    record.column = column;
    record.year = year;
    record.kind = title.ends_with("条例") ? "条例" : title.ends_with("办法") ? "办法" : "其他";
    record.published_at = Instant::at(Date(std::max(year, 1980), 1, 1));
    records.push_back(std::move(record));
  }
}

inline std::vector<Record> read_statutes(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".md") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Record> records;
  for (const auto& file : files) {
    auto column = static_cast<std::int64_t>(std::hash<std::string>()(file.parent_path().string()) % 16);
    read_statute(file, column, records);
  }
  return records;
}

/// Text with the statistics of language and no meaning: words of one to four characters, drawn by Zipf's law.
class MadeUp {
 public:
  explicit MadeUp(unsigned seed) : random_(seed) {
    constexpr std::size_t kCharacters = 1'800, kWords = 12'000;
    std::vector<double> weights;
    for (std::size_t i = 0; i < kCharacters; ++i) weights.push_back(1.0 / static_cast<double>(i + 20));
    std::discrete_distribution<std::size_t> character(weights.begin(), weights.end());
    weights.clear();
    for (std::size_t i = 0; i < kWords; ++i) {
      std::size_t length = i < 100 ? 1 + random_() % 2 : 2 + random_() % 3 % 2 + random_() % 5 / 4;
      std::u32string word;
      for (std::size_t n = 0; n < length; ++n) word.push_back(static_cast<char32_t>(0x4E00 + character(random_) * 7));
      words_.push_back(text::encode(word));
      weights.push_back(1.0 / static_cast<double>(i + 3));
    }
    word_ = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
  }

  std::vector<Record> records(std::size_t count) {
    std::vector<Record> all;
    std::string title;
    for (std::size_t i = 0; i < count; ++i) {
      if (i % 100 == 0) title = words(6);
      Record record;
      record.id = static_cast<std::int64_t>(i) + 1;
      record.title = title;
      for (std::size_t clause = 2 + random_() % 5; clause > 0; --clause) record.body += words(4 + random_() % 6) + "，";
      record.agency = static_cast<std::int64_t>(random_() % 40);
      record.column = static_cast<std::int64_t>(random_() % 16);
      record.year = 2000 + static_cast<int>(random_() % 25);
      record.kind = random_() % 3 == 0 ? "条例" : "办法";
      record.published_at = Instant::at(Date(record.year, 1, 1));
      all.push_back(std::move(record));
    }
    return all;
  }

 private:
  std::string words(std::size_t count) {
    std::string text;
    while (count-- > 0) text += words_[word_(random_)];
    return text;
  }

  std::mt19937 random_;
  std::vector<std::string> words_ = {};
  std::discrete_distribution<std::size_t> word_ = {};
};

struct KnownItem {
  std::string text = {};
  std::int64_t id = 0;
};

/// Draws questions. A known item is a record that somebody has seen and remembers something telling
/// of: of four random pieces, or pairs of pieces, the one that the fewest records have is asked for.
/// Records whose text stands in the corpus more than once cannot be told apart by it and are left
/// out. Plain questions are random pieces, common ones included.
class Questions {
 public:
  Questions(const std::vector<Record>& records, unsigned seed) : records_(records), random_(seed) {
    for (const auto& record : records) ++bodies_[record.body];
  }

  /// A piece of 2 to 8 characters of a random body, or of a title in one of ten.
  std::string plain() {
    for (;;) {
      const auto& record = any_record();
      auto piece = random_piece(random_() % 10 == 0 ? record.title : record.body, 2, 8);
      if (!piece.empty()) return text::encode(piece);
    }
  }

  /// In turn: one piece of 4 to 8 characters of the body; two of 2 to 4; one of the title with one of the body.
  KnownItem known_item() {
    for (;;) {
      const auto& record = any_record();
      if (text::length(record.body) < 20 || bodies_[record.body] > 1) continue;
      std::pair<std::string, std::string> best;
      std::size_t fewest = records_.size() + 1;
      for (int i = 0; i < 4; ++i) {
        auto pieces = pieces_of(record);
        if (pieces.first.empty() || (turn_ % 3 != 0 && pieces.second.empty())) continue;
        if (auto count = holders(pieces); count < fewest && count > 0) {
          fewest = count;
          best = pieces;
        }
      }
      if (best.first.empty()) continue;
      ++turn_;
      return {best.first + (best.second.empty() ? "" : " " + best.second), record.id};
    }
  }

 private:
  const Record& any_record() { return records_[random_() % records_.size()]; }

  std::pair<std::string, std::string> pieces_of(const Record& record) {
    std::u32string first, second;
    switch (turn_ % 3) {
      case 0: first = random_piece(record.body, 4, 8); break;
      case 1:
        first = random_piece(record.body, 2, 4);
        second = random_piece(record.body, 2, 4);
        break;
      default: first = random_piece(record.title, 2, 4), second = random_piece(record.body, 3, 6);
    }
    if (turn_ % 3 != 0 && share_a_pair(first, second)) return {};
    return {text::encode(first), text::encode(second)};
  }

  /// How many records have both pieces, by reading all of them.
  std::size_t holders(const std::pair<std::string, std::string>& pieces) const {
    auto has = [](const Record& record, const std::string& piece) {
      return record.body.find(piece) != std::string::npos || record.title.find(piece) != std::string::npos;
    };
    std::size_t count = 0;
    for (const auto& record : records_) count += has(record, pieces.first) && has(record, pieces.second) ? 1 : 0;
    return count;
  }

  /// Two words that overlap are one word, which nobody would write twice.
  static bool share_a_pair(std::u32string_view a, std::u32string_view b) {
    for (std::size_t i = 0; i + 1 < a.size(); ++i) {
      if (b.find(a.substr(i, 2)) != std::u32string_view::npos) return true;
    }
    return false;
  }

  std::u32string random_piece(std::string_view text, std::size_t least, std::size_t most) {
    auto runs = runs_of(text);
    std::erase_if(runs, [&](const auto& run) { return run.size() < least; });
    if (runs.empty()) return {};
    const auto& run = runs[random_() % runs.size()];
    std::size_t length = least + random_() % (std::min(most, run.size()) - least + 1);
    return run.substr(random_() % (run.size() - length + 1), length);
  }

  const std::vector<Record>& records_;
  std::mt19937 random_;
  std::unordered_map<std::string, std::size_t> bodies_ = {};
  std::size_t turn_ = 0;
};

}  // namespace dl::search::bench
