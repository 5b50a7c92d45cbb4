#ifndef PORTOLAN_CTERMINAL_PAGE_H
#define PORTOLAN_CTERMINAL_PAGE_H

#include <signal.h>
#include <sys/types.h>
#include <termios.h>

/* Shared between the program and its guardian; written by the program, read by whoever has to put the terminal back. */
struct ct_page {
  volatile sig_atomic_t painted;
  volatile sig_atomic_t restore_count;
  volatile sig_atomic_t has_settings;
  /* The program's exit status and one more, once everything is done and the terminal is put back; else 0. */
  volatile sig_atomic_t ended;
  char restore[512];
  struct termios settings;
};

struct ct_page *ct_shared_page(void);
void ct_share_page(struct ct_page *page);

/* Puts settings and screen back on `fd`, as far as the page says that it is needed. */
void ct_put_back(struct ct_page *page, int fd);

/* Closes what this process has of the terminal. */
void ct_close_terminal(void);

#endif
