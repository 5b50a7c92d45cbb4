#define _GNU_SOURCE
#include "CTerminal.h"
#include "page.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

/* Where the program's code lies: the addresses of a program that is loaded elsewhere each time say nothing alone. */
static uintptr_t code_start, code_end;

static int note_code(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size;
  (void)unused;
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
    code_start = object->dlpi_addr;
    code_end = object->dlpi_addr + part->p_vaddr + part->p_memsz;
  }
  /* The first object is the program itself. */
  return 1;
}

static void copy_text(char *to, size_t room, const char *from) {
  size_t length = strnlen(from, room - 1);
  memcpy(to, from, length);
  to[length] = 0;
}

void ct_prepare_report(const char *path, const char *sentence, const char *version) {
  struct ct_page *page = ct_shared_page();
  copy_text(page->report_path, sizeof page->report_path, path);
  copy_text(page->report_sentence, sizeof page->report_sentence, sentence);
  copy_text(page->version, sizeof page->version, version);
  dl_iterate_phdr(note_code, NULL);
}

void ct_note_command(const char *name) {
  struct ct_page *page = ct_shared_page();
  char *slot = page->commands[page->command_count % CT_COMMANDS];
  size_t length = 0;
  for (const char *at = name; *at != 0 && length < CT_COMMAND_LENGTH - 1; at++) {
    char c = *at;
    int is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                   c == '_';
    if (is_plain) slot[length++] = c;
  }
  slot[length] = 0;
  page->command_count = page->command_count + 1;
}

/* From here on only what is allowed in a signal handler. */

static void put(int fd, const char *text) {
  size_t count = strlen(text);
  while (count > 0) {
    ssize_t written = write(fd, text, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text += written;
    count -= (size_t)written;
  }
}

static void put_number(int fd, uintptr_t value, unsigned base) {
  char digits[2 * sizeof value * 4 + 1];
  char *at = digits + sizeof digits - 1;
  *at = 0;
  do {
    *--at = "0123456789abcdef"[value % base];
    value /= base;
  } while (value != 0);
  put(fd, at);
}

static const char *name_of(int number) {
  switch (number) {
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGABRT: return "SIGABRT";
    case SIGFPE: return "SIGFPE";
    case SIGSYS: return "SIGSYS";
    default: return "signal";
  }
}

static void put_address(int fd, uintptr_t address) {
  put(fd, "  ");
  if (address >= code_start && address < code_end) {
    put(fd, "portolan+0x");
    put_number(fd, address - code_start, 16);
  } else {
    put(fd, "0x");
    put_number(fd, address, 16);
  }
  put(fd, "\n");
}

/* Two words at an address, without a fault where there are none. */
static int read_pair(uintptr_t address, uintptr_t pair[2]) {
  struct iovec here = {pair, 2 * sizeof *pair};
  struct iovec there = {(void *)address, 2 * sizeof *pair};
  return process_vm_readv(getpid(), &here, 1, &there, 1, 0) == (ssize_t)(2 * sizeof *pair);
}

static void put_stack(int fd, const void *context) {
  const ucontext_t *state = context;
  if (state == NULL) return;
#if defined(__x86_64__)
  uintptr_t counter = (uintptr_t)state->uc_mcontext.gregs[REG_RIP];
  uintptr_t frame = (uintptr_t)state->uc_mcontext.gregs[REG_RBP];
  uintptr_t top = (uintptr_t)state->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
  uintptr_t counter = (uintptr_t)state->uc_mcontext.pc;
  uintptr_t frame = (uintptr_t)state->uc_mcontext.regs[29];
  uintptr_t top = (uintptr_t)state->uc_mcontext.sp;
#else
  uintptr_t counter = 0, frame = 0, top = 0;
#endif
  put_address(fd, counter);
  for (int depth = 0; depth < 48 && frame != 0; depth++) {
    uintptr_t pair[2];
    if (!read_pair(frame, pair) || pair[1] == 0) break;
    put_address(fd, pair[1]);
    if (pair[0] <= frame) break;
    frame = pair[0];
  }
  /* Libraries keep no chain of frames: what on the stack points into our code tells the way through them. */
  put(fd, "of ours on the stack:\n");
  int found = 0;
  for (int depth = 0; depth < 2048 && found < 32; depth++) {
    uintptr_t pair[2];
    if (!read_pair(top + (uintptr_t)depth * 2 * sizeof *pair, pair)) return;
    for (int place = 0; place < 2; place++) {
      if (pair[place] < code_start || pair[place] >= code_end) continue;
      put_address(fd, pair[place]);
      found++;
    }
  }
}

static int open_report(const char *path) {
  char folder[512];
  copy_text(folder, sizeof folder, path);
  for (char *at = folder + 1; *at != 0; at++) {
    if (*at != '/') continue;
    *at = 0;
    mkdir(folder, 0700);
    *at = '/';
  }
  return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
}

void ct_write_report(struct ct_page *page, int signal_number, const void *address, const void *context) {
  int saved_errno = errno;
  if (page->report_path[0] == 0 || page->reported) return;
  int fd = open_report(page->report_path);
  if (fd < 0) {
    errno = saved_errno;
    return;
  }
  put(fd, "portolan ");
  put(fd, page->version);
  put(fd, " ended by ");
  put(fd, name_of(signal_number));
  put(fd, " (");
  put_number(fd, (uintptr_t)signal_number, 10);
  put(fd, ")\ntime: ");
  put_number(fd, (uintptr_t)time(NULL), 10);
  put(fd, " seconds since 1970\n");
  if (address != NULL) {
    put(fd, "fault at:\n");
    put_address(fd, (uintptr_t)address);
  }
  put(fd, "stack, the innermost first:\n");
  put_stack(fd, context);
  put(fd, "commands, the last one last:\n");
  unsigned count = (unsigned)page->command_count;
  for (unsigned at = count > CT_COMMANDS ? count - CT_COMMANDS : 0; at < count; at++) {
    put(fd, "  ");
    put(fd, page->commands[at % CT_COMMANDS]);
    put(fd, "\n");
  }
  close(fd);
  page->reported = 1;
  errno = saved_errno;
}

void ct_say_report(struct ct_page *page) {
  if (!page->reported) return;
  page->reported = 0;
  put(STDERR_FILENO, page->report_sentence);
  put(STDERR_FILENO, "\n");
}
