#include <microhttpd.h>
// Not in Swift's Glibc: the server watches connections by itself while libmicrohttpd does not.
#include <sys/epoll.h>
#include <sys/eventfd.h>

// Functions with variable arguments, which Swift cannot call.

/// A daemon with one epoll thread that takes connections from a listening socket, which becomes its own.
static inline struct MHD_Daemon *web_daemon_start(
    int listener, unsigned int connections, unsigned int idle_seconds, size_t connection_memory,
    MHD_AccessHandlerCallback handler, MHD_RequestCompletedCallback completed, void *context) {
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handler, context,
      MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_CONNECTION_LIMIT, connections,
      MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_memory,
      MHD_OPTION_NOTIFY_COMPLETED, completed, context, MHD_OPTION_END);
}

/// The descriptor of a connection, or -1.
static inline int web_connection_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : info->connect_fd;
}
