import type { AwsSdkPlace } from '../aws-sdk/aws-sdk.ts'

/**
 * The fast lane to our own bootstraps: frames over two inherited descriptors, 3 (to the runtime) and 4 (from it).
 * A frame is a 32-bit little-endian length of what follows, one byte of type, and the payload.
 * Writes of the runtime on 4 are synchronous, so that what was printed before a crash is there after it, in order.
 */
export const toRuntime = {
  /** JSON Adoption: the pooled sandbox becomes an environment of this function; loads the code. */
  adopt: 1,
  /** 32-bit little-endian length of a JSON InvokeHead, the head, then the event's bytes. */
  invoke: 2,
} as const

export const fromRuntime = {
  /** The runtime has booted and waits to be adopted. */
  ready: 16,
  /** The handler is loaded. */
  initialised: 17,
  /** JSON FunctionError: loading failed; the runtime exits after it. */
  initFailed: 18,
  /** The answer's bytes. */
  result: 19,
  /** JSON of the function's error, as the caller gets it. */
  error: 20,
  /** One byte of stream (1 stdout, 2 stderr), then UTF-8 text: one log event, whole. */
  log: 21,
  /** Content type of a streamed answer. */
  streamStart: 22,
  streamChunk: 23,
  /** Empty, or JSON of an error in midstream. */
  streamEnd: 24,
  /** As `error`, from a runtime that ends right after it: an exception or rejection that nobody caught. */
  lastError: 25,
} as const

export interface Adoption {
  handler: string
  /** Where the code lies: LAMBDA_TASK_ROOT. */
  taskRoot: string
  /** The whole environment of the function, replacing the runtime's own. */
  variables: Record<string, string>
  /** The process was started with these variables: what a wrapper has added since stays. */
  startedWithVariables?: boolean
  awsSdk: AwsSdkPlace
  memoryMb: number
  functionName: string
  functionVersion: string
  logGroup: string
  logStream: string
  logFormat: 'Text' | 'JSON'
  logLevel: string
}

export interface InvokeHead {
  requestId: string
  /** Milliseconds since the epoch. */
  deadlineMs: number
  invokedArn: string
  traceId: string
  /** JSON text. */
  clientContext?: string
  identity?: string
  tenantId?: string
}
