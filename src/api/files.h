// Files as the API takes, shows and sends them, for the things of every module (work/files.h).
#pragma once

#include "api/operation.h"
#include "work/files.h"

namespace dl::api {

/// Beside the bytes, which are the body of the request.
struct FileQuery {
  std::string name = {};
  bool embedded = false;
  static constexpr auto kLimits = std::to_array<Limit>({{"name", work::kLongestFileName}});
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (name, embedded))

struct AttachmentView {
  int position = 0;
  std::string name = {};
  std::string type = {};
  std::string digest = {};
  std::int64_t size = 0;
  bool embedded = false;
  static constexpr auto kFields = std::to_array<Field>({{"name", "附件名称"}});
};
BOOST_DESCRIBE_STRUCT(AttachmentView, (), (position, name, type, digest, size, embedded))

AttachmentView view_of(const work::Attachment& file);

/// Before anything is made of an upload: uploads stop before the disk is full, so that the small writes of daily work
/// go on. Fault::Invalid as work::check_file_name.
Outcome<void> check_upload(const Call& call, const std::string& name);
/// The file that somebody hands in. Fault::Invalid `file.empty`, and as check_upload.
Outcome<work::NewFile> read_upload(const Call& call, const FileQuery& query);

/// A stored file for somebody who may read it; kept by their browser alone.
web::Response send_to_staff(const Call& call, const work::Attachment& file);

}  // namespace dl::api
