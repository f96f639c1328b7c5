#include "intake/ofd_file.h"

#include <fmt/ranges.h>

#include "base/text.h"
#include "intake/labels.h"
#include "intake/ofd_text.h"
#include "intake/scan.h"
#include "intake/zip_package.h"

namespace dl::intake {

namespace {

constexpr std::size_t kMostPages = 2000;
constexpr std::size_t kMostAttachments = 100;
constexpr int kDeepest = 100;
constexpr double kSmallPicture = 6;  ///< millimetres; smaller ones are ornaments

/// A place in the package as a file writes it: from the root with a slash in front, else beside the file.
std::string resolve(std::string_view from_file, std::string_view place) {
  std::vector<std::string_view> parts;
  auto add = [&](std::string_view path) {
    while (!path.empty()) {
      auto end = std::min(path.find('/'), path.size());
      auto part = path.substr(0, end);
      if (part == "..") {
        if (!parts.empty()) parts.pop_back();
      } else if (!part.empty() && part != ".") {
        parts.push_back(part);
      }
      path.remove_prefix(std::min(end + 1, path.size()));
    }
  };
  auto slash = from_file.rfind('/');
  if (!place.starts_with('/') && slash != from_file.npos) add(from_file.substr(0, slash));
  add(text::trim(place));
  return fmt::format("{}", fmt::join(parts, "/"));
}

bool is_unseen(pugi::xml_node node) {
  std::string_view visible = node.attribute("Visible").value();
  return visible == "false" || visible == "0";
}

class OfdReader {
 public:
  OfdReader(ZipPackage& package, Draft& draft) : package_(package), draft_(draft) {}

  Outcome<void> read() {
    pugi::xml_document root;
    DL_CHECK(load("OFD.xml", root));
    for (auto body : root.document_element().children()) {
      if (local_name(body.name()) != "DocBody") continue;
      read_card(child_named(body, "DocInfo"));
      if (child_named(body, "Signatures")) sealed_ = true;
      DL_CHECK(read_document(resolve("OFD.xml", child_named(body, "DocRoot").text().get())));
    }
    if (pages_.empty()) return fail(Fault::Unreadable, "intake.format", "an OFD without a page");
    lay_out(pages_, draft_);
    tell();
    return {};
  }

 private:
  Outcome<void> load(const std::string& name, pugi::xml_document& xml) {
    DL_TRY(auto text, package_.read(name));
    auto read = xml.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    if (read.status == pugi::status_out_of_memory) return fail(Fault::TooLarge, "intake.too-costly", name);
    if (!read) return fail(Fault::Unreadable, "intake.broken", name);
    return {};
  }

  /// What the file states about itself, as lines of a card where it is a label of one.
  void read_card(pugi::xml_node info) {
    auto state = [&](std::string_view label, std::string_view value) {
      auto line = text_line(text::decode(fmt::format("{}：{}", label, text::fold_space(value))));
      auto labels = find_labels(line.text);
      if (text::trim(value).empty() || labels.size() != 1 || labels.front().begin != 0) return;
      line.zone = Zone::Before;
      draft_.lines.push_back(std::move(line));
    };
    draft_.title = text::fold_space(child_named(info, "Title").text().get());
    for (auto data : child_named(info, "CustomDatas").children())
      state(data.attribute("Name").value(), data.text().get());
  }

  Outcome<void> read_document(const std::string& name) {
    pugi::xml_document xml;
    DL_CHECK(load(name, xml));
    auto root = xml.document_element();
    std::map<std::string, std::string> templates;
    auto common = child_named(root, "CommonData");
    auto box = numbers_of(child_named(child_named(common, "PageArea"), "PhysicalBox").text().get());
    for (auto each : common.children())
      if (local_name(each.name()) == "TemplatePage")
        templates[each.attribute("ID").value()] = resolve(name, each.attribute("BaseLoc").value());
    for (auto page : child_named(root, "Pages").children()) {
      if (pages_.size() >= kMostPages) return fail(Fault::TooLarge, "intake.too-many", "pages");
      pages_.push_back({.width = box.size() == 4 ? box[2] : 210});
      DL_CHECK(read_page(resolve(name, page.attribute("BaseLoc").value()), templates, 0));
    }
    if (auto list = child_named(root, "Annotations")) read_annotations(resolve(name, list.text().get()));
    if (auto list = child_named(root, "Attachments")) read_attachments(resolve(name, list.text().get()));
    return {};
  }

  /// A page or a template of one; templates carry what all pages have.
  Outcome<void> read_page(const std::string& name, const std::map<std::string, std::string>& templates, int depth) {
    if (depth > 1) return {};
    pugi::xml_document xml;
    DL_CHECK(load(name, xml));
    auto page = xml.document_element();
    for (auto each : page.children()) {
      auto known = templates.find(each.attribute("TemplateID").value());
      if (local_name(each.name()) == "Template" && known != templates.end())
        DL_CHECK(read_page(known->second, templates, depth + 1));
    }
    auto box = numbers_of(child_named(child_named(page, "Area"), "PhysicalBox").text().get());
    if (box.size() == 4 && box[2] > 0) pages_.back().width = box[2];
    read_objects(child_named(page, "Content"), 0);
    return {};
  }

  void read_objects(pugi::xml_node node, int depth) {
    if (depth > kDeepest) return lost_.push_back(words_in(node));
    for (auto each : node.children()) {
      auto name = local_name(each.name());
      if (name == "TextObject") {
        if (is_unseen(each))
          hidden_.push_back(words_in(each));
        else
          place_text(each, pages_.back().words);
      } else if (name == "ImageObject") {
        auto box = numbers_of(each.attribute("Boundary").value());
        bool small = box.size() == 4 && (box[2] < kSmallPicture || box[3] < kSmallPicture);
        if (!small && (pictures_.empty() || pictures_.back() != pages_.size())) pictures_.push_back(pages_.size());
      } else if (name != "PathObject") {
        read_objects(each, depth + 1);
      }
    }
  }

  static std::string words_in(pugi::xml_node node) {
    struct Walker : pugi::xml_tree_walker {
      std::string words = {};
      bool for_each(pugi::xml_node& each) override {
        if (local_name(each.name()) == "TextCode") words += each.text().get();
        return words.size() < 4000 && depth() < kDeepest * 2;
      }
    } walker;
    node.traverse(walker);
    return text::fold_space(text::repair_utf8(walker.words));
  }

  /// Stamps, notes in the margin and watermarks are no text of the document; what they say is told.
  void read_annotations(const std::string& name) {
    pugi::xml_document list;
    if (!load(name, list)) return;
    for (auto page : list.document_element().children()) {
      pugi::xml_document xml;
      if (load(resolve(name, child_named(page, "FileLoc").text().get()), xml))
        if (auto words = words_in(xml.document_element()); !words.empty()) notes_.push_back(std::move(words));
    }
  }

  void read_attachments(const std::string& name) {
    pugi::xml_document list;
    if (!load(name, list)) return;
    for (auto each : list.document_element().children()) {
      auto place = resolve(name, child_named(each, "FileLoc").text().get());
      auto file = place.substr(place.rfind('/') + 1);
      std::string called = each.attribute("Name").value();
      if (called.empty() || called.find('.') == called.npos) called = file;
      called = text::repair_utf8(text::fold_space(called));
      // What no reader of the document is shown is not made public with it.
      if (is_unseen(each)) {
        unseen_files_.push_back(std::move(called));
        continue;
      }
      auto bytes = package_.read(place);
      if (!bytes || draft_.attachments.size() >= kMostAttachments)
        lost_.push_back(called);
      else
        draft_.attachments.push_back({.name = std::move(called), .bytes = std::move(*bytes)});
    }
  }

  void tell() {
    auto say = [&](WarningCode code, const char* message, const std::vector<std::string>& words) {
      if (words.empty()) return;
      auto shown = fmt::format("{}", fmt::join(std::span(words).first(std::min<std::size_t>(words.size(), 20)), "、"));
      warn_at(draft_, kNoLine, code, fmt::format(fmt::runtime(message), shown), lines_of(words));
    };
    std::vector<std::string> pictures, empty;
    for (auto page : pictures_) pictures.push_back(fmt::format("第 {} 页", page));
    for (std::size_t i = 0; i < pages_.size(); ++i)
      if (pages_[i].words.empty()) empty.push_back(fmt::format("第 {} 页", i + 1));
    say("image-dropped", "OFD 里的图片没有读入：{}。请核对其中是否有文字、印章或图表，需要的另行上传。", pictures);
    say("page-without-text", "{} 没有文字，可能是扫描件或空白页，请对照原件。", empty);
    say("hidden-dropped", "隐藏的文字“{}”已略去，请核对。", hidden_);
    say("hidden-dropped", "OFD 里设为不可见的附件没有读入：{}，请核对。", unseen_files_);
    say("comments-dropped", "OFD 里的批注、水印已略去：{}。", notes_);
    say("part-dropped", "有些内容没有读入：{}，请对照原件补上。", lost_);
    if (sealed_) warn_at(draft_, kNoLine, "object-dropped", "OFD 的电子签章没有读入，请核对是否需要随原件一起公开。");
  }

  ZipPackage& package_;
  Draft& draft_;
  std::vector<PlacedPage> pages_ = {};
  std::vector<std::size_t> pictures_ = {};  ///< pages that have some, from 1
  std::vector<std::string> hidden_ = {};
  std::vector<std::string> unseen_files_ = {};
  std::vector<std::string> notes_ = {};
  std::vector<std::string> lost_ = {};
  bool sealed_ = false;
};

}  // namespace

Outcome<Draft> read_ofd(std::string_view bytes) {
  DL_TRY(auto package, ZipPackage::open(bytes));
  Draft draft;
  OfdReader reader(package, draft);
  DL_CHECK(reader.read());
  return draft;
}

}  // namespace dl::intake
