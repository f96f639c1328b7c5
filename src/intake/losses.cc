#include "intake/losses.h"

#include "base/text.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

struct Kind {
  WarningCode code;
  const char* message;  ///< with the words
};

constexpr Kind kKinds[kLosses] = {
    {"tracked-changes", "文件里有未接受的修订：已略去删除的文字{}，请核对。"},
    {"hidden-dropped", "隐藏的文字{}已略去，请核对。"},
    {"struck-out", "{}带删除线，已照样保留，请核对是否应当删去。"},
    {"ruby-dropped", "注音或字上的小字已略去：{}。"},
    {"formula-flattened", "公式已改写成一行：{}，请核对。"},
    {"symbol-unknown", "有不认识的符号{}，已用“□”代替或照原样保留，请核对。"},
    {"object-dropped", "嵌入的对象已略去：{}，请另行上传或改成文字。"},
    {"comments-dropped", "文件里的批注已略去：{}。"},
    {"part-dropped", "有些内容没有读入：{}，请对照原件补上。"},
};

}  // namespace

void Losses::add(Loss loss, View words, std::size_t begin, std::size_t end) {
  auto& gathered = all_[static_cast<std::size_t>(loss)];
  bool goes_on = !gathered.words.empty() && gathered.end == begin && loss != Loss::Object && loss != Loss::Comment;
  if (!goes_on && trimmed(words).empty()) return;
  gathered.end = end;
  if (goes_on)
    gathered.words.back() += text::encode(words);
  else
    gathered.words.push_back(text::encode(words));
}

void Losses::tell(Draft& draft, std::size_t line) {
  for (std::size_t i = 0; i < kLosses; ++i) {
    auto words = std::exchange(all_[i].words, {});
    if (words.empty()) continue;
    std::string list;
    for (std::size_t k = 0; k < words.size() && k < 5; ++k)
      list += (k > 0 ? "、" : "") + quote(text::decode(words[k]), 40);
    if (words.size() > 5) list += fmt::format("等 {} 处", words.size());
    warn_at(draft, line, kKinds[i].code, fmt::format(fmt::runtime(kKinds[i].message), list), lines_of(words));
  }
}

}  // namespace dl::intake
