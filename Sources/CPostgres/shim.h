// libpq, where the trait PostgreSQL asks for it.
#include <postgresql/libpq-fe.h>
