import type { Duplex } from 'node:stream'
import type { LaneChannel } from '../lanes/fast-lane.ts'

/** The lane over a sandbox's descriptors 3 (down to the runtime) and 4 (up from it). */
export function openChannel(down: Duplex, up: Duplex): LaneChannel {
  // A runtime that has gone says so by its exit; what was being written to it is of no interest.
  down.on('error', () => {})
  up.on('error', () => {})
  return {
    send: (bytes) => void (down.writable && down.write(bytes)),
    listen: (onData) => void up.on('data', onData),
    pause: () => void up.pause(),
    resume: () => void up.resume(),
  }
}
