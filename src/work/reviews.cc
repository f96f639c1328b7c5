#include "work/reviews.h"

namespace dl::work {
namespace {

using Text = std::string;

Outcome<std::vector<Review>> select(db::Session& session, const db::Sql& where) {
  DL_TRY(auto rows, (session.query<int, Text, Text, Text, Text, Instant>(
                        db::Sql("SELECT version, step, person, remark, digest, at FROM work_review WHERE ? "
                                "ORDER BY version, position",
                                where))));
  std::vector<Review> reviews;
  for (auto& [version, step, person, remark, digest, at] : rows)
    reviews.push_back({version, std::move(step), std::move(person), std::move(remark), std::move(digest), at});
  return reviews;
}

}  // namespace

Outcome<void> insert_review(db::Session& session, const std::string& subject, const Review& review) {
  DL_CHECK(session.run(
      "INSERT INTO work_review (subject, version, position, step, person, remark, digest, at) VALUES (:subject, "
      ":version, (SELECT count(*) + 1 FROM work_review AS earlier WHERE earlier.subject = :subject AND "
      "earlier.version = :version), :step, :person, :remark, :digest, :at)",
      subject, review.version, review.step, review.person, review.remark, review.digest, review.at));
  return {};
}

Outcome<std::vector<Review>> list_reviews(db::Session& session, const Version& of) {
  return select(session, db::Sql("subject = ? AND version = ?", of.subject, of.number));
}

Outcome<std::vector<Review>> list_reviews(db::Session& session, const std::string& subject) {
  return select(session, db::Sql("subject = ?", subject));
}

}  // namespace dl::work
