/**
 * What a function may ask of the kernel: an allow-list, so that what tomorrow's kernels add is refused until somebody
 * has looked at it. Refused are, among others, mounts, new namespaces, ptrace, bpf, perf, keyrings, userfaultfd,
 * io_uring, kernel modules, handles to files by number, the clocks of the host, and asynchronous input and output
 * (io_setup), of which there is a fixed amount for all of the host. One architecture alone: rules for three cost
 * milliseconds at each start.
 */
export function seccompFor(architecture: string): object {
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: eperm,
    architectures: [architecture === 'arm64' ? 'SCMP_ARCH_AARCH64' : 'SCMP_ARCH_X86_64'],
    syscalls: [
      { names: allowed, action: 'SCMP_ACT_ALLOW' },
      ...sockets.map(([family, protocol]) => ({
        names: ['socket', 'socketpair'],
        action: 'SCMP_ACT_ALLOW',
        args: [equal(0, family), equal(2, protocol)],
      })),
      {
        names: ['clone'],
        action: 'SCMP_ACT_ALLOW',
        args: [{ index: 0, value: newNamespaces, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }],
      },
      // Its flags lie in memory, where no rule can look; told that there is none, C libraries go on with clone.
      { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: enosys },
    ],
  }
}

const eperm = 1
const enosys = 38

const equal = (index: number, value: number) => ({ index, value, op: 'SCMP_CMP_EQ' })

/**
 * AF_UNIX; AF_INET and AF_INET6 for TCP, UDP and echoes; of AF_NETLINK routes alone, by which the C library asks for
 * addresses. Other protocols are code that few have looked at, of modules that the kernel loads for whoever asks.
 */
const sockets = [
  [1, 0],
  ...[0, 6, 17, 1].map((protocol) => [2, protocol] as const),
  ...[0, 6, 17, 58].map((protocol) => [10, protocol] as const),
  [16, 0],
] as const

/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET. */
const newNamespaces = 0x7e02_0000

const files = `access chdir chmod chown chown32 close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2
  fadvise64 fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fdatasync fgetxattr flistxattr flock
  fremovexattr fsetxattr fstat fstatfs fsync ftruncate futimesat getcwd getdents getdents64 getxattr inotify_add_watch
  inotify_init inotify_init1 inotify_rm_watch ioctl lchown lgetxattr link linkat listxattr llistxattr lremovexattr lseek
  lsetxattr lstat memfd_create mkdir mkdirat mknod mknodat newfstatat open openat openat2 pipe pipe2 pread64 preadv
  preadv2 pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv removexattr rename renameat renameat2 rmdir
  sendfile setxattr splice stat statfs statx symlink symlinkat sync sync_file_range syncfs tee truncate umask unlink
  unlinkat utime utimensat utimes vmsplice write writev landlock_add_rule landlock_create_ruleset
  landlock_restrict_self`

const memory = `brk get_mempolicy madvise map_shadow_stack membarrier mincore mlock mlock2 mlockall mmap mprotect mremap
  msync munlock munlockall munmap pkey_alloc pkey_free pkey_mprotect process_madvise remap_file_pages`

const processes = `alarm arch_prctl capget capset execve execveat exit exit_group fork futex futex_requeue futex_wait
  futex_waitv futex_wake get_robust_list get_thread_area getcpu getegid geteuid getgid getgroups getitimer getpgid
  getpgrp getpid getppid getpriority getresgid getresuid getrlimit getrusage getsid gettid getuid ioprio_get ioprio_set
  kill pause pidfd_open pidfd_send_signal prctl prlimit64 restart_syscall rseq rt_sigaction rt_sigpending rt_sigprocmask
  rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo sched_get_priority_max
  sched_get_priority_min sched_getaffinity sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval
  sched_setaffinity sched_setattr sched_setparam sched_setscheduler sched_yield seccomp set_robust_list
  set_thread_area set_tid_address setfsgid setfsuid setgid setgroups setitimer setpgid setpriority setregid setresgid
  setresuid setreuid setrlimit setsid setuid sigaltstack signalfd signalfd4 tgkill time times tkill uname vfork wait4
  waitid`

const waiting = `clock_getres clock_gettime clock_nanosleep epoll_create epoll_create1 epoll_ctl epoll_pwait
  epoll_pwait2 epoll_wait eventfd eventfd2 getrandom gettimeofday nanosleep poll ppoll pselect6 select sysinfo
  timer_create timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime
  timerfd_settime`

const talking = `accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg
  sendmmsg sendmsg sendto setsockopt shutdown mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedsend mq_unlink
  msgctl msgget msgrcv msgsnd semctl semget semop semtimedop shmat shmctl shmdt shmget`

const allowed = [files, memory, processes, waiting, talking].flatMap((names) => names.split(/\s+/))
