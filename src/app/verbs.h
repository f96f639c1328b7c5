// A subcommand that has verbs of its own: `daylight draw seal …`. All of them read what is said into the same words.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands.h"
#include "app/installation.h"

namespace dl::app {

/// `Words` has a member `data` where a verb is given --data.
template <class Words>
class Verbs {
 public:
  Verbs(CLI::App& program, const char* name, const char* help, Action& chosen)
      : group_(*program.add_subcommand(name, help)), chosen_(chosen) {
    group_.require_subcommand(1);
  }

  /// A verb that does this with what was said.
  CLI::App* add(const char* name, const char* help, Outcome<void> (*deed)(const Words&)) {
    return bind(*group_.add_subcommand(name, help), [deed](const Words& words) { return deed(words); });
  }
  /// The same with --data.
  CLI::App* add_with_data(const char* name, const char* help, Outcome<void> (*deed)(const Words&)) {
    auto* verb = add(name, help, deed);
    add_data_option(*verb, words_->data);
    return verb;
  }
  /// The same of the installation that --data names.
  CLI::App* add_with_data(const char* name, const char* help, Outcome<void> (*deed)(Installation&, const Words&)) {
    auto* verb = bind(*group_.add_subcommand(name, help), [deed](const Words& words) -> Outcome<void> {
      DL_TRY(const auto installation, Installation::open(words.data));
      return deed(*installation, words);
    });
    add_data_option(*verb, words_->data);
    return verb;
  }
  /// Where options put what is said.
  const std::shared_ptr<Words>& words() const { return words_; }

 private:
  template <class F>
  CLI::App* bind(CLI::App& verb, F deed) {
    verb.callback([words = words_, &chosen = chosen_, deed] { chosen = [words, deed] { return deed(*words); }; });
    return &verb;
  }

  CLI::App& group_;
  Action& chosen_;
  std::shared_ptr<Words> words_ = std::make_shared<Words>();
};

}  // namespace dl::app
