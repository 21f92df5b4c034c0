import { utf8 } from '../base/bytes.ts'
import { responseBytesMax } from '../lambda/quotas.ts'
import type { Exit } from './sandbox/sandbox.ts'

/** An invocation's failure as its caller and its log see it. */
export interface Failure {
  errorType: string
  payload: Uint8Array
  /** What a REPORT line says of it. */
  status: 'error' | 'timeout'
  /** The platform's own line about it, for the log; absent where the function has told its error itself. */
  words?: string
}

/** The function has described its error itself. */
export const ownFailure = (payload: Uint8Array, errorType: string): Failure => ({ errorType, payload, status: 'error' })

export function timedOut(requestId: string, timeoutMs: number): Failure {
  const words = `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`
  return { ...platformFailure('Sandbox.Timedout', requestId, words), status: 'timeout', words }
}

export const outOfMemory = (requestId: string): Failure =>
  platformFailure('Runtime.OutOfMemory', requestId, 'Runtime exited with error: signal: killed')

export function runtimeExited(requestId: string, exit: Exit, errorType = 'Runtime.ExitError'): Failure {
  return platformFailure(errorType, requestId, describeExit(exit))
}

export const responseTooLarge = (): Failure => {
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${responseBytesMax} bytes).`
  const errorType = 'Function.ResponseSizeTooLarge'
  return { errorType, payload: utf8(JSON.stringify({ errorMessage, errorType })), status: 'error' }
}

export function platformFailure(errorType: string, requestId: string, words: string): Failure {
  const errorMessage = `RequestId: ${requestId} Error: ${words}`
  return { errorType, payload: utf8(JSON.stringify({ errorType, errorMessage })), status: 'error', words }
}

function describeExit({ status, signal }: Exit): string {
  if (signal) return `Runtime exited with error: signal: ${signalName(signal)}`
  return status ? `Runtime exited with error: exit status ${status}` : 'Runtime exited without providing a reason'
}

export const signalName = (signal: string): string => signalNames[signal] ?? signal

/** Lambda writes signals as Go's standard library does. */
const signalNames: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGPIPE: 'broken pipe',
  SIGQUIT: 'quit',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
}
