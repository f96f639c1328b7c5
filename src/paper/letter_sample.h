// A letter as an office writes it, for tests and the benchmark, and the seal on it.
#pragma once

#include <cmath>

#include "paper/letter.h"
#include "paper/seal.h"

namespace dl::paper {

/// A round red seal of `side` pixels on nothing.
inline std::string seal_png(int side = 500) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side));
  const Cairo cairo(cairo_create(surface.get()));
  cairo_set_source_rgb(cairo.get(), 1, 0, 0);
  cairo_set_line_width(cairo.get(), side * 0.03);
  cairo_arc(cairo.get(), side / 2.0, side / 2.0, side * 0.485, 0, 6.2832);
  cairo_stroke(cairo.get());
  for (int i = 0; i < 5; ++i) {
    const double angle = -1.5708 + i * 4 * 3.14159265 / 5;
    cairo_line_to(cairo.get(), side * (0.5 + 0.17 * std::cos(angle)), side * (0.5 + 0.17 * std::sin(angle)));
  }
  cairo_fill(cairo.get());
  return write_png(surface.get()).value_or("");
}

/// A red square through which nothing shines.
inline std::string opaque_png(int side = 100) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side));
  const Cairo cairo(cairo_create(surface.get()));
  cairo_set_source_rgb(cairo.get(), 1, 0, 0);
  cairo_paint(cairo.get());
  return write_png(surface.get()).value_or("");
}

inline std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// An answer to a request, of two pages that are full.
inline Letter sample_letter() {
  Letter letter;
  letter.agency = "梅城市城市管理局";
  letter.number = "梅城管公开〔2026〕12号";
  letter.title = "梅城市城市管理局关于城市道路停车泊位有关信息公开申请的答复书";
  letter.addressee = "张某某";
  letter.body = {
      Paragraph{
          "本机关于2026年2月9日收到您通过网络提交的政府信息公开申请，申请公开“2025年度梅城市城区道路停车泊位的设置"
          "方案和收费标准”。依照《中华人民共和国政府信息公开条例》第三十六条的规定，现答复如下："},
      Heading{1, "予以公开的信息"},
      Paragraph{
          "经查，您申请公开的《梅城市2025年城区道路停车泊位设置方案》属于本机关制作并保存的政府信息，本机关决定予以"
          "公开，随本答复书一并提供。"},
      Heading{2, "提供的方式"},
      Paragraph{"上述信息以电子文件形式发送至您预留的电子邮箱。"},
      Heading{3, "文件清单"},
      Facts{{{"文件名称", "梅城市2025年城区道路停车泊位设置方案"},
             {"制作机关", "梅城市城市管理局"},
             {"页数", "正文12页，附图36幅"}}},
      Heading{1, "不属于本机关公开的信息"},
      Paragraph{"您申请公开的停车收费标准由梅城市发展和改革局制定。依照《中华人民共和国政府信息公开条例》第十条的规定，"
                "建议您向该机关提出申请，联系电话：0000-1234567。"},
      Paragraph{
          "如对本答复不服，您可以自收到本答复书之日起六十日内向梅城市人民政府申请行政复议，或者在六个月内依法向人民"
          "法院提起行政诉讼。"}};
  letter.attachments = {"梅城市2025年城区道路停车泊位设置方案", "城区道路停车泊位示意图（34幅）。"};
  letter.date = Date(2026, 3, 5);
  letter.note = "联系电话：0000-7654321";
  return letter;
}

/// A letter whose body is Chinese characters alone.
inline Letter plain_letter(std::size_t characters) {
  auto letter = sample_letter();
  letter.attachments.clear();
  letter.note.clear();
  letter.body.clear();
  for (; characters > 1'000; characters -= 1'000) letter.body.push_back(Paragraph{repeated("公开", 500)});
  letter.body.push_back(Paragraph{repeated("公", characters)});
  return letter;
}

}  // namespace dl::paper
