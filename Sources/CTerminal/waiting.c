#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What Core Foundation's run loop drives the main queue by; libdispatch exports both for it. */
extern int _dispatch_get_main_queue_handle_4CF(void);
extern void _dispatch_main_queue_callback_4CF(void *unused);

/* Of the C library's headers none has this, and the kernel's own clashes with them. */
struct scheduling {
  uint32_t size, policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime, deadline, period;
};

void ct_ask_for_short_turns(void) {
  struct scheduling wanted = {.size = sizeof wanted};
  if (syscall(SYS_sched_getattr, 0, &wanted, sizeof wanted, 0) != 0 || wanted.policy != SCHED_OTHER) return;
  wanted.size = sizeof wanted;
  wanted.runtime = 100000;
  syscall(SYS_sched_setattr, 0, &wanted, 0);
}

void ct_leave_signals_to_sources(const int *numbers, size_t count) {
  sigset_t left;
  sigemptyset(&left);
  for (size_t i = 0; i < count; i++) sigaddset(&left, numbers[i]);
  pthread_sigmask(SIG_BLOCK, &left, NULL);
}

int ct_wait(int terminal) {
  int queue = _dispatch_get_main_queue_handle_4CF();
  struct pollfd waited[2] = {{.fd = queue, .events = POLLIN}, {.fd = terminal, .events = POLLIN}};
  while (poll(waited, terminal < 0 ? 1 : 2, -1) < 0) {
    if (errno != EINTR && errno != EAGAIN) return 0;
  }
  if (waited[0].revents) {
    eventfd_t rung;
    eventfd_read(queue, &rung);
    _dispatch_main_queue_callback_4CF(NULL);
  }
  return terminal >= 0 && waited[1].revents != 0;
}
