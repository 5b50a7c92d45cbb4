#define _GNU_SOURCE
#include "CTestPty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct news {
  pid_t program;
  int status;
};

static long long now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void default_signals(void) {
  struct sigaction usual = {.sa_handler = SIG_DFL};
  for (int number = 1; number < 32; number++) sigaction(number, &usual, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static volatile pid_t kept_program;

/* As a shell does with its jobs when the line is cut: the kernel tells the session's leader alone. */
static void pass_hang_up(int number) {
  if (kept_program > 0) {
    kill(-kept_program, number);
    kill(-kept_program, SIGCONT);
  }
}

/* From here on only what is allowed between fork and exec of a program with threads. */
static void keep(
    const char *terminal, int news, const char *path, char *const arguments[], char *const environment[],
    const char *folder) {
  setsid();
  int slave = open(terminal, O_RDWR);
  if (slave < 0 || ioctl(slave, TIOCSCTTY, 0) != 0) _exit(126);
  /* Nothing of the test's is kept open: a far end still held here would never be cut. */
  if (dup2(slave, 0) < 0 || dup2(news, 1) < 0) _exit(126);
  close_range(2, ~0U, 0);
  slave = 0;
  news = 1;
  fcntl(news, F_SETFD, FD_CLOEXEC);
  default_signals();
  signal(SIGTTOU, SIG_IGN);

  int gate[2];
  if (pipe2(gate, O_CLOEXEC) != 0) _exit(126);
  pid_t program = fork();
  if (program == 0) {
    setpgid(0, 0);
    char go;
    /* Not before it owns the terminal: a program that reads too early is stopped. */
    if (read(gate[0], &go, 1) != 1) _exit(126);
    default_signals();
    dup2(slave, 1);
    dup2(slave, 2);
    if (folder != NULL && chdir(folder) != 0) _exit(126);
    execve(path, arguments, environment);
    _exit(127);
  }
  if (program < 0) _exit(126);
  kept_program = program;
  struct sigaction passing = {.sa_handler = pass_hang_up, .sa_flags = SA_RESTART};
  sigaction(SIGHUP, &passing, NULL);
  setpgid(program, program);
  tcsetpgrp(slave, program);
  struct news told = {program, 0};
  ssize_t written = write(news, &told, sizeof told);
  written += write(gate[1], "g", 1);

  while (waitpid(program, &told.status, 0) < 0 && errno == EINTR) continue;
  tcsetpgrp(slave, getpid());
  written += write(news, &told, sizeof told);
  for (;;) pause();
}

/* The settings that a login gives, with a key or two that a program could not restore by accident. */
static void login_settings(int master, int columns, int rows) {
  struct termios settings;
  if (tcgetattr(master, &settings) != 0) return;
  settings.c_iflag = ICRNL | IXON | IUTF8 | BRKINT;
  settings.c_oflag = OPOST | ONLCR;
  settings.c_cflag = CS8 | CREAD | B38400;
  settings.c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN;
  settings.c_cc[VERASE] = 8;
  settings.c_cc[VINTR] = 3;
  settings.c_cc[VSUSP] = 26;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  tcsetattr(master, TCSANOW, &settings);
  tp_resize(master, columns, rows);
}

int tp_start(
    struct tp_program *started, const char *path, char *const arguments[], char *const environment[], const char *folder,
    int columns, int rows) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return -1;
  char terminal[64];
  int news[2] = {-1, -1};
  if (grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, terminal, sizeof terminal) != 0 ||
      pipe2(news, O_CLOEXEC) != 0) {
    close(master);
    return -1;
  }
  login_settings(master, columns, rows);
  struct termios initial;
  tcgetattr(master, &initial);
  pid_t keeper = fork();
  if (keeper == 0) {
    keep(terminal, news[1], path, arguments, environment, folder);
    _exit(126);
  }
  close(news[1]);
  struct news told;
  if (keeper < 0 || read(news[0], &told, sizeof told) != (ssize_t)sizeof told) {
    int kept = errno;
    if (keeper > 0) {
      kill(keeper, SIGKILL);
      waitpid(keeper, NULL, 0);
    }
    close(news[0]);
    close(master);
    errno = kept != 0 ? kept : EIO;
    return -1;
  }
  fcntl(master, F_SETFL, O_NONBLOCK);
  *started = (struct tp_program){master, news[0], keeper, told.program, initial};
  return 0;
}

ssize_t tp_read(int master, void *buffer, size_t size, int milliseconds) {
  long long end = now_ms() + milliseconds;
  for (;;) {
    ssize_t count = read(master, buffer, size);
    if (count > 0) return count;
    if (count == 0 || (errno != EAGAIN && errno != EINTR)) return -1;
    long long left = end - now_ms();
    if (left <= 0) return 0;
    struct pollfd watched = {master, POLLIN, 0};
    poll(&watched, 1, (int)left);
  }
}

int tp_write(int master, const void *bytes, size_t count, int milliseconds) {
  const char *next = bytes;
  long long end = now_ms() + milliseconds;
  while (count > 0) {
    ssize_t written = write(master, next, count);
    if (written > 0) {
      next += written;
      count -= (size_t)written;
      continue;
    }
    if (written < 0 && errno != EAGAIN && errno != EINTR) return -1;
    long long left = end - now_ms();
    if (left <= 0) {
      errno = ETIMEDOUT;
      return -1;
    }
    struct pollfd watched = {master, POLLOUT, 0};
    poll(&watched, 1, (int)left);
  }
  return 0;
}

int tp_wait(struct tp_program *program, int milliseconds, int *status) {
  struct pollfd watched = {program->news, POLLIN, 0};
  long long end = now_ms() + milliseconds;
  for (;;) {
    long long left = end - now_ms();
    int ready = poll(&watched, 1, left > 0 ? (int)left : 0);
    if (ready > 0) {
      struct news told;
      if (read(program->news, &told, sizeof told) != (ssize_t)sizeof told) return -1;
      *status = told.status;
      return 1;
    }
    if (ready == 0) return 0;
    if (errno != EINTR) return -1;
  }
}

int tp_resize(int master, int columns, int rows) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return ioctl(master, TIOCSWINSZ, &size);
}

int tp_settings(int master, struct termios *settings) { return tcgetattr(master, settings); }

void tp_hang_up(struct tp_program *program) {
  if (program->master >= 0) close(program->master);
  program->master = -1;
}

void tp_release(struct tp_program *program) {
  /* The whole session: the program may have put its own children in groups of their own, but they hold this terminal. */
  kill(-program->program, SIGKILL);
  kill(program->keeper, SIGKILL);
  waitpid(program->keeper, NULL, 0);
  tp_hang_up(program);
  close(program->news);
}

int tp_exit_status(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

int tp_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }
