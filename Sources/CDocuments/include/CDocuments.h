// Papers as PDF and as dots: what Pango, Cairo and Zint are needed for, without their types.
#ifndef PORTOLAN_DOCUMENTS_H
#define PORTOLAN_DOCUMENTS_H

#include <stddef.h>
#include <stdint.h>

// A PDF in memory while it is drawn. Lengths are in tenths of a millimetre, from the upper left corner.
typedef struct portolan_document portolan_document;

typedef struct {
  double x, y, width, height;
} portolan_frame;

typedef enum { portolan_start, portolan_centre, portolan_end } portolan_align;

typedef enum { portolan_code128, portolan_qr, portolan_datamatrix, portolan_ean13 } portolan_symbology;

typedef struct {
  const char *content;   // UTF-8, lines divided by \n
  const char *language;  // a tag that chooses among an ideograph's shapes, or ""
  double size;           // of the font
  int is_bold;
  portolan_align align;
  int is_inverted;  // white
} portolan_text;

// 1 where this build has it all in it.
int portolan_documents_exist(void);

// `made` is ISO 8601; NULL where there is no memory.
portolan_document *portolan_document_begin(const char *title, const char *made);
void portolan_document_sheet(portolan_document *document, double width, double height);
void portolan_document_box(portolan_document *document, portolan_frame frame, double line);
void portolan_document_fill(portolan_document *document, portolan_frame frame);
// How many letters no font here has.
int portolan_document_text(portolan_document *document, portolan_frame frame, portolan_text text);
// `quiet`: modules that stay white on each side. 0, else Zint's error.
int portolan_document_code(
  portolan_document *document, portolan_frame frame, portolan_symbology symbology, const char *content, int quiet);
// Ends it; the bytes are the caller's to `free`. NULL where something went wrong on the way.
uint8_t *portolan_document_end(portolan_document *document, size_t *count);

// A text as dots, a bit each, black set, rows of whole bytes; `dots` times a tenth of a millimetre.
// How many letters no font here has, or -1.
int portolan_raster_text(
  double width, double height, double dots, portolan_text text, uint8_t *out, int bytes_per_row, int rows);

#endif
