// Forms of the public: fields as a table, what somebody has typed into them, and the form again with every mistake at
// its field and in one list at the top. Without script; what was typed is never lost on the way.
//
// A form is drawn by templates/form.html. Its page is never kept: it has a token (web/csrf.h) and a key by which
// sending it twice brings one thing (matters/sent_forms.h).
#pragma once

#include "portal/matters/views.h"
#include "portal/matters/window.h"
#include "portal/visit.h"

namespace dl::portal {

enum class Look : std::uint8_t {
  Line,
  Area,
  One,    ///< radio buttons
  List,   ///< a list that folds
  Check,  ///< yes or no
  Files,  ///< any number of files; they are no words, whoever takes the form reads them
};

enum class Draft : std::uint8_t { Kept, Left };  ///< whether the draft on the device may have it

/// A code with the word that people read.
struct Labelled {
  std::string code = {};
  std::string label = {};
};

struct FormField {
  std::string name = {};  ///< as it is sent: "contact.name"
  std::string label = {};
  Look look = Look::Line;
  std::size_t longest = matters::kLongestWord;  ///< characters; of Line and Area
  bool owed = false;
  std::string hint = {};
  std::string autofill = {};
  std::string type = "text";  ///< of the input
  Draft draft = Draft::Kept;
  std::string accept = {};             ///< of Files: what a browser offers to choose
  std::vector<Labelled> options = {};  ///< the first of One is chosen to begin with
};

struct FieldGroup {
  std::string title = {};
  std::string note = {};
  std::vector<FormField> fields = {};
};

/// The options of an enumeration's table, by its stored names.
template <class E>
std::vector<Labelled> options_of() {
  std::vector<Labelled> options;
  for (const auto& row : table_of(E())) options.push_back({std::string(row.name), std::string(row.chinese)});
  return options;
}

/// The terms of a list that may be chosen today; with a first line that chooses nothing.
std::vector<Labelled> options_of(const Vocabulary& list, Date today);

/// What stands in a form, by the names of its fields.
class Typed {
 public:
  /// Reads what was sent; adds "field.too-long:N", "field.choice" and "field.characters" to the problems.
  static Typed read(const web::Request& http, const std::vector<FieldGroup>& groups,
                    std::vector<FieldProblem>& problems);
  /// As the form begins.
  static Typed blank(const std::vector<FieldGroup>& groups);

  const std::string& of(std::string_view name) const;  ///< empty where nothing was sent
  bool is_checked(std::string_view name) const { return !of(name).empty(); }
  template <class E>
  E one(std::string_view name) const {
    return find_name<E>(of(name)).value_or(E());
  }
  const std::string& key() const { return key_; }
  bool is_trapped() const { return trapped_; }
  /// All of it in a fixed order, to know the same words again.
  std::string whole() const;

 private:
  std::map<std::string, std::string, std::less<>> words_ = {};
  std::string key_ = {};
  bool trapped_ = false;
};

/// What a form says around its fields.
struct FormFrame {
  std::string title = {};
  std::string path = {};  ///< below the mount, of the form and of where it is sent
  std::string intro = {};
  std::string submit = {};
  std::string privacy = {};
  std::vector<Crumb> crumbs = {};
  std::int64_t most_bytes = 0;  ///< of all its files; 0 for a form without files
};

/// What somebody gets who has sent a form, beside number and code.
struct Receipt {
  std::string title = {};
  std::string note = {};  ///< what comes next
};

struct Form {
  FormFrame frame = {};
  std::vector<FieldGroup> groups = {};
  Receipt receipt = {};
};

/// What was sent with a form and what is wrong with it.
struct Filled {
  Typed typed = {};
  std::vector<FieldProblem> problems = {};  ///< one without a field is the whole form's
};

/// With status 422 and every mistake where there are problems.
web::Response draw_form(const web::Request& http, Portal& portal, const Visit& visit, const Form& form,
                        const Filled& filled);
/// Opens a matter for what was sent with a form.
using Opens = std::function<Outcome<matters::Opened>(const std::string& form)>;
/// Opens what was sent and hands out its receipt, once however often it is sent; the form again where something is
/// wrong with it. Fails with what is not the sender's fault.
Outcome<web::Response> answer_form(const web::Request& http, Portal& portal, const Visit& visit, const Form& form,
                                   Filled filled, const Opens& open);
/// Number, code and how to follow it.
Outcome<web::Response> draw_receipt(Portal& portal, const Visit& visit, const Form& form,
                                    const matters::Opened& opened);

/// Adds the problems of an error of a desk: its fields, or its key as the whole form's. Nothing for a fault that is not
/// the sender's. A field that has a problem already keeps it; "contact" as a whole is told at its first field.
void add_problems(std::vector<FieldProblem>& problems, const Error& error);

/// A page for one pair of eyes: never kept, by nobody.
web::Response private_page(std::string html, web::Response response = {});
/// The token of a form; its cookie goes into the response.
std::string form_token(const web::Request& http, const Window& window, web::Response& response);

/// The window of the agency that a site belongs to. Fault::NotFound `window.closed` where the public brings nothing
/// online.
Outcome<Window*> open_window(const Portal& portal, const Visit& visit);
matters::Place place_of(const Visit& visit);

}  // namespace dl::portal
