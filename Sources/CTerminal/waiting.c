#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* What Core Foundation's run loop drives the main queue by; libdispatch exports both for it. */
extern int _dispatch_get_main_queue_handle_4CF(void);
extern void _dispatch_main_queue_callback_4CF(void *unused);

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
