#ifndef PORTOLAN_CTERMINAL_PAGE_H
#define PORTOLAN_CTERMINAL_PAGE_H

#include <signal.h>
#include <sys/types.h>
#include <termios.h>

enum { CT_COMMANDS = 16, CT_COMMAND_LENGTH = 32 };

/* Shared between the program and its guardian; written by the program, read by whoever has to put the terminal back. */
struct ct_page {
  volatile sig_atomic_t painted;
  volatile sig_atomic_t restore_count;
  volatile sig_atomic_t has_settings;
  /* The program's exit status and one more, once everything is done and the terminal is put back; else 0. */
  volatile sig_atomic_t ended;
  /* Whether a guardian waits for the program, and whether a fault was noted in the report. */
  volatile sig_atomic_t guarded;
  volatile sig_atomic_t reported;
  /* How many commands were noted so far; the last of them stand in `commands`. */
  volatile sig_atomic_t command_count;
  char restore[512];
  struct termios settings;
  char report_path[512];
  char report_sentence[1024];
  char version[32];
  char commands[CT_COMMANDS][CT_COMMAND_LENGTH];
};

struct ct_page *ct_shared_page(void);
void ct_share_page(struct ct_page *page);

/* Puts settings and screen back on `fd`, as far as the page says that it is needed. `died`: whoever painted ended
 * without doing so, perhaps in the middle of a write. */
void ct_put_back(struct ct_page *page, int fd, int died);

/* Says on standard error where the report is, if there is one. */
void ct_say_report(struct ct_page *page);

/* Notes a fault in the report, from inside its signal handler; `context` is the handler's third argument. */
void ct_write_report(struct ct_page *page, int signal_number, const void *address, const void *context);

/* Closes what this process has of the terminal. */
void ct_close_terminal(void);

#endif
