#define _GNU_SOURCE
#include "CTerminal.h"
#include "page.h"

#include <errno.h>
#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Leaves the way the child left, so that a shell or supervisor sees no difference. */
static void leave_like(int status) {
  if (WIFSIGNALED(status)) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    signal(WTERMSIG(status), SIG_DFL);
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_UNBLOCK, &all, NULL);
    raise(WTERMSIG(status));
    _exit(128 + WTERMSIG(status));
  }
  _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 70);
}

/* The child has stopped: put the terminal back, stop ourselves (the shell waits for us), and go on together. */
static void stop_with(pid_t child, struct ct_page *page) {
  ct_put_back(page, STDIN_FILENO, 0);
  raise(SIGSTOP);
  kill(child, SIGCONT);
}

/* Is the child stopped, and still after 2 ms? When a shell continues both of us, we may run before the child does. */
static int is_stopped(pid_t child) {
  for (int look = 0; look < 2; look++) {
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)child, &info, WSTOPPED | WNOHANG | WNOWAIT) != 0 || info.si_pid != child) return 0;
    if (look == 0) usleep(2000);
  }
  return 1;
}

static void watch(pid_t child, struct ct_page *page, const sigset_t *watched) {
  for (;;) {
    int status;
    if (is_stopped(child) && waitpid(child, &status, WUNTRACED | WNOHANG) == child && WIFSTOPPED(status)) {
      stop_with(child, page);
      continue;
    }
    pid_t seen = waitpid(child, &status, WNOHANG);
    if (seen == child || (seen < 0 && errno == ECHILD)) {
      ct_put_back(page, STDIN_FILENO, 1);
      ct_say_report(page);
      leave_like(seen == child ? status : 0);
    }
    /* What is left is the kernel's work: closing an inotify descriptor alone takes it some 15 ms. */
    if (page->ended) {
      ct_put_back(page, STDIN_FILENO, 0);
      _exit(page->ended - 1);
    }
    int number = sigwaitinfo(watched, NULL);
    if (number > 0 && number != SIGCHLD) kill(child, number);
  }
}

static int is_guarded;

int ct_guard(void) {
  if (is_guarded) return 1;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return 0;
  struct ct_page *page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return -1;
  if (tcgetattr(STDIN_FILENO, &page->settings) == 0) page->has_settings = 1;

  sigset_t watched, before;
  sigemptyset(&watched);
  static const int passed[] = {SIGCHLD, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGTSTP, SIGCONT, SIGINT, SIGQUIT};
  for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) sigaddset(&watched, passed[i]);
  sigprocmask(SIG_BLOCK, &watched, &before);

  pid_t guardian = getpid();
  pid_t child = fork();
  if (child < 0) {
    sigprocmask(SIG_SETMASK, &before, NULL);
    return -1;
  }
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &before, NULL);
    /* One heap for all threads: the few small things that are allocated off the main thread are not worth an arena
       each, and many people share a machine. */
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TRIM_THRESHOLD, 256 << 10);
    page->guarded = 1;
    ct_share_page(page);
    /* A guardian killed by force leaves its child without anyone to restore the terminal: it hears a hang-up. */
    prctl(PR_SET_PDEATHSIG, SIGHUP);
    if (getppid() != guardian) raise(SIGHUP);
    is_guarded = 1;
    return 1;
  }
  signal(SIGTTOU, SIG_IGN);
  signal(SIGTTIN, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  watch(child, page, &watched);
  return -1;
}

/* Forks before the program's own start, where it is plain that the console is wanted: the guardian then never touches
   the pages that Swift, ICU and the argument parser need to begin with, which are most of what it would weigh. Whatever
   this does not recognise is left to `ct_guard` in main. */
__attribute__((constructor(101))) static void guard_early(int argc, char **argv) {
  if (argc < 1 || strcmp(program_invocation_short_name, "portolan") != 0) return;
  if (argc > 1 && strcmp(argv[1], "console") != 0) return;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--version") == 0) return;
  }
  ct_guard();
}

void ct_announce_end(int status) {
  if (!is_guarded) return;
  prctl(PR_SET_PDEATHSIG, 0);
  ct_shared_page()->ended = status + 1;
  /* Whoever waits for the terminal's end does not wait for ours. */
  ct_close_terminal();
  kill(getppid(), SIGCHLD);
}

void ct_trim_heap(void) { malloc_trim(0); }

static int forget(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size;
  (void)unused;
  uintptr_t page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || (part->p_flags & PF_W)) continue;
    uintptr_t begin = (object->dlpi_addr + part->p_vaddr) & ~(page_size - 1);
    uintptr_t end = object->dlpi_addr + part->p_vaddr + part->p_memsz;
    /* Pages of a file that nobody has written to: whoever needs one again finds it in the page cache. */
    madvise((void *)begin, end - begin, MADV_DONTNEED);
  }
  return 0;
}

void ct_forget_program(void) { dl_iterate_phdr(forget, NULL); }
