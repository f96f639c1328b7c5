// What the pages show by which the public asks, writes and follows: plain structs for templates.
#pragma once

#include <optional>

#include "portal/shell_views.h"

namespace dl::portal {

struct OptionView {
  std::string option_id = {};
  std::string option_value = {};
  std::string option_label = {};
  bool option_chosen = false;
};
BOOST_DESCRIBE_STRUCT(OptionView, (), (option_id, option_value, option_label, option_chosen))

/// A field of a form; one of the last six says how it is drawn.
struct FieldView {
  std::string field_id = {};
  std::string field_name = {};
  std::string field_label = {};
  std::string field_type = {};
  std::string field_value = {};
  std::string field_hint = {};
  std::string field_problem = {};
  std::string field_described = {};  ///< ids of hint and problem
  std::string field_autofill = {};   ///< token of HTML's autocomplete
  std::string field_accept = {};     ///< kinds of files
  std::size_t field_longest = 0;
  bool field_owed = false;
  bool field_kept = false;  ///< the draft on the device may have it
  bool field_line = false;
  bool field_area = false;
  bool field_one = false;
  bool field_list = false;
  bool field_check = false;
  bool field_files = false;
  std::vector<OptionView> options = {};
};
BOOST_DESCRIBE_STRUCT(FieldView, (),
                      (field_id, field_name, field_label, field_type, field_value, field_hint, field_problem,
                       field_described, field_autofill, field_accept, field_longest, field_owed, field_kept, field_line,
                       field_area, field_one, field_list, field_check, field_files, options))

struct FieldGroupView {
  std::string group_id = {};
  std::string group_title = {};
  std::string group_note = {};
  std::vector<FieldView> fields = {};
};
BOOST_DESCRIBE_STRUCT(FieldGroupView, (), (group_id, group_title, group_note, fields))

struct ProblemView {
  std::string problem_id = {};  ///< of the field; empty where it is the whole form's
  std::string problem_text = {};
};
BOOST_DESCRIBE_STRUCT(ProblemView, (), (problem_id, problem_text))

struct FormPage : Shell {
  std::string form_title = {};
  std::string form_intro = {};
  std::string form_url = {};    ///< where it is sent
  std::int64_t form_bytes = 0;  ///< of all its files; 0 for a form without files
  std::string form_submit = {};
  std::string form_draft = {};    ///< the name under which a draft lies on the device
  std::string form_privacy = {};  ///< what becomes of what is told
  std::string form_token = {};
  std::string form_key = {};
  std::vector<FieldGroupView> field_groups = {};
  std::size_t problem_count = 0;
  std::vector<ProblemView> problems = {};
};
BOOST_DESCRIBE_STRUCT(FormPage, (Shell),
                      (form_title, form_intro, form_url, form_bytes, form_submit, form_draft, form_privacy, form_token,
                       form_key, field_groups, problem_count, problems))

struct ReceiptPage : Shell {
  std::string receipt_title = {};
  std::string receipt_number = {};
  std::string receipt_code = {};
  std::string receipt_on = {};
  std::string receipt_note = {};  ///< what comes next
  std::string receipt_draft = {};
  std::string receipt_url = {};      ///< of the page to follow it, with the number
  std::string receipt_address = {};  ///< in full, as the drawing has it
  web::Html receipt_drawing = {};
};
BOOST_DESCRIBE_STRUCT(ReceiptPage, (Shell),
                      (receipt_title, receipt_number, receipt_code, receipt_on, receipt_note, receipt_draft,
                       receipt_url, receipt_address, receipt_drawing))

struct FollowPage : Shell {
  std::string follow_number = {};
  std::string follow_problem = {};
  std::string follow_token = {};
};
BOOST_DESCRIBE_STRUCT(FollowPage, (Shell), (follow_number, follow_problem, follow_token))

struct StepView {
  std::string step_words = {};
  std::string step_date = {};
  std::string step_until = {};
  std::string step_said = {};  ///< what whoever took the step wrote to whoever brought the matter
};
BOOST_DESCRIBE_STRUCT(StepView, (), (step_words, step_date, step_until, step_said))

struct DayView {
  std::string day_date = {};
  std::string day_because = {};
  std::string day_number = {};  ///< empty for a day that does not count
};
BOOST_DESCRIBE_STRUCT(DayView, (), (day_date, day_because, day_number))

/// Until when there is to be an answer, and why.
struct DueView {
  std::string due_title = {};
  std::string due_date = {};
  std::string due_note = {};
  std::vector<DayView> days = {};
};
BOOST_DESCRIBE_STRUCT(DueView, (), (due_title, due_date, due_note, days))

/// A file that goes with an answer.
struct AnnexView {
  std::string annex_name = {};
  std::string annex_url = {};
};
BOOST_DESCRIBE_STRUCT(AnnexView, (), (annex_name, annex_url))

struct IssuedView {
  std::string issued_title = {};
  std::string issued_number = {};
  std::string issued_date = {};
  std::string issued_url = {};
  std::string issued_addressee = {};
  std::vector<std::string> issued_lines = {};
  std::string issued_signer = {};
  std::string issued_day = {};  ///< under the signature, as the letter has it
  std::vector<AnnexView> annexes = {};
};
BOOST_DESCRIBE_STRUCT(IssuedView, (),
                      (issued_title, issued_number, issued_date, issued_url, issued_addressee, issued_lines,
                       issued_signer, issued_day, annexes))

struct NextRightView {
  std::string right_title = {};
  std::string right_where = {};  ///< a sentence: from when, until when, to whom, by which article
  std::string right_until = {};  ///< its last day, in words
};
BOOST_DESCRIBE_STRUCT(NextRightView, (), (right_title, right_where, right_until))

struct RatedView {
  std::string rated_stars = {};
  std::string rated_words = {};
};
BOOST_DESCRIBE_STRUCT(RatedView, (), (rated_stars, rated_words))

/// The form by which an answer is rated; not to rate is among its choices.
struct RatingView {
  std::string rating_url = {};
  std::string rating_token = {};
  std::string rating_number = {};
  std::string rating_code = {};
  std::string rating_words = {};
  std::string rating_problem = {};
  std::vector<OptionView> options = {};
};
BOOST_DESCRIBE_STRUCT(RatingView, (),
                      (rating_url, rating_token, rating_number, rating_code, rating_words, rating_problem, options))

struct CasePage : Shell {
  std::string case_kind = {};
  std::string case_number = {};
  std::string case_title = {};
  std::string case_agency = {};
  std::string case_state = {};
  std::string case_told = {};
  std::string case_note = {};  ///< what has just been done
  std::vector<StepView> steps = {};
  std::vector<DueView> dues = {};
  std::vector<IssuedView> issued = {};
  std::vector<NextRightView> next_rights = {};
  std::string rights_note = {};  ///< what holds for all of them
  std::optional<RatedView> rated = {};
  std::optional<RatingView> rating = {};
};
BOOST_DESCRIBE_STRUCT(CasePage, (Shell),
                      (case_kind, case_number, case_title, case_agency, case_state, case_told, case_note, steps, dues,
                       issued, next_rights, rights_note, rated, rating))

}  // namespace dl::portal
