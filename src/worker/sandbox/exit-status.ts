/** A shell as first process says a signal's number plus 128. Linux's numbers; they are the same on x86 and ARM. */
const signals: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
}

export const signalOfStatus = (status: number): string | undefined => signals[status - 128]
