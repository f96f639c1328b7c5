// The words of a page's buttons and counters: 打印, 字体：大 中 小, 分享到, 浏览次数：123.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// Whether a line holds nothing but such words, their numbers and marks between them.
bool is_tools(View line);
/// Which lines are tools: whole ones, and rows of short ones one below the other (打印 / 关闭, 浏览次数： / 45).
std::vector<bool> tool_lines(const std::vector<Line>& lines);
/// The value in front of such words: 南湖街道 【打印】 【下载】 gives 南湖街道.
View without_tools(View value);

/// Where the words that may be clicked end which stand at `at`, with the white space behind them.
std::size_t behind_tools(View line, std::size_t at);

}  // namespace dl::intake
