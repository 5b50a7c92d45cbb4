/* For tests: a program in a terminal of its own, as a shell starts it. Swift sees no posix_openpt, and a fork must stay in C. */
#ifndef PORTOLAN_CTESTPTY_H
#define PORTOLAN_CTESTPTY_H

#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

/* A running program. `master` is the terminal's far end; `keeper` stands where a shell would: it leads the session, waits
   for the program and tells its end through `news`. It stays until tp_release, because a terminal whose session leader ends
   is reset by the kernel, which would hide a program that left it raw. */
struct tp_program {
  int master;
  int news;
  pid_t keeper;
  pid_t program;
  struct termios initial; /* as the program finds it */
};

/* Starts `path` in a fresh session on a fresh terminal of that size. Environment and arguments end with NULL; `folder` may be
   NULL. 0, or -1 with errno; a program that cannot be executed ends with status 127. */
int tp_start(
    struct tp_program *started, const char *path, char *const arguments[], char *const environment[], const char *folder,
    int columns, int rows);

/* Reads what the program wrote: the count, 0 where nothing came in time, -1 where the terminal is gone. */
ssize_t tp_read(int master, void *buffer, size_t size, int milliseconds);

/* Writes all, as fast as the terminal takes it: 0, or -1 with errno (ETIMEDOUT included). */
int tp_write(int master, const void *bytes, size_t count, int milliseconds);

/* 1: ended, with a wait status; 0: still running after that time; -1: the keeper is gone. */
int tp_wait(struct tp_program *program, int milliseconds, int *status);

int tp_resize(int master, int columns, int rows);

/* The terminal's settings, as the program or its shell would see them. */
int tp_settings(int master, struct termios *settings);

/* Closes the far end: the line is cut, the program is sent SIGHUP by the kernel. */
void tp_hang_up(struct tp_program *program);

/* Ends the session whatever is left of it. To be called once. */
void tp_release(struct tp_program *program);

/* What Swift cannot ask of a wait status. */
int tp_exit_status(int status); /* -1 where a signal ended it */
int tp_signal(int status);      /* 0 where it left by itself */

#endif
