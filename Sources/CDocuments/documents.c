#include "CDocuments.h"

#ifdef PORTOLAN_DOCUMENTS

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>
#include <zint.h>

// A point is 1/72 inch, an inch 254 tenths of a millimetre.
static const double point = 72.0 / 254.0;

// Latin letters first; then whatever a house may have of the other scripts. Fontconfig goes on from there.
static const char *families =
  "Noto Sans, DejaVu Sans, Noto Sans CJK SC, WenQuanYi Micro Hei, Noto Sans Arabic, Noto Naskh Arabic, sans-serif";

struct portolan_document {
  cairo_surface_t *surface;
  cairo_t *cairo;
  PangoContext *context;
  uint8_t *bytes;
  size_t count, room;
  int has_sheet, failed;
  char *title, *made;
};

int portolan_documents_exist(void) { return 1; }

static cairo_status_t take(void *closure, const unsigned char *data, unsigned int length) {
  portolan_document *document = closure;
  if (document->count + length > document->room) {
    size_t room = document->room ? document->room * 2 : 1 << 16;
    while (room < document->count + length) room *= 2;
    uint8_t *bytes = realloc(document->bytes, room);
    if (!bytes) return CAIRO_STATUS_NO_MEMORY;
    document->bytes = bytes;
    document->room = room;
  }
  memcpy(document->bytes + document->count, data, length);
  document->count += length;
  return CAIRO_STATUS_SUCCESS;
}

portolan_document *portolan_document_begin(const char *title, const char *made) {
  portolan_document *document = calloc(1, sizeof *document);
  if (!document) return NULL;
  document->title = strdup(title ? title : "");
  document->made = strdup(made ? made : "");
  return document;
}

void portolan_document_sheet(portolan_document *document, double width, double height) {
  if (!document->surface) {
    document->surface = cairo_pdf_surface_create_for_stream(take, document, width * point, height * point);
    cairo_pdf_surface_set_metadata(document->surface, CAIRO_PDF_METADATA_TITLE, document->title);
    cairo_pdf_surface_set_metadata(document->surface, CAIRO_PDF_METADATA_CREATE_DATE, document->made);
    cairo_pdf_surface_set_metadata(document->surface, CAIRO_PDF_METADATA_MOD_DATE, document->made);
    document->cairo = cairo_create(document->surface);
    document->context = pango_cairo_create_context(document->cairo);
    pango_cairo_context_set_resolution(document->context, 72);
  } else {
    cairo_show_page(document->cairo);
    cairo_pdf_surface_set_size(document->surface, width * point, height * point);
  }
  cairo_identity_matrix(document->cairo);
  cairo_scale(document->cairo, point, point);
  cairo_set_source_rgb(document->cairo, 0, 0, 0);
  pango_cairo_update_context(document->cairo, document->context);
}

void portolan_document_box(portolan_document *document, portolan_frame frame, double line) {
  if (!document->cairo) return;
  cairo_set_line_width(document->cairo, line);
  cairo_rectangle(document->cairo, frame.x + line / 2, frame.y + line / 2, frame.width - line, frame.height - line);
  cairo_stroke(document->cairo);
}

void portolan_document_fill(portolan_document *document, portolan_frame frame) {
  if (!document->cairo) return;
  cairo_rectangle(document->cairo, frame.x, frame.y, frame.width, frame.height);
  cairo_fill(document->cairo);
}

// Fonts of many scripts leave more white between lines than a form has room for: so much of the size goes.
static const double tight = 0.16;

// A text's lines, each a layout of its own so that each has its own direction.
typedef struct {
  PangoLayout **lines;
  int count;
  int is_right_to_left;
} paragraphs;

// Whether the first letter of a line is one that is written from the right: Hebrew, Arabic and their kin.
static int is_right_to_left(const char *line, int length) {
  const char *end = length < 0 ? line + strlen(line) : line + length;
  for (const char *at = line; at < end; at = g_utf8_next_char(at)) {
    gunichar letter = g_utf8_get_char(at);
    if (!g_unichar_isalpha(letter)) continue;
    return (letter >= 0x590 && letter <= 0x8FF) || (letter >= 0xFB1D && letter <= 0xFDFF)
      || (letter >= 0xFE70 && letter <= 0xFEFC);
  }
  return 0;
}

static void forget(paragraphs *all) {
  for (int index = 0; index < all->count; index++) g_object_unref(all->lines[index]);
  free(all->lines);
}

static paragraphs prepare(PangoContext *context, portolan_text text, double width) {
  paragraphs all = {NULL, 0, 0};
  int most = 1;
  for (const char *byte = text.content; *byte; byte++) most += *byte == '\n';
  all.lines = calloc(most, sizeof *all.lines);
  if (!all.lines) return all;
  PangoFontDescription *font = pango_font_description_from_string(families);
  pango_font_description_set_weight(font, text.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font, text.size * PANGO_SCALE);
  const char *start = text.content;
  while (all.count < most) {
    const char *end = strchr(start, '\n');
    int length = end ? (int)(end - start) : (int)strlen(start);
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, start, length);
    pango_layout_set_width(layout, width * PANGO_SCALE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_spacing(layout, -tight * text.size * PANGO_SCALE);
    if (*text.language) {
      PangoAttrList *attributes = pango_attr_list_new();
      pango_attr_list_insert(attributes, pango_attr_language_new(pango_language_from_string(text.language)));
      pango_layout_set_attributes(layout, attributes);
      pango_attr_list_unref(attributes);
    }
    if (is_right_to_left(start, length)) all.is_right_to_left = 1;
    all.lines[all.count++] = layout;
    if (!end) break;
    start = end + 1;
  }
  pango_font_description_free(font);
  return all;
}

static double tall(PangoLayout *layout, double size) {
  int height;
  pango_layout_get_size(layout, NULL, &height);
  return (double)height / PANGO_SCALE - tight * size;
}

static double height(paragraphs *all, double size) {
  double sum = 0;
  for (int index = 0; index < all->count; index++) sum += tall(all->lines[index], size);
  return sum;
}

// A block with one line from the right stands at the right, its Latin lines too.
static void align(paragraphs *all, portolan_align wanted) {
  for (int index = 0; index < all->count; index++) {
    PangoLayout *layout = all->lines[index];
    const char *content = pango_layout_get_text(layout);
    int own = is_right_to_left(content, -1);
    PangoAlignment alignment = PANGO_ALIGN_CENTER;
    // Pango's left is the side at which the line's own script begins.
    if (wanted != portolan_centre) {
      int right = (wanted == portolan_end) != all->is_right_to_left;
      alignment = right != own ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
    }
    pango_layout_set_alignment(layout, alignment);
  }
}

static int draw_text(cairo_t *cairo, PangoContext *context, portolan_frame frame, portolan_text text) {
  paragraphs all;
  double least = text.size / 2;
  for (;;) {
    all = prepare(context, text, frame.width);
    // The space below the last line's letters may hang over the frame.
    if (height(&all, text.size) <= frame.height + text.size * 0.3 || text.size * 0.94 < least) break;
    forget(&all);
    text.size *= 0.94;
  }
  align(&all, text.align);
  int unknown = 0;
  double y = frame.y - tight / 2 * text.size;
  cairo_save(cairo);
  // What is longer than any frame ends at it.
  cairo_rectangle(cairo, frame.x - 2, frame.y - 2, frame.width + 4, frame.height + text.size * 0.4);
  cairo_clip(cairo);
  if (text.is_inverted) cairo_set_source_rgb(cairo, 1, 1, 1);
  for (int index = 0; index < all.count; index++) {
    unknown += pango_layout_get_unknown_glyphs_count(all.lines[index]);
    cairo_move_to(cairo, frame.x, y);
    pango_cairo_show_layout(cairo, all.lines[index]);
    y += tall(all.lines[index], text.size);
  }
  cairo_restore(cairo);
  forget(&all);
  return unknown;
}

int portolan_document_text(portolan_document *document, portolan_frame frame, portolan_text text) {
  if (!document->cairo) return 0;
  return draw_text(document->cairo, document->context, frame, text);
}

static int symbology_number(portolan_symbology symbology) {
  switch (symbology) {
    case portolan_code128: return BARCODE_CODE128;
    case portolan_qr: return BARCODE_QRCODE;
    case portolan_datamatrix: return BARCODE_DATAMATRIX;
    case portolan_ean13: return BARCODE_EANX;
  }
  return BARCODE_CODE128;
}

int portolan_document_code(
  portolan_document *document, portolan_frame frame, portolan_symbology symbology, const char *content, int quiet) {
  if (!document->cairo) return 0;
  struct zint_symbol *symbol = ZBarcode_Create();
  if (!symbol) return ZINT_ERROR_MEMORY;
  symbol->symbology = symbology_number(symbology);
  symbol->input_mode = UNICODE_MODE;
  // Level M of four: a scratch or a fold does not cost the parcel its way.
  if (symbology == portolan_qr) symbol->option_1 = 2;
  // Squares only: their size is what was reckoned with.
  if (symbology == portolan_datamatrix) symbol->option_3 = DM_SQUARE;
  int error = ZBarcode_Encode(symbol, (const unsigned char *)content, 0);
  if (error >= ZINT_ERROR) {
    ZBarcode_Delete(symbol);
    return error;
  }
  int is_square = symbology == portolan_qr || symbology == portolan_datamatrix;
  int across = symbol->width + 2 * quiet;
  double module = frame.width / across;
  double tall = frame.height;
  if (is_square) {
    module = fmin(frame.width, frame.height) / across;
    tall = module;
  }
  double left = frame.x + (frame.width - module * symbol->width) / 2;
  double top = is_square ? frame.y + (frame.height - module * symbol->rows) / 2 : frame.y;
  for (int row = 0; row < (is_square ? symbol->rows : 1); row++) {
    for (int column = 0; column < symbol->width;) {
      int run = 0;
      while (column + run < symbol->width && symbol->encoded_data[row][(column + run) / 8] >> ((column + run) % 8) & 1)
        run++;
      // A hair over, so that no white line shows between rows.
      double over = is_square ? module * 0.02 : 0;
      if (run > 0)
        cairo_rectangle(document->cairo, left + column * module, top + row * module, run * module, tall + over);
      column += run > 0 ? run : 1;
    }
  }
  cairo_fill(document->cairo);
  ZBarcode_Delete(symbol);
  return 0;
}

uint8_t *portolan_document_end(portolan_document *document, size_t *count) {
  uint8_t *bytes = NULL;
  *count = 0;
  if (document->surface) {
    g_object_unref(document->context);
    cairo_destroy(document->cairo);
    cairo_surface_finish(document->surface);
    if (cairo_surface_status(document->surface) == CAIRO_STATUS_SUCCESS) {
      bytes = document->bytes;
      *count = document->count;
      document->bytes = NULL;
    }
    cairo_surface_destroy(document->surface);
  }
  free(document->bytes);
  free(document->title);
  free(document->made);
  free(document);
  return bytes;
}

int portolan_raster_text(
  double width, double height, double dots, portolan_text text, uint8_t *out, int bytes_per_row, int rows) {
  int across = (int)ceil(width * dots);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, across, rows);
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
    cairo_surface_destroy(surface);
    return -1;
  }
  cairo_t *cairo = cairo_create(surface);
  cairo_scale(cairo, dots, dots);
  PangoContext *context = pango_cairo_create_context(cairo);
  pango_cairo_context_set_resolution(context, 72);
  text.is_inverted = 0;
  portolan_frame frame = {0, 0, width, height};
  int unknown = draw_text(cairo, context, frame, text);
  cairo_surface_flush(surface);
  const unsigned char *data = cairo_image_surface_get_data(surface);
  int stride = cairo_image_surface_get_stride(surface);
  memset(out, 0, (size_t)bytes_per_row * rows);
  for (int row = 0; row < rows; row++)
    for (int column = 0; column < across && column / 8 < bytes_per_row; column++)
      if (data[row * stride + column] >= 128) out[row * bytes_per_row + column / 8] |= 0x80 >> (column % 8);
  g_object_unref(context);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return unknown;
}

#else

int portolan_documents_exist(void) { return 0; }

#endif
