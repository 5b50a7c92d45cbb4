#define _GNU_SOURCE
#include "CTerminal.h"
#include "page.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

static struct ct_page own_page;
static struct ct_page *page = &own_page;
static int terminal = STDIN_FILENO;

struct ct_page *ct_shared_page(void) { return page; }
void ct_share_page(struct ct_page *shared) { page = shared; }

int ct_open_terminal(void) {
  if (!isatty(STDIN_FILENO)) return -1;
  int fd = open("/proc/self/fd/0", O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0 || !isatty(fd)) {
    if (fd >= 0) close(fd);
    fd = open("/dev/tty", O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  }
  if (fd >= 0) terminal = fd;
  return fd;
}

int ct_enter_raw(int fd) {
  struct termios raw;
  if (!page->has_settings) {
    if (tcgetattr(fd, &page->settings) != 0) return -1;
    page->has_settings = 1;
  }
  terminal = fd;
  raw = page->settings;
  cfmakeraw(&raw);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  return tcsetattr(fd, TCSADRAIN, &raw);
}

void ct_set_restore_bytes(const char *bytes, size_t count) {
  if (count > 500) return;
  page->restore_count = 0;
  memcpy(page->restore, bytes, count);
  page->restore_count = (sig_atomic_t)count;
}

void ct_mark_painted(int painted) { page->painted = painted; }

/* A terminal that takes nothing for 200 ms (flow stopped, link dead) is left: dying must not wait for it. */
static void write_patiently(int fd, const char *bytes, int count) {
  while (count > 0) {
    struct pollfd p = {.fd = fd, .events = POLLOUT};
    if (poll(&p, 1, 200) <= 0 || !(p.revents & POLLOUT)) return;
    ssize_t n = write(fd, bytes, (size_t)count);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n <= 0) return;
    bytes += n;
    count -= (int)n;
  }
}

/* Whoever died while writing may have left a sequence open, a copy to the clipboard above all, within which a terminal
 * takes what follows for text: it is ended first. On its own it does nothing. */
static const char end_of_string[] = "\033\\";

void ct_put_back(struct ct_page *p, int fd, int died) {
  int saved_errno = errno;
  /* Settings first: whoever sees the old screen again types at once, and a raw terminal would keep his Enter as CR. */
  if (p->has_settings) tcsetattr(fd, TCSANOW, &p->settings);
  if (p->painted) {
    if (died) write_patiently(fd, end_of_string, sizeof end_of_string - 1);
    write_patiently(fd, p->restore, (int)p->restore_count);
    /* Not before: where a fault meets a fault in here, the guardian puts back what is left, and twice does no harm. */
    p->painted = 0;
  }
  errno = saved_errno;
}

void ct_close_terminal(void) {
  if (terminal > STDERR_FILENO) close(terminal);
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
    if (isatty(fd)) close(fd);
  }
}

void ct_restore(void) { ct_put_back(page, terminal, 0); }

static void crashed(int signal_number, siginfo_t *info, void *context) {
  ct_put_back(page, terminal, 1);
  ct_write_report(page, signal_number, info != NULL && info->si_code > 0 ? info->si_addr : NULL, context);
  if (!page->guarded) ct_say_report(page);
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

void ct_install_crash_handlers(void) {
  static char stack_bytes[32768];
  static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS};
  stack_t stack = {.ss_sp = stack_bytes, .ss_size = sizeof stack_bytes};
  sigaltstack(&stack, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = crashed;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
}

void ct_discard_input(int fd) { tcflush(fd, TCIFLUSH); }

int ct_window_size(int fd, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0) return -1;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}

int ct_in_foreground(int fd) {
  pid_t owner = tcgetpgrp(fd);
  return owner < 0 || owner == getpgrp();
}

int ct_memory_file(void) { return memfd_create("portolan-frame", MFD_CLOEXEC); }
