#include "paper/typesetter.h"

#include <filesystem>

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include "base/text.h"

namespace dl::paper {

namespace {

constexpr std::string_view kFandol = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/";
constexpr std::string_view kTypefaces[] = {"FandolFang-Regular.otf", "FandolHei-Regular.otf", "FandolKai-Regular.otf",
                                           "FandolSong-Bold.otf", "FandolSong-Regular.otf"};
constexpr const char* kFallback = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";

/// The folder of the fallback, and where Debian keeps what it has read off it. The bold FandolSong says of itself that
/// it is as heavy as the other one.
constexpr const char* kConfiguration = R"(<?xml version="1.0"?>
<fontconfig>
  <dir>/usr/share/fonts/opentype/noto</dir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <match target="scan">
    <test name="style"><string>Bold</string></test>
    <edit name="weight" mode="assign"><const>bold</const></edit>
  </match>
</fontconfig>)";

/// Behind the typeface stands the one that has what it lacks: rare characters of names and places.
const char* families_of(Face face) {
  switch (face) {
    case Face::Hei: return "FandolHei,Noto Serif CJK SC";
    case Face::Kai: return "FandolKai,Noto Serif CJK SC";
    case Face::Song:
    case Face::Title: return "FandolSong,Noto Serif CJK SC";
    default: return "FandolFang,Noto Serif CJK SC";
  }
}

struct FreeDescription {
  void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
struct FreeOptions {
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};
struct FreeConfig {
  void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};

/// What a line may be too wide by, so that 28 characters are not 27 for a rounded measure.
constexpr double kSlack = 1;

int in_pango(double points) { return static_cast<int>(points * PANGO_SCALE); }

const FcChar8* in_fontconfig(const char* text) { return reinterpret_cast<const FcChar8*>(text); }

bool is_latin(char c) { return c > ' ' && c < 0x7F; }

/// Digits and Latin letters of FandolFang are far heavier than its characters; those of FandolSong go with them.
void set_latin(PangoAttrList* attributes, std::string_view text) {
  for (auto begin = text.begin(); begin != text.end();) {
    begin = std::find_if(begin, text.end(), is_latin);
    const auto end = std::find_if_not(begin, text.end(), is_latin);
    if (begin == end) return;
    auto* family = pango_attr_family_new(families_of(Face::Song));
    family->start_index = static_cast<guint>(begin - text.begin());
    family->end_index = static_cast<guint>(end - text.begin());
    pango_attr_list_insert(attributes, family);
    begin = end;
  }
}

std::shared_ptr<PangoLayout> layout_of(PangoContext* context, const std::string& text, const Style& style) {
  std::shared_ptr<PangoLayout> layout(pango_layout_new(context), Unref());
  const std::unique_ptr<PangoFontDescription, FreeDescription> font(
      pango_font_description_from_string(families_of(style.face)));
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  if (style.face == Face::Title) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(layout.get(), font.get());
  auto* attributes = pango_attr_list_new();
  if (style.pitch > 0)
    pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(in_pango(style.pitch) - in_pango(style.size)));
  if (style.face == Face::Fang) set_latin(attributes, text);
  pango_layout_set_attributes(layout.get(), attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

template <class See>
void for_each_glyph(PangoLayoutLine* line, See see) {
  for (auto* run = line->runs; run != nullptr; run = run->next) {
    auto* item = static_cast<PangoLayoutRun*>(run->data);
    for (int i = 0; i < item->glyphs->num_glyphs; ++i)
      see(item->glyphs->glyphs[i], item->item->offset + item->glyphs->log_clusters[i]);
  }
}

int width_of(PangoLayoutLine* line) {
  PangoRectangle logical;
  pango_layout_line_get_extents(line, nullptr, &logical);
  return logical.width;
}

/// Spreads a line whose last character or two went to the next one, for a mark may not begin a line. Pango would put
/// all of it into a single blank, if there is one.
void spread_to(PangoLayoutLine* line, int width, int most) {
  const int lacking = width - width_of(line);
  if (lacking <= 0 || lacking > most) return;
  int places = -1;
  for_each_glyph(line, [&](const PangoGlyphInfo& glyph, int) { places += glyph.geometry.width > 0; });
  int given = 0, seen = 0;
  if (places < 1) return;
  for_each_glyph(line, [&](PangoGlyphInfo& glyph, int) {
    if (glyph.geometry.width <= 0 || seen == places) return;
    const int share = lacking * ++seen / places - given;
    glyph.geometry.width += share;
    given += share;
  });
}

}  // namespace

double Line::width() const {
  return static_cast<double>(width_of(pango_layout_get_line(layout_.get(), number_))) / PANGO_SCALE;
}

void Line::draw(cairo_t* cairo, double x, double baseline) const {
  cairo_move_to(cairo, x + indent_, baseline);
  pango_cairo_show_layout_line(cairo, pango_layout_get_line(layout_.get(), number_));
}

Outcome<Fonts> Fonts::load() {
  std::error_code ignored;
  if (!std::filesystem::exists(kFallback, ignored)) return fail(Fault::Unavailable, "paper.fonts", kFallback);
  const std::unique_ptr<FcConfig, FreeConfig> config(FcConfigCreate());
  if (!FcConfigParseAndLoadFromMemory(config.get(), in_fontconfig(kConfiguration), FcTrue) ||
      !FcConfigBuildFonts(config.get()))
    return fail(Fault::Unavailable, "paper.fonts", "fontconfig");
  for (const auto name : kTypefaces) {
    const auto file = std::string(kFandol) + std::string(name);
    if (!FcConfigAppFontAddFile(config.get(), in_fontconfig(file.c_str())))
      return fail(Fault::Unavailable, "paper.fonts", file);
  }
  Fonts fonts;
  fonts.map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  if (fonts.map_ == nullptr) return fail(Fault::Unavailable, "paper.fonts", "Pango without FreeType");
  pango_fc_font_map_set_config(reinterpret_cast<PangoFcFontMap*>(fonts.map_.get()), config.get());
  fonts.context_.reset(pango_font_map_create_context(fonts.map_.get()));
  const std::unique_ptr<cairo_font_options_t, FreeOptions> options(cairo_font_options_create());
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  auto* context = fonts.context_.get();
  pango_cairo_context_set_font_options(context, options.get());
  pango_context_set_language(context, pango_language_from_string("zh-cn"));
  pango_context_set_round_glyph_positions(context, FALSE);
  return fonts;
}

std::vector<Line> Typesetter::set(const std::string& text, const Style& style, double width, double indent,
                                  Spread spread) {
  std::vector<Line> lines;
  if (text.empty()) return lines;
  const auto layout = layout_of(context_, text, style);
  pango_layout_set_width(layout.get(), in_pango(width + kSlack));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_indent(layout.get(), in_pango(indent));
  note_missing(layout.get());
  const int count = pango_layout_get_line_count(layout.get());
  for (int i = 0; i < count; ++i) {
    Line line;
    line.layout_ = layout;
    line.number_ = i;
    line.indent_ = i == 0 ? std::max(indent, 0.0) : std::max(-indent, 0.0);
    if (spread == Spread::Yes && i + 1 < count)
      spread_to(pango_layout_get_line(layout.get(), i), in_pango(width) - in_pango(line.indent_),
                in_pango(3 * style.size));
    lines.push_back(std::move(line));
  }
  return lines;
}

Line Typesetter::set_line(const std::string& text, const Style& style) {
  Line line;
  line.layout_ = layout_of(context_, text, style);
  note_missing(line.layout_.get());
  return line;
}

void Typesetter::note_missing(PangoLayout* layout) {
  if (pango_layout_get_unknown_glyphs_count(layout) == 0) return;
  const std::string_view text = pango_layout_get_text(layout);
  for (int i = 0; i < pango_layout_get_line_count(layout); ++i)
    for_each_glyph(pango_layout_get_line(layout, i), [&](const PangoGlyphInfo& glyph, int offset) {
      if ((glyph.glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) return;
      auto at = static_cast<std::size_t>(offset);
      const auto c = text::next(text, at);
      if (missing_.find(c) == missing_.npos) missing_ += c;
    });
}

}  // namespace dl::paper
