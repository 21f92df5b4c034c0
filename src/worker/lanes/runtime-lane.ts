import type { Party } from '../extensions/party.ts'
import type { Adoption, InvokeHead } from './lane.ts'

/**
 * A runtime as its environment sees it, whichever way it is spoken to: frames over descriptors (our own bootstraps) or the
 * Runtime API over HTTP (custom runtimes). One lane serves one runtime process, from its boot to its end.
 */
export interface RuntimeLane {
  /** Set once, before the process is heard. */
  listen(listener: LaneListener): void
  /** The runtime becomes this function's: loads the code, then answers `initialised` or `initFailed`. */
  adopt(adoption: Adoption): void
  /** One at a time. */
  invoke(head: InvokeHead, event: Uint8Array): void
  /** Back-pressure of a streamed answer: nothing more is read until resume. */
  pause(): void
  resume(): void
  /** Forgets the runtime; nothing is heard afterwards. */
  close(): void
}

/** What a runtime says, in its order. Errors are the bytes of the function's error JSON, as the caller gets them. */
export interface LaneListener {
  /** Booted, and waits to be adopted. */
  ready(): void
  initialised(): void
  initFailed(error: Uint8Array, errorType: string): void
  result(payload: Uint8Array): void
  error(payload: Uint8Array, errorType: string): void
  /** As `error`, but the runtime ends after it. */
  lastError(payload: Uint8Array, errorType: string): void
  streamStart(contentType: string): void
  streamChunk(chunk: Uint8Array): void
  /** With the error's JSON when the function failed in midstream. */
  streamEnd(error?: Uint8Array): void
  /** One log event, whole. */
  log(stream: 'stdout' | 'stderr', text: string): void
  /** What came is no frame, or not in its order: the runtime is broken. */
  violated(what: string): void
}

/** What of an environment is spoken over HTTP, at a port of this host's loopback for it alone. */
export interface RuntimeApi {
  open(party: Party): Promise<RuntimeListener>
  /** File names of the external extensions in these directories of the host: of an image's layers, the topmost first. */
  extensionsIn(directories: readonly string[]): readonly string[]
}

export interface RuntimeListener {
  /** Of a runtime that speaks the Runtime API. */
  lane: RuntimeLane
  port: number
  close(): Promise<void>
}
