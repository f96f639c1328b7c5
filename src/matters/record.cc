#include "matters/record.h"

#include "journal/topics.h"
#include "matters/subject.h"

namespace dl::matters {

void record(journal::Transaction& transaction, const Matter& matter, std::string_view verb, const std::string& actor,
            std::string reason, std::string before, std::string after) {
  transaction.record({.actor = actor,
                      .verb = std::string(verb),
                      .subject = subject_of(matter.id),
                      .agency = matter.agency,
                      .before_digest = std::move(before),
                      .after_digest = std::move(after),
                      .reason = std::move(reason),
                      .topics = {std::string(journal::kStaffOnly)}});
}

}  // namespace dl::matters
