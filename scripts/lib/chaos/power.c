/* A disk that forgets what was not synced: LD_PRELOAD this, and name in CHAOS_POWER a folder and in CHAOS_UNDO an empty one
   on the same file system. For each change below the first, what was there before is noted in the second; an fsync or
   fdatasync of a file is noted too. After a kill -9, PowerCut.java takes back what no sync has made durable.

   It is as strict as the common file systems of Linux with barriers, and no stricter: a file's fsync makes its creation
   durable as well (ext4, XFS and btrfs do so); a rename or a removal is durable with the next fsync of anything below the
   folder (their journals keep the order). Files whose names end in -shm or .flash are left out: the first is no data, the
   second is a fingerprint module's own memory.

   The log, host byte order, one record a write(2): kind, file, offset, length, size before; then length bytes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES_MAX 4096
#define NAME_MAX_BYTES 512

enum kind { NAMED = 1, CREATED, WRITTEN, CUT_SHORT, SYNCED, RENAMED, REMOVED };

struct record {
  uint32_t kind;
  uint32_t file;
  int64_t offset;
  int64_t length;
  int64_t size;
};

struct tracked {
  dev_t device;
  ino_t inode;
};

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_length;
static char undo[PATH_MAX];
static int undo_log = -1;
static struct tracked tracked[FILES_MAX];
static uint32_t files;
static uint32_t shadows;
/* By descriptor: 0 is none of ours, -1 a folder, else a number in tracked + 1. */
static int32_t of_descriptor[65536];

static void give_up(const char *what) {
  fprintf(stderr, "power.so: %s: %s\n", what, strerror(errno));
  _exit(70);
}

__attribute__((constructor)) static void begin(void) {
  const char *watched = getenv("CHAOS_POWER"), *noted = getenv("CHAOS_UNDO");
  if (watched == NULL || noted == NULL || realpath(watched, folder) == NULL || realpath(noted, undo) == NULL)
    give_up("CHAOS_POWER and CHAOS_UNDO must name folders");
  folder_length = strlen(folder);
  char path[PATH_MAX + 16];
  snprintf(path, sizeof path, "%s/log", undo);
  undo_log = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (undo_log < 0) give_up(path);
}

static void note(enum kind kind, uint32_t file, int64_t offset, int64_t length, int64_t size, const void *bytes) {
  struct record record = {kind, file, offset, length, size};
  struct iovec parts[] = {{&record, sizeof record}, {(void *)(uintptr_t)bytes, bytes == NULL ? 0 : (size_t)length}};
  size_t whole = parts[0].iov_len + parts[1].iov_len;
  if (syscall(SYS_writev, undo_log, parts, 2) != (long)whole) give_up("the log of what to take back");
}

static int ends_with(const char *path, const char *end) {
  size_t length = strlen(path), tail = strlen(end);
  return length >= tail && strcmp(path + length - tail, end) == 0;
}

static int is_ours(const char *path) {
  return strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == 0)
      && !ends_with(path, "-shm") && !ends_with(path, ".flash");
}

static int absolute(int at, const char *path, char *whole) {
  if (path[0] == '/') return snprintf(whole, PATH_MAX, "%s", path) < PATH_MAX;
  char base[PATH_MAX], link[64];
  if (at == AT_FDCWD) {
    if (getcwd(base, sizeof base) == NULL) return 0;
  } else {
    snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    ssize_t length = readlink(link, base, sizeof base - 1);
    if (length < 0) return 0;
    base[length] = 0;
  }
  return snprintf(whole, PATH_MAX, "%s/%s", base, path) < PATH_MAX;
}

/* The number of this file; with a new one goes its path. */
static uint32_t number_of(const struct stat *file, const char *path) {
  for (uint32_t i = 0; i < files; i++)
    if (tracked[i].device == file->st_dev && tracked[i].inode == file->st_ino) return i;
  if (files == FILES_MAX) give_up("too many files");
  tracked[files].device = file->st_dev;
  tracked[files].inode = file->st_ino;
  note(NAMED, files, 0, (int64_t)strlen(path), 0, path);
  return files++;
}

static int opened(int at, const char *path, int flags, mode_t mode) {
  char whole[PATH_MAX];
  int ours = undo_log >= 0 && absolute(at, path, whole) && is_ours(whole);
  if (!ours) {
    int other = (int)syscall(SYS_openat, at, path, flags, mode);
    if (other >= 0 && other < 65536) of_descriptor[other] = 0;
    return other;
  }
  pthread_mutex_lock(&order);
  struct stat before;
  int existed = syscall(SYS_newfstatat, at, path, &before, 0) == 0;
  if (existed && S_ISREG(before.st_mode) && (flags & O_TRUNC) != 0 && before.st_size > 0) give_up("O_TRUNC is not kept");
  int descriptor = (int)syscall(SYS_openat, at, path, flags, mode);
  int failed = errno;
  struct stat file;
  if (descriptor >= 0 && fstat(descriptor, &file) == 0) {
    if (descriptor >= 65536) give_up("a descriptor over 65535");
    if (S_ISDIR(file.st_mode)) {
      of_descriptor[descriptor] = -1;
    } else if (S_ISREG(file.st_mode)) {
      uint32_t number = number_of(&file, whole);
      of_descriptor[descriptor] = (int32_t)number + 1;
      if (!existed) note(CREATED, number, 0, (int64_t)strlen(whole), 0, whole);
    }
  }
  pthread_mutex_unlock(&order);
  errno = failed;
  return descriptor;
}

static mode_t mode_of(int flags, va_list more) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? (mode_t)va_arg(more, int) : 0;
}

#define OPEN(name)                                    \
  int name(const char *path, int flags, ...) {        \
    va_list more;                                     \
    va_start(more, flags);                            \
    mode_t mode = mode_of(flags, more);               \
    va_end(more);                                     \
    return opened(AT_FDCWD, path, flags, mode);       \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                  \
  int name(int at, const char *path, int flags, ...) { \
    va_list more;                                     \
    va_start(more, flags);                            \
    mode_t mode = mode_of(flags, more);               \
    va_end(more);                                     \
    return opened(at, path, flags, mode);             \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int descriptor) {
  if (descriptor >= 0 && descriptor < 65536) of_descriptor[descriptor] = 0;
  return (int)syscall(SYS_close, descriptor);
}

static int32_t ours(int descriptor) {
  return undo_log >= 0 && descriptor >= 0 && descriptor < 65536 ? of_descriptor[descriptor] : 0;
}

/* Notes what stands where length bytes are about to be written. */
static void about_to_write(int descriptor, uint32_t number, int64_t offset, int64_t length) {
  struct stat file;
  if (fstat(descriptor, &file) != 0) give_up("fstat");
  int64_t there = file.st_size > offset ? file.st_size - offset : 0;
  if (there > length) there = length;
  char *bytes = there > 0 ? malloc((size_t)there) : NULL;
  if (there > 0) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    int reading = (int)syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0); /* ours may be for writing alone */
    if (bytes == NULL || reading < 0 || syscall(SYS_pread64, reading, bytes, there, offset) != there) give_up("reading back");
    syscall(SYS_close, reading);
  }
  struct record record = {WRITTEN, number, offset, length, file.st_size};
  int64_t kept = there;
  struct iovec parts[] = {{&record, sizeof record}, {&kept, sizeof kept}, {bytes, (size_t)there}};
  long whole = (long)(sizeof record + sizeof kept + (size_t)there);
  if (syscall(SYS_writev, undo_log, parts, 3) != whole) give_up("the log of what to take back");
  free(bytes);
}

static ssize_t written_at(int descriptor, const void *bytes, size_t length, off_t offset) {
  int32_t number = ours(descriptor);
  if (number <= 0) return syscall(SYS_pwrite64, descriptor, bytes, length, offset);
  pthread_mutex_lock(&order);
  about_to_write(descriptor, (uint32_t)number - 1, offset, (int64_t)length);
  ssize_t result = syscall(SYS_pwrite64, descriptor, bytes, length, offset);
  int failed = errno;
  pthread_mutex_unlock(&order);
  errno = failed;
  return result;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
  return written_at(descriptor, bytes, length, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
  return written_at(descriptor, bytes, length, offset);
}

static int64_t place(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return (flags & O_APPEND) != 0 ? lseek(descriptor, 0, SEEK_END) : lseek(descriptor, 0, SEEK_CUR);
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  int32_t number = ours(descriptor);
  if (number <= 0) return syscall(SYS_write, descriptor, bytes, length);
  pthread_mutex_lock(&order);
  about_to_write(descriptor, (uint32_t)number - 1, place(descriptor), (int64_t)length);
  ssize_t result = syscall(SYS_write, descriptor, bytes, length);
  int failed = errno;
  pthread_mutex_unlock(&order);
  errno = failed;
  return result;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  int32_t number = ours(descriptor);
  if (number <= 0) return syscall(SYS_writev, descriptor, parts, count);
  int64_t length = 0;
  for (int i = 0; i < count; i++) length += (int64_t)parts[i].iov_len;
  pthread_mutex_lock(&order);
  about_to_write(descriptor, (uint32_t)number - 1, place(descriptor), length);
  ssize_t result = syscall(SYS_writev, descriptor, parts, count);
  int failed = errno;
  pthread_mutex_unlock(&order);
  errno = failed;
  return result;
}

static int resized(int descriptor, off_t size) {
  int32_t number = ours(descriptor);
  if (number <= 0) return (int)syscall(SYS_ftruncate, descriptor, size);
  pthread_mutex_lock(&order);
  struct stat file;
  if (fstat(descriptor, &file) != 0) give_up("fstat");
  if (file.st_size > size) about_to_write(descriptor, (uint32_t)number - 1, size, file.st_size - size);
  note(CUT_SHORT, (uint32_t)number - 1, size, 0, file.st_size, NULL);
  int result = (int)syscall(SYS_ftruncate, descriptor, size);
  int failed = errno;
  pthread_mutex_unlock(&order);
  errno = failed;
  return result;
}

int ftruncate(int descriptor, off_t size) { return resized(descriptor, size); }
int ftruncate64(int descriptor, off64_t size) { return resized(descriptor, size); }

static int synced(int descriptor, long call) {
  int result = (int)syscall(call, descriptor);
  int failed = errno;
  int32_t number = ours(descriptor);
  if (number != 0 && result == 0) {
    pthread_mutex_lock(&order);
    note(SYNCED, number < 0 ? UINT32_MAX : (uint32_t)number - 1, 0, 0, 0, NULL);
    pthread_mutex_unlock(&order);
  }
  errno = failed;
  return result;
}

int fsync(int descriptor) { return synced(descriptor, SYS_fsync); }
int fdatasync(int descriptor) { return synced(descriptor, SYS_fdatasync); }

/* Another name for the file, so that it can come back. */
static uint32_t shadow(const char *path) {
  char copy[PATH_MAX + 32];
  snprintf(copy, sizeof copy, "%s/%u", undo, shadows);
  if (syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, copy, 0) != 0) give_up(copy);
  return shadows++;
}

static int removed(int at, const char *path, int flags) {
  char whole[PATH_MAX];
  struct stat file;
  if (undo_log < 0 || !absolute(at, path, whole) || !is_ours(whole) || (flags & AT_REMOVEDIR) != 0)
    return (int)syscall(SYS_unlinkat, at, path, flags);
  pthread_mutex_lock(&order);
  if (syscall(SYS_newfstatat, at, path, &file, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(file.st_mode)) {
    uint32_t copy = shadow(whole);
    note(REMOVED, copy, 0, (int64_t)strlen(whole), 0, whole);
  }
  int result = (int)syscall(SYS_unlinkat, at, path, flags);
  int failed = errno;
  pthread_mutex_unlock(&order);
  errno = failed;
  return result;
}

int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int unlinkat(int at, const char *path, int flags) { return removed(at, path, flags); }

int renameat(int from_at, const char *from, int to_at, const char *to) {
  char old[PATH_MAX], fresh[PATH_MAX];
  if (undo_log < 0 || !absolute(from_at, from, old) || !absolute(to_at, to, fresh) || !is_ours(fresh))
    return (int)syscall(SYS_renameat, from_at, from, to_at, to);
  pthread_mutex_lock(&order);
  struct stat file;
  if (syscall(SYS_newfstatat, to_at, to, &file, AT_SYMLINK_NOFOLLOW) == 0) {
    uint32_t copy = shadow(fresh);
    note(REMOVED, copy, 0, (int64_t)strlen(fresh), 0, fresh);
  }
  note(RENAMED, 0, (int64_t)strlen(old), (int64_t)strlen(old), 0, old);
  note(NAMED, UINT32_MAX, 0, (int64_t)strlen(fresh), 0, fresh);
  int result = (int)syscall(SYS_renameat, from_at, from, to_at, to);
  int failed = errno;
  pthread_mutex_unlock(&order);
  errno = failed;
  return result;
}

int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }
