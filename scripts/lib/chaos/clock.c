/* A wall clock that can be stepped for one process: LD_PRELOAD this, and name in CHAOS_CLOCK a file of 8 bytes, the
   nanoseconds by which the wall clock is wrong. Whoever writes them there steps the clock at once. CLOCK_BOOTTIME and
   CLOCK_MONOTONIC stay as they are, as on a Pi whose time is set. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SECOND_NS 1000000000LL
#define YEAR_2001 1000000000LL /* in seconds; no machine is up for so long */

static const volatile int64_t *wrong_ns;

__attribute__((constructor)) static void find_steps(void) {
  const char *path = getenv("CHAOS_CLOCK");
  int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  void *map = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *wrong_ns, PROT_READ, MAP_SHARED, file, 0);
  if (map == MAP_FAILED) {
    fprintf(stderr, "clock.so: CHAOS_CLOCK=%s cannot be read: write 8 bytes there first\n", path == NULL ? "" : path);
    _exit(70);
  }
  close(file);
  wrong_ns = map;
}

static void move(struct timespec *at, int64_t by_ns) {
  int64_t ns = at->tv_sec * SECOND_NS + at->tv_nsec + by_ns;
  at->tv_sec = ns / SECOND_NS;
  at->tv_nsec = ns % SECOND_NS;
}

static int64_t wrong(void) { return wrong_ns == NULL ? 0 : *wrong_ns; }

int clock_gettime(clockid_t clock, struct timespec *at) {
  int result = (int)syscall(SYS_clock_gettime, clock, at);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) move(at, wrong());
  return result;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
  struct timespec now;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at != NULL) *at = now.tv_sec;
  return now.tv_sec;
}

/* Who waits until a moment of the wall clock names it by the wrong one, and the kernel waits by the true one. A moment that is
   long past for the kernel ends the wait at once, and a JVM's idle carrier of virtual threads then asks again for ever. */
int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict until) {
  static int (*next)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
  struct timespec at = *until;
  if (next == NULL) {
    void *found = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2"); /* x86: an older one stands beside it */
    next = (int (*)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *))(
        found != NULL ? found : dlsym(RTLD_NEXT, "pthread_cond_timedwait"));
  }
  if (at.tv_sec > YEAR_2001) move(&at, -wrong());
  return next(condition, mutex, &at);
}
