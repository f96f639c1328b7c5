// What the pages of the mailbox show: letters with their answers that were made public, masked.
#pragma once

#include "portal/shell_views.h"

namespace dl::portal {

struct AnsweredView {
  std::string answered_title = {};
  std::string answered_url = {};
  std::string answered_topic = {};
  std::string answered_date = {};
  std::string answered_by = {};
};
BOOST_DESCRIBE_STRUCT(AnsweredView, (), (answered_title, answered_url, answered_topic, answered_date, answered_by))

struct MailboxPage : Shell, Side {
  std::string new_letter_url = {};
  std::string answer_time = {};
  std::vector<AnsweredView> answered = {};
  std::vector<Chosen> chosen = {};
  std::vector<PageLink> pages = {};
};
BOOST_DESCRIBE_STRUCT(MailboxPage, (Shell, Side), (new_letter_url, answer_time, answered, chosen, pages))

struct LetterPage : Shell {
  std::string letter_title = {};
  std::string letter_topic = {};
  std::string letter_asked = {};
  std::string letter_answered = {};
  std::string letter_by = {};
  std::vector<std::string> question_lines = {};
  std::vector<std::string> answer_lines = {};
};
BOOST_DESCRIBE_STRUCT(LetterPage, (Shell),
                      (letter_title, letter_topic, letter_asked, letter_answered, letter_by, question_lines,
                       answer_lines))

}  // namespace dl::portal
