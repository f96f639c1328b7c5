// What the search benchmark indexes and asks: paragraphs of statutes from a folder of Markdown
// files, whole statutes, or text made up here where no folder is given.
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
    record.id.number = static_cast<std::int64_t>(records.size()) + 1;
    record.title = title;
    record.body = line;
    record.address = "/statutes/" + std::to_string(record.id.number) + "#" + article;
    record.agency = static_cast<std::int64_t>(std::hash<std::string>()(title.substr(0, 6)) % 40);
    record.column = column;
    record.year = year;
    record.kind = title.ends_with("条例") ? "条例" : title.ends_with("办法") ? "办法" : "其他";
    record.published_at = Instant::at(Date(std::max(year, 1980), 1, 1));
    records.push_back(std::move(record));
  }
}

enum class Cut { Paragraphs, Whole };

/// Puts the paragraphs of each statute together again: one record for a document, as the program has them.
inline std::vector<Record> joined(std::vector<Record> paragraphs) {
  std::vector<Record> whole;
  for (auto& record : paragraphs) {
    if (!whole.empty() && whole.back().title == record.title) {
      whole.back().body += "\n" + record.body;
      continue;
    }
    whole.push_back(std::move(record));
    whole.back().id.number = static_cast<std::int64_t>(whole.size());
  }
  return whole;
}

inline std::vector<Record> read_statutes(const std::filesystem::path& folder, Cut cut) {
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
  return cut == Cut::Whole ? joined(std::move(records)) : records;
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
      record.id.number = static_cast<std::int64_t>(i) + 1;
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

}  // namespace dl::search::bench
