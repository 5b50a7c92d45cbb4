#ifndef PORTOLAN_CVTERM_SHIM_H
#define PORTOLAN_CVTERM_SHIM_H

/* Debian's libvterm-dev: the emulator that end-to-end tests read the screen from. */
#include <vterm.h>

#endif
