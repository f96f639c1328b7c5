// Attachments that a document lists, and those whose text stands in it.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// 附件1, 附件：, 附件 2 分工表, 附表3: where the text of an attachment begins.
struct AttachmentHead {
  int number = 0;  ///< 0: it has none
  View name = {};  ///< on the same line
};

std::optional<AttachmentHead> attachment_head(View text);
/// A head without a name: 附件1, 附件：.
bool is_attachment_head(View text);

/// 名单.xlsx: whether a line names a file and holds nothing else.
bool is_file_name(View line);

/// Fills the list of attachments and marks the lines of the list and the heads. An empty "附件：" is dropped with
/// `attachment-missing`; one that is listed and neither came along nor stands in the text is missed by name.
void mark_attachments(Draft& draft, Found& found);

}  // namespace dl::intake
