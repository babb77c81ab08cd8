/* Ends a process by SIGKILL right before one of its calls of the system.
 *
 * Loaded by LD_PRELOAD. Counted are the calls that change a file or reach another process: connect, fdatasync, fsync,
 * pwrite, rename, send, unlink, and write but to the standard streams. The variable KILL_AT_CALL says before which of
 * them, counted from 1, the process ends; with 0 it never does. KILL_LOG is a file to which the name of each call is
 * appended, a line each, so that its last line says where the process ended.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static void count(const char *name) {
  static atomic_long calls;
  static atomic_int log = -1;
  const char *at = getenv("KILL_AT_CALL"), *path = getenv("KILL_LOG");
  if (!at || !path) return;
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (log < 0) log = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  char line[64] = {0};
  strncpy(line, name, sizeof line - 2);
  line[strlen(line)] = '\n';
  syscall(SYS_write, log, line, strlen(line));
  if (number == atol(at)) kill(getpid(), SIGKILL);
}

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

int connect(int descriptor, const struct sockaddr *address, socklen_t length) {
  count("connect");
  return REAL(connect)(descriptor, address, length);
}

int fdatasync(int descriptor) {
  count("fdatasync");
  return REAL(fdatasync)(descriptor);
}

int fsync(int descriptor) {
  count("fsync");
  return REAL(fsync)(descriptor);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset) {
  count("pwrite");
  return REAL(pwrite)(descriptor, bytes, size, offset);
}

int rename(const char *old, const char *new) {
  count("rename");
  return REAL(rename)(old, new);
}

ssize_t send(int descriptor, const void *bytes, size_t size, int flags) {
  count("send");
  return REAL(send)(descriptor, bytes, size, flags);
}

int unlink(const char *path) {
  count("unlink");
  return REAL(unlink)(path);
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
  if (descriptor > 2) count("write");
  return REAL(write)(descriptor, bytes, size);
}
