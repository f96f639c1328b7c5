// Asks two hundred questions in the words that people use (search_words.toml), forty that nothing was tuned on
// (search_words_fresh.toml), and every title as it is written, of the statutes and the demonstration city together, as
// the program would be asked over all its sites.
//
//   search_words_bench [--corpus FOLDER] [--json FILE] [--misses]
//
// Without --corpus the folder of Markdown statutes is what DAYLIGHT_STATUTES names; without either the questions
// that only the statutes answer are left out. Run it where data/demo is. A question is answered within three when one
// of its first three results bears a title that the file names.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "base/toml_file.h"
#include "bench/search_corpus.h"
#include "search/index.h"

namespace dl::search::bench {
namespace {

namespace fs = std::filesystem;

template <class Value>
Value must(Outcome<Value> outcome) {
  if (!outcome) throw std::runtime_error(describe(outcome.error()));
  if constexpr (!std::is_void_v<Value>) return std::move(*outcome);
}

struct Question {
  std::string ask = {};
  std::vector<std::string> answers = {};

  bool answered_by(std::string_view title) const {
    return std::any_of(answers.begin(), answers.end(),
                       [&](const std::string& part) { return title.find(part) != std::string_view::npos; });
  }
};

std::vector<Question> read_questions(const fs::path& path) {
  auto file = must(TomlFile::parse(path.string(), read_whole(path)));
  std::vector<Question> questions;
  for (const char* half : {"message", "own"}) {
    for (const auto* table : must(file.tables(file.root(), half)))
      questions.push_back({must(file.text(*table, "ask")), must(file.texts(*table, "answers"))});
  }
  return questions;
}

/// The public documents of the demonstration city, as the program feeds them.
void read_city(const fs::path& folder, std::vector<Record>& records) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    const auto text = read_whole(path);
    const auto end = text.find("\n+++\n", 4);
    if (end == std::string::npos) continue;
    auto file = must(TomlFile::parse(path.string(), std::string_view(text).substr(4, end - 3)));
    if (file.root().contains("withdrawn")) continue;
    Record record;
    record.id.number = static_cast<std::int64_t>(records.size()) + 1;
    record.title = must(file.text(file.root(), "title"));
    record.document_number = must(file.text_or(file.root(), "document_number", ""));
    record.kind = must(file.text_or(file.root(), "kind", ""));
    record.year = 2026;
    record.validity = must(file.text_or(file.root(), "validity", ""));
    const bool over = record.validity == "失效" || record.validity == "已废止";
    if (over || file.root().contains("interprets")) record.standing = Standing::After;
    record.body = text.substr(end + 5);
    record.address = "/documents/" + std::to_string(record.id.number);
    record.published_at = Instant::at(Date(2026, 1, 1));
    records.push_back(std::move(record));
  }
}

/// Results up to the tenth, and how long they took.
struct Asked {
  std::vector<std::string> titles = {};
  double milliseconds = 0;
};

Asked ask(const Index& index, const std::string& text) {
  Query query;
  query.text = text;
  const auto start = std::chrono::steady_clock::now();
  auto answer = must(index.search(query));
  Asked asked;
  asked.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  for (auto& hit : answer.hits) asked.titles.push_back(std::move(hit.title.text));
  return asked;
}

struct Figures {
  std::size_t asked = 0;
  std::size_t within_three = 0;
  std::size_t empty = 0;
  double reciprocal = 0;
  std::vector<double> milliseconds = {};

  double quantile(double share) {
    if (milliseconds.empty()) return 0;
    std::sort(milliseconds.begin(), milliseconds.end());
    return milliseconds[std::min(milliseconds.size() - 1,
                                 static_cast<std::size_t>(share * static_cast<double>(milliseconds.size())))];
  }
};

struct Settings {
  fs::path corpus = {};
  fs::path json = {};
  bool misses = false;
};

void take(Figures& figures, const Question& question, const Asked& asked, bool tell) {
  ++figures.asked;
  figures.empty += asked.titles.empty();
  figures.milliseconds.push_back(asked.milliseconds);
  std::size_t rank = 0;
  while (rank < asked.titles.size() && !question.answered_by(asked.titles[rank])) ++rank;
  if (rank < asked.titles.size()) figures.reciprocal += 1 / static_cast<double>(rank + 1);
  figures.within_three += rank < asked.titles.size() && rank < 3;
  if (!tell || (rank < 3 && rank < asked.titles.size())) return;
  std::printf("  %s:", question.ask.c_str());
  for (std::size_t i = 0; i < std::min<std::size_t>(3, asked.titles.size()); ++i)
    std::printf(" [%s]", asked.titles[i].c_str());
  std::printf("\n");
}

/// How many titles, asked as they are written, come first.
std::size_t titles_first(const Index& index, const std::vector<Record>& records, bool tell) {
  std::size_t first = 0;
  for (const auto& record : records) {
    const auto asked = ask(index, record.title);
    const bool good = !asked.titles.empty() && asked.titles.front() == record.title;
    first += good;
    if (tell && !good)
      std::printf("  title %s: %s\n", record.title.c_str(), asked.titles.empty() ? "-" : asked.titles[0].c_str());
  }
  return first;
}

/// The questions of a file that a record answers.
Figures ask_all(const Index& index, const std::vector<Record>& records, const fs::path& path, bool tell) {
  Figures figures;
  for (const auto& question : read_questions(path)) {
    const bool has_answer = std::any_of(records.begin(), records.end(),
                                        [&](const Record& record) { return question.answered_by(record.title); });
    if (has_answer) take(figures, question, ask(index, question.ask), tell);
  }
  return figures;
}

int run(const Settings& settings) {
  std::vector<Record> records;
  if (!settings.corpus.empty()) records = read_statutes(settings.corpus, Cut::Whole);
  read_city("data/demo/documents", records);
  const auto folder = fs::temp_directory_path() / fmt::format("daylight-words-bench-{}", ::getpid());
  auto index = must(Index::open(folder, {}, Durability::Relaxed));
  const fs::path synonyms = "data/vocabularies/synonyms.toml";
  index->say(std::make_shared<const Wordings>(must(Wordings::parse(synonyms.string(), read_whole(synonyms)))));
  must(index->put(records));
  must(index->commit());

  auto figures = ask_all(*index, records, "bench/search_words.toml", settings.misses);
  const auto fresh = ask_all(*index, records, "bench/search_words_fresh.toml", settings.misses);
  const auto first = static_cast<double>(titles_first(*index, records, settings.misses));
  const double share = first / static_cast<double>(records.size());
  const double mean = figures.reciprocal / static_cast<double>(std::max<std::size_t>(1, figures.asked));
  const double middle = figures.quantile(0.5), slow = figures.quantile(0.99);
  std::printf("%zu documents, %zu questions\n", records.size(), figures.asked);
  std::printf("answered within three %zu, empty %zu, MRR@10 %.3f, p50 %.2f ms, p99 %.2f ms\n", figures.within_three,
              figures.empty, mean, middle, slow);
  std::printf("of %zu fresh ones within three %zu, empty %zu, MRR@10 %.3f\n", fresh.asked, fresh.within_three,
              fresh.empty, fresh.reciprocal / static_cast<double>(std::max<std::size_t>(1, fresh.asked)));
  std::printf("exact titles first %.4f\n", share);
  if (!settings.json.empty()) {
    std::ofstream(settings.json) << fmt::format(R"({{"asked":{},"within_three":{},"empty":{},"mrr10":{:.4f},)"
                                                R"("p50_ms":{:.3f},"p99_ms":{:.3f},"titles":{:.4f}}})",
                                                figures.asked, figures.within_three, figures.empty, mean, middle, slow,
                                                share)
                                 << '\n';
  }
  index.reset();
  fs::remove_all(folder);
  return 0;
}

Settings read_settings(int count, char** arguments) {
  Settings settings;
  if (const char* corpus = std::getenv("DAYLIGHT_STATUTES")) settings.corpus = corpus;
  for (int i = 1; i < count; ++i) {
    std::string_view name = arguments[i];
    if (name == "--misses")
      settings.misses = true;
    else if (name == "--corpus" && i + 1 < count)
      settings.corpus = arguments[++i];
    else if (name == "--json" && i + 1 < count)
      settings.json = arguments[++i];
    else
      throw std::runtime_error("unknown argument " + std::string(name));
  }
  return settings;
}

}  // namespace
}  // namespace dl::search::bench

int main(int count, char** arguments) {
  try {
    return dl::search::bench::run(dl::search::bench::read_settings(count, arguments));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "search_words_bench: %s\n", error.what());
    return 1;
  }
}
