#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int ct_spawn(char *const words[]) {
  posix_spawnattr_t attributes;
  sigset_t none, all;
  pid_t child = -1;
  int failure = posix_spawnattr_init(&attributes);
  if (failure != 0) {
    errno = failure;
    return -1;
  }
  sigemptyset(&none);
  sigfillset(&all);
  sigdelset(&all, SIGKILL);
  sigdelset(&all, SIGSTOP);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  failure = posix_spawn(&child, words[0], NULL, &attributes, words, environ);
  posix_spawnattr_destroy(&attributes);
  if (failure != 0) {
    errno = failure;
    return -1;
  }
  return child;
}

int ct_wait_for(int child, int *status) {
  for (;;) {
    pid_t seen = waitpid(child, status, WUNTRACED);
    if (seen < 0 && errno == EINTR) continue;
    if (seen < 0) return -1;
    return WIFSTOPPED(*status) ? 1 : 0;
  }
}
