#define _GNU_SOURCE
#include "CTerminal.h"
#include "page.h"

#include <errno.h>
#include <malloc.h>
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
  ct_put_back(page, STDIN_FILENO);
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
      ct_put_back(page, STDIN_FILENO);
      leave_like(seen == child ? status : 0);
    }
    int number = sigwaitinfo(watched, NULL);
    if (number > 0 && number != SIGCHLD) kill(child, number);
  }
}

int ct_guard(void) {
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
    ct_share_page(page);
    /* A guardian killed by force leaves its child without anyone to restore the terminal: it hears a hang-up. */
    prctl(PR_SET_PDEATHSIG, SIGHUP);
    if (getppid() != guardian) raise(SIGHUP);
    return 1;
  }
  signal(SIGTTOU, SIG_IGN);
  signal(SIGTTIN, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  watch(child, page, &watched);
  return -1;
}

void ct_trim_heap(void) { malloc_trim(0); }
