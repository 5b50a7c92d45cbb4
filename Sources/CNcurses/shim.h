/* The part of ncurses that Swift cannot see by itself: macros, globals and opaque cells, as static inline functions. */
#ifndef PORTOLAN_CNCURSES_SHIM_H
#define PORTOLAN_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <locale.h>
#include <langinfo.h>
#include <stdint.h>
#include <stdio.h>
#include <term.h>
#include <wchar.h>

static inline WINDOW *nc_main_window(void) { return stdscr; }

/* The terminfo number of a capability; negative where there is none. */
static inline int nc_number(const char *name) { return tigetnum((char *)(uintptr_t)name); }

enum {
  NC_BOLD = 1, NC_DIM = 2, NC_UNDERLINE = 4, NC_REVERSE = 8, NC_ITALIC = 16
};

static inline attr_t nc_attributes(unsigned bits) {
  attr_t a = A_NORMAL;
  if (bits & NC_BOLD) a |= A_BOLD;
  if (bits & NC_DIM) a |= A_DIM;
  if (bits & NC_UNDERLINE) a |= A_UNDERLINE;
  if (bits & NC_REVERSE) a |= A_REVERSE;
  if (bits & NC_ITALIC) a |= A_ITALIC;
  return a;
}

/* One ncurses cell of one code point; pair below 256. */
static inline cchar_t nc_cell(uint32_t scalar, attr_t attributes, int pair) {
  cchar_t c = {0};
  c.attr = attributes | COLOR_PAIR(pair);
  c.chars[0] = (wchar_t)scalar;
#if NCURSES_EXT_COLORS
  c.ext_color = pair;
#endif
  return c;
}

/* A cell with up to four marks over its base, as many as an ncurses cell can hold. */
static inline cchar_t nc_cluster(const uint32_t *scalars, int count, attr_t attributes, int pair) {
  cchar_t c = nc_cell(count > 0 ? scalars[0] : ' ', attributes, pair);
  for (int i = 1; i < count && i < CCHARW_MAX; i++) c.chars[i] = (wchar_t)scalars[i];
  return c;
}

/* Columns that the C library, and so ncurses, gives a code point; -1 where it knows none. */
static inline int nc_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static inline int nc_codeset_is_utf8(void) {
  const char *name = nl_langinfo(CODESET);
  return name && (name[0] == 'U' || name[0] == 'u') && (name[3] == '-' ? name[4] == '8' : name[3] == '8');
}

/* The terminfo string of a capability, or NULL. */
static inline const char *nc_string(const char *name) {
  char *s = tigetstr((char *)(uintptr_t)name);
  return s == (char *)-1 ? NULL : s;
}

#endif
