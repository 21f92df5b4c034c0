import type { Checkpoint, Checkpoints } from '../../store/checkpoints.ts'
import { FenceRefused } from '../../store/event-queues.ts'

/** Gone with the process. */
export function openMemoryCheckpoints(): Checkpoints {
  const kept = new Map<string, { fence: number; checkpoint: Checkpoint }>()
  return {
    get: (work) => kept.get(work)?.checkpoint,
    put(work, fence, checkpoint) {
      if ((kept.get(work)?.fence ?? 0) > fence) throw new FenceRefused(`${work} has another owner`)
      kept.set(work, { fence, checkpoint })
    },
    forget(prefix) {
      for (const work of kept.keys()) if (work.startsWith(prefix)) kept.delete(work)
    },
    close() {},
  }
}
