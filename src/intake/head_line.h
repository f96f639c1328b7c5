// The lines that stand above a title and are none: the red head, numbers, who signed, marks of secrecy and
// urgency, the names of the site and of the column.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

enum class HeadKind : std::uint8_t {
  None,
  RedHead,  ///< 某某局文件
  Number,   ///< a 文号, perhaps with the person who signed or a mark beside it
  Ordinal,  ///< 第31号, 2023年第6号, 第5期: a number that names no agency; it stays in the text
  Secrecy,  ///< 机密★5年; it stays in the text, where it is found
  Mark,     ///< 签发人：…, 特急, A类, 000012, 主动公开
  Imprint,  ///< 某某局办公室　2026年3月5日: who wrote minutes or a brief, and when, below its name and number
  Banner,   ///< a site or a column of it; 某某市人民政府公报2026年第3期
};

struct HeadLine {
  HeadKind kind = HeadKind::None;
  std::string number = {};  ///< 文号, see written_number
  Chars issuer = {};        ///< of a red head or an imprint
  Chars beside = {};        ///< what else the line of a number holds
};

HeadLine head_line(View text);

/// 绝密★, 机密★5年, 密级：秘密, 秘密 alone: whether words mark a document as secret.
bool is_secrecy_mark(View text);

/// 不予公开, 公开方式：依申请公开, （此件不公开）, 内部明电: whether words say that a document is not for everybody.
bool is_closed_mark(View text);

/// 某某市人民政府公报, 防汛简报: the name of a periodical, whose 第3期 is no 文号.
bool is_periodical(View words);

/// A 文号 with 〔〕, without white space and else as written: the 第 and the noughts of 柏城罚决字〔2023〕第0012号
/// are part of what it is called. Empty when the text is none.
std::string written_number(View text);

}  // namespace dl::intake
