#include "app/messages.h"

#include <map>

#include "base/toml_file.h"

namespace dl::app {
namespace {

std::map<std::string, std::string, std::less<>> read_sentences() {
  std::map<std::string, std::string, std::less<>> sentences;
  auto file = TomlFile::load("data/messages.toml");
  if (!file) return sentences;
  for (const auto& [group, members] : file->root())
    if (const auto* rows = members.as_table())
      for (const auto& [name, sentence] : *rows)
        if (const auto* text = sentence.as_string())
          sentences.emplace(fmt::format("{}.{}", group.str(), name.str()), text->get());
  return sentences;
}

const std::string* find_sentence(std::string_view key) {
  static const auto sentences = read_sentences();
  auto found = sentences.find(key);
  return found == sentences.end() ? nullptr : &found->second;
}

}  // namespace

std::string sentence_of(std::string_view key) {
  const auto colon = key.find(':');
  const auto* sentence = find_sentence(key.substr(0, colon));
  if (sentence == nullptr) return std::string(key);
  std::string whole = *sentence;
  if (const auto place = whole.find("{}"); colon != std::string_view::npos && place != std::string::npos)
    whole.replace(place, 2, key.substr(colon + 1));
  return whole;
}

std::string console_sentence_of(std::string_view key) {
  const auto* sentence = find_sentence("console_" + std::string(key));
  return sentence == nullptr ? sentence_of(key) : *sentence;
}

}  // namespace dl::app
