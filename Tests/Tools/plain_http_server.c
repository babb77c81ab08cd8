/* What a server of HTTP costs at least: one thread, epoll, no parsing but for the end of a header, one fixed answer.
 *
 * scout-ecr-bench compiles it and compares the service with it. Usage: plain_http_server [FILE]. Listens on a free port of
 * 127.0.0.1, prints the port, and serves until it is killed. With a file, everything that is received is appended to it, and
 * synced once for all requests that are ready, before any of them is answered (group commit).
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static const char answer[] =
    "HTTP/1.1 200 OK\r\n"
    "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
    "Content-Length: 3\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "\r\n"
    "ok\n";

static int file = -1;
static char received[1 << 24];
static size_t received_count;
static int answered[65536];
static size_t answered_count;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void accept_connection(int listener, int poll) {
  int connection = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (connection < 0) return;
  int on = 1;
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = connection};
  if (epoll_ctl(poll, EPOLL_CTL_ADD, connection, &event) < 0) fail("epoll_ctl");
}

static void send_answer(int connection) {
  if (write(connection, answer, sizeof answer - 1) != sizeof answer - 1) close(connection);
}

/* Makes durable what was received in this turn, and answers it. */
static void commit(void) {
  if (answered_count == 0) return;
  if (write(file, received, received_count) != (ssize_t)received_count || fdatasync(file) < 0) fail("write");
  for (size_t index = 0; index < answered_count; index++) send_answer(answered[index]);
  received_count = answered_count = 0;
}

/* Answers each header that has arrived whole; a client sends one request after another, each in one piece. */
static void serve(int connection) {
  char input[16384];
  ssize_t count = read(connection, input, sizeof input);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) {
    close(connection);
    return;
  }
  if (file >= 0) {
    memcpy(received + received_count, input, count);
    received_count += count;
  }
  for (char *rest = input, *end; (end = memmem(rest, input + count - rest, "\r\n\r\n", 4)) != NULL; rest = end + 4) {
    if (file >= 0)
      answered[answered_count++] = connection;
    else
      send_answer(connection);
  }
}

int main(int count, char **arguments) {
  if (count > 1 && (file = open(arguments[1], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) < 0) fail("open");
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) < 0 || listen(listener, 1024) < 0 ||
      getsockname(listener, (struct sockaddr *)&address, &length) < 0)
    fail("listen");
  int poll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  if (poll < 0 || epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event) < 0) fail("epoll");
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    struct epoll_event ready[256];
    int count = epoll_wait(poll, ready, 256, -1);
    if (count < 0 && errno != EINTR) fail("epoll_wait");
    for (int index = 0; index < count; index++) {
      if (ready[index].data.fd == listener)
        accept_connection(listener, poll);
      else
        serve(ready[index].data.fd);
    }
    commit();
  }
}
