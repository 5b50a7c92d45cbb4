/* What must be done in C: a guardian process forked before Swift starts threads, and a restore that is safe in signal
   handlers. Every function is harmless when standard input is no terminal. */
#ifndef PORTOLAN_CTERMINAL_H
#define PORTOLAN_CTERMINAL_H

#include <stddef.h>

/* Forks the guardian and returns in its child: 1 guarded, 0 not a terminal (nothing forked), -1 the fork failed.
   Call it first in main: the parent never returns from here. It keeps the terminal's settings, passes signals, stop and
   continue on, restores the terminal after any death of the child, and leaves with the child's exit status. */
int ct_guard(void);

/* Opens the terminal anew, so that O_NONBLOCK does not reach the shell's own description. -1 where there is none. */
int ct_open_terminal(void);

/* Remembers the settings (once) and makes the terminal raw. 0, or -1 with errno. */
int ct_enter_raw(int fd);

/* The bytes that put the terminal back, at most 500; copied to the page shared with the guardian. */
void ct_set_restore_bytes(const char *bytes, size_t count);

/* Says that the screen is ours, so that whoever ends first puts it back. */
void ct_mark_painted(int painted);

/* Writes the restore bytes if the screen is ours and puts the settings back. Safe in a signal handler, idempotent. */
void ct_restore(void);

/* Restores the terminal on SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, notes the fault in the report,
   then dies of the same signal. */
void ct_install_crash_handlers(void);

/* Keeps these signals from the main thread, which would swallow them: they wait until a dispatch source takes them. */
void ct_leave_signals_to_sources(const int *numbers, size_t count);

/* Asks the system for turns of a tenth of a millisecond in place of three: whoever needs so little is let in before
   those who calculate (an import beside it) have used up theirs. No more time in all, and no right is needed. Linux
   before 6.12 does not listen. */
void ct_ask_for_short_turns(void);

/* Waits, on the main thread, until the terminal has something to read (1) or the main queue something to do, which is
   done (0, or 1 where both came). A terminal below 0 is not looked at. */
int ct_wait(int terminal);

/* Throws away what was typed and not read. */
void ct_discard_input(int fd);

/* Where a fault is noted (folders are made only then), what is said about it on the normal screen afterwards, and the
   program's version; each is cut to what the page holds. */
void ct_prepare_report(const char *path, const char *sentence, const char *version);

/* Notes the name of a command, never a value; the last sixteen stand in a report. Letters, digits and - . _ only. */
void ct_note_command(const char *name);

/* Rows and columns of the terminal; 0, or -1 with errno. */
int ct_window_size(int fd, int *rows, int *columns);

/* 1 if our process group owns the terminal. */
int ct_in_foreground(int fd);

/* Gives heap that is free back to the system; a few milliseconds, so not on the thread that paints. */
void ct_trim_heap(void);

/* Tells the guardian that all is done and how: it puts the terminal back and leaves at once, without waiting until the
   system has taken this process apart. Leave right afterwards. */
void ct_announce_end(int status);

/* Gives back the pages of the program and its libraries that hold code, of which most were only needed once. Those that
   are needed again come back by themselves, at a microsecond each. */
void ct_forget_program(void);

/* Starts another program on the same terminal and in the same job, with signals as a shell would give them. Its process
   id, or -1 with errno. */
int ct_spawn(char *const words[]);

/* Waits until it ends (0) or is stopped (1); -1 with errno. `status` is as waitpid gives it. */
int ct_wait_for(int child, int *status);

/* A private file in memory for ncurses to write to; -1 with errno. */
int ct_memory_file(void);

#endif
