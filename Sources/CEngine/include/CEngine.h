/* What SQLite offers as variadic functions, which Swift cannot call. */
#ifndef PORTOLAN_CENGINE_H
#define PORTOLAN_CENGINE_H

/* Tells SQLite not to count the memory that it takes: the count is kept under one lock for the whole process, which an
   import would take a hundred times an order. To be called before anything else of SQLite. 0, or SQLite's code where it
   is in use already; it then goes on counting. */
int ce_count_no_memory(void);

#endif
