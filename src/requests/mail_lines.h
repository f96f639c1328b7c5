// Lines 字段：值 of a letter that is written like the form of a request, and the words beside them. Pure.
#pragma once

#include <string>
#include <string_view>

#include "requests/request.h"

namespace dl::requests {

struct MailLines {
  matters::Contact contact = {};            ///< without e-mail: it is the sender's
  bool of_organisation = false;             ///< the number is the unified code of one
  std::optional<Applicant> applicant = {};  ///< where a line names the class
  std::string wanted = {};                  ///< behind 所需信息：, with the lines that follow
  std::string document_number = {};
  std::string way = {};      ///< as it is written
  std::string carrier = {};  ///< the same
  std::string rest = {};     ///< all other lines before the signature
};

/// A label counts at the beginning of a line, numbered or in brackets or not, before a colon or a tab. Of a field that
/// comes twice the first counts; a value of more than matters::kLongestWord characters is no value. Behind "-- " stands
/// the signature: its labels count, its words are not asked for.
MailLines read_mail_lines(std::string_view text);

}  // namespace dl::requests
